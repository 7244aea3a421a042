/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_LINKS_H
#define JUDGE_LINKS_H
/*
 * The image's links to directories, read once, for whoever asks where a great many paths lead
 * (image_real_parent() asks the evidence for each part of each of them).
 */
#include "base/arena.h"
#include "model/evidence.h"

struct links {
	struct arena arena;
	struct link_to *items; /* by path */
	size_t count;
};

/* Needs the part FILES.  False: no memory. */
bool links_read(struct links *l, struct evidence *ev);
/* Where a path leads; a link that is its last component is not followed.  `out` is cleared first.
 */
void links_resolve(const struct links *l, const char *path, struct buf *out);
/* Calls for a path that links_resolve() gave, and for every other way to write it by one link. */
void links_aliases(const struct links *l, const char *path,
		   void (*call)(void *arg, const char *path), void *arg);
void links_release(struct links *l);

#endif
