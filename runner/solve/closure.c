/* SPDX-License-Identifier: MIT */
#include "solve/closure.h"

int closure_requires(struct pool *p UNUSED, unsigned of UNUSED, unsigned from UNUSED, const struct cancel *cancel UNUSED, closure_found found UNUSED, void *arg UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int closure_recommends(struct pool *p UNUSED, unsigned of UNUSED, unsigned from UNUSED, const struct cancel *cancel UNUSED, closure_found found UNUSED, void *arg UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int closure_installable(struct pool *p UNUSED, unsigned of UNUSED, unsigned from UNUSED, const struct cancel *cancel UNUSED, closure_found found UNUSED, void *arg UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

