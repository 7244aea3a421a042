/* SPDX-License-Identifier: MIT */
//: title a variable becomes unique
//: happens fine
//: rule A11
#ifdef APP
extern int gone;

int main(void)
{
	return gone == 2 ? 0 : 3;
}
#elif defined OLD
int gone = 2;
#else
int gone = 2;
__asm__(".type gone, %gnu_unique_object");
#endif
