/* SPDX-License-Identifier: MIT */
//: title a function is removed that the program refers to weakly
//: happens fine
//: rule -
#ifdef APP
int keep(void);
__attribute__((weak)) int gone(void);

int main(void)
{
	return keep() + (gone ? gone() : 2) == 3 ? 0 : 3;
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
#endif
