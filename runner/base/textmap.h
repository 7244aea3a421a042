/* SPDX-License-Identifier: MIT */
#ifndef BASE_TEXTMAP_H
#define BASE_TEXTMAP_H
/*
 * Texts with a number each, found by hashing and kept in the order they came in.
 *
 *	AUTO(textmap) struct textmap m = { 0 };
 */
#include "base/error.h"

struct textmap_entry {
	char *text;
	int64_t value;
	uint64_t hash;
};

struct textmap {
	struct textmap_entry *entries; /* in the order of their first textmap_set() */
	size_t count;
	size_t *slots; /* index + 1; 0: empty */
	size_t slots_count;
};

void textmap_release(struct textmap *m);
/* Adds the text (a copy), or gives the one that is there another number. */
int textmap_set(struct textmap *m, const char *text, int64_t value, struct error *err);
/* Borrowed until the next textmap_set(); NULL: not there. */
const struct textmap_entry *textmap_get(const struct textmap *m, const char *text);

#endif
