/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_FOOTPRINT_FACTS_H
#define SCENARIO_FOOTPRINT_FACTS_H
/*
 * What one evidence says of one class: facts in the order of their objects (by bytes), each object
 * once, read as they are asked for.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/manifest.h"

struct class_facts {
	struct cursor rows; /* of a table */
	bool of_answers;    /* lines of commands' answers instead */
	bool with_state;    /* ... each of which has its state behind its NUL */
	const char **lines; /* in `arena` */
	size_t lines_count;
	size_t lines_at;
	struct arena arena;
	bool unknown; /* nothing can be said of this class; `why` */
	const char *why;
	/* The fact; borrowed until the next class_facts_next(). */
	const char *object;
	const char *state;   /* a change of it is a change whatever the control does; may be "" */
	const char *content; /* ... only if the control leaves it alone; may be "" */
	const char *path;    /* the file it is made of; "": none */
};

int class_facts_open(struct class_facts *f, enum footprint_class class, struct evidence *ev,
		     struct error *err);
bool class_facts_next(struct class_facts *f); /* false: the end, or ev failed */
void class_facts_release(struct class_facts *f);

/*
 * Facts of commands' answers (footprint_answers.c): lines, sorted, each once, or unknown.  Of
 * set-id files those that no table has.
 */
int class_facts_of_answers(struct class_facts *f, enum footprint_class class, struct evidence *ev,
			   struct error *err);

/*
 * True for what the machine keeps books of whoever comes (footprint_usual.c).  `contents`: the
 * object stays, and is in the same state.
 */
bool footprint_usual(enum footprint_class class, const char *object, bool contents);

#endif
