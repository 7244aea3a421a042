/* SPDX-License-Identifier: MIT */
//: title a member of a structure moves: only types tell
//: happens wrong
//: rule A27
//: decidable no
#ifdef APP
struct pair {
	int first, second;
};
int first(const struct pair *p);

int main(void)
{
	return first(&(struct pair){ 1, 2 }) == 1 ? 0 : 3;
}
#elif defined OLD
struct pair {
	int first, second;
};

int first(const struct pair *p)
{
	return p->first;
}
#else
struct pair {
	int second, first;
};

int first(const struct pair *p)
{
	return p->first;
}
#endif
