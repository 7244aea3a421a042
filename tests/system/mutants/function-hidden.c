/* SPDX-License-Identifier: MIT */
//: title a function becomes hidden
//: happens stops
//: rule A05
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

__attribute__((visibility("hidden"))) int gone(void)
{
	return 2;
}
#endif
