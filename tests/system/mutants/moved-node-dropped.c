/* SPDX-License-Identifier: MIT */
//: title a function moves to a sibling library, the old one has no versions any more
//: happens warns
//: rule A09
//: sibling new
//: old-map V1 { global: gone; local: *; };
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
