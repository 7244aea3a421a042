/* SPDX-License-Identifier: MIT */
/* Rows out of evidence, and the digest over all of them. */
#include <stdio.h>

#include "base/sha256.h"
#include "model/evidence_db.h"

static sqlite3_stmt *statement(const struct cursor *c)
{
	return c->statement;
}

struct cursor cursor_open(struct evidence *ev, const char *sql, size_t count,
			  const char *const *parameters)
{
	struct cursor c = { .ev = ev };
	sqlite3_stmt *s;

	if (ev->failed)
		return c;
	evidence_db_clock(ev);
	if (evidence_db_late(ev))
		return c;
	s = evidence_statement(ev, sql);
	if (!s)
		return c;
	for (size_t i = 0; i < count; i++)
		if (sqlite3_bind_text(s, (int)i + 1, parameters[i], -1, SQLITE_TRANSIENT) !=
		    SQLITE_OK) {
			evidence_db_fail(ev);
			evidence_statement_done(ev, s);
			return c;
		}
	c.statement = s;
	return c;
}

bool cursor_next(struct cursor *c)
{
	int code;

	if (!c->statement)
		return false;
	code = sqlite3_step(statement(c));
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		evidence_db_fail(c->ev);
	cursor_release(c);
	return false;
}

unsigned cursor_columns(const struct cursor *c)
{
	return c->statement ? (unsigned)sqlite3_column_count(statement(c)) : 0;
}

const char *cursor_name(const struct cursor *c, unsigned column)
{
	const char *name = c->statement ? sqlite3_column_name(statement(c), (int)column) : NULL;

	return name ? name : "";
}

bool cursor_null(const struct cursor *c, unsigned column)
{
	return !c->statement || sqlite3_column_type(statement(c), (int)column) == SQLITE_NULL;
}

bool cursor_is_int(const struct cursor *c, unsigned column)
{
	return c->statement && sqlite3_column_type(statement(c), (int)column) == SQLITE_INTEGER;
}

int64_t cursor_int(const struct cursor *c, unsigned column)
{
	return c->statement ? sqlite3_column_int64(statement(c), (int)column) : 0;
}

const char *cursor_text(const struct cursor *c, unsigned column)
{
	const unsigned char *text =
		c->statement ? sqlite3_column_text(statement(c), (int)column) : NULL;

	return text ? (const char *)text : "";
}

void cursor_release(struct cursor *c)
{
	if (c->statement)
		evidence_statement_done(c->ev, statement(c));
	c->statement = NULL;
}

bool evidence_text(struct evidence *ev, struct buf *out, const char *sql, const char *parameter)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, sql, parameter ? 1 : 0, (const char *[]){ parameter });

	buf_clear(out);
	if (!cursor_next(&c))
		return false;
	buf_add(out, cursor_text(&c, 0));
	return true;
}

/* One value as type, length, bytes: no two rows look alike. */
static void add_value(struct sha256 *h, const struct cursor *c, unsigned column)
{
	char head[40];
	const char *text;

	if (cursor_null(c, column)) {
		sha256_add(h, "n;", 2);
		return;
	}
	text = cursor_text(c, column);
	snprintf(head, sizeof(head), "%c%zu:", cursor_is_int(c, column) ? 'i' : 't', strlen(text));
	sha256_add(h, head, strlen(head));
	sha256_add(h, text, strlen(text));
	sha256_add(h, ";", 1);
}

/* Every row of a table, in an order that does not depend on how it got there. */
static void add_table(struct evidence *ev, enum table t, struct sha256 *h)
{
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	buf_addf(&sql, "SELECT * FROM %s ORDER BY ", tables[t].name);
	for (unsigned i = 0; i < tables[t].columns_count; i++)
		buf_addf(&sql, "%s%u", i ? "," : "", i + 1);
	sha256_add(h, tables[t].name, strlen(tables[t].name) + 1);
	c = cursor_open(ev, buf_str(&sql), 0, NULL);
	ev->deadline = 0; /* all rows, in our own words: as long as it takes */
	while (cursor_next(&c)) {
		for (unsigned i = 0; i < tables[t].columns_count; i++)
			add_value(h, &c, i);
		sha256_add(h, "\n", 1);
	}
}

int evidence_table_digest(struct evidence *ev, enum table table, char out[65], struct error *err)
{
	struct sha256 h;

	sha256_init(&h);
	add_table(ev, table, &h);
	sha256_hex(&h, out);
	return ev->failed ? error_set(err, EIO, "evidence: %s", ev->why) : 0;
}

int evidence_digest(struct evidence *ev, char out[65], struct error *err)
{
	struct sha256 h;

	if (ev->digest[0]) {
		memcpy(out, ev->digest, sizeof(ev->digest));
		return 0;
	}
	sha256_init(&h);
	for (unsigned t = 0; t < TABLE_COUNT; t++)
		if (t != TABLE_volatile)
			add_table(ev, (enum table)t, &h);
	evidence_rest(ev);
	if (ev->failed)
		return error_set(err, EIO, "evidence: %s", ev->why);
	sha256_hex(&h, out);
	if (!ev->sink.put)
		memcpy(ev->digest, out, sizeof(ev->digest));
	return 0;
}
