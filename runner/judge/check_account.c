/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/pattern.h"
#include "model/kind.h"

#include <inttypes.h>
#include <stdio.h>

struct account_args {
	const char *name;
	int64_t uid;
	const char *select;
	const char *unique;
	int present;
	struct text_list except;
	struct text_list only;
	struct text_list password;
	struct text_list password_not;
	const char *shell;
	const char *home;
	int64_t gid;
	int64_t max_days;
	int64_t min_days;
	int64_t warn_days;
	int64_t inactive_days;
};

/* useradd's SYS_UID_MAX and nobody, as Fedora's login.defs and setup package have them. */
enum { FIRST_PERSON = 1000, NOBODY = 65534 };

static const char *const selections[] = { "all", "people", "system", NULL };
static const char *const columns[] = { "name", "uid", NULL };

static const struct field fields[] = {
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct account_args, except, struct text_list),
	  .help = "globs of accounts that are not looked at" },
	{ .key = "gid",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, gid, int64_t),
	  .help = "primary group it has to have" },
	{ .key = "home",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct account_args, home, const char *),
	  .help = "what its home directory has to match" },
	{ .key = "inactive-days-at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, inactive_days, int64_t),
	  .help = "days after the password ran out until it is locked; not set is a fault" },
	{ .key = "max-days-at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, max_days, int64_t),
	  .help = "days a password may live; not set is a fault" },
	{ .key = "min-days-at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, min_days, int64_t),
	  .help = "days before it may be changed again" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct account_args, name, const char *),
	  .help = "the account of this name" },
	{ .key = "only",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct account_args, only, struct text_list),
	  .help = "no account but these may be among the selected ones" },
	{ .key = "password",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct account_args, password, struct text_list),
	  .help = "what its password may be: locked, or an algorithm as yescrypt" },
	{ .key = "password-not",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct account_args, password_not, struct text_list),
	  .help = "what its password must not be, as empty or md5" },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct account_args, present, int),
	  .help = "false: there must be none selected",
	  .fallback = "true" },
	{ .key = "select",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct account_args, select, const char *),
	  .help = "all accounts; people: uid from 1000 but nobody; system: under 1000 but root",
	  .words = selections },
	{ .key = "shell",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct account_args, shell, const char *),
	  .help = "what its login shell has to match" },
	{ .key = "uid",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, uid, int64_t),
	  .help = "the accounts of this user id; with name: what it has to have" },
	{ .key = "unique",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct account_args, unique, const char *),
	  .help = "no two of the selected accounts share it",
	  .words = columns },
	{ .key = "warn-days-at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, warn_days, int64_t),
	  .help = "days of warning before a password runs out" },
	{ 0 },
};

static bool asks_something(const struct account_args *a)
{
	return a->only.count || a->password.count || a->password_not.count || a->shell || a->home ||
	       a->gid != NUMBER_UNSET || a->max_days != NUMBER_UNSET ||
	       a->min_days != NUMBER_UNSET || a->warn_days != NUMBER_UNSET ||
	       a->inactive_days != NUMBER_UNSET || a->unique;
}

static int check_args(const void *args, struct error *err)
{
	const struct account_args *a = args;

	if (!a->name && a->uid == NUMBER_UNSET && !a->select)
		return error_input(err, "name, uid or select is missing");
	if (a->select && (a->name || a->uid != NUMBER_UNSET))
		return error_input(err, "select stands instead of name and uid");
	if (!a->present && asks_something(a))
		return error_input(err, "present: false stands alone");
	if (a->select && a->present && !asks_something(a))
		return error_input(err, "says not what the accounts have to be");
	return 0;
}

static bool is_selected(const struct account_args *a, const char *name, int64_t uid)
{
	if (image_matches(&a->except, name))
		return false;
	if (a->name)
		return streq(a->name, name);
	if (!a->select)
		return uid == a->uid;
	if (streq(a->select, "people"))
		return uid >= FIRST_PERSON && uid != NOBODY;
	if (streq(a->select, "system"))
		return uid != 0 && (uid < FIRST_PERSON || uid == NOBODY);
	return true;
}

static void judge_number(const struct cursor *c, unsigned column, const char *what, int64_t bound,
			 bool least, struct findings *out)
{
	char expected[80];

	if (bound == NUMBER_UNSET)
		return;
	snprintf(expected, sizeof(expected), "%s at %s %" PRId64, what, least ? "least" : "most",
		 bound);
	/* A negative number in shadow(5) is the same as none. */
	if (cursor_null(c, column) || cursor_int(c, column) < 0)
		finding_fail(out, cursor_text(c, 0), expected, "%s not set", what);
	else if (least ? cursor_int(c, column) < bound : cursor_int(c, column) > bound)
		finding_fail(out, cursor_text(c, 0), expected, "%s %" PRId64, what,
			     cursor_int(c, column));
}

