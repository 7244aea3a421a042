/* SPDX-License-Identifier: MIT */
#include "judge/file_conflicts.h"

#include <stdio.h>
#include <sys/stat.h>

#include "judge/arch.h"
#include "judge/image.h"
#include "judge/links.h"

enum { OWNERS_MAX = 64 }; /* of one path that are compared with one another */

struct owned { /* a row of package_file; texts are the arena's of whoever keeps it */
	const char *nevra;
	const char *path;
	mode_t mode;
	const char *user;
	const char *group;
	const char *sha256; /* NULL: not known */
	const char *flags;
};

enum { NEVRA, PATH, MODE, USER, GROUP, SHA256, FLAGS };
#define COLUMNS "SELECT nevra, path, mode, user, group_, sha256, flags FROM package_file "

struct comparing {
	const struct conflict_sets *sets;
	struct links links; /* of the image */
	struct findings *out;
	bool across; /* a file of the product and one of the image, not two of one evidence */
	size_t compared;
	size_t unknown_links; /* whose targets are not in the evidence */
};

static struct owned read_owned(const struct cursor *c)
{
	return (struct owned){
		.nevra = cursor_text(c, NEVRA),
		.path = cursor_text(c, PATH),
		.mode = (mode_t)cursor_int(c, MODE),
		.user = cursor_text(c, USER),
		.group = cursor_text(c, GROUP),
		.sha256 = cursor_null(c, SHA256) ? NULL : cursor_text(c, SHA256),
		.flags = cursor_text(c, FLAGS),
	};
}

/* A copy that outlives the cursor; false: no memory. */
static bool keep_owned(struct arena *arena, struct owned *o)
{
	o->nevra = arena_strdup(arena, o->nevra);
	o->path = arena_strdup(arena, o->path);
	o->user = arena_strdup(arena, o->user);
	o->group = arena_strdup(arena, o->group);
	o->flags = arena_strdup(arena, o->flags);
	if (!o->nevra || !o->path || !o->user || !o->group || !o->flags)
		return false;
	if (o->sha256)
		o->sha256 = arena_strdup(arena, o->sha256);
	return true;
}

static bool is_ghost(const struct owned *o)
{
	return strchr(o->flags, 'g') != NULL;
}

enum sameness { SAME, DIFFERENT, UNKNOWN };

static const char *type_word(mode_t mode)
{
	return S_ISREG(mode)   ? "a file"
	       : S_ISDIR(mode) ? "a folder"
	       : S_ISLNK(mode) ? "a symbolic link"
			       : "a special file";
}

/* What is not the same of two, into `how`. */
static enum sameness compare(const struct owned *a, const struct owned *b, char how[128])
{
	bool links = S_ISLNK(a->mode) && S_ISLNK(b->mode);

	if (is_ghost(a) || is_ghost(b))
		return SAME;
	if ((a->mode & S_IFMT) != (b->mode & S_IFMT)) {
		snprintf(how, 128, "%s against %s", type_word(a->mode), type_word(b->mode));
		return DIFFERENT;
	}
	if (!links && a->mode != b->mode) {
		snprintf(how, 128, "mode %04o against %04o", (unsigned)a->mode & 07777,
			 (unsigned)b->mode & 07777);
		return DIFFERENT;
	}
	if (!streq(a->user, b->user) || !streq(a->group, b->group)) {
		snprintf(how, 128, "owner %.24s:%.24s against %.24s:%.24s", a->user, a->group,
			 b->user, b->group);
		return DIFFERENT;
	}
	if (links)
		return UNKNOWN;
	if (!S_ISREG(a->mode))
		return SAME;
	if (!a->sha256 || !b->sha256)
		return UNKNOWN;
	snprintf(how, 128, "other contents");
	return streq(a->sha256, b->sha256) ? SAME : DIFFERENT;
}

static int colour(const char *nevra)
{
	const char *dot = strrchr(nevra, '.');

	return arch_colour(dot ? dot + 1 : nevra);
}

