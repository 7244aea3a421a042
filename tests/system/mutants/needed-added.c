/* SPDX-License-Identifier: MIT */
//: title a new DT_NEEDED that is there
//: happens fine
//: rule A18
//: sibling new
#ifdef APP
int keep(void);
int gone(void);

int main(void)
{
	return keep() + gone() == 3 ? 0 : 3;
}
#elif defined SIBLING
int aid(void)
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

int aid(void);

int gone(void)
{
	return aid();
}
#endif
