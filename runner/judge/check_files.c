/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/parts.h"
#include "model/kind.h"

#include <inttypes.h>
#include <stdio.h>

struct files_args {
	struct text_list match;
	struct text_list except;
	struct text_list allowed;
	const char *type;
	int without_bits;
	int unless_bits;
	int mode_at_most;
	int64_t owner;
	int64_t group;
	int owned;
	int none;
	int64_t at_least;
};

static const char *const types[] = { "file",	  "directory", "symlink", "block",
				     "character", "fifo",      "socket",  NULL };

static const struct field fields[] = {
	{ .key = "allowed",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, allowed, struct text_list),
	  .help = "globs of paths that may be otherwise: the inventory of known exceptions" },
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct files_args, at_least, int64_t),
	  .help = "how many paths have to be looked at, lest a wrong glob passes",
	  .fallback = "0" },
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, except, struct text_list),
	  .help = "globs of paths that are not looked at" },
	{ .key = "group",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct files_args, group, int64_t),
	  .help = "group id all of them have to have" },
	{ .key = "match",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, match, struct text_list),
	  .help = "globs of paths that are looked at; '*' crosses '/'",
	  .fallback = "*" },
	{ .key = "mode-at-most",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, mode_at_most, int),
	  .help = "permission bits they may have; any other bit is a fault" },
	{ .key = "none",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct files_args, none, int),
	  .help = "true: there must be no such path at all" },
	{ .key = "owned",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct files_args, owned, int),
	  .help = "true: each has to belong to a package" },
	{ .key = "owner",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct files_args, owner, int64_t),
	  .help = "user id all of them have to have" },
	{ .key = "type",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct files_args, type, const char *),
	  .help = "only paths of this type are looked at",
	  .words = types },
	{ .key = "unless-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, unless_bits, int),
	  .help = "without-bits is no fault where one of these is set, as 1000 (sticky)" },
	{ .key = "without-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, without_bits, int),
	  .help = "permission bits none of them may have, as 6000 (set-id) or 0002" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct files_args *a = args;

	if (a->without_bits < 0 && a->mode_at_most < 0 && a->owner == NUMBER_UNSET &&
	    a->group == NUMBER_UNSET && a->owned != 1 && a->none != 1)
		return error_input(err, "says not what the files have to be: without-bits, "
					"mode-at-most, owner, group, owned or none");
	if (a->unless_bits >= 0 && a->without_bits < 0)
		return error_input(err, "unless-bits goes with without-bits");
	if (a->match.count == 0)
		return error_input(err, "match: an empty list looks at nothing");
	return 0;
}

struct file_row {
	const char *path;
	const char *type;
	unsigned mode;
	int64_t uid;
	int64_t gid;
	bool owned;
	bool no_owner; /* unpacked from an archive: nobody knows */
};

/* Merged-/usr packages still declare /bin/x: the path as packages know it may have no /usr. */
static const char rows_owned[] =
	"SELECT path, type, mode, uid, gid, EXISTS (SELECT 1 FROM package_file AS p "
	"WHERE p.path = f.path) OR (substr(f.path, 1, 5) = '/usr/' AND EXISTS "
	"(SELECT 1 FROM package_file AS p WHERE p.path = substr(f.path, 5))) "
	"FROM file AS f ORDER BY path";
static const char rows_all[] = "SELECT path, type, mode, uid, gid, 1 FROM file ORDER BY path";

static void judge_id(const char *path, const char *what, int64_t wanted, int64_t id,
		     struct findings *out)
{
	char expected[48];

	if (wanted == NUMBER_UNSET || wanted == id)
		return;
	snprintf(expected, sizeof(expected), "%s %" PRId64, what, wanted);
	finding_fail(out, path, expected, "%s %" PRId64, what, id);
}

static void judge_file(const struct files_args *a, const struct file_row *f, struct findings *out)
{
	unsigned bad = a->without_bits < 0 ? 0 : f->mode & (unsigned)a->without_bits;
	char expected[48];

	if (a->unless_bits > 0 && (f->mode & (unsigned)a->unless_bits))
		bad = 0;
	if (a->none == 1)
		finding_fail(out, f->path, "not there", "a %s is there", f->type);
	if (bad) {
		snprintf(expected, sizeof(expected), "none of the bits %04o",
			 (unsigned)a->without_bits);
		finding_fail(out, f->path, expected, "mode %04o", f->mode);
	}
	if (a->mode_at_most >= 0 && (f->mode & ~(unsigned)a->mode_at_most)) {
		snprintf(expected, sizeof(expected), "mode at most %04o",
			 (unsigned)a->mode_at_most);
		finding_fail(out, f->path, expected, "mode %04o", f->mode);
	}
	if (a->owned == 1 && !f->owned)
		finding_fail(out, f->path, "owned by a package", "no package owns it");
	if (f->no_owner && (a->owner != NUMBER_UNSET || a->group != NUMBER_UNSET)) {
		finding_missing(out, "%s: its owner is not in the evidence", f->path);
		return;
	}
	judge_id(f->path, "owner", a->owner, f->uid, out);
	judge_id(f->path, "group", a->group, f->gid, out);
}

/* A link's own mode is always 0777 and means nothing. */
static bool is_looked_at(const struct files_args *a, const struct file_row *f)
{
	if (a->type ? !streq(a->type, f->type)
		    : streq(f->type, "symlink") && (a->without_bits >= 0 || a->mode_at_most >= 0))
		return false;
	return image_matches(&a->match, f->path) && !image_matches(&a->except, f->path);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct files_args *a = args;
	AUTO(cursor) struct cursor c = { 0 };
	int64_t seen = 0;
	int64_t allowed = 0;

	if (a->owned == 1 && !parts_ready(ev, EVIDENCE(PACKAGES), out))
		return;
	c = cursor_open(ev, a->owned == 1 ? rows_owned : rows_all, 0, NULL);
	while (cursor_next(&c)) {
		struct file_row f = { .path = cursor_text(&c, 0),
				      .type = cursor_text(&c, 1),
				      .mode = (unsigned)cursor_int(&c, 2) & 07777U,
				      .uid = cursor_int(&c, 3),
				      .gid = cursor_int(&c, 4),
				      .owned = cursor_int(&c, 5) != 0,
				      .no_owner = cursor_null(&c, 3) };

		if (!is_looked_at(a, &f))
			continue;
		seen++;
		if (image_matches(&a->allowed, f.path))
			allowed++;
		else
			judge_file(a, &f, out);
	}
	if (seen < a->at_least)
		finding_fail(out, a->match.items[0], "something to look at",
			     "%" PRId64 " paths, where %" PRId64 " were to be expected", seen,
			     a->at_least);
	finding_pass(out, a->match.items[0], "%" PRId64 " paths looked at, %" PRId64 " allowed",
		     seen, allowed);
}

const struct check_kind check_files = {
	.name = "files",
	.summary = "No path among many has a mode, owner or origin it must not have",
	.example = "{type: file, without-bits: \"6000\", allowed: [/usr/bin/sudo]}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct files_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
