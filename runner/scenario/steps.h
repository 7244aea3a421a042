/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_STEPS_H
#define SCENARIO_STEPS_H
/*
 * The steps of a scenario as moves: one for each thing that can go right or wrong by itself, so
 * one a row of table step.  What is written as `health` becomes a move for each question.
 */
#include "base/arena.h"
#include "scenario/visit.h"

struct move {
	enum step_action action;
	const struct text_list *argv; /* configure */
	const struct health *health;  /* health, run */
	const char *unit;	      /* active */
	const char *object;
	const char *expected;
	bool held; /* active, health: so before the product came, which proves nothing then */
};

struct moves {
	struct move *items;
	size_t count;
};

struct said { /* how a move went, where the guest could be asked */
	bool passed;
	struct buf observed; /* what two runs share */
	struct buf output;   /* all of it, for run.json */
	int64_t ms;	     /* that a reboot took; 0: none */
};

enum { OBSERVED_MAX = 4096, OUTPUT_MAX = 256 << 10 };

#define SAID_INIT                                                                  \
	{                                                                          \
		.observed = BUF_INIT(OBSERVED_MAX), .output = BUF_INIT(OUTPUT_MAX) \
	}

static inline void said_release(struct said *s)
{
	buf_release(&s->observed);
	buf_release(&s->output);
}

int moves_make(struct arena *arena, const struct scenario_plan *plan,
	       const struct package_tool *tool, const struct scenario_text *text, struct moves *out,
	       struct error *err);
/* All of them, in their order: rows of step and footprint, and *passed. */
int moves_run(struct visit *v, const struct moves *moves, bool *passed, struct error *err);

/* "exit status 2; last lines", or how else it ended; and all of it to the output. */
void said_reply(struct said *s, const struct reply *r);

/* Steps active, health and configure or run (steps_health.c). */
int ask_active(struct visit *v, const struct move *m, struct said *s, struct error *err);
int ask_health(struct visit *v, const struct move *m, struct said *s, struct error *err);
/* Before an install of what the image has not: which of the answers are there already? */
int ask_before(struct visit *v, const struct moves *moves, struct error *err);
int run_command(struct visit *v, const struct move *m, struct said *s, struct error *err);

#endif
