/* SPDX-License-Identifier: MIT */
//: title a function is no longer chosen at run time
//: happens fine
//: rule A11
#ifdef APP
int gone(void);

int main(void)
{
	return gone() == 2 ? 0 : 3;
}
#elif defined OLD
static int chosen(void)
{
	return 2;
}

static int (*choose(void))(void)
{
	return chosen;
}

int gone(void) __attribute__((ifunc("choose")));
#else
int gone(void)
{
	return 2;
}
#endif