static bool is_elf(struct evidence *ev, const char *path)
{
	AUTO(cursor) struct cursor c = { 0 };

	if (!ev || !(evidence_complete(ev) & EVIDENCE(ELF)))
		return false;
	c = cursor_open(ev, "SELECT 1 FROM elf WHERE path = ?1", 1, &path);
	return cursor_next(&c);
}

/* ELF files of different classes: the 64-bit one is taken. */
static bool colours_decide(const struct comparing *k, const struct owned *a, const struct owned *b)
{
	int one = colour(a->nevra);
	int two = colour(b->nevra);

	return one && two && one != two && S_ISREG(a->mode) && S_ISREG(b->mode) &&
	       (is_elf(k->sets->installed, b->path) || is_elf(k->sets->product, a->path));
}

static bool link_target(struct evidence *ev, const char *path, struct buf *out)
{
	return (evidence_complete(ev) & EVIDENCE(FILES)) &&
	       evidence_text(ev, out,
			     "SELECT target FROM file WHERE path = ?1 AND type = 'symlink'", path);
}

/* Headers' targets are not kept: of a product's link and the image's there are the links
 * themselves. */
static enum sameness compare_links(const struct comparing *k, const struct owned *a,
				   const struct owned *b, char how[128])
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf two = BUF_INIT(BUF_LINE);

	if (!k->across || !link_target(k->sets->product, a->path, &one) ||
	    !link_target(k->sets->installed, b->path, &two))
		return UNKNOWN;
	snprintf(how, 128, "a link to %.48s against one to %.48s", buf_str(&one), buf_str(&two));
	return streq(buf_str(&one), buf_str(&two)) ? SAME : DIFFERENT;
}

/* `a` is of the product where a product is judged. */
static void judge_pair(struct comparing *k, const struct owned *a, const struct owned *b)
{
	enum sameness sameness;
	char how[128] = "";

	if (streq(a->nevra, b->nevra) || (!image_matches(k->sets->packages, a->nevra) &&
					  !image_matches(k->sets->packages, b->nevra)))
		return;
	k->compared++;
	sameness = compare(a, b, how);
	if (sameness == UNKNOWN && S_ISLNK(a->mode))
		sameness = compare_links(k, a, b, how);
	switch (sameness) {
	case SAME:
		return;
	case UNKNOWN:
		if (S_ISLNK(a->mode))
			k->unknown_links++;
		else
			finding_unchecked(k->out, a->path,
					  "contents of %s and %s: no SHA-256 of both", a->nevra,
					  b->nevra);
		return;
	case DIFFERENT:
		if (!colours_decide(k, a, b))
			finding_fail(k->out, a->path, "one owner, or the same of all",
				     "%s and %s: %s", a->nevra, b->nevra, how);
	}
}

/* Packages of one evidence with one another: its rows in the order of paths. */
static bool compare_within(struct comparing *k, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, COLUMNS "ORDER BY path, nevra", 0, NULL);
	AUTO(arena) struct arena arena = { 0 };
	struct owned owners[OWNERS_MAX];
	size_t count = 0;

	while (cursor_next(&c)) {
		struct owned o = read_owned(&c);

		if (count && !streq(o.path, owners[0].path)) {
			arena_release(&arena);
			count = 0;
		}
		if (is_ghost(&o) || image_matches(k->sets->paths, o.path))
			continue;
		/* what is equal to the first is equal to the others, where it counts */
		for (size_t i = 0; i < (S_ISDIR(o.mode) && count ? 1 : count); i++)
			judge_pair(k, &o, &owners[i]);
		if (count == OWNERS_MAX || (S_ISDIR(o.mode) && count))
			continue;
		if (!keep_owned(&arena, &o))
			return false;
		owners[count++] = o;
	}
	return true;
}

