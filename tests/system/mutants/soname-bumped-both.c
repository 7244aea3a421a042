/* SPDX-License-Identifier: MIT */
//: title the soname is bumped, the old one is still provided
//: happens fine
//: rule A02
//: new-name libmutant.so.2
//: new-keeps old
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