static void judge_text(const char *name, const char *what, const char *pattern, const char *text,
		       struct findings *out)
{
	AUTO(pattern) struct pattern p = PATTERN_INIT;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (!pattern || !pattern_init(&p, pattern, out) || pattern_matches(&p, text))
		return;
	buf_addf(&expected, "%s matching %s", what, pattern);
	finding_fail(out, name, buf_str(&expected), "%s %s", what, *text ? text : "empty");
}

static void add_list(struct buf *out, const struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%s", i ? ", " : "", list->items[i]);
}

static void judge_lists(const struct account_args *a, const struct cursor *c, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	const char *name = cursor_text(c, 0);
	const char *password = cursor_text(c, 5);

	if (a->only.count && !text_list_has(&a->only, name)) {
		buf_add(&expected, "no account but ");
		add_list(&expected, &a->only);
		finding_fail(out, name, buf_str(&expected), "uid %" PRId64, cursor_int(c, 1));
	}
	buf_clear(&expected);
	if (a->password.count && !text_list_has(&a->password, password)) {
		buf_add(&expected, "password ");
		add_list(&expected, &a->password);
		finding_fail(out, name, buf_str(&expected), "password %s", password);
	}
	buf_clear(&expected);
	if (text_list_has(&a->password_not, password)) {
		buf_add(&expected, "password not ");
		add_list(&expected, &a->password_not);
		finding_fail(out, name, buf_str(&expected), "password %s", password);
	}
}

static void judge_row(const struct account_args *a, const struct cursor *c, struct findings *out)
{
	const char *name = cursor_text(c, 0);
	char expected[40];

	if (!a->present) {
		finding_fail(out, name, "no such account", "uid %" PRId64, cursor_int(c, 1));
		return;
	}
	if (a->name && a->uid != NUMBER_UNSET && a->uid != cursor_int(c, 1)) {
		snprintf(expected, sizeof(expected), "uid %" PRId64, a->uid);
		finding_fail(out, name, expected, "uid %" PRId64, cursor_int(c, 1));
	}
	if (a->gid != NUMBER_UNSET && a->gid != cursor_int(c, 2)) {
		snprintf(expected, sizeof(expected), "gid %" PRId64, a->gid);
		finding_fail(out, name, expected, "gid %" PRId64, cursor_int(c, 2));
	}
	judge_lists(a, c, out);
	judge_text(name, "home", a->home, cursor_text(c, 3), out);
	judge_text(name, "shell", a->shell, cursor_text(c, 4), out);
	judge_number(c, 6, "min days", a->min_days, true, out);
	judge_number(c, 7, "max days", a->max_days, false, out);
	judge_number(c, 8, "warn days", a->warn_days, true, out);
	judge_number(c, 9, "inactive days", a->inactive_days, false, out);
}

static void judge_unique(const struct account_args *a, struct evidence *ev, struct findings *out)
{
	const char *sql =
		streq(a->unique, "uid")
			? "SELECT x.name, x.uid, x.uid, y.name FROM account AS x, account AS y "
			  "WHERE x.uid = y.uid AND x.rowid <> y.rowid ORDER BY 1, 4"
			: "SELECT x.name, x.uid, x.name, y.name FROM account AS x, account AS y "
			  "WHERE x.name = y.name AND x.rowid <> y.rowid ORDER BY 1, 4";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	while (cursor_next(&c))
		if (is_selected(a, cursor_text(&c, 0), cursor_int(&c, 1)))
			finding_fail(out, cursor_text(&c, 0), "shares it with no other account",
				     "%s %s, as %s has", a->unique, cursor_text(&c, 2),
				     cursor_text(&c, 3));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct account_args *a = args;
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT name, uid, gid, home, shell, password, min_days, max_days, warn_days, "
		"inactive_days FROM account ORDER BY name, uid",
		0, NULL);
	char uid[32];
	size_t rows = 0;
	size_t seen = 0;

	for (; cursor_next(&c); rows++) {
		if (!is_selected(a, cursor_text(&c, 0), cursor_int(&c, 1)))
			continue;
		judge_row(a, &c, out);
		seen++;
	}
	if (a->unique)
		judge_unique(a, ev, out);
	snprintf(uid, sizeof(uid), "uid %" PRId64, a->uid);
	if (rows == 0)
		finding_missing(out, "the image has no passwd(5) to look at");
	else if (seen == 0 && a->present && !a->select)
		finding_fail(out, a->name ? a->name : uid, "an account", "there is none");
	else
		finding_pass(out,
			     a->name	 ? a->name
			     : a->select ? a->select
					 : uid,
			     "%zu accounts looked at", seen);
}

const struct check_kind check_account = {
	.name = "account",
	.summary = "User accounts are there, or not, with these properties",
	.example = "{select: system, except: [sync], shell: \"/(nologin|false)$\"}",
	.needs = EVIDENCE(ACCOUNTS),
	.args_size = sizeof(struct account_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
