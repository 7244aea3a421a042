/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SSHD_VALUE_H
#define JUDGE_SSHD_VALUE_H
/*
 * Values of sshd as sshd takes them: words without regard to case, times in seconds, algorithm
 * lists with what they add and remove, MaxStartups in three parts.
 */
#include "base/buf.h"
#include "base/str.h"

/* The value that counts for this keyword; `out` is cleared first. */
void sshd_value(const char *keyword, const char *value, struct buf *out);
/*
 * Is one of the words (between blanks and commas) matched by a glob of the list?  `all`: are all of
 * them?
 */
bool sshd_has_word(const char *value, const struct text_list *globs, bool all);
/* Numbers with colons between: is each at most the one in its place, and are there as many? */
bool sshd_parts_at_most(const char *value, const char *limit);
/* The number of parts, or 0: it is something else. */
int sshd_parts(const char *value, int64_t numbers[3]);

#endif
