/* SPDX-License-Identifier: MIT */
//: title unversioned to an old and a new default version: the oldest is bound
//: happens fine
//: rule A08
//: new-map V1 { global: keep; gone; local: *; }; V2 { global: gone; } V1;
#ifdef APP
int keep(void);
int gone(void);

int main(void)
{
	return keep() + gone() == 3 ? 0 : 3;
}
#elif defined OLD
int keep(void)
{
	return 1;
}

int gone(void)
{
	return 2;
}
#else
int keep(void)
{
	return 1;
}

int gone_old(void)
{
	return 2;
}

int gone_new(void)
{
	return 9;
}

__asm__(".symver gone_old,gone@V1");
__asm__(".symver gone_new,gone@@V2");
#endif
