/* SPDX-License-Identifier: MIT */
#include "judge/unit_file.h"

const char *const unit_use_names[] = {
	[UNIT_ABSENT] = "absent",     [UNIT_MASKED] = "masked", [UNIT_DISABLED] = "disabled",
	[UNIT_ENABLED] = "enabled",   [UNIT_STATIC] = "static", [UNIT_PRESET] = "enabled by preset",
	[UNIT_INDIRECT] = "activated",
};

bool unit_file_find(struct evidence *ev UNUSED, const char *name UNUSED, struct arena *arena UNUSED,
		    struct unit_file *out UNUSED, struct findings *findings UNUSED)
{
	return false;
}

int unit_file_value(struct evidence *ev UNUSED, const char *name UNUSED, const char *section UNUSED,
		    const char *key UNUSED, struct arena *arena UNUSED,
		    struct unit_value *out UNUSED, struct findings *findings UNUSED)
{
	return -1;
}
