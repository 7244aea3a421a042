/* SPDX-License-Identifier: MIT */
#include "model/kind.h"

#include <inttypes.h>
#include <stdio.h>

struct group_args {
	const char *name;
	int64_t gid;
	int present;
	int empty;
	struct text_list members;
	struct text_list only;
	const char *unique;
};

static const char *const columns[] = { "gid", "name", NULL };

static const struct field fields[] = {
	{ .key = "empty",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct group_args, empty, int),
	  .help = "true: nobody may be a member" },
	{ .key = "gid",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct group_args, gid, int64_t),
	  .help = "the groups of this id; with name: what it has to have" },
	{ .key = "members",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct group_args, members, struct text_list),
	  .help = "who has to be a member" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct group_args, name, const char *),
	  .help = "the group of this name" },
	{ .key = "only",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct group_args, only, struct text_list),
	  .help = "who may be a member; with gid alone: what these groups may be called" },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct group_args, present, int),
	  .help = "false: there must be no such group",
	  .fallback = "true" },
	{ .key = "unique",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct group_args, unique, const char *),
	  .help = "no two groups at all share it",
	  .words = columns },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct group_args *a = args;
	bool selects = a->name || a->gid != NUMBER_UNSET;
	bool asks = a->members.count || a->only.count || a->empty == 1;

	if (!selects && !a->unique)
		return error_input(err, "name, gid or unique is missing");
	if (!selects && (asks || !a->present))
		return error_input(err, "name or gid is missing");
	if (selects && a->unique)
		return error_input(err, "unique stands alone");
	if (!a->present && asks)
		return error_input(err, "present: false stands alone");
	if (a->empty == 1 && (a->members.count || a->only.count))
		return error_input(err, "empty goes not with members or only");
	if (!a->name && (a->members.count || a->empty == 1))
		return error_input(err, "members and empty go with name");
	return 0;
}

/* The next member of a list with commas, into `out`. */
static bool next_member(const char **list, struct buf *out)
{
	size_t n = strcspn(*list, ",");

	buf_clear(out);
	buf_addn(out, *list, n);
	*list += n + ((*list)[n] == ',');
	return n > 0;
}

static bool has_member(const char *list, const char *name)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);

	while (next_member(&list, &one))
		if (streq(buf_str(&one), name))
			return true;
	return false;
}

static void judge_members(const struct group_args *a, const char *members, struct findings *out)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	const char *rest = members;

	for (size_t i = 0; i < a->members.count; i++)
		if (!has_member(members, a->members.items[i]))
			finding_fail(out, a->name, a->members.items[i], "members: %s",
				     *members ? members : "none");
	if (a->only.count == 0 && a->empty != 1)
		return;
	while (next_member(&rest, &one))
		if (a->empty == 1 || !text_list_has(&a->only, buf_str(&one)))
			finding_fail(out, a->name, "not a member", "%s", buf_str(&one));
}

static void judge_row(const struct group_args *a, const struct cursor *c, struct findings *out)
{
	const char *name = cursor_text(c, 0);
	char expected[40];

	if (!a->present) {
		finding_fail(out, name, "no such group", "gid %" PRId64, cursor_int(c, 1));
		return;
	}
	if (a->name && a->gid != NUMBER_UNSET && a->gid != cursor_int(c, 1)) {
		snprintf(expected, sizeof(expected), "gid %" PRId64, a->gid);
		finding_fail(out, name, expected, "gid %" PRId64, cursor_int(c, 1));
	}
	if (!a->name && a->only.count && !text_list_has(&a->only, name))
		finding_fail(out, name, "no other group of this id", "gid %" PRId64,
			     cursor_int(c, 1));
	if (a->name)
		judge_members(a, cursor_text(c, 2), out);
	finding_pass(out, name, "gid %" PRId64 ", members: %s", cursor_int(c, 1),
		     *cursor_text(c, 2) ? cursor_text(c, 2) : "none");
}

static void judge_unique(const struct group_args *a, struct evidence *ev, struct findings *out)
{
	const char *sql =
		streq(a->unique, "gid")
			? "SELECT x.name, x.gid, y.name FROM group_ AS x, group_ AS y WHERE "
			  "x.gid = y.gid AND x.rowid <> y.rowid ORDER BY 1, 3"
			: "SELECT x.name, x.name, y.name FROM group_ AS x, group_ AS y WHERE "
			  "x.name = y.name AND x.rowid <> y.rowid ORDER BY 1, 3";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	while (cursor_next(&c))
		finding_fail(out, cursor_text(&c, 0), "shares it with no other group",
			     "%s %s, as %s has", a->unique, cursor_text(&c, 1), cursor_text(&c, 2));
	finding_pass(out, "groups", "no two share a %s", a->unique);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct group_args *a = args;
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT name, gid, members FROM group_ ORDER BY name, gid, members", 0, NULL);
	char object[32];
	size_t rows = 0;
	size_t seen = 0;

	snprintf(object, sizeof(object), "gid %" PRId64, a->gid);
	for (; cursor_next(&c); rows++) {
		if (a->name ? !streq(a->name, cursor_text(&c, 0)) : a->gid != cursor_int(&c, 1))
			continue;
		judge_row(a, &c, out);
		seen++;
	}
	if (rows == 0)
		finding_missing(out, "the image has no group(5) to look at");
	else if (a->unique)
		judge_unique(a, ev, out);
	else if (seen == 0 && a->present)
		finding_fail(out, a->name ? a->name : object, "a group", "there is none");
	else if (seen == 0)
		finding_pass(out, a->name ? a->name : object, "there is none");
}

const struct check_kind check_group = {
	.name = "group",
	.summary = "User groups are there, or not, with these members",
	.example = "{name: wheel, only: [admin]}",
	.needs = EVIDENCE(ACCOUNTS),
	.args_size = sizeof(struct group_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
