/* SPDX-License-Identifier: MIT */
/*
 * rpm -V, as a join: what each package declares of its files against what is there.
 *
 * Source: rpm 6, lib/verify.cc (rpmfilesVerify).  Configuration (c) is made to be edited and its
 * contents are not compared; ghosts (g) need not be there and have no contents; missingok (m) need
 * not be there; a link has no mode of its own.  Documentation (d) may have been left out by
 * tsflags=nodocs, which the database tells only by a file state that is not in the evidence: its
 * absence is therefore not judged, its contents are.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "judge/image.h"
#include "judge/parts.h"
#include "model/kind.h"

struct package_files_args {
	const char *what;
	struct text_list except;
	struct text_list packages;
	const char *package;
	struct text_list owns;
};

static const char *const what_words[] = { "digest", "mode", "owner", "presence", NULL };

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct package_files_args, except, struct text_list),
	  .help = "globs of paths that are not judged" },
	{ .key = "owns", .type = FIELD_LIST, .offset = FIELD_OF(struct package_files_args, owns, struct text_list),
	  .help = "paths, or globs, that the package has to own: the layout that others rely on" },
	{ .key = "package", .type = FIELD_TEXT, .offset = FIELD_OF(struct package_files_args, package, const char *),
	  .help = "name of the package that owns them; any when not given" },
	{ .key = "packages", .type = FIELD_LIST, .offset = FIELD_OF(struct package_files_args, packages, struct text_list),
	  .help = "globs of nevras whose files are judged", .fallback = "*" },
	{ .key = "what", .type = FIELD_WORD, .offset = FIELD_OF(struct package_files_args, what, const char *),
	  .help = "what is compared", .words = what_words },
	{ 0 }
};

enum { NEVRA, PATH, MODE, USER, GROUP, SHA256, FLAGS, UNVERIFIED, FOUND, TYPE, HAS_MODE, UID, GID, HAS_SHA256 };
#define COLUMNS \
	"f.path, f.type, f.mode, f.uid, f.gid, f.sha256 "
static const char joined[] =
	"SELECT p.nevra, p.path, p.mode, p.user, p.group_, p.sha256, p.flags, "
	"p.unverified, " COLUMNS
	"FROM package_file p LEFT JOIN file f ON f.path = p.path ORDER BY p.path, p.nevra";
/* The same columns for a file that is reached through a linked folder, as /bin/sh may be. */
static const char one_file[] =
	"SELECT '', '', 0, '', '', '', '', '', " COLUMNS "FROM file f WHERE f.path = ?1";
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct package_files_args *a = args;

	if (!a->what == !a->owns.count)
		return error_input(err, "wants one of what and owns");
	if (a->package && !a->owns.count)
		return error_input(err, "package goes with owns; packages with what");
	return 0;
}

struct declared {
	const char *path;
	int64_t mode;
	const char *user;
	const char *group;
	const char *sha256; /* empty: none */
	const char *flags;
	const char *unverified; /* %verify(not ...) */
};

static bool flagged(const struct declared *d, const char *letters)
{
	return d->flags[strcspn(d->flags, letters)] != '\0';
}

static bool excused(const struct declared *d, const char *letters)
{
	return d->unverified[strcspn(d->unverified, letters)] != '\0';
}

static void judge_digest(const struct declared *d, const struct cursor *f, struct findings *out)
{
	if (flagged(d, "cg") || excused(d, "5") || !*d->sha256 || !S_ISREG((mode_t)d->mode))
		return;
	if (!streq(cursor_text(f, TYPE), "file"))
		finding_fail(out, d->path, "a file", "%s", cursor_text(f, TYPE));
	else if (cursor_null(f, HAS_SHA256))
		finding_error(out, "%s: its contents are not in the evidence", d->path);
	else if (!streq(cursor_text(f, HAS_SHA256), d->sha256))
		finding_fail(out, d->path, "the contents its package has", "SHA-256 %.16s...",
			     cursor_text(f, HAS_SHA256));
}

static void judge_mode(const struct declared *d, const struct cursor *f, struct findings *out)
{
	char expected[32];

	if (excused(d, "M") || S_ISLNK((mode_t)d->mode) || streq(cursor_text(f, TYPE), "symlink"))
		return;
	if (cursor_int(f, HAS_MODE) == (d->mode & 07777))
		return;
	snprintf(expected, sizeof(expected), "mode %04o", (unsigned)d->mode & 07777);
	finding_fail(out, d->path, expected, "mode %04o", (unsigned)cursor_int(f, HAS_MODE));
}

/* An id by the image's own names; rpm knows root without asking (lib/rpmug.cc). */
static bool has_id(struct evidence *ev, const char *sql, const char *name, int64_t id)
{
	AUTO(cursor) struct cursor c = { 0 };

	if (streq(name, "root"))
		return id == 0;
	c = cursor_open(ev, sql, 1, &name);
	while (cursor_next(&c))
		if (cursor_int(&c, 0) == id)
			return true;
	return false;
}

static void judge_owner(const struct declared *d, const struct cursor *f, struct evidence *ev,
			struct findings *out)
{
	char expected[256];

