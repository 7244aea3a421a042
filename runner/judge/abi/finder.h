/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_FINDER_H
#define JUDGE_ABI_FINDER_H
/*
 * The libraries of a world by soname, class and machine, with the one that ld.so would load: asked
 * once for each soname, then known by its number.
 *
 * A folder of libraries has no search path; there the first of its soname is the one.
 */
#include "judge/abi/world.h"

struct finder_entry {
	const struct object *object;
	const struct object *library; /* NULL: none of them is where ld.so looks */
};

struct finder {
	const struct world *w; /* borrowed */
	struct finder_entry *items;
	size_t count;
	bool search; /* the world has a search path */
};

/* False: no memory. */
bool finder_init(struct finder *f, const struct world *w);
void finder_release(struct finder *f);
/* What ld.so would load by this name, for the class and machine of `like`; NULL: nothing. */
const struct object *finder_library(const struct finder *f, uint32_t soname,
				    const struct object *like);
/* Any library of that soname, the nearest first: of the same folder as `like`. */
const struct object *finder_any(const struct finder *f, uint32_t soname, const struct object *like);

#endif
