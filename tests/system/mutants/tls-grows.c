/* SPDX-License-Identifier: MIT */
//: title a thread-local variable grows at its end
//: happens fine
//: rule A13
#ifdef APP
extern __thread int gone[2];

int main(void)
{
	return gone[1] == 2 ? 0 : 3;
}
#elif defined OLD
__thread int gone[2] = { 1, 2 };
#else
__thread int gone[9] = { 1, 2 };
#endif
