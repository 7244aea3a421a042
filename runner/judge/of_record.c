/* SPDX-License-Identifier: MIT */
#include "judge/of_record.h"

enum truth log_of_record(struct evidence *ev UNUSED, const char *program UNUSED,
			 struct findings *findings UNUSED)
{
	return TRUTH_UNKNOWN;
}
