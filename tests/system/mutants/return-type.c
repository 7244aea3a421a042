/* SPDX-License-Identifier: MIT */
//: title a function returns a wider type: only types tell
//: happens fine
//: rule A27
//: decidable no
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
long long gone(void)
{
	return 2;
}
#endif
