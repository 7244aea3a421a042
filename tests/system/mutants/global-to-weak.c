/* SPDX-License-Identifier: MIT */
//: title a global function becomes weak
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
__attribute__((weak)) int gone(void)
{
	return 2;
}
#endif
