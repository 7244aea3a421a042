/* SPDX-License-Identifier: MIT */
//: title versioned to unversioned, in a library that still has a table of versions it needs
//: happens warns
//: rule A09
//: old-map V1 { global: keep; gone; local: *; };
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
