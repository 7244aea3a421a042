/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_UNIT_DECLARED_H
#define JUDGE_UNIT_DECLARED_H
/*
 * Units as their files declare them, and as the manager of a booted image has them: two answers,
 * and where they differ a finding of its own.
 */
#include "judge/unit_file.h"

struct unit_wish {
	struct text_list names;
	struct text_list active; /* active states; empty: any */
	int enabled;		 /* 1: has to be in use; 0: must not */
	int exactly_one;
};

/* What the running manager says; `known` is false where it was not asked. */
struct unit_running {
	bool known;
	const char *active;	/* "inactive" for a unit that it does not know */
	const char *file_state; /* "" : no unit file */
	bool succeeded;		/* its last run, or there was none */
};

/* Texts are in the arena.  False: no memory, and `findings` says so. */
bool unit_running(struct evidence *ev, const char *name, struct arena *arena,
		  struct unit_running *out, struct findings *findings);
/* It runs, or is about to. */
bool unit_is_active(const struct unit_running *r);
/* "enabled by /etc/..." */
const char *unit_file_said(const struct unit_file *u, struct arena *arena);
/* What files and manager say of a unit, as a fact of the result; and that they agree. */
void unit_fact(const char *name, const struct unit_file *u, const struct unit_running *r,
	       struct arena *arena, struct findings *findings);
/* Needs CONFIG; looks at UNITS. */
void unit_declared(const struct unit_wish *w, struct evidence *ev, struct findings *findings);

#endif
