/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_ARCHIVE_H
#define SOURCE_ARCHIVE_H
/*
 * The one door to libarchive: tar (gzip, xz, zstd, bzip2), zip, and Debian packages, which are an
 * ar archive with a tar in it.
 */
#include "base/cancel.h"
#include "base/unpack.h"

/* Looks at the contents. */
bool unarchive_knows(const char *path);
/* All entries; what is wrong with the archive is EINVAL with the name and what was read until then.
 */
int unarchive(const char *path, struct unpack *into, const struct cancel *cancel,
	      struct error *err);

#endif
