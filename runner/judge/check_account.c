/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/login_defs.h"
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
	int group_exists;
	int login;
	int past;
	int shadowed;
};

enum { NOBODY = 65534 }; /* as Fedora's setup package has it */

static const char *const selections[] = { "all",    "gid-0",	     "no-shell", "people",
					  "system", "with-password", NULL };
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
	{ .key = "group-exists",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct account_args, group_exists, int),
	  .help = "true: group(5) has its primary group" },
	{ .key = "home",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct account_args, home, const char *),
	  .help = "what its home directory has to match" },
	{ .key = "inactive-days-at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct account_args, inactive_days, int64_t),
	  .help = "days after the password ran out until it is locked; not set is a fault" },
	{ .key = "last-change-past",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct account_args, past, int),
	  .help = "true: its password was not changed after the day on which this was collected" },
	{ .key = "login",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct account_args, login, int),
	  .help = "whether its shell is one of /etc/shells (but nologin and false), or must not "
		  "be" },
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
	  .help = "all accounts; people: uid from UID_MIN of login.defs but nobody; system: under "
		  "it "
		  "but root; gid-0: with the group of root; no-shell: whose shell is not one of "
		  "/etc/shells; with-password: neither locked nor without one",
	  .words = selections },
	{ .key = "shadowed",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct account_args, shadowed, int),
	  .help = "true: passwd(5) leaves its password to shadow(5)" },
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
	       a->inactive_days != NUMBER_UNSET || a->unique || a->group_exists == 1 ||
	       a->login != -1 || a->past == 1 || a->shadowed == 1;
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

/* What the files of the image say, read once for all accounts. */
struct world {
	const struct account_args *args;
	struct evidence *ev;
	struct arena arena;
	struct text_list shells;
	int64_t first_person;
	int64_t today; /* days since 1970; NUMBER_UNSET: nobody knows */
};

static bool world_read(struct world *w, struct evidence *ev, struct findings *out)
{
	const struct account_args *a = w->args;
	const char *select = a->select ? a->select : "";
	AUTO(buf) struct buf day = BUF_INIT(BUF_LINE);

	w->ev = ev;
	if ((streq(select, "people") || streq(select, "system")) &&
	    !first_person(ev, &w->first_person, out))
		return false;
	if ((streq(select, "no-shell") || a->login != -1) &&
	    !login_shells(ev, &w->arena, &w->shells, out))
		return false;
	evidence_text(ev, &day, "SELECT value FROM volatile WHERE part = 'accounts' AND key = ?1",
		      "collected_day");
	if (!str_int(buf_str(&day), &w->today))
		w->today = NUMBER_UNSET;
	return true;
}

static bool has_password(const char *state)
{
	return !streq(state, "locked") && !streq(state, "none") && !streq(state, "empty");
}

static bool is_selected(const struct world *w, const struct cursor *c)
{
	const struct account_args *a = w->args;
	const char *name = cursor_text(c, 0);
	int64_t uid = cursor_int(c, 1);

	if (image_matches(&a->except, name))
		return false;
	if (a->name)
		return streq(a->name, name);
	if (!a->select)
		return uid == a->uid;
	if (streq(a->select, "people"))
		return uid >= w->first_person && uid != NOBODY;
	if (streq(a->select, "system"))
		return uid != 0 && (uid < w->first_person || uid == NOBODY);
	if (streq(a->select, "gid-0"))
		return !cursor_null(c, 2) && cursor_int(c, 2) == 0;
	if (streq(a->select, "no-shell"))
		return !is_login_shell(&w->shells, cursor_text(c, 4));
	if (streq(a->select, "with-password"))
		return has_password(cursor_text(c, 5));
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

/* What other files say of it. */
static void judge_world(const struct world *w, const struct cursor *c, struct findings *out)
{
	const struct account_args *a = w->args;
	const char *name = cursor_text(c, 0);
	const char *shell = cursor_text(c, 4);
	AUTO(buf) struct buf found = BUF_INIT(BUF_LINE);

	if (a->group_exists == 1 &&
	    !evidence_text(w->ev, &found, "SELECT name FROM group_ WHERE gid = CAST(?1 AS INTEGER)",
			   cursor_text(c, 2)))
		finding_fail(out, name, "its primary group in group(5)",
			     "gid %s, which no group has", cursor_text(c, 2));
	if (a->login != -1 && a->login != is_login_shell(&w->shells, shell))
		finding_fail(out, name,
			     a->login ? "a shell of /etc/shells" : "no shell to log in with",
			     "shell %s", *shell ? shell : "/bin/sh (none is given)");
	if (a->shadowed == 1 && cursor_int(c, 11) != 1)
		finding_fail(out, name, "password in shadow(5)", "password %s in passwd(5)",
			     cursor_text(c, 5));
	if (a->past != 1 || cursor_null(c, 10))
		return;
	if (w->today == NUMBER_UNSET)
		finding_missing(out, "the day on which this was collected is not in the evidence");
	else if (cursor_int(c, 10) > w->today)
		finding_fail(out, name, "last change of the password not in the future",
			     "day %s, collected on day %" PRId64, cursor_text(c, 10), w->today);
}

static void judge_row(const struct world *w, const struct cursor *c, struct findings *out)
{
	const struct account_args *a = w->args;
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
	judge_world(w, c, out);
}

/* All that is_selected() looks at stands first. */
#define COLUMNS "x.name, x.uid, x.gid, x.home, x.shell, x.password, "

static void judge_unique(const struct world *w, struct evidence *ev, struct findings *out)
{
	const struct account_args *a = w->args;
	const char *sql =
		streq(a->unique, "uid")
			? "SELECT " COLUMNS "x.uid, y.name FROM account AS x, account AS y "
			  "WHERE x.uid = y.uid AND x.rowid <> y.rowid ORDER BY 1, 8"
			: "SELECT " COLUMNS "x.name, y.name FROM account AS x, account AS y "
			  "WHERE x.name = y.name AND x.rowid <> y.rowid ORDER BY 1, 8";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	while (cursor_next(&c))
		if (is_selected(w, &c))
			finding_fail(out, cursor_text(&c, 0), "shares it with no other account",
				     "%s %s, as %s has", a->unique, cursor_text(&c, 6),
				     cursor_text(&c, 7));
}

static void judge_all(const struct world *w, struct evidence *ev, struct findings *out)
{
	const struct account_args *a = w->args;
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT " COLUMNS
				      "min_days, max_days, warn_days, inactive_days, last_change, "
				      "shadowed FROM account AS x ORDER BY name, uid",
				      0, NULL);
	char uid[32];
	size_t rows = 0;
	size_t seen = 0;

	for (; cursor_next(&c); rows++) {
		if (!is_selected(w, &c))
			continue;
		judge_row(w, &c, out);
		seen++;
	}
	if (a->unique)
		judge_unique(w, ev, out);
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

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct world w = { .args = args };

	if (world_read(&w, ev, out))
		judge_all(&w, ev, out);
	arena_release(&w.arena);
}

const struct check_kind check_account = {
	.name = "account",
	.summary = "User accounts are there, or not, with these properties",
	.example = "{select: system, except: [sync], shell: \"/(nologin|false)$\"}",
	.needs = EVIDENCE(ACCOUNTS) | EVIDENCE(CONFIG),
	.args_size = sizeof(struct account_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
