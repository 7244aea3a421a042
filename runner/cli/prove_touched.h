/* SPDX-License-Identifier: MIT */
#ifndef CLI_PROVE_TOUCHED_H
#define CLI_PROVE_TOUCHED_H
/*
 * What a change of evidence does to the checks that passed before it.
 *
 * Each check that passes is judged once alone, to see which tables it reads.  A change of other
 * tables cannot make it say anything else: a kind is a function of rows, so it reads the same ones
 * in the same order.  So only those are judged again that read what was changed.
 */
#include "cli/prove.h"
#include "model/evidence_watch.h"
#include "model/results.h"

struct dependence {
	const struct check *check;
	uint64_t rows; /* tables it read: bits of enum table */
	uint64_t repository;
};

struct touched {
	struct evidence *ev;	     /* borrowed; a private copy, as it is before any change */
	struct evidence *repository; /* ... of the first one beside it; NULL: it is not changed */
	struct results before;
	struct dependence *passing;
	size_t passing_count;
	char digests[TABLE_COUNT][65]; /* touched_compare(); "" until it is asked */
};

/* Judges everything, and learns what it read. */
int touched_learn(struct touched *t, const struct catalogue *c, const struct cancel *cancel,
		  struct error *err);
void touched_release(struct touched *t);
const struct findings *touched_findings(const struct touched *t, const char *id);
enum outcome touched_before(const struct touched *t, const char *id);

/*
 * The check fails now, and whatever else left its pass is declared by it: PROOF_GOOD; else
 * PROOF_BAD and why.  `rows` and `repository`: the tables that were changed.
 */
enum proof touched_judge(struct touched *t, const struct check *check, uint64_t rows,
			 uint64_t repository, struct buf *why);

/* Remembers what these tables hold, to be compared with later. */
int touched_remember(struct touched *t, uint64_t tables_mask, struct error *err);
/* Which of the remembered tables hold something else now. */
int touched_compare(struct touched *t, uint64_t *changed, struct error *err);

#endif
