/* SPDX-License-Identifier: MIT */
//: title a library that is opened at run time asks for an executable stack
//: happens fine
//: happens stops
//: rule A19
//: new-flags -Wl,-z,execstack
//: opens yes
#ifdef APP
#include <dlfcn.h>

int main(void)
{
	void *library = dlopen("libmutant.so.1", RTLD_NOW);
	int (*gone)(void);

	if (!library)
		return 127;
	*(void **)&gone = dlsym(library, "gone");
	return gone && gone() == 2 ? 0 : 3;
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
