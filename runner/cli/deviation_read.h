/* SPDX-License-Identifier: MIT */
#ifndef CLI_DEVIATION_READ_H
#define CLI_DEVIATION_READ_H
#include "cli/command.h"

struct deviation_read {
	bool brief; /* no descriptions, which are their authors' words */
	bool specs; /* rendered specs are looked at, where there are any */
};

/* A tree as the document of results-schema/deviations.schema.json.  The caller frees it. */
int deviation_read(const char *tree, const struct deviation_read *how, struct doc **out,
		   struct error *err);

#endif
