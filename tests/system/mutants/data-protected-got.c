/* SPDX-License-Identifier: MIT */
//: title a variable becomes protected; the program has no copy of it
//: happens fine
//: rule -
//: app-flags -fPIC
//: new-flags -mno-direct-extern-access -Wl,-z,noindirect-extern-access
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
