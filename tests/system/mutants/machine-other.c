/* SPDX-License-Identifier: MIT */
//: title the library is of another machine
//: happens stops
//: rule A01
//: new-do printf '\267' | dd of=libmutant.so.1 bs=1 seek=18 conv=notrunc status=none
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
