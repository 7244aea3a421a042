/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_TEXT_H
#define COLLECT_TEXT_H
/*
 * Which files' contents become evidence: configuration that rules read.  A table of globs; what
 * must never be read (collect/redact.h) wins over it.
 */
#include <stdint.h>

#include "collect/redact.h"
#include "model/tables.h"

enum { TEXT_MAX = 256 << 10 }; /* bytes kept of one file */

bool text_is_wanted(const char *path);

/* The globs that can match something below a folder: a walk asks them, and no others. */
struct text_choice {
	uint64_t bits[4];
	bool any;
};

/* `above`: the choice of the folder around it; NULL for the root, which is "". */
void text_choose(const struct text_choice *above, const char *folder, struct text_choice *out);
/* text_is_wanted() of a path right in the folder of the choice. */
bool text_is_chosen(const struct text_choice *choice, const char *path);

/*
 * The row of a file's first bytes.  `whole` says that there are no more.  Contents with zero bytes
 * are not a text and give no row.
 */
int text_put(const struct sink *sink, const char *path, const char *data, size_t len, bool whole,
	     struct error *err);

#endif
