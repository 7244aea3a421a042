/* SPDX-License-Identifier: MIT */
//: title a thread-local variable becomes a plain one
//: happens wrong crashes stops
//: rule A10
#ifdef APP
extern __thread int gone;

int main(void)
{
	return gone == 2 ? 0 : 3;
}
#elif defined OLD
__thread int gone = 2;
#else
int gone = 2;
#endif
