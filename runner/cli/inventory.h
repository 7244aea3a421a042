/* SPDX-License-Identifier: MIT */
#ifndef CLI_INVENTORY_H
#define CLI_INVENTORY_H
/* `azlcts ready --inventory`: a host's packages against an image and its repositories. */
#include "cli/judging.h"

struct inventory_options {
	const char *file;
	struct text_list unsupported; /* globs of URLs of repositories; empty: the default */
	bool all;		      /* the packages that are there as well */
	bool json;
	const char *out; /* NULL: standard output */
};

/* Exit status: 0 all there or renamed, 1 something missing or unsupported, 4 not decided. */
int inventory_run(const struct invocation *in, const struct beside *beside,
		  const struct inventory_options *o, struct error *err);

#endif
