/* SPDX-License-Identifier: MIT */
//: title a function is added
//: happens fine
//: rule -
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
