/* SPDX-License-Identifier: MIT */
#ifndef REPORT_OUTLINE_H
#define REPORT_OUTLINE_H
/*
 * What all documents say alike: the words for a verdict, the order in which checks are told, and
 * how foreign text gets into markup.
 */
#include "base/buf.h"
#include "base/error.h"
#include "model/results.h"

extern const char *const outcome_symbols[OUTCOME_COUNT]; /* one letter wide */

/* Outcomes, worst news first: fail, error, missing, not-applicable, pass. */
enum { TOLD_COUNT = OUTCOME_COUNT };
extern const enum outcome told_order[TOLD_COUNT];

enum outcome result_outcome(const struct result *r);
const char *result_reason(const struct result *r); /* never NULL */

/* Undecided for the same reason, as when nothing was booted: said once, with their ids. */
bool told_together(const struct result *a, const struct result *b);

/* "Not conformant" for an exit status of results_exit(). */
const char *verdict_title(int exit_status);
const char *verdict_symbol(int exit_status);
/* One sentence on the required checks, with a full stop. */
void verdict_sentence(const struct tally *t, struct buf *out);
/* "1 check", "2 checks". */
void add_count(struct buf *out, size_t n, const char *noun);

/* The checks of one suite, by id. */
struct outline_suite {
	const char *name;
	const struct result *const *items; /* borrowed from the outline */
	size_t count;
};

struct outline {
	const struct result **items; /* by suite, then id */
	struct outline_suite *suites;
	size_t suites_count;
};

/* Borrows the results. */
int outline_init(struct outline *o, const struct results *r, struct error *err);
void outline_release(struct outline *o);

/* Checks with this outcome, required or not. */
size_t outline_count(const struct results *r, enum outcome outcome, bool required);

/* Text for XML and HTML, in elements and in quoted attributes: valid, and never markup. */
void add_markup(struct buf *out, const char *text);
/* At most `max` bytes of it, not within a letter; what is left out is said. */
void add_markup_short(struct buf *out, const char *text, size_t max);

#endif
