/* SPDX-License-Identifier: MIT */
//: title a function moves to a sibling library, its node stays in the old one
//: happens fine
//: rule A05
//: sibling new
//: old-map V1 { global: keep; gone; local: *; };
//: new-map V1 { global: keep; local: *; };
//: sibling-map V1 { global: gone; local: *; };
//: new-flags -Wl,--no-as-needed
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

int gone(void)
{
	return 2;
}
#else
int keep(void)
{
	return 1;
}

int keeps_node(void)
{
	return 0;
}

__asm__(".symver keeps_node,keeps_node@V1");
#endif
