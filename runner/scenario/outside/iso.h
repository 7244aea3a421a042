/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_ISO_H
#define SCENARIO_OUTSIDE_ISO_H
/*
 * An ISO 9660 image with one file, with Rock Ridge and Joliet; the same bytes every time.  One door
 * to libarchive's writer.
 */
#include "base/error.h"

enum { ISO_MAX = 4 << 20 };

int iso_write(const char *path, const char *volume, const char *name, const void *data, size_t len,
	      struct error *err);

#endif
