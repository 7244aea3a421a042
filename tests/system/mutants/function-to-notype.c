/* SPDX-License-Identifier: MIT */
//: title a function loses its type
//: happens fine
//: rule A10
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
__asm__(".text\n.globl gone\ngone: movl $2, %eax\n\tret");
#endif
