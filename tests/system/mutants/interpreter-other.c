/* SPDX-License-Identifier: MIT */
//: title the program is built for a dynamic linker that is not there
//: happens stops
//: rule A24
//: new-app -Wl,--dynamic-linker=/lib64/ld-mutant.so.9
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
int gone(void)
{
	return 2;
}
#endif
