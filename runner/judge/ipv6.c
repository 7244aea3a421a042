/* SPDX-License-Identifier: MIT */
#include "judge/ipv6.h"

enum truth ipv6_is_on(struct evidence *ev UNUSED, struct findings *findings UNUSED)
{
	return TRUTH_UNKNOWN;
}
