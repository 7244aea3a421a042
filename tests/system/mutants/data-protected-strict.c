/* SPDX-License-Identifier: MIT */
//: title the same, and the library says that copies are forbidden
//: happens stops
//: rule A14
//: new-flags -mno-direct-extern-access
#ifdef APP
extern int value;
int get(void);

int main(void)
{
	value = 5;
	return get() == 5 ? 0 : 3;
}
#elif defined OLD
int value = 1;

int get(void)
{
	return value;
}
#else
__attribute__((visibility("protected"))) int value = 1;

int get(void)
{
	return value;
}
#endif
