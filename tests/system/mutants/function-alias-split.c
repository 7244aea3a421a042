/* SPDX-License-Identifier: MIT */
//: title two names of a function become two functions
//: happens fine
//: rule -
#ifdef APP
int gone(void);

int main(void)
{
	return gone() == 2 ? 0 : 3;
}
#elif defined OLD
int keep(void)
{
	return 2;
}

int gone(void) __attribute__((alias("keep")));
#else
int keep(void)
{
	return 2;
}

int gone(void)
{
	return 2;
}
#endif
