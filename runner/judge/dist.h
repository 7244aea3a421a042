/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DIST_H
#define JUDGE_DIST_H
/*
 * A distribution's version of a package beside Fedora's, with the distribution's own mark in the
 * release left out: 1.fc43 and 1.azl4 are the same.  To rpm they are not, and "fc43" is the newer.
 *
 * Source: rpm, macro %dist; Azure Linux, forms ".azl4", ".azl4.20260220" and ".azl4~20260220".
 */
#include "base/buf.h"
#include "judge/evr.h"

enum dist_class {
	DIST_SAME,
	DIST_AHEAD,	    /* the same version, a higher release */
	DIST_BEHIND,	    /* the same version, a lower release */
	DIST_RELEASE_RESET, /* BEHIND, and a dependency is broken by that: dist_breaks() */
	DIST_VERSION_NEWER,
	DIST_VERSION_OLDER,
};

/* "same", "ahead", "behind", "release reset", "version newer", "version older" */
const char *dist_word(enum dist_class class);

/*
 * Adds a release without its mark: 27.fc43 is "27", 2.azl4.20260220 is "2", and a smaller change
 * behind the mark stays: 1.fc43.2 is "1.2".  Marks are .fcN, .azlN, .elN, .elnN and .elN_N.
 */
void dist_add_base(const char *release, struct buf *out);

/*
 * A dependency of some package of the candidate on the package that is compared; only those that
 * name a release can be broken by one.
 */
struct dist_dependency {
	bool forbids; /* Conflicts or Obsoletes; else Requires and the like */
	struct evr_range range;
};

/*
 * Does a dependency hold with Fedora's package and not with the candidate's, both compared without
 * marks?  So "Conflicts: setup < 2.15.0-3" with setup 2.15.0-27 of Fedora and 2.15.0-1: an
 * automatic release that began anew.
 */
bool dist_breaks(const char *candidate, const char *fedora, struct dist_dependency dependency);

/*
 * How a candidate's [epoch:]version-release stands to Fedora's.  An epoch is part of the version.
 * `dependencies`: those on the package; NULL: none.
 */
enum dist_class dist_compare(const char *candidate, const char *fedora,
			     const struct dist_dependency *dependencies, size_t count);

/* Would dnf take Fedora's build for an upgrade of the candidate's, were both to be had? */
bool dist_replaces(const char *candidate, const char *fedora);

#endif
