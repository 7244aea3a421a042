/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_INVENTORY_H
#define JUDGE_INVENTORY_H
/*
 * A host's list of packages against an image and its repositories: what of it is there under the
 * same name, under another, only where nobody supports it, or nowhere.  Pure.
 */
#include "base/arena.h"
#include "base/str.h"
#include "solve/pool.h"

/* From the worst to the best. */
enum inventory_class {
	INVENTORY_UNDECIDED,   /* it is not in the image, and no repository was given */
	INVENTORY_MISSING,     /* nowhere, and nothing in its place */
	INVENTORY_UNSUPPORTED, /* only in a repository whose packages are not supported */
	INVENTORY_RENAMED,     /* something else has its place: `by` */
	INVENTORY_AVAILABLE,   /* in a repository */
	INVENTORY_PRESENT,     /* in the image */
	INVENTORY_COUNT,
};
extern const char *const inventory_words[INVENTORY_COUNT]; /* "not-decided", "missing" ... */

struct inventory_item {
	const char *name;
	const char *evr;  /* "": not known */
	const char *arch; /* 32-bit ones are not what 64-bit ones are */
	/* the answer */
	enum inventory_class class;
	const char *by;	   /* nevra, or of RENAMED the names in its place; "": none */
	const char *where; /* "image", or the repository's URL; "": nowhere */
	const char *note;  /* a remark of the table of names; "": none */
	bool older;	   /* what is there under the same name is older than the host's */
};

/* A line of the table of names (suites/renames): what has the place of an old name. */
struct inventory_rename {
	const char *old;
	struct text_list names; /* empty: nothing has */
	const char *note;
};

struct inventory {
	struct arena *arena; /* owns what answers point to */
	struct inventory_item *items;
	size_t count;
	const struct inventory_rename *renames;
	size_t renames_count;
	const char *const *repositories; /* URL of each of the pool's, in their order */
	size_t repositories_count;
	const struct text_list *unsupported; /* globs of URLs */
};

/* Answers every item. ENOMEM, or what the pool says. */
int inventory_judge(struct inventory *in, struct pool *pool, struct error *err);

#endif
