/* SPDX-License-Identifier: MIT */
//: title a variable is only there under another version; its node stays
//: happens stops
//: rule A06
//: old-map V1 { global: keep; gone; local: *; };
//: new-map V1 { global: keep; local: *; }; V2 { global: gone; } V1;
#ifdef APP
extern int keep, gone;

int main(void)
{
	return keep + gone == 3 ? 0 : 3;
}
#elif defined OLD
int keep = 1, gone = 2;
#else
int keep = 1, gone = 2;
#endif
