/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/*
 * Many small things with one owner and one end: everything allocated from an arena lives until
 * arena_release().  Memory is zeroed.  NULL means no memory, or more than ARENA_MAX in all.
 */
#include "base/defs.h"

#define ARENA_MAX ((size_t)512 << 20)

struct arena {
	struct arena_block *blocks;
	size_t total;
};

void arena_release(struct arena *a);
void *arena_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

#endif
