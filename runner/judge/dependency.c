/* SPDX-License-Identifier: MIT */
#include "judge/dependency.h"

#include "judge/image.h"

struct packages { /* those that are looked at */
	const struct package_set *sets;
	size_t count;
	struct evidence *root; /* whose links paths follow */
};

/* What rpm 6.0 itself provides: lib/rpmds.cc, rpmlibProvides. */
static const char *const rpmlib[] = {
	"BuiltinLuaScripts",
	"CaretInVersions",
	"CompressedFileNames",
	"ConcurrentAccess",
	"DynamicBuildRequires",
	"ExplicitPackageProvide",
	"FileCaps",
	"FileDigests",
	"HeaderLoadSortsTags",
	"LargeFiles",
	"PartialHardlinkSets",
	"PayloadFilesHavePrefix",
	"PayloadIsBzip2",
	"PayloadIsLzma",
	"PayloadIsXz",
	"PayloadIsZstd",
	"RichDependencies",
	"ScriptletExpansion",
	"ScriptletInterpreterArgs",
	"TildeInVersions",
	"VersionedDependencies",
};

static enum dependency rpm_has(const char *name)
{
	const char *feature = name + strlen("rpmlib(");
	size_t n = strcspn(feature, ")");

	for (size_t i = 0; i < ARRAY_SIZE(rpmlib); i++)
		if (strlen(rpmlib[i]) == n && strncmp(feature, rpmlib[i], n) == 0)
			return DEPENDENCY_MET;
	return DEPENDENCY_NOT_MET;
}

static bool counts(const struct package_set *set, const char *nevra)
{
	return !set->only || text_list_has(set->only, nevra);
}

/* Provides of that name, of one package (nevra) or of any (""), with a version in range. */
static enum dependency provided(const struct package_set *set, const char *name,
				struct evr_range range, const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(set->ev,
				      "SELECT flags, version, nevra FROM package_dep WHERE "
				      "name = ?1 AND kind = 'provides' AND ?2 IN ('', nevra)",
				      2, (const char *[]){ name, nevra });

	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, 1) };

		if (!counts(set, cursor_text(&c, 2)))
			continue;
		if (!evr_flags(cursor_text(&c, 0), &has.flags))
			return DEPENDENCY_UNREADABLE;
		if (evr_overlap(has, range))
			return DEPENDENCY_MET;
	}
	return DEPENDENCY_NOT_MET;
}

static bool owns(const struct package_set *set, const char *path, const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		set->ev, "SELECT nevra FROM package_file WHERE path = ?1 AND ?2 IN ('', nevra)", 2,
		(const char *[]){ path, nevra });

	while (cursor_next(&c))
		if (counts(set, cursor_text(&c, 0)))
			return true;
	return false;
}

/*
 * Is the path a package's file?  rpm compares where paths lead, not how they are written
 * (lib/fprint.cc), so that /bin/sh is met by a package that owns /usr/bin/sh.
 */
static bool owned(const struct package_set *set, struct evidence *root, const char *path,
		  const char *nevra)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (owns(set, path, nevra))
		return true;
	if (!image_real_parent(root, path, &real))
		return false;
	if (owns(set, buf_str(&real), nevra))
		return true;
	c = cursor_open(set->ev,
			"SELECT path, nevra FROM package_file WHERE "
			"substr(path, -length(?1)) = ?1 AND ?2 IN ('', nevra)",
			2, (const char *[]){ strrchr(path, '/'), nevra });
	while (cursor_next(&c))
		if (counts(set, cursor_text(&c, 1)) &&
		    image_real_parent(root, cursor_text(&c, 0), &other) &&
		    streq(buf_str(&other), buf_str(&real)))
			return true;
	return false;
}

