/* SPDX-License-Identifier: MIT */
//: title the library has text relocations: where no policy forbids them they work
//: happens fine
//: rule A20
//: new-flags -Wl,-z,notext
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
int two = 2;
extern __attribute__((visibility("hidden"))) int *const slot;
__asm__(".text\n.globl slot\nslot: .quad two");

int gone(void)
{
	return *slot;
}
#endif
