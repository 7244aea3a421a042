/* SPDX-License-Identifier: MIT */
#ifndef CLI_DEVIATIONS_COMPARE_H
#define CLI_DEVIATIONS_COMPARE_H
#include "cli/command.h"

/* What to compare; texts are borrowed. */
struct deviations_compare {
	const char *candidate; /* as evidences_open() takes it */
	const char *reference;
	bool strict;
	bool after_snapshot;
	bool json;
	const char *out; /* NULL: standard output */
};

/*
 * Compares under the declarations of `declared`, a document of azlcts deviations, and puts the
 * result out.  An exit status, or a negative errno.
 */
int deviations_compare(const struct context *context, const struct deviations_compare *how,
		       const struct doc *declared, struct error *err);

#endif
