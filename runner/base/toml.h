/* SPDX-License-Identifier: MIT */
#ifndef BASE_TOML_H
#define BASE_TOML_H
/*
 * TOML 1.0 (https://toml.io/en/v1.0.0): a tree of values, each with its line in the file.
 *
 * - Dates and times are checked and kept as their text; integers are 64 bits, more is an error.
 * - What follows a value or a table's header on its line as a comment is kept: some files say more
 *   in comments than in values.
 * - Refused with "name:line: reason": what TOML refuses; the escape of NUL; more than TOML_NESTING
 *   levels, TOML_VALUES_MAX values or TOML_BYTES_MAX bytes.
 */
#include "base/arena.h"
#include "base/error.h"

enum toml_type {
	TOML_TABLE,
	TOML_ARRAY,
	TOML_TEXT,
	TOML_INT,
	TOML_FLOAT,
	TOML_BOOL,
	TOML_DATE, /* date, time or both */
};

enum { TOML_NESTING = 32, TOML_VALUES_MAX = 1000000, TOML_BYTES_MAX = 16 << 20 };

struct toml {
	enum toml_type type;
	unsigned line;	     /* from 1: of the value, of a table's first header, of a table's key */
	const char *key;     /* when the parent is a table; NULL in an array and at the root */
	const char *text;    /* TOML_TEXT: the value; TOML_FLOAT, TOML_DATE: as written */
	int64_t number;	     /* TOML_INT; TOML_BOOL: 0 or 1 */
	const char *comment; /* behind it on its line, blanks at the ends removed; NULL: none */
	struct toml *children; /* TOML_TABLE, TOML_ARRAY: first child, in the order of the file */
	struct toml *next;
	/* What the reader has to know of it. */
	struct toml *last;
	unsigned section; /* header under which dotted keys made it; 0: they did not */
	bool defined;	  /* a header of its own */
	bool frozen;	  /* an inline table or an array of values: nothing is added */
};

/* The tree lives in the arena.  `name` is the file's name for messages and is not opened. */
int toml_parse(struct arena *arena, const char *name, const char *text, size_t len,
	       struct toml **out, struct error *err);
/* The value of a table's key, which may be NULL; NULL: not there. Looks at all keys. */
const struct toml *toml_get(const struct toml *table, const char *key);
const char *toml_type_name(enum toml_type type); /* "table", "text" ... */

#endif
