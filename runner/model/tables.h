/* SPDX-License-Identifier: MIT */
#ifndef MODEL_TABLES_H
#define MODEL_TABLES_H
/*
 * What evidence consists of: parts, tables, columns, and one row on its way from a collector to a
 * database (on the host) or down a wire (in a guest).  tables.def is the list.
 */
#include "base/buf.h"
#include "base/error.h"

enum part {
#define PART(NAME, name, help) PART_##NAME,
#include "model/parts.def"
#undef PART
	PART_COUNT,
	PART_NONE = PART_COUNT,
};

/* The bit of a part, for sets of parts. */
#define PART_BIT(p)    (1U << (p))
#define EVIDENCE(NAME) PART_BIT(PART_##NAME)

enum table {
#define TABLE(name, part, help) TABLE_##name,
#define COLUMN(name, type, help)
#define END
#include "model/tables.def"
#undef TABLE
#undef COLUMN
#undef END
	TABLE_COUNT,
};

enum column_type { COLUMN_INT, COLUMN_TEXT, COLUMN_NAME }; /* NAME: a text, kept once */

enum { COLUMNS_MAX = 32 };

struct column {
	const char *name;
	enum column_type type;
	const char *help;
};

struct table_info {
	const char *name;
	enum part part;
	const char *help;
	unsigned columns_count;
	const struct column *columns;
};

struct part_info {
	const char *name;
	const char *help;
};

extern const struct table_info tables[TABLE_COUNT];
extern const struct part_info parts[PART_COUNT];

/* PART_NONE when there is no part of that name. */
enum part part_from_name(const char *name);

enum value_type { VALUE_NULL, VALUE_INT, VALUE_TEXT };

struct value {
	enum value_type type;
	int64_t number;
	const char *text; /* borrowed; need not end in NUL */
	size_t len;
};

/*
 * A row being filled, left to right.  Texts are borrowed until the row is put.
 *
 *	struct row row = row_of(TABLE_module);
 *	row_text(&row, name);
 *	ret = sink_put(sink, &row, err);
 */
struct row {
	enum table table;
	unsigned count;
	struct value values[COLUMNS_MAX];
};

struct row row_of(enum table table);
void row_null(struct row *row);
void row_int(struct row *row, int64_t number);
void row_text(struct row *row, const char *text); /* NULL: a NULL value */
void row_textn(struct row *row, const char *text, size_t len);

/*
 * Where rows go.  put() takes one row; file() takes the bytes of a file that the other side reads
 * with a library of its own (the rpm database), in pieces; both return 0 or a negative errno.
 */
struct sink {
	void *arg;
	int (*put)(void *arg, const struct row *row, struct error *err);
	int (*file)(void *arg, const char *name, const void *data, size_t len, struct error *err);
	/* Bytes kept with the rows, whole (evidence_blob()); NULL: cannot be taken. */
	int (*blob)(void *arg, const char *name, const void *data, size_t len, struct error *err);
};

/* put(), after proving that the row has its table's columns with their types (EPROTO). */
int sink_put(const struct sink *sink, const struct row *row, struct error *err);
/* A collector's last act for a part: it is complete, or failed with this reason. */
int sink_complete(const struct sink *sink, enum part part, struct error *err);
int sink_failed(const struct sink *sink, enum part part, const char *reason, struct error *err);
int sink_volatile(const struct sink *sink, enum part part, const char *key, const char *value,
		  struct error *err);

#endif
