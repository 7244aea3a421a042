/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_NAMES_H
#define JUDGE_ABI_NAMES_H
/*
 * Texts kept once and known by a number, so that half a million symbols are compared as integers.
 * Two worlds that are to be compared share one table.  Number 0 is the empty text.
 */
#include "base/arena.h"

#define NAME_NONE UINT32_MAX /* from names_find(): not there; from names_add(): no memory */

struct name_slot {
	uint32_t hash;
	uint32_t name; /* 0: free */
};

struct names {
	struct arena arena;
	const char **texts;
	struct name_slot *slots; /* open addressing */
	uint32_t count;
	uint32_t slots_count;
};

void names_release(struct names *n);
uint32_t names_add(struct names *n, const char *text);
uint32_t names_find(const struct names *n, const char *text);
/* "" for 0 and for what is out of range.  Lives as long as the table. */
const char *names_text(const struct names *n, uint32_t name);

#endif
