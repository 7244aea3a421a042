/* SPDX-License-Identifier: MIT */
#include "model/tables.h"

#include <assert.h>

/* Each table's columns in an array of its own, then the list of tables. */
#define TABLE(name, part, help)	 static const struct column columns_##name[] = {
#define COLUMN(name, type, help) { #name, COLUMN_##type, help },
#define END \
	}   \
	;
#include "model/tables.def"
#undef TABLE
#undef COLUMN
#undef END

const struct table_info tables[TABLE_COUNT] = {
#define TABLE(name, part, help) \
	[TABLE_##name] = { #name, PART_##part, help, ARRAY_SIZE(columns_##name), columns_##name },
#define COLUMN(name, type, help)
#define END
#include "model/tables.def"
#undef TABLE
#undef COLUMN
#undef END
};

#define TABLE(name, part, help) \
	static_assert(ARRAY_SIZE(columns_##name) <= COLUMNS_MAX, "columns of " #name);
#define COLUMN(name, type, help)
#define END
#include "model/tables.def"
#undef TABLE
#undef COLUMN
#undef END

const struct part_info parts[PART_COUNT] = {
#define PART(NAME, name, help) [PART_##NAME] = { #name, help },
#include "model/parts.def"
#undef PART
};

enum part part_from_name(const char *name)
{
	for (unsigned i = 0; i < PART_COUNT; i++)
		if (streq(parts[i].name, name))
			return (enum part)i;
	return PART_NONE;
}

struct row row_of(enum table table)
{
	return (struct row){ .table = table };
}

static void row_add(struct row *row, struct value value)
{
	if (row->count < COLUMNS_MAX)
		row->values[row->count] = value;
	row->count++;
}

void row_null(struct row *row)
{
	row_add(row, (struct value){ .type = VALUE_NULL });
}

void row_int(struct row *row, int64_t number)
{
	row_add(row, (struct value){ .type = VALUE_INT, .number = number });
}

void row_textn(struct row *row, const char *text, size_t len)
{
	row_add(row, (struct value){ .type = VALUE_TEXT, .text = text, .len = len });
}

void row_text(struct row *row, const char *text)
{
	if (text)
		row_textn(row, text, strlen(text));
	else
		row_null(row);
}

int sink_put(const struct sink *sink, const struct row *row, struct error *err)
{
	const struct table_info *t;

	if ((unsigned)row->table >= TABLE_COUNT)
		return error_set(err, EPROTO, "a row of no table");
	t = &tables[row->table];
	if (row->count != t->columns_count)
		return error_set(err, EPROTO, "a row of %s with %u values instead of %u", t->name,
				 row->count, t->columns_count);
	for (unsigned i = 0; i < row->count; i++) {
		enum value_type type = row->values[i].type;

		if (type != VALUE_NULL && (type == VALUE_INT) != (t->columns[i].type == COLUMN_INT))
			return error_set(err, EPROTO, "%s.%s: wrong type", t->name,
					 t->columns[i].name);
	}
	return sink->put(sink->arg, row, err);
}

static int put_part(const struct sink *sink, enum part part, const char *state, const char *reason,
		    struct error *err)
{
	struct row row = row_of(TABLE_part);

	row_text(&row, parts[part].name);
	row_text(&row, state);
	row_text(&row, reason);
	return sink_put(sink, &row, err);
}

int sink_complete(const struct sink *sink, enum part part, struct error *err)
{
	return put_part(sink, part, "complete", "", err);
}

int sink_failed(const struct sink *sink, enum part part, const char *reason, struct error *err)
{
	return put_part(sink, part, "failed", reason, err);
}

int sink_volatile(const struct sink *sink, enum part part, const char *key, const char *value,
		  struct error *err)
{
	struct row row = row_of(TABLE_volatile);

	row_text(&row, parts[part].name);
	row_text(&row, key);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}
