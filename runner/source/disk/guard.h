/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_GUARD_H
#define SOURCE_DISK_GUARD_H
/*
 * A sink between a guest and the evidence: it counts, and it refuses what only the host may say
 * (facts about the source, how the boot went, what the console showed, how scenarios ended), so
 * that a guest cannot vouch for itself.
 */
#include "model/tables.h"

struct guard {
	const struct sink *to; /* NULL: there may be no rows */
	uint64_t rows;
};

/* A sink over `g`, which has to outlive it. */
struct sink guard_sink(struct guard *g);

#endif
