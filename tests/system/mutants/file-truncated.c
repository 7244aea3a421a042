/* SPDX-License-Identifier: MIT */
//: title the library is cut short
//: happens stops crashes
//: rule -
//: new-do truncate -s 700 libmutant.so.1
//: unreadable yes
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
