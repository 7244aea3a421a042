/* SPDX-License-Identifier: MIT */
#include "solve/install.h"

int solution_find(struct pool *p UNUSED, const struct wish *wish UNUSED, const struct cancel *cancel UNUSED, struct solution *out UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

void solution_release(struct solution *s UNUSED)
{
}

