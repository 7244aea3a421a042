/* SPDX-License-Identifier: MIT */
//: title a private version node is removed
//: happens fine
//: rule -
//: old-map V1 { global: keep; local: *; }; MUTANT_PRIVATE { global: gone; };
//: new-map V1 { global: keep; local: *; };
#ifdef APP
int keep(void);

int main(void)
{
	return keep() == 1 ? 0 : 3;
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
