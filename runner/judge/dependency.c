/* SPDX-License-Identifier: MIT */
#include "judge/dependency.h"

#include "judge/image.h"

/* Provides of that name, of one package (nevra) or of any (""), with a version in range. */
static enum dependency provided(struct evidence *ev, const char *name, struct evr_range range,
				const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT flags, version FROM package_dep WHERE name = ?1 AND "
				      "kind = 'provides' AND ?2 IN ('', nevra)",
				      2, (const char *[]){ name, nevra });

	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, 1) };

		if (!evr_flags(cursor_text(&c, 0), &has.flags))
			return DEPENDENCY_UNREADABLE;
		if (evr_overlap(has, range))
			return DEPENDENCY_MET;
	}
	return DEPENDENCY_NOT_MET;
}

static bool owns(struct evidence *ev, const char *path, const char *nevra)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT 1 FROM package_file WHERE path = ?1 AND ?2 IN ('', nevra)",
			    2, (const char *[]){ path, nevra });

	return cursor_next(&c);
}

/*
 * Is the path a package's file?  rpm compares where paths lead, not how they are written
 * (lib/fprint.cc), so that /bin/sh is met by a package that owns /usr/bin/sh.
 */
static bool owned(struct evidence *ev, const char *path, const char *nevra)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (owns(ev, path, nevra))
		return true;
	if (!image_real_parent(ev, path, &real))
		return false;
	if (owns(ev, buf_str(&real), nevra))
		return true;
	c = cursor_open(ev,
			"SELECT path FROM package_file WHERE substr(path, -length(?1)) = ?1 AND "
			"?2 IN ('', nevra)",
			2, (const char *[]){ strrchr(path, '/'), nevra });
	while (cursor_next(&c))
		if (image_real_parent(ev, cursor_text(&c, 0), &other) &&
		    streq(buf_str(&other), buf_str(&real)))
			return true;
	return false;
}

static enum dependency term_met(struct evidence *ev, const char *name, struct evr_range range,
				const char *nevra)
{
	enum dependency answer = provided(ev, name, range, nevra);

	if (answer == DEPENDENCY_NOT_MET && *name == '/' && owned(ev, name, nevra))
		return DEPENDENCY_MET;
	return answer;
}

static enum dependency rich_met(struct evidence *ev, const struct rich *r, const char *nevra);

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
static enum dependency one_package(struct evidence *ev, const struct rich *r)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT nevra FROM package", 0, NULL);
	enum dependency answer = DEPENDENCY_NOT_MET;

	while (answer == DEPENDENCY_NOT_MET && cursor_next(&c))
		answer = rich_met(ev, r, cursor_text(&c, 0));
	return answer;
}

static enum dependency rich_met(struct evidence *ev, const struct rich *r, const char *nevra)
{
	enum dependency left;
	enum dependency right;
	enum dependency otherwise;

	if (r->op == RICH_TERM)
		return term_met(ev, r->name, r->range, nevra);
	if ((r->op == RICH_WITH || r->op == RICH_WITHOUT) && !*nevra)
		return one_package(ev, r);
	left = rich_met(ev, r->left, nevra);
	right = rich_met(ev, r->right, nevra);
	otherwise = r->otherwise ? rich_met(ev, r->otherwise, nevra) : DEPENDENCY_MET;
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

enum dependency dependency_met(struct evidence *ev, const char *name, const char *flags,
			       const char *version)
{
	struct evr_range range = { .evr = version };
	struct arena arena = { 0 };
	const struct rich *r;
	enum dependency answer;

	if (*name != '(')
		return evr_flags(flags, &range.flags) ? term_met(ev, name, range, "")
						      : DEPENDENCY_UNREADABLE;
	r = rich_parse(&arena, name);
	answer = r ? rich_met(ev, r, "") : DEPENDENCY_UNREADABLE;
	arena_release(&arena);
	return answer;
}
