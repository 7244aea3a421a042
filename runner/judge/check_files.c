/* SPDX-License-Identifier: MIT */
#include "judge/access.h"
#include "judge/image.h"
#include "judge/parts.h"
#include "judge/path_set.h"

#include <inttypes.h>

struct files_args {
	struct text_list match;
	struct text_list except;
	struct text_list allowed;
	const char *type;
	struct access_want access;
	int with_bits;
	int unless_bits;
	int owned;
	int packaged_mode;
	int known_owners;
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
	{ .key = "either",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, access.either, struct text_list),
	  .help = "OWNER:GROUP:BITS, as root:adm:0137: one of these holds, and none of the bits "
		  "is set" },
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, except, struct text_list),
	  .help = "globs of paths that are not looked at" },
	{ .key = "group",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, access.group, struct text_list),
	  .help = "group all of them have to have, by name or number; of several any" },
	{ .key = "known-owners",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct files_args, known_owners, int),
	  .help = "true: the image has a user and a group of their numbers" },
	{ .key = "match",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, match, struct text_list),
	  .help = "globs of paths that are looked at; '*' crosses '/'",
	  .fallback = "*" },
	{ .key = "mode",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, access.mode, int),
	  .help = "permission bits all of them have to have" },
	{ .key = "mode-at-most",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, access.mode_at_most, int),
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
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct files_args, access.owner, struct text_list),
	  .help = "user all of them have to belong to, by name or number; of several any" },
	{ .key = "packaged-mode",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct files_args, packaged_mode, int),
	  .help = "true: each has to belong to a package that gives it this mode" },
	{ .key = "type",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct files_args, type, const char *),
	  .help = "only paths of this type are looked at",
	  .words = types },
	{ .key = "unless-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, unless_bits, int),
	  .help = "without-bits is no fault of a folder with one of these, as 1000 (sticky)" },
	{ .key = "with-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, with_bits, int),
	  .help = "only paths with one of these bits are looked at, and each is told" },
	{ .key = "without-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct files_args, access.without_bits, int),
	  .help = "permission bits none of them may have, as 6000 (set-id) or 0002" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct files_args *a = args;

	if (!access_asked(&a->access) && a->owned != 1 && a->none != 1 && a->packaged_mode != 1 &&
	    a->known_owners != 1)
		return error_input(err, "says not what the files have to be: without-bits, "
					"mode-at-most, owner, group, owned, known-owners, "
					"packaged-mode or none");
	if (a->unless_bits >= 0 && a->access.without_bits < 0)
		return error_input(err, "unless-bits goes with without-bits");
	if (a->match.count == 0)
		return error_input(err, "match: an empty list looks at nothing");
	return access_check(&a->access, err);
}

struct file_row {
	struct access_file access;
	bool owned;
	bool known; /* the image has its user and its group */
};

/* Merged-/usr packages still declare /bin/x: the path as packages know it may have no /usr. */
#define OWNED                                                                          \
	"EXISTS (SELECT 1 FROM package_file AS p WHERE p.path = f.path) OR "           \
	"(substr(f.path, 1, 5) = '/usr/' AND EXISTS (SELECT 1 FROM package_file AS p " \
	"WHERE p.path = substr(f.path, 5)))"
#define KNOWN                                              \
	"f.uid IN (SELECT uid FROM account) AND f.gid IN " \
	"(SELECT gid FROM group_)"
#define ROWS(owned, known)                                                             \
	"SELECT path, type, mode, uid, gid, acl, " owned ", " known " FROM file AS f " \
	"ORDER BY path"

static const char *const queries[2][2] = {
	{ ROWS("1", "1"), ROWS("1", KNOWN) },
	{ ROWS(OWNED, "1"), ROWS(OWNED, KNOWN) },
};

static bool is_packaged_mode(struct evidence *ev, const struct access_file *f, struct buf *of)
{
	const char *bare = starts_with(f->path, "/usr/") ? f->path + 4 : f->path;
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT nevra, mode FROM package_file WHERE path IN (?1, ?2) "
				      "ORDER BY nevra",
				      2, (const char *[]){ f->path, bare });

	while (cursor_next(&c)) {
		unsigned mode = (unsigned)cursor_int(&c, 1) & 07777U;

		buf_clear(of);
		buf_addf(of, "mode %04o, as %s has it", mode, cursor_text(&c, 0));
		if (mode == f->mode)
			return true;
	}
	return false;
}

static void judge_packaged(struct evidence *ev, const struct access_file *f, struct findings *out)
{
	AUTO(buf) struct buf of = BUF_INIT(BUF_LINE);

	if (is_packaged_mode(ev, f, &of))
		return;
	if (of.len == 0)
		finding_fail(out, f->path, "owned by a package that gives it this mode",
			     "mode %04o, and no package owns it", f->mode);
	else
		finding_fail(out, f->path, buf_str(&of), "mode %04o", f->mode);
}

