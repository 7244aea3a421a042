/* SPDX-License-Identifier: MIT */
//: title a variable becomes a function
//: happens wrong
//: rule A10
//: app-flags -fPIC
#ifdef APP
extern int gone;

int main(void)
{
	return gone == 2 ? 0 : 3;
}
#elif defined OLD
int gone = 2;
#else
int gone(void)
{
	return 2;
}
#endif
