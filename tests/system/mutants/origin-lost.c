/* SPDX-License-Identifier: MIT */
//: title the run path no longer leads to the private folder of the library
//: happens stops
//: rule A18
//: sibling both private
//: old-flags -Wl,-rpath,$ORIGIN/private
//: new-flags -Wl,-rpath,$ORIGIN/elsewhere
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

int aid(void);

int gone(void)
{
	return aid();
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
