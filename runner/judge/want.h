/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_WANT_H
#define JUDGE_WANT_H
/*
 * What a value has to be, in the words that many kinds share: equals, one-of, at-least, at-most,
 * pattern, absent-pattern, forbidden, without-bits.  All that are given have to hold.
 */
#include "model/kind.h"

struct want {
	const char *equals;
	struct text_list one_of;
	const char *pattern;
	const char *absent_pattern;
	struct text_list forbidden; /* globs, none of which may match; '*' matches all */
	int without_bits;	    /* of a mode, which has none of these; 0 or less: not asked */
};

/* Bounds of a number, for kinds that have them; NULL where a struct range is asked: none. */
struct range {
	int64_t at_least; /* NUMBER_UNSET: not asked */
	int64_t at_most;
};

bool want_anything(const struct want *w, const struct range *r);
/* For a kind's check_args: something is asked, and the bounds leave room. */
int want_check(const struct want *w, const struct range *r, struct error *err);
/* "at least 1 and at most 5": the wish in words. */
void want_say(const struct want *w, const struct range *r, struct buf *out);
/* False as well when a pattern could not be compiled; `out` then has the error. */
bool want_met(const struct want *w, const struct range *r, const char *value, struct findings *out);

#endif
