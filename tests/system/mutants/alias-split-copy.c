/* SPDX-License-Identifier: MIT */
//: title the same; a non-PIE program has a copy under both names
//: happens fine
//: rule A16
//: app-flags -fno-pie -no-pie
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