static void judge_file(const struct files_args *a, struct evidence *ev, const struct file_row *f,
		       struct findings *out)
{
	struct access_want access = a->access;

	/* The sticky bit protects what is in a folder; on a file it does nothing (chmod(1)). */
	if (a->unless_bits > 0 && streq(f->access.type, "directory") &&
	    (f->access.mode & (unsigned)a->unless_bits))
		access.without_bits = -1;
	if (a->none == 1)
		finding_fail(out, f->access.path, "not there", "a %s is there", f->access.type);
	if (a->owned == 1 && !f->owned)
		finding_fail(out, f->access.path, "owned by a package", "no package owns it");
	if (a->packaged_mode == 1)
		judge_packaged(ev, &f->access, out);
	if (a->known_owners == 1 && f->access.no_owner)
		finding_missing(out, "%s: its owner is not in the evidence", f->access.path);
	else if (a->known_owners == 1 && !f->known)
		finding_fail(out, f->access.path, "a user and a group of the image",
			     "owner %" PRId64 ":%" PRId64, f->access.uid, f->access.gid);
	access_judge(&access, ev, &f->access, out);
	if (a->with_bits > 0)
		finding_pass(out, f->access.path, "%s, mode %04o, owner %" PRId64 ":%" PRId64,
			     f->access.type, f->access.mode, f->access.uid, f->access.gid);
}

/* A link's own mode is always 0777 and means nothing. */
static bool is_looked_at(const struct files_args *a, const struct access_file *f)
{
	bool asks_mode = a->access.without_bits >= 0 || a->access.mode_at_most >= 0 ||
			 a->access.mode >= 0 || a->access.either.count || a->with_bits > 0 ||
			 a->packaged_mode == 1;

	if (a->type ? !streq(a->type, f->type) : streq(f->type, "symlink") && asks_mode)
		return false;
	if (a->with_bits > 0 && !(f->mode & (unsigned)a->with_bits))
		return false;
	return image_matches(&a->match, f->path) && !image_matches(&a->except, f->path);
}

/*
 * Without the whole image there are rows of every path that all may write, that has a set-id bit or
 * an unknown owner (model/coverage.h), so that such rules, and no others, can be about everything.
 */
static bool everywhere(const struct files_args *a)
{
	bool of_access = a->access.owner.count || a->access.group.count || a->access.either.count ||
			 a->access.mode_at_most >= 0;

	if (of_access || a->owned == 1 || a->none == 1 || a->at_least > 0)
		return false;
	if (a->packaged_mode == 1 && (a->with_bits <= 0 || (a->with_bits & ~06000)))
		return false;
	return a->access.without_bits < 0 || !(a->access.without_bits & ~06002);
}

/* Is everything that a glob can match in the evidence? */
static bool is_known(struct evidence *ev, const char *glob, struct findings *out)
{
	AUTO(buf) struct buf inside = BUF_INIT(BUF_LINE);
	size_t plain = strcspn(glob, "*?[\\");

	buf_addn(&inside, glob, plain);
	if (glob[plain]) /* '*' crosses '/': so deep must all be covered */
		buf_addf(&inside, "%sx/x/x", plain && glob[plain - 1] == '/' ? "" : "/");
	return path_set_known(ev, buf_str(&inside), out);
}

static bool ready(const struct files_args *a, struct evidence *ev, struct findings *out)
{
	bool known = true;

	if ((a->owned == 1 || a->packaged_mode == 1) && !parts_ready(ev, EVIDENCE(PACKAGES), out))
		return false;
	if (a->known_owners == 1 && !parts_ready(ev, EVIDENCE(ACCOUNTS), out))
		return false;
	for (size_t i = 0; i < a->match.count && known && !everywhere(a); i++)
		known = is_known(ev, a->match.items[i], out);
	return known;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct files_args *a = args;
	AUTO(cursor) struct cursor c = { 0 };
	int64_t seen = 0;
	int64_t allowed = 0;

	if (!ready(a, ev, out))
		return;
	c = cursor_open(ev, queries[a->owned == 1][a->known_owners == 1], 0, NULL);
	while (cursor_next(&c)) {
		struct file_row f = { .access = { .path = cursor_text(&c, 0),
						  .type = cursor_text(&c, 1),
						  .mode = (unsigned)cursor_int(&c, 2) & 07777U,
						  .uid = cursor_int(&c, 3),
						  .gid = cursor_int(&c, 4),
						  .no_owner =
							  cursor_null(&c, 3) || cursor_null(&c, 4),
						  .acl = cursor_text(&c, 5) },
				      .owned = cursor_int(&c, 6) != 0,
				      .known = cursor_int(&c, 7) != 0 };

		if (!is_looked_at(a, &f.access))
			continue;
		seen++;
		if (image_matches(&a->allowed, f.access.path))
			allowed++;
		else
			judge_file(a, ev, &f, out);
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
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(ACCOUNTS),
	.args_size = sizeof(struct files_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
