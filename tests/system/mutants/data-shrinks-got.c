/* SPDX-License-Identifier: MIT */
//: title a variable shrinks; the program reads past its end
//: happens wrong
//: rule A12
//: app-flags -fPIC
#ifdef APP
extern int value[4];

int main(void)
{
	return value[3] == 4 ? 0 : 3;
}
#elif defined OLD
int value[4] = { 1, 2, 3, 4 };
#else
int value[2] = { 1, 2 };
#endif
