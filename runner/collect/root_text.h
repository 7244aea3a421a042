/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ROOT_TEXT_H
#define COLLECT_ROOT_TEXT_H
/* Small files of a root (of /proc, /sys and /etc) as texts, and the fields of their lines. */
#include "base/buf.h"

enum { ROOT_TEXT_MAX = 16 << 20 };

/* Replaces `out`. 0, or a negative errno: the reason is strerror()'s. */
int root_text(int root_fd, const char *path, struct buf *out);
/* The same without newlines and blanks at the end. */
int root_word(int root_fd, const char *path, struct buf *out);

/* A line that is being taken apart; it is changed: fields end in NUL. */
struct fields {
	char *next; /* NULL: no more */
};

/* The next field, ended by `separator`; empty fields count.  NULL: no more. */
char *fields_next(struct fields *f, char separator);
/* The next word, blanks before it skipped.  NULL: no more. */
char *fields_word(struct fields *f);

/* The next line of *text, its newline made a NUL.  NULL: no more. */
char *text_line(char **text);

#endif
