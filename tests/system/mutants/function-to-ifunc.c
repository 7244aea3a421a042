/* SPDX-License-Identifier: MIT */
//: title a function is chosen at run time
//: happens fine
//: rule A11
#ifdef APP
int gone(void);

int main(void)
{
	return gone() == 2 ? 0 : 3;
}
#elif defined OLD
int gone(void)
{
	return 2;
}
#else
static int chosen(void)
{
	return 2;
}

static int (*choose(void))(void)
{
	return chosen;
}

int gone(void) __attribute__((ifunc("choose")));
#endif
