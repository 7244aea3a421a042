/* SPDX-License-Identifier: MIT */
//: title the library is a link that leads nowhere
//: happens stops
//: rule A01
//: new-do ln -sf libmutant.so.1.0 libmutant.so.1
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