/* Owners of a path in the image, but for packages that go. */
static size_t compare_installed(struct comparing *k, const struct owned *o, const char *path)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(k->sets->installed, COLUMNS "WHERE path = ?1 ORDER BY nevra", 1, &path);
	size_t owners = 0;

	while (cursor_next(&c)) {
		struct owned other = read_owned(&c);

		owners++;
		if (!text_list_has(&k->sets->gone, other.nevra))
			judge_pair(k, o, &other);
	}
	return owners;
}

/* What is there already, and is nobody's. */
static void judge_unowned(struct comparing *k, const struct owned *o, const char *path)
{
	AUTO(cursor)
	struct cursor c = cursor_open(k->sets->installed,
				      "SELECT type, sha256 FROM file WHERE path = ?1", 1, &path);
	const char *type;

	if (!cursor_next(&c) || strchr(o->flags, 'c'))
		return; /* configuration is put aside, not lost */
	type = cursor_text(&c, 0);
	if (S_ISDIR(o->mode) && (streq(type, "directory") || streq(type, "symlink")))
		return;
	if (S_ISREG(o->mode) && o->sha256 && streq(o->sha256, cursor_text(&c, 1)))
		return;
	finding_fail(k->out, o->path, "not there before, or a package's",
		     "%s would overwrite a %s that no package owns", o->nevra, type);
}

struct product_file {
	struct comparing *k;
	const struct owned *o;
	size_t owners;
};

static void compare_alias(void *arg, const char *path)
{
	struct product_file *f = arg;

	f->owners += compare_installed(f->k, f->o, path);
}

static void compare_with_image(struct comparing *k, bool unowned)
{
	AUTO(cursor)
	struct cursor c = cursor_open(k->sets->product, COLUMNS "ORDER BY path, nevra", 0, NULL);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	while (cursor_next(&c)) {
		struct owned o = read_owned(&c);
		struct product_file f = { .k = k, .o = &o };

		if (is_ghost(&o) || image_matches(k->sets->paths, o.path))
			continue;
		links_resolve(&k->links, o.path, &real);
		links_aliases(&k->links, buf_str(&real), compare_alias, &f);
		if (unowned && f.owners == 0 && image_matches(k->sets->packages, o.nevra))
			judge_unowned(k, &o, buf_str(&real));
	}
}

/* Installed files that are written by another way than they are reached: /usr/sbin/a, /usr/bin/a.
 */
static void compare_moved(struct comparing *k)
{
	AUTO(cursor)
	struct cursor c = cursor_open(k->sets->installed, COLUMNS "ORDER BY path, nevra", 0, NULL);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	while (cursor_next(&c)) {
		struct owned o = read_owned(&c);

		if (is_ghost(&o) || image_matches(k->sets->paths, o.path))
			continue;
		links_resolve(&k->links, o.path, &real);
		if (!streq(buf_str(&real), o.path))
			compare_installed(k, &o, buf_str(&real));
	}
}

static void conclude(struct comparing *k)
{
	if (k->unknown_links)
		finding_unchecked(k->out, "links", "where %zu links lead that several packages own",
				  k->unknown_links);
	finding_pass(k->out, k->sets->product ? "product" : "image",
		     "%zu files of several packages compared", k->compared);
}

void file_conflicts(const struct conflict_sets *sets, bool unowned, struct findings *out)
{
	struct comparing k = { .sets = sets, .out = out };
	bool files = sets->installed && evidence_complete(sets->installed) & EVIDENCE(FILES);
	bool good = !files || links_read(&k.links, sets->installed);

	if (good)
		good = compare_within(&k, sets->product ? sets->product : sets->installed);
	k.across = sets->product && sets->installed;
	if (good && k.across)
		compare_with_image(&k, unowned && files);
	else if (good && sets->installed && files)
		compare_moved(&k);
	if (sets->installed && !files)
		finding_unchecked(out, "image",
				  "%s: the files of the image are not in the evidence",
				  sets->product ? "links, and files that no package owns"
						: "paths that lead through links");
	if (good)
		conclude(&k);
	else
		finding_error(out, "no memory to compare files");
	links_release(&k.links);
}
