/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_ROWS_SEEN_H
#define TESTS_UNIT_ROWS_SEEN_H
/* Rows that a collector puts, as lines "table|value|value...", and what is among them. */
#include "test.h"

#include <string.h>

#include "base/buf.h"
#include "model/tables.h"

/* As sink->put(); `arg` is the buffer. */
static inline int rows_put(void *arg, const struct row *row, struct error *err UNUSED)
{
	struct buf *b = arg;

	buf_add(b, tables[row->table].name);
	for (unsigned i = 0; i < row->count; i++) {
		const struct value *v = &row->values[i];

		buf_addc(b, '|');
		if (v->type == VALUE_INT)
			buf_addf(b, "%lld", (long long)v->number);
		else if (v->type == VALUE_TEXT)
			buf_addn(b, v->text, v->len);
		else
			buf_addc(b, '-');
	}
	buf_addc(b, '\n');
	return 0;
}

static inline void rows_have(const struct buf *rows, const char *text)
{
	if (!strstr(buf_str(rows), text))
		fail_msg("'%s' is not in:\n%s", text, buf_str(rows));
}

static inline void rows_have_not(const struct buf *rows, const char *text)
{
	if (strstr(buf_str(rows), text))
		fail_msg("'%s' is in:\n%s", text, buf_str(rows));
}

#endif
