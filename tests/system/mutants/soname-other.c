/* SPDX-License-Identifier: MIT */
//: title another soname under the same file name, which is what a folder is searched for
//: happens fine
//: rule -
//: new-flags -Wl,-soname,libmutant.so.2
#ifdef APP
int gone(void);

int main(void)
{
	return gone() == 2 ? 0 : 3;
}
#elif defined OLD
int gone(void)
{
	return 2;
}
#else
int gone(void)
{
	return 2;
}
#endif
