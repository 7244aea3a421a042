/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PART_H
#define COLLECT_PART_H
/*
 * How the collection of one part goes.  The first reason is kept, the others are counted: a part
 * that could not look at something is failed, never complete.
 */
#include "model/tables.h"

struct part_state {
	size_t failures;
	char reason[400]; /* of the first */
};

void part_fail(struct part_state *p, const char *fmt, ...) PRINTF(2, 3);
/* The last act: sink_complete(), or sink_failed() with the reason. */
int part_end(const struct part_state *p, enum part part, const struct sink *sink,
	     struct error *err);

#endif
