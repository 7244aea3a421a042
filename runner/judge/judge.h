/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H
/* Evidence and a catalogue of checks in, results out.  Pure: no clock, no random, no network. */
#include "model/suite.h"

/*
 * Which checks: globs of ids; NULL or empty: all of the catalogue.  A selection that leaves out a
 * required check gives it as missing; one that selects nothing is an error_input.
 */
int judge(struct evidence *ev, const struct catalogue *catalogue, const struct text_list *only,
	  struct results *out, struct error *err);

/*
 * As judge(), but of the evidence itself it says nothing, which takes as long as judging: for a
 * proof that judges the same evidence hundreds of times.
 */
int judge_outcomes(struct evidence *ev, const struct catalogue *catalogue,
		   const struct text_list *only, struct results *out, struct error *err);

/* One check alone, into findings that the caller releases. */
void judge_check(const struct check *check, struct evidence *ev, struct findings *out);

#endif
