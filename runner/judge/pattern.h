/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_PATTERN_H
#define JUDGE_PATTERN_H
/*
 * A suite's pattern: POSIX extended, anywhere in the text unless anchored; '^' and '$' match at
 * lines.  The suite reader has proved that it compiles, so that failing here means no memory: the
 * check is an error then, and nothing matches.
 */
#include <regex.h>

#include "model/results.h"

struct pattern {
	regex_t re;
	bool ready;
};

#define PATTERN_INIT           \
	{                      \
		.ready = false \
	}

bool pattern_init(struct pattern *p, const char *text, struct findings *out);
bool pattern_matches(const struct pattern *p, const char *text);
void pattern_release(struct pattern *p);

#endif
