/* SPDX-License-Identifier: MIT */
//: title the library binds its own calls to itself; the program had replaced one
//: happens wrong
//: rule A25
//: old-flags -fno-inline
//: new-flags -fno-inline -Wl,-Bsymbolic
#ifdef APP
int keep(void);

int gone(void)
{
	return 2;
}

int main(void)
{
	return keep() == 2 ? 0 : 3;
}
#elif defined OLD
int gone(void)
{
	return 9;
}

int keep(void)
{
	return gone();
}
#else
int gone(void)
{
	return 9;
}

int keep(void)
{
	return gone();
}
#endif
