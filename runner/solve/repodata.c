/* SPDX-License-Identifier: MIT */
#include "solve/repodata.h"

int repomd_read(struct arena *arena UNUSED, const char *path UNUSED, struct repomd *out UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

const struct repodata_file *repomd_find(const struct repomd *r UNUSED, const char *type UNUSED)
{
	return 0;
}

int repodata_put(const char *primary UNUSED, const char *filelists UNUSED, const struct sink *sink UNUSED, size_t *packages UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

