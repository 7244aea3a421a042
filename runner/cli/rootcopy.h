/* SPDX-License-Identifier: MIT */
#ifndef CLI_ROOTCOPY_H
#define CLI_ROOTCOPY_H
/*
 * A copy of a root directory that may be changed without touching the original: an overlay mount
 * in a mount namespace of our own where that is allowed, else `cp -a --reflink=auto`.
 */
#include "base/cancel.h"

struct rootcopy {
	char *path; /* the copy's root */
	char *dir;  /* what close removes */
	bool mounted;
};

/* `scratch` is a folder that exists and is no overlay itself (for the mount to work). */
int rootcopy_open(struct rootcopy *out, const char *root, const char *scratch,
		  const struct cancel *cancel, struct error *err);
void rootcopy_close(struct rootcopy *c);

#endif
