/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_PARTS_H
#define JUDGE_PARTS_H
#include "model/kind.h"

/*
 * True when each of these parts (PART_BITs) is complete.  Else says why it is not: a part whose
 * collection failed is an error, a part nobody collected is missing.  The engine asks this for what
 * a kind always needs; a kind asks it for what only some of its parameters need.
 */
bool parts_ready(struct evidence *ev, unsigned needs, struct findings *out);
/* True when there are repositories beside the evidence, each of them complete. */
bool repositories_ready(struct evidence *ev, struct findings *out);

#endif
