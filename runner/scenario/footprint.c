/* SPDX-License-Identifier: MIT */
#include "scenario/footprint.h"

const char *const *const footprint_commands[] = { NULL };

int footprint_write(const struct footprint *f UNUSED, const struct sink *sink UNUSED,
		    struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}
