/* SPDX-License-Identifier: MIT */
//: title versioned to the base version of a library that keeps its node
//: happens fine
//: rule A09
//: old-map V1 { global: keep; gone; local: *; };
//: new-map V1 { global: keep; };
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
