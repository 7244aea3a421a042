/* SPDX-License-Identifier: MIT */
//: title a DT_NEEDED is dropped that the program relied on
//: happens stops
//: rule A18
//: sibling old
//: app-flags -Wl,--unresolved-symbols=ignore-all
#ifdef APP
int keep(void);
int gone(void);

int main(void)
{
	return keep() + gone() == 3 ? 0 : 3;
}
#elif defined SIBLING
int gone(void)
{
	return 2;
}
#elif defined OLD
int keep(void)
{
	return 1;
}

int gone(void);

int uses(void)
{
	return gone();
}
#else
int keep(void)
{
	return 1;
}
#endif
