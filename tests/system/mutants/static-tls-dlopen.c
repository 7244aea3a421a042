/* SPDX-License-Identifier: MIT */
//: title a library that is opened at run time wants much static TLS
//: happens stops
//: rule A13
//: new-flags -ftls-model=initial-exec
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
__thread volatile char room[100000];

int gone(void)
{
	return room[5] + 2;
}
#else
__thread volatile char room[100000];

int gone(void)
{
	return room[5] + 2;
}
#endif
