/* SPDX-License-Identifier: MIT */
//: title a version node with a function is added
//: happens fine
//: rule -
//: old-map V1 { global: keep; local: *; };
//: new-map V1 { global: keep; local: *; }; V2 { global: gone; } V1;
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
