/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_STEPS_TEXT_H
#define SCENARIO_STEPS_TEXT_H
/* What a program said, as two runs would have it said. */
#include "base/buf.h"

enum { STEADY_MAX = 1024, STEADY_LINES = 8 };

/*
 * Adds the last lines, with ';' between: process ids, times of day, dates, durations, sizes, long
 * numbers, digests, ids and names of temporary files become words for them, and lines that show
 * progress are left out.
 */
void steady_add(struct buf *out, const char *text);

#endif
