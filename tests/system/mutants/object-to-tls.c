/* SPDX-License-Identifier: MIT */
//: title a variable becomes thread-local
//: happens wrong crashes
//: rule A10
#ifdef APP
extern int gone;

int main(void)
{
	return gone == 2 ? 0 : 3;
}
#elif defined OLD
int gone = 2;
#else
__thread int gone = 2;
#endif