	if (excused(d, "UG"))
		return;
	if (has_id(ev, "SELECT uid FROM account WHERE name = ?1", d->user, cursor_int(f, UID)) &&
	    has_id(ev, "SELECT gid FROM group_ WHERE name = ?1", d->group, cursor_int(f, GID)))
		return;
	snprintf(expected, sizeof(expected), "owner %s:%s", d->user, d->group);
	finding_fail(out, d->path, expected, "owner %lld:%lld", (long long)cursor_int(f, UID),
		     (long long)cursor_int(f, GID));
}

static void judge_found(const struct package_files_args *a, const struct declared *d,
			const struct cursor *f, struct evidence *ev, struct findings *out)
{
	if (streq(a->what, "digest"))
		judge_digest(d, f, out);
	else if (streq(a->what, "mode"))
		judge_mode(d, f, out);
	else if (streq(a->what, "owner"))
		judge_owner(d, f, ev, out);
}

/* Not under its declared path: a folder on the way may be a link. */
static void judge_elsewhere(const struct package_files_args *a, const struct declared *d,
			    const char *nevra, struct evidence *ev, struct findings *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor f = { 0 };

	if (image_real_parent(ev, d->path, &real) && !streq(buf_str(&real), d->path)) {
		f = cursor_open(ev, one_file, 1, (const char *[]){ buf_str(&real) });
		if (cursor_next(&f)) {
			judge_found(a, d, &f, ev, out);
			return;
		}
	}
	if (streq(a->what, "presence") && !flagged(d, "gmd"))
		finding_fail(out, d->path, "there, as its package has it", "not there (%s)", nevra);
}

/* Who owns what fits; only the first of them is told. */
static bool find_owner(const struct package_files_args *a, struct evidence *ev, const char *glob,
		       struct buf *seen, struct buf *others)
{
	bool plain = glob[strcspn(glob, "*?[\\")] == '\0';
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    plain ? "SELECT f.path, f.nevra, p.name FROM package_file f "
				    "LEFT JOIN package p ON p.nevra = f.nevra WHERE f.path = ?1 "
				    "ORDER BY f.path, f.nevra"
				  : "SELECT f.path, f.nevra, p.name FROM package_file f "
				    "LEFT JOIN package p ON p.nevra = f.nevra WHERE ?1 <> '' "
				    "ORDER BY f.path, f.nevra",
			    1, &glob);

	while (cursor_next(&c)) {
		if (!str_glob(glob, cursor_text(&c, 0)))
			continue;
		buf_clear(seen);
		buf_addf(seen, "%s of %s", cursor_text(&c, 0), cursor_text(&c, 1));
		if (!a->package || streq(a->package, cursor_text(&c, 2)))
			return true;
		if (others->len == 0)
			buf_add(others, buf_str(seen));
	}
	return false;
}

static void judge_owns(const struct package_files_args *a, struct evidence *ev,
		       struct findings *out)
{
	for (size_t i = 0; i < a->owns.count; i++) {
		AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf others = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
		const char *glob = a->owns.items[i];

		if (find_owner(a, ev, glob, &seen, &others)) {
			finding_pass(out, glob, "%s", buf_str(&seen));
			continue;
		}
		buf_addf(&expected, "owned by %s", a->package ? a->package : "a package");
		finding_fail(out, glob, buf_str(&expected), "%s",
			     others.len ? buf_str(&others) : "owned by no package");
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct package_files_args *a = args;
	AUTO(cursor) struct cursor c = { 0 };
	size_t judged = 0;

	if (a->owns.count) {
		judge_owns(a, ev, out);
		return;
	}
	if (streq(a->what, "owner") && !parts_ready(ev, EVIDENCE(ACCOUNTS), out))
		return;
	c = cursor_open(ev, joined, 0, NULL);
	while (cursor_next(&c)) {
		struct declared d = {
			.path = cursor_text(&c, PATH),
			.mode = cursor_int(&c, MODE),
			.user = cursor_text(&c, USER),
			.group = cursor_text(&c, GROUP),
			.sha256 = cursor_text(&c, SHA256),
			.flags = cursor_text(&c, FLAGS),
			.unverified = cursor_text(&c, UNVERIFIED),
		};

		if (!image_matches(&a->packages, cursor_text(&c, NEVRA)) ||
		    image_matches(&a->except, d.path))
			continue;
		if (cursor_null(&c, FOUND))
			judge_elsewhere(a, &d, cursor_text(&c, NEVRA), ev, out);
		else
			judge_found(a, &d, &c, ev, out);
		judged++;
	}
	if (judged == 0)
		finding_error(out, "the evidence has no packaged file to judge");
	else
		finding_pass(out, "packaged files", "%zu looked at", judged);
}

const struct check_kind check_package_files = {
	.name = "package-files",
	.summary = "Packaged files are as their packages declare them, or packages own what they "
		   "should",
	.example = "{what: digest, except: [/usr/share/doc/*]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(PACKAGES),
	.args_size = sizeof(struct package_files_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
