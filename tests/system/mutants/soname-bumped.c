/* SPDX-License-Identifier: MIT */
//: title the soname is bumped, the old one is gone
//: happens stops
//: rule A01
//: new-name libmutant.so.2
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
