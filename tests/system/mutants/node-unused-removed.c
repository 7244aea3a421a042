/* SPDX-License-Identifier: MIT */
//: title a version node is removed that the program does not use
//: happens fine
//: rule -
//: old-map V1 { global: keep; local: *; }; V2 { global: gone; } V1;
//: new-map V1 { global: keep; local: *; };
#ifdef APP
int keep(void);

int main(void)
{
	return keep() == 1 ? 0 : 3;
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
