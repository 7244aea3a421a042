/* SPDX-License-Identifier: MIT */
//: title a function becomes a variable
//: happens crashes
//: rule A10
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
int gone = 2;
#endif
