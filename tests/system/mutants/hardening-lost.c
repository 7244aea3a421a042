/* SPDX-License-Identifier: MIT */
//: title the library loses RELRO and immediate binding
//: happens fine
//: rule A23
//: old-flags -Wl,-z,relro,-z,now
//: new-flags -Wl,-z,norelro,-z,lazy
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
