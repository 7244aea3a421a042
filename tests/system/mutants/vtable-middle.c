/* SPDX-License-Identifier: MIT */
//: title a virtual function is added in the middle: only types tell which
//: happens wrong
//: rule A17
//: app-flags -fPIC
#ifdef APP
typedef int (*slot)(void);
extern slot _ZTV7Machine[3];

int main(void)
{
	return _ZTV7Machine[2]() == 2 ? 0 : 3;
}
#elif defined OLD
typedef int (*slot)(void);

static int one(void)
{
	return 1;
}

static int two(void)
{
	return 2;
}

slot _ZTV7Machine[] = { 0, one, two };
#else
typedef int (*slot)(void);

static int one(void)
{
	return 1;
}

static int two(void)
{
	return 2;
}

static int three(void)
{
	return 3;
}

slot _ZTV7Machine[] = { 0, one, three, two };
#endif
