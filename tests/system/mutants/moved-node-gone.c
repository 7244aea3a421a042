/* SPDX-License-Identifier: MIT */
//: title a function moves to a sibling library, the old one has other versions only
//: happens stops
//: rule A03
//: sibling new
//: old-map V1 { global: gone; local: *; }; V2 { global: keep; };
//: new-map V2 { global: keep; local: *; };
//: sibling-map V1 { global: gone; local: *; };
//: new-flags -Wl,--no-as-needed
#ifdef APP
int gone(void);

int main(void)
{
	return gone() == 2 ? 0 : 3;
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

int gone(void)
{
	return 2;
}
#else
int keep(void)
{
	return 1;
}
#endif
