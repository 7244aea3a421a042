/* SPDX-License-Identifier: MIT */
#include "model/machine.h"

static int boot(struct machine **out UNUSED, const struct source_request *req UNUSED,
		struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}

const struct machine_kind machine_disk = { .boot = boot };
