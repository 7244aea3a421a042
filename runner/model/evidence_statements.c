/* SPDX-License-Identifier: MIT */
/*
 * Statements of cursors, kept to be used again: two hundred checks ask the same few questions, and
 * to prepare one costs more than most answers.
 */
#include "model/evidence_db.h"

enum { SQL_KEPT_MAX = 4096 }; /* longer ones are a suite's own, and asked once */

static struct kept_statement *find(struct evidence *ev, const char *sql)
{
	for (size_t i = 0; i < STATEMENTS_MAX; i++) {
		struct kept_statement *k = &ev->statements[i];

		if (k->sql && !k->busy && streq(k->sql, sql))
			return k;
	}
	return NULL;
}

static void drop(struct kept_statement *k)
{
	sqlite3_finalize(k->statement);
	free(k->sql);
	*k = (struct kept_statement){ 0 };
}

/* One that nobody uses, in turn; NULL: all are in use. */
static struct kept_statement *place(struct evidence *ev)
{
	for (size_t i = 0; i < STATEMENTS_MAX; i++) {
		struct kept_statement *k = &ev->statements[ev->statements_turn++ % STATEMENTS_MAX];

		if (!k->busy)
			return k;
	}
	return NULL;
}

static void keep(struct evidence *ev, const char *sql, sqlite3_stmt *s, uint64_t reads)
{
	struct kept_statement *k = strnlen(sql, SQL_KEPT_MAX) < SQL_KEPT_MAX ? place(ev) : NULL;
	char *copy = k ? strdup(sql) : NULL;

	if (!copy) /* then it is released with its cursor */
		return;
	drop(k);
	*k = (struct kept_statement){ copy, s, reads, true };
}

sqlite3_stmt *evidence_statement(struct evidence *ev, const char *sql)
{
	struct kept_statement *k = find(ev, sql);
	uint64_t before = ev->tables_read;
	sqlite3_stmt *s = NULL;
	const char *tail = NULL;

	if (k) { /* the authorizer was asked when it was prepared */
		k->busy = true;
		ev->tables_read |= k->reads;
		return k->statement;
	}
	ev->tables_read = 0;
	if (sqlite3_prepare_v2(ev->db, sql, -1, &s, &tail) != SQLITE_OK || !s) {
		evidence_db_fail(ev);
	} else if (tail[strspn(tail, " \t\n;")] != '\0' || !sqlite3_stmt_readonly(s)) {
		sqlite3_finalize(s);
		s = NULL;
		evidence_db_refuse(ev, "a query has to be one SELECT");
	} else {
		keep(ev, sql, s, ev->tables_read);
	}
	ev->tables_read |= before;
	return s;
}

void evidence_statement_done(struct evidence *ev, sqlite3_stmt *s)
{
	for (size_t i = 0; s && i < STATEMENTS_MAX; i++) {
		struct kept_statement *k = &ev->statements[i];

		if (k->statement != s)
			continue;
		sqlite3_reset(s);
		sqlite3_clear_bindings(s);
		k->busy = false;
		return;
	}
	sqlite3_finalize(s);
}

void evidence_statements_drop(struct evidence *ev)
{
	for (size_t i = 0; i < STATEMENTS_MAX; i++)
		if (!ev->statements[i].busy)
			drop(&ev->statements[i]);
}
