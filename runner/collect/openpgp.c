/* SPDX-License-Identifier: MIT */
#include "collect/collect.h"

int collect_signature(const struct text_list *keys UNUSED, const char *data UNUSED,
		      const char *signature UNUSED, char key[17] UNUSED, struct error *err)
{
	return error_set(err, ENOSYS, "signatures cannot be verified");
}
