/* SPDX-License-Identifier: MIT */
#ifndef MODEL_RESULTS_SCENARIOS_H
#define MODEL_RESULTS_SCENARIOS_H
/*
 * What scenarios did, as it stands in results: steps, what was there after each span, and what an
 * erase left (the residue).  Numbers that two runs do not share are not among them.
 *
 * Files that packages own are one line a package, with their count; so object is the package's name
 * there.  Of each class in a span CLASS_MAX lines are kept, and all are counted.
 */
#include "base/arena.h"
#include "base/doc.h"
#include "base/error.h"
#include "model/evidence.h"

enum { RESULTS_SCENARIOS_MAX = 64, RESULTS_STEPS_MAX = 512, RESULTS_CLASS_MAX = 100 };

struct results_step {
	const char *action;
	const char *object;
	const char *outcome; /* passed, failed, error, not-run */
	const char *expected;
	const char *observed;
};

struct results_change {
	const char *span;
	const char *class;
	const char *object;
	const char *change;
	const char *before; /* NULL: none */
	const char *after;  /* NULL: none */
	const char *owner;  /* "": nobody */
	int64_t files;	    /* that this line stands for; 0: it is one thing */
};

struct results_changes {
	struct results_change *items;
	size_t count;
	size_t total; /* with those that were not kept */
};

struct results_scenario {
	const char *name;
	const char *product;
	const char *outcome; /* passed, failed, error */
	const char *reason;  /* "": none */
	struct results_step *steps;
	size_t steps_count;
	size_t steps_total;
	struct results_changes footprint;
	struct results_changes residue; /* span erase */
};

struct results_scenarios {
	struct results_scenario *items; /* NULL: the evidence has no scenarios; sorted by name */
	size_t count;
	size_t total;
};

/* All is allocated from the arena. */
int results_scenarios_fill(struct results_scenarios *out, struct arena *arena, struct evidence *ev,
			   struct error *err);
/* Key `scenarios`, where there are some. */
void results_scenarios_put(struct doc *top, const struct results_scenarios *s);
int results_scenarios_read(const struct doc *top, struct results_scenarios *out,
			   struct arena *arena, struct error *err);

#endif
