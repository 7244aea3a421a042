/* SPDX-License-Identifier: MIT */
//: title a variable shrinks; the program has a copy of it
//: happens wrong
//: rule A12
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
