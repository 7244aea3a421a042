/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SETTING_FORMAT_H
#define JUDGE_SETTING_FORMAT_H
/*
 * How one family of configuration files is read by the program they are for.  One file a format,
 * one line in formats.def; the kind `setting` does the rest.
 *
 * A format finds every assignment of a key, in the order in which its consumer meets them, and says
 * which one wins.  It judges nothing.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

struct setting_query {
	struct text_list path; /* files, where the format has no fixed ones; empty: its own */
	const char *section;   /* NULL: not asked */
	struct text_list keys; /* several are one question (server, pool, refclock) */
	const char *select;    /* which objects, as the format has it; NULL: not asked */
	/* Only of format "lines", which has no ways of its own. */
	struct text_list drop_ins;
	const char *separator; /* "colon", "equals", "space"; NULL: equals */
	const char *which;     /* "first", "last"; NULL: last */
};

/* Format shell; those of the winner count, wherever it became so. */
enum { ASSIGNED_READONLY = 1 << 0, ASSIGNED_EXPORTED = 1 << 1 };

struct assignment {
	const char *value; /* as the consumer takes it; NULL: set back to the default */
	const char *place; /* "file:line" */
	unsigned flags;
};

/* One thing that has the setting: all of them where a format has but one. */
struct setting_object {
	const char *name; /* repository, domain ...; NULL: the system */
	struct assignment *items;
	size_t count;
	size_t winner;	      /* index, or SIZE_MAX: nothing sets it */
	const char *fallback; /* what is used when nothing sets it; NULL: not known */
	const char *whose;    /* whose default that is: "systemd", "pam_faillock"; NULL */
	const char *unset;    /* what to say where not set is a fault; NULL: it is none */
};

struct setting_objects {
	struct setting_object *items;
	size_t count;
};

struct setting_format {
	const char *name;
	const char *help;   /* one line: the files, and which of several wins */
	const char *select; /* what `select` means, and what no object means; NULL: not used */
	bool wants_path;    /* there are no files of its own */
	bool wants_section;
	bool wants_select;
	/* What a query of it has to be beside that; NULL: nothing more. */
	int (*check)(const struct setting_query *q, struct error *err);
	const char *nothing; /* what it means when there is no object: a pass; NULL: missing */
	/*
	 * False: `findings` says why it is not known.  All texts are in the arena.  Unset, without
	 * a fallback and without `unset`: missing, as nobody knows what holds then.
	 */
	bool (*resolve)(const struct setting_query *q, struct evidence *ev, struct arena *arena,
			struct setting_objects *out, struct findings *findings);
};

extern const struct setting_format *const setting_formats[]; /* by name, NULL at the end */
extern const char *const setting_format_names[];	     /* the same ones' names */

/* Adds an assignment, which wins until a later one does. False: no memory. */
bool setting_assign(struct arena *arena, struct setting_object *object, size_t *room,
		    const char *value, const char *place, unsigned flags);
/*
 * The files of a path whose last part may be a glob.  False: `findings` has the error, or that
 * nobody looked there (model/coverage.h).
 */
bool setting_glob(struct evidence *ev, const char *pattern, struct arena *arena,
		  struct text_list *out, struct findings *findings);
/* The one object of formats that have no other. NULL: no memory. */
struct setting_object *setting_single(struct arena *arena, struct setting_objects *out);

#endif
