/* SPDX-License-Identifier: MIT */
#include "scenario/outside/outside.h"

int outside_start(struct outside **out UNUSED, const struct outside_options *o UNUSED,
		  struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}

const struct machine_grant *outside_grants(const struct outside *o UNUSED, size_t *count)
{
	*count = 0;
	return NULL;
}

const char *outside_medium(const struct outside *o UNUSED)
{
	return NULL;
}

bool outside_ready(struct outside *o UNUSED, char by[64] UNUSED)
{
	return false;
}

bool outside_failure(struct outside *o UNUSED, char what[256] UNUSED)
{
	return false;
}

struct doc *outside_requests(struct outside *o UNUSED)
{
	return doc_list();
}

void outside_stop(struct outside *o UNUSED)
{
}
