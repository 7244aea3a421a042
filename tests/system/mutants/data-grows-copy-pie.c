/* SPDX-License-Identifier: MIT */
//: title a variable grows; a PIE has a copy of it, too
//: happens wrong
//: rule A12
#ifdef APP
extern int value[2];
int sum(void);

int main(void)
{
	int wanted = value[0] + value[1];

	return value[0] == 1 && sum() == wanted ? 0 : 3;
}
#elif defined OLD
int value[2] = { 1, 2 };

int sum(void)
{
	return value[0] + value[1];
}
#else
int value[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };

int sum(void)
{
	return value[7] == 8 ? value[0] + value[1] : 0;
}
#endif
