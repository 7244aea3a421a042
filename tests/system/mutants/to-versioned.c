/* SPDX-License-Identifier: MIT */
//: title unversioned to versioned
//: happens fine
//: rule A08
//: new-map V1 { global: keep; gone; local: *; };
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

int gone(void)
{
	return 2;
}
#endif
