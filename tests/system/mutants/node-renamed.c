/* SPDX-License-Identifier: MIT */
//: title a version node is renamed
//: happens stops
//: rule A03
//: old-map V1 { global: keep; gone; local: *; };
//: new-map V2 { global: keep; gone; local: *; };
#ifdef APP
int keep(void);
int gone(void);

int main(void)
{
	return keep() + gone() == 3 ? 0 : 3;
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

int gone(void)
{
	return 2;
}
#endif
