/* SPDX-License-Identifier: MIT */
//: title the same; a PIE has a copy under both names
//: happens fine
//: rule A16
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
