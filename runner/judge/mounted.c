/* SPDX-License-Identifier: MIT */
#include "judge/mounted.h"

bool mount_declared(struct evidence *ev UNUSED, const char *target UNUSED,
		    struct arena *arena UNUSED, struct mount_fact *out UNUSED,
		    struct findings *findings UNUSED)
{
	return false;
}

enum truth mounted(struct evidence *ev UNUSED, const char *target UNUSED,
		   struct findings *findings UNUSED)
{
	return TRUTH_UNKNOWN;
}