static enum dependency term_met(const struct packages *p, const char *name, struct evr_range range,
				const char *nevra)
{
	enum dependency answer = DEPENDENCY_NOT_MET;

	if (starts_with(name, "rpmlib("))
		return rpm_has(name);
	for (size_t i = 0; i < p->count && answer == DEPENDENCY_NOT_MET; i++)
		answer = provided(&p->sets[i], name, range, nevra);
	for (size_t i = 0; i < p->count && answer == DEPENDENCY_NOT_MET && *name == '/'; i++)
		if (owned(&p->sets[i], p->root, name, nevra))
			answer = DEPENDENCY_MET;
	return answer;
}

static enum dependency rich_met(const struct packages *p, const struct rich *r, const char *nevra);

static enum dependency not(enum dependency d) {
	if (d == DEPENDENCY_UNREADABLE) return d;
	return d == DEPENDENCY_MET ? DEPENDENCY_NOT_MET : DEPENDENCY_MET;
}

/* Unreadable wins: an answer that rests on half of the words is none. */
static enum dependency both(enum dependency a, enum dependency b)
{
	if (a == DEPENDENCY_UNREADABLE || b == DEPENDENCY_UNREADABLE)
		return DEPENDENCY_UNREADABLE;
	return a == DEPENDENCY_MET ? b : a;
}

static enum dependency either(enum dependency a, enum dependency b)
{
	return not(both(not(a), not(b)));
}

/* "with" and "without" speak of one package: some package has to meet the whole of it. */
static enum dependency one_package(const struct packages *p, const struct rich *r)
{
	enum dependency answer = DEPENDENCY_NOT_MET;

	for (size_t i = 0; i < p->count && answer == DEPENDENCY_NOT_MET; i++) {
		struct packages one = { &p->sets[i], 1, p->root };
		AUTO(cursor)
		struct cursor c = cursor_open(p->sets[i].ev, "SELECT nevra FROM package", 0, NULL);

		while (answer == DEPENDENCY_NOT_MET && cursor_next(&c))
			if (counts(&p->sets[i], cursor_text(&c, 0)))
				answer = rich_met(&one, r, cursor_text(&c, 0));
	}
	return answer;
}

static enum dependency rich_met(const struct packages *p, const struct rich *r, const char *nevra)
{
	enum dependency left;
	enum dependency right;
	enum dependency otherwise;

	if (r->op == RICH_TERM)
		return term_met(p, r->name, r->range, nevra);
	if ((r->op == RICH_WITH || r->op == RICH_WITHOUT) && !*nevra)
		return one_package(p, r);
	left = rich_met(p, r->left, nevra);
	right = rich_met(p, r->right, nevra);
	otherwise = r->otherwise ? rich_met(p, r->otherwise, nevra) : DEPENDENCY_MET;
	switch (r->op) {
	case RICH_AND:
	case RICH_WITH:
		return both(left, right);
	case RICH_OR:
		return either(left, right);
	case RICH_WITHOUT:
		return both(left, not(right));
	case RICH_IF: /* left when right is there, else the other */
		return both(either(left, not(right)), either(otherwise, right));
	case RICH_UNLESS: /* left when right is not there, else the other, else nothing */
		if (!r->otherwise)
			return both(left, not(right));
		return both(either(left, right), either(otherwise, not(right)));
	case RICH_TERM:
		break;
	}
	return DEPENDENCY_UNREADABLE;
}

enum dependency dependency_met_by(const struct package_set *sets, size_t count, const char *name,
				  const char *flags, const char *version)
{
	struct packages p = { sets, count, sets[0].ev };
	struct evr_range range = { .evr = version };
	struct arena arena = { 0 };
	const struct rich *r;
	enum dependency answer;

	if (*name != '(')
		return evr_flags(flags, &range.flags) ? term_met(&p, name, range, "")
						      : DEPENDENCY_UNREADABLE;
	r = rich_parse(&arena, name);
	answer = r ? rich_met(&p, r, "") : DEPENDENCY_UNREADABLE;
	arena_release(&arena);
	return answer;
}

enum dependency dependency_met(struct evidence *ev, const char *name, const char *flags,
			       const char *version)
{
	return dependency_met_by(&(struct package_set){ ev, NULL }, 1, name, flags, version);
}
