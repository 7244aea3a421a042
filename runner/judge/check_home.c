/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "base/fs.h"
#include "judge/image.h"
#include "judge/login_defs.h"
#include "judge/path_set.h"
#include "model/coverage.h"
#include "model/kind.h"

struct home_args {
	struct text_list except;
	int present;
	int owned;
	int mask;
	int dot_mask;
	int tight_mask;
	struct text_list tight;
	struct text_list forbidden;
};

enum { NOBODY = 65534 }; /* as Fedora's setup package has it */

static const struct field fields[] = {
	{ .key = "dot-mask",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct home_args, dot_mask, int),
	  .help = "bits that no file whose name begins with a dot may have" },
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct home_args, except, struct text_list),
	  .help = "globs of accounts that are not looked at" },
	{ .key = "forbidden",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct home_args, forbidden, struct text_list),
	  .help = "names that no home may have: .rhosts" },
	{ .key = "mask",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct home_args, mask, int),
	  .help = "bits that no home may have" },
	{ .key = "owned",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct home_args, owned, int),
	  .help = "true: home and dot files are the user's, and dot files of the user's group",
	  .fallback = "false" },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct home_args, present, int),
	  .help = "true: every home is there",
	  .fallback = "false" },
	{ .key = "tight",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct home_args, tight, struct text_list),
	  .help = "names of dot files that tight-mask is for: .netrc" },
	{ .key = "tight-mask",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct home_args, tight_mask, int),
	  .help = "bits that none of tight may have" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct home_args *a = args;

	if ((a->tight.count > 0) != (a->tight_mask >= 0))
		return error_input(err, "tight and tight-mask go together");
	if (a->present != 1 && a->owned != 1 && a->mask < 0 && a->dot_mask < 0 &&
	    a->tight.count == 0 && a->forbidden.count == 0)
		return error_input(err, "says not what the homes have to be");
	return 0;
}

/* One account and what is known of it. */
struct person {
	const struct home_args *args;
	struct evidence *ev;
	struct findings *out;
	const char *name;
	int64_t uid;
	int64_t gid;
};

static void judge_bits(const struct person *p, const char *path, int64_t mode, int mask)
{
	char expected[40];

	if (mask < 0 || (mode & mask) == 0)
		return;
	snprintf(expected, sizeof(expected), "no bit of %04o", (unsigned)mask);
	finding_fail(p->out, path, expected, "mode %04o (%s)", (unsigned)mode, p->name);
}

/* Columns: mode, uid, gid. */
static void judge_owner(const struct person *p, const char *path, const struct cursor *c,
			bool group)
{
	char expected[60];

	if (p->args->owned != 1)
		return;
	if (cursor_null(c, 1) || cursor_null(c, 2)) {
		finding_missing(p->out, "whose %s is was not collected", path);
		return;
	}
	snprintf(expected, sizeof(expected), "uid %" PRId64, p->uid);
	if (cursor_int(c, 1) != p->uid)
		finding_fail(p->out, path, expected, "uid %" PRId64 " (%s)", cursor_int(c, 1),
			     p->name);
	snprintf(expected, sizeof(expected), "gid %" PRId64, p->gid);
	if (group && cursor_int(c, 2) != p->gid)
		finding_fail(p->out, path, expected, "gid %" PRId64 " (%s)", cursor_int(c, 2),
			     p->name);
}

static void judge_dot_file(const struct person *p, const struct cursor *c)
{
	const struct home_args *a = p->args;
	const char *path = cursor_text(c, 3);
	const char *name = fs_basename(path);
	bool link = streq(cursor_text(c, 4), "symlink");

	if (text_list_has(&a->forbidden, name))
		finding_fail(p->out, path, "no such file", "it is there (%s)", p->name);
	if (link || streq(cursor_text(c, 4), "directory"))
		return; /* what a link leads to is judged where it is */
	judge_owner(p, path, c, true);
	judge_bits(p, path, cursor_int(c, 0),
		   text_list_has(&a->tight, name) ? a->tight_mask : a->dot_mask);
}

static void judge_dot_files(const struct person *p, const char *home)
{
	AUTO(buf) struct buf below = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	buf_addf(&below, "%s/.", streq(home, "/") ? "" : home);
	c = cursor_open(p->ev,
			"SELECT mode, uid, gid, path, type FROM file WHERE "
			"substr(path, 1, length(?1)) = ?1 AND "
			"instr(substr(path, length(?1) + 1), '/') = 0 ORDER BY path",
			1, (const char *[]){ buf_str(&below) });
	while (cursor_next(&c))
		judge_dot_file(p, &c);
}

static void judge_home(const struct person *p, const char *home)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (*home == '/' && !coverage_has(home) && !(evidence_complete(p->ev) & EVIDENCE(FILES))) {
		finding_missing(p->out, "%s (%s) was not looked at", home, p->name);
		return;
	}
	if (*home != '/' || !image_real_path(p->ev, home, &real)) {
		if (*home == '/' && !path_set_known(p->ev, buf_str(&real), p->out))
			return; /* a link led out of what was looked at */
		if (p->args->present == 1)
			finding_fail(p->out, *home ? home : p->name, "a home", "not there (%s)",
				     p->name);
		return;
	}
	c = cursor_open(p->ev, "SELECT mode, uid, gid, type FROM file WHERE path = ?1", 1,
			(const char *[]){ buf_str(&real) });
	if (!cursor_next(&c))
		return;
	if (!streq(cursor_text(&c, 3), "directory")) {
		finding_fail(p->out, home, "a folder", "a %s (%s)", cursor_text(&c, 3), p->name);
		return;
	}
	judge_owner(p, home, &c, false);
	judge_bits(p, home, cursor_int(&c, 0), p->args->mask);
	if (p->args->dot_mask >= 0 || p->args->tight.count || p->args->forbidden.count)
		judge_dot_files(p, buf_str(&real));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT name, uid, gid, home, shell FROM account ORDER BY name, uid", 0, NULL);
	struct text_list shells;
	int64_t first;
	size_t rows = 0;
	size_t seen = 0;

	if (!first_person(ev, &first, out) || !login_shells(ev, &arena, &shells, out))
		return;
	for (; cursor_next(&c); rows++) {
		struct person p = { .args = args, .ev = ev, .out = out };

		p.name = cursor_text(&c, 0);
		p.uid = cursor_int(&c, 1);
		p.gid = cursor_int(&c, 2);
		if (p.uid < first || p.uid == NOBODY || image_matches(&p.args->except, p.name) ||
		    !is_login_shell(&shells, cursor_text(&c, 4)))
			continue;
		judge_home(&p, cursor_text(&c, 3));
		seen++;
	}
	if (rows == 0)
		finding_missing(out, "the image has no passwd(5) to look at");
	else
		finding_pass(out, "people", "%zu who can log in looked at", seen);
}

const struct check_kind check_home = {
	.name = "home",
	.summary = "Homes of the people who can log in, and their dot files, are theirs and closed",
	.example = "{present: true, owned: true, mask: \"0027\"}",
	.needs = EVIDENCE(ACCOUNTS) | EVIDENCE(CONFIG),
	.args_size = sizeof(struct home_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
