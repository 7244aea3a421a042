/* SPDX-License-Identifier: MIT */
//: title DT_RPATH, which a sibling inherits, becomes DT_RUNPATH, which it does not
//: happens stops
//: rule A18
//: sibling both private middle
//: old-flags -Wl,-rpath,$ORIGIN/private -Wl,--disable-new-dtags
//: new-flags -Wl,-rpath,$ORIGIN/private -Wl,--enable-new-dtags
#ifdef APP
int keep(void);
int gone(void);

int main(void)
{
	return keep() + gone() == 3 ? 0 : 3;
}
#elif defined SIBLING
#ifdef MIDDLE
int aid(void);

int middle(void)
{
	return aid();
}
#else
int aid(void)
{
	return 2;
}
#endif
#elif defined OLD
int middle(void);
int keep(void)
{
	return 1;
}

int gone(void)
{
	return middle();
}
#else
int middle(void);
int keep(void)
{
	return 1;
}

int gone(void)
{
	return middle();
}
#endif
