/* SPDX-License-Identifier: MIT */
//: title two names of a variable become two variables
//: happens wrong
//: rule A16
//: app-flags -fPIC
#ifdef APP
extern int other;
void set(int to);

int main(void)
{
	set(5);
	return other == 5 ? 0 : 3;
}
#elif defined OLD
int value = 1;
extern __attribute__((weak, alias("value"))) int other;

void set(int to)
{
	value = to;
}
#else
int value = 1;
int other = 1;

void set(int to)
{
	value = to;
}
#endif
