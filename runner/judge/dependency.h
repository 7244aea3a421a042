/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DEPENDENCY_H
#define JUDGE_DEPENDENCY_H
/*
 * Is a dependency met by the packages that are installed?
 *
 * Plain ones are met by a Provides of that name with a version in range, a path by a package that
 * owns it, rpmlib(...) by what rpm 6.0 itself can do.  Rich ones, "(A if B)", are read as rpm reads
 * them: rpm.org, manual "Boolean dependencies"; rpm 6, lib/rpmds.cc (rpmrichParse).  What cannot be
 * read is never met.
 */
#include "base/arena.h"
#include "base/str.h"
#include "judge/evr.h"
#include "model/evidence.h"

enum dependency {
	DEPENDENCY_NOT_MET,
	DEPENDENCY_MET,
	DEPENDENCY_UNREADABLE, /* bad syntax, or flags that are not rpm's */
};

/* `flags` as package_dep has them: "=", ">=" or empty. */
enum dependency dependency_met(struct evidence *ev, const char *name, const char *flags,
			       const char *version);

/* Packages that are taken for installed: all of an evidence, or only these nevras of it. */
struct package_set {
	struct evidence *ev;
	const struct text_list *only; /* NULL: all */
};

/* As dependency_met(), by any of several sets; links of paths are those of the first. */
enum dependency dependency_met_by(const struct package_set *sets, size_t count, const char *name,
				  const char *flags, const char *version);

/* The parts of a rich dependency; one that is plain is a term alone. */
enum rich_op {
	RICH_TERM,
	RICH_AND,
	RICH_OR,
	RICH_IF,
	RICH_UNLESS,
	RICH_WITH,
	RICH_WITHOUT,
};

struct rich {
	enum rich_op op;
	const char *name; /* RICH_TERM */
	struct evr_range range;
	const struct rich *left;
	const struct rich *right;
	const struct rich *otherwise; /* RICH_IF, RICH_UNLESS: after else; NULL: none */
};

/* NULL: not a rich dependency as rpm writes them, or no memory. */
const struct rich *rich_parse(struct arena *arena, const char *text);

#endif
