/* SPDX-License-Identifier: MIT */
#ifndef BASE_TOML_READ_H
#define BASE_TOML_READ_H
/* What toml.c (keys and tables) and toml_value.c (values) share. */
#include "base/buf.h"
#include "base/toml.h"

struct toml_slot {
	const struct toml *table;
	struct toml *child; /* NULL: free */
};

struct toml_reader {
	struct arena *arena;
	struct error *err;
	const char *name;
	const char *at; /* the next byte; the text ends in NUL, and has no other */
	unsigned line;
	unsigned section;	 /* headers so far, and 1 */
	struct toml *pair;	 /* the value of the last "key = value" */
	size_t values;		 /* so far */
	struct toml_slot *slots; /* keys of tables by hash: a file may have a million */
	size_t slots_count;	 /* a power of two */
	size_t slots_used;
	struct buf text; /* of the value or key that is being read */
};

/* Key parts of "a.b.c"; `count` is at least 1. */
struct toml_key {
	const char *parts[TOML_NESTING];
	size_t count;
};

/* error_input() with "name:line: " in front. */
int toml_fail(struct toml_reader *r, const char *fmt, ...) PRINTF(2, 3);
/* A value of no type yet, at this line; NULL: too many or no memory, and r->err says so. */
struct toml *toml_new(struct toml_reader *r, enum toml_type type);
void toml_append(struct toml *parent, struct toml *child);
void toml_skip_blanks(struct toml_reader *r); /* spaces and tabs */
/* At a line's end: \n or \r\n; counts it.  False: there is none. */
bool toml_newline(struct toml_reader *r);
/* Blanks, newlines and comments: what may stand between the values of an array. */
int toml_skip_lines(struct toml_reader *r, struct toml *commented);
/* A comment, when one begins here; it is kept at `of` (may be NULL). */
int toml_comment(struct toml_reader *r, struct toml *of);
int toml_read_key(struct toml_reader *r, struct toml_key *out);
/* "key = value" into the table: at `=` or before it. */
int toml_read_pair(struct toml_reader *r, struct toml *table, unsigned depth);
/* The value that begins here. */
int toml_read_value(struct toml_reader *r, unsigned depth, struct toml **out);
/* A string of one line, in either quotes, into r->text. */
int toml_read_string(struct toml_reader *r);

#endif
