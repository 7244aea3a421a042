/* SPDX-License-Identifier: MIT */
//: title a function is only there under another version; its node stays
//: happens stops
//: rule A06
//: old-map V1 { global: keep; gone; local: *; };
//: new-map V1 { global: keep; local: *; }; V2 { global: gone; } V1;
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
