/* SPDX-License-Identifier: MIT */
/*
 * SQL that returns offenders.  A query over a part nobody collected would return none, and so the
 * parts are taken from the names of tables in the text itself, not from what its author declares.
 */
#include <strings.h>

#include "judge/parts.h"
#include "model/kind.h"

struct query_args {
	const char *sql;
	const char *population;
};

static const struct field fields[] = {
	{ .key = "population",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct query_args, population, const char *),
	  .help = "SELECT of one number: how many objects are looked at; none is a fault" },
	{ .key = "sql",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct query_args, sql, const char *),
	  .help = "SELECT of offenders, a row for each, with the columns object, observed and, if "
		  "there is one, expected",
	  .required = true },
	{ 0 },
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* Past a text in single quotes, or a comment; other bytes are stepped over one by one. */
static const char *skip(const char *s)
{
	if (*s == '\'') {
		for (s++; *s && *s != '\''; s++)
			;
		return *s ? s + 1 : s;
	}
	if (s[0] == '-' && s[1] == '-')
		return s + strcspn(s, "\n");
	if (s[0] == '/' && s[1] == '*') {
		const char *end = strstr(s + 2, "*/");

		return end ? end + 2 : s + strlen(s);
	}
	return s + 1;
}

/* The parts whose tables the text names, a quoted identifier or not; a word too many does no harm.
 */
static unsigned parts_named(const char *sql, bool *any)
{
	unsigned mask = 0;

	while (*sql) {
		size_t n = 0;

		while (is_word(sql[n]))
			n++;
		for (unsigned t = 0; n > 0 && t < TABLE_COUNT; t++) {
			if (strlen(tables[t].name) != n || strncasecmp(tables[t].name, sql, n) != 0)
				continue;
			*any = true;
			if (tables[t].part != PART_NONE)
				mask |= PART_BIT(tables[t].part);
		}
		sql = n > 0 ? sql + n : skip(sql);
	}
	return mask;
}

static int check_sql(const char *key, const char *sql, struct error *err)
{
	const char *start = sql + strspn(sql, " \t\n");
	bool any = false;

	if (strncasecmp(start, "select", 6) != 0 && strncasecmp(start, "with", 4) != 0)
		return error_input(err, "%s: has to be a SELECT", key);
	if (strchr(sql, ';'))
		return error_input(err, "%s: one statement, without ';'", key);
	parts_named(sql, &any);
	if (!any)
		return error_input(err, "%s: names no table of the evidence", key);
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct query_args *a = args;
	int ret = check_sql("sql", a->sql, err);

	return ret || !a->population ? ret : check_sql("population", a->population, err);
}

/* The number of the column of that name; the count of columns when there is none. */
static unsigned find_column(const struct cursor *c, const char *name)
{
	unsigned count = cursor_columns(c);

	for (unsigned i = 0; i < count; i++)
		if (streq(cursor_name(c, i), name))
			return i;
	return count;
}

static void judge_rows(const struct query_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, a->sql, 0, NULL);
	unsigned count = cursor_columns(&c);
	unsigned object = find_column(&c, "object");
	unsigned expected = find_column(&c, "expected");
	unsigned observed = find_column(&c, "observed");

	if (count == 0)
		return; /* it failed, and the engine says so */
	if (object == count || observed == count) {
		finding_error(out, "the query has no column named %s",
			      object == count ? "object" : "observed");
		return;
	}
	while (cursor_next(&c))
		finding_fail(out, cursor_text(&c, object),
			     expected < count ? cursor_text(&c, expected) : "", "%s",
			     cursor_null(&c, observed) ? "nothing" : cursor_text(&c, observed));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct query_args *a = args;
	bool any = false;
	unsigned needs = parts_named(a->sql, &any);
	int64_t population = -1;

	if (a->population)
		needs |= parts_named(a->population, &any);
	if (!parts_ready(ev, needs, out))
		return;
	judge_rows(a, ev, out);
	if (a->population) {
		AUTO(cursor) struct cursor c = cursor_open(ev, a->population, 0, NULL);

		population = cursor_next(&c) ? cursor_int(&c, 0) : 0;
	}
	if (population == 0)
		finding_fail(out, "population", "something to look at", "there is nothing");
	else if (population > 0)
		finding_pass(out, "query", "no offender among %lld", (long long)population);
	else
		finding_pass(out, "query", "no offender");
}

const struct check_kind check_query = {
	.name = "query",
	.summary = "An SQL query over the evidence finds no offender",
	.example = "{sql: \"SELECT name AS object, 'a password' AS expected, password AS observed "
		   "FROM account WHERE password = 'empty'\"}",
	.needs = 0,
	.args_size = sizeof(struct query_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
