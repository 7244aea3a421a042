/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ARCH_H
#define JUDGE_ARCH_H
/* rpm's colours of packages, by their architecture. */
#include "base/str.h"

/* 1: of 32-bit machines, 2: of 64-bit ones, 0: of any. */
static inline int arch_colour(const char *arch)
{
	static const char *const bits32[] = { "i386", "i486", "i586", "i686", "armv7hl" };

	for (size_t i = 0; i < ARRAY_SIZE(bits32); i++)
		if (streq(arch, bits32[i]))
			return 1;
	return streq(arch, "noarch") ? 0 : 2;
}

#endif
