/* SPDX-License-Identifier: MIT */
//: title a variable is removed that the program has a copy of
//: happens stops
//: rule A05
#ifdef APP
extern int keep, gone;

int main(void)
{
	return keep + gone == 3 ? 0 : 3;
}
#elif defined OLD
int keep = 1, gone = 2;
#else
int keep = 1;
#endif
