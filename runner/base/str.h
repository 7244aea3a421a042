/* SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H
/* Questions about text, and the lists of text that suites and options use. */
#include "base/buf.h"

/* A list of borrowed texts; who filled it says who owns them. */
struct text_list {
	const char *const *items;
	size_t count;
};

bool text_list_has(const struct text_list *list, const char *text);

/* Next line of *text without its newline, as (start, length); false at the end. */
bool str_line(const char **text, const char **line, size_t *len);
/* Whole decimal number, optional sign, nothing behind it. */
bool str_int(const char *s, int64_t *out);
/* Octal file mode, at most 07777: "0644". */
bool str_mode(const char *s, int *out);
/* Glob as fnmatch(3) with FNM_PATHNAME off: '*' also crosses '/'. */
bool str_glob(const char *pattern, const char *s);

/*
 * The candidate nearest to `word` by edit distance, or NULL when none is near enough to be meant
 * (more than a third of its letters, rounded up, differ).  `name(i, arg)` gives the i-th candidate,
 * NULL ends.
 */
const char *str_nearest(const char *word, const char *(*name)(size_t i, const void *arg),
			const void *arg);

/* Length of the valid UTF-8 sequence at s (1 to 4), or 0. Ends at NUL. */
size_t str_utf8_len(const char *s);
/*
 * Append n bytes as valid UTF-8 with no control characters but tab and newline and no direction
 * overrides; other bytes become \xNN.  Nothing a guest sends can move a terminal's cursor, turn
 * text around or break a document.
 */
void buf_add_clean(struct buf *b, const char *s, size_t n);

#endif
