/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_EVR_H
#define JUDGE_EVR_H
/*
 * Versions of packages, compared exactly as rpm compares them.
 *
 * Source: rpm 6, rpmio/rpmvercmp.cc (rpmvercmp), lib/rpmver.cc (rpmverOverlap) and lib/rpmds.cc
 * (rpmdsCompare); manual rpm-version(7).  Segments alternate digits and letters, other bytes only
 * separate; digits beat letters; '~' sorts before the end, '^' after it but before anything longer.
 * Pure text, no locale: letters and digits are ASCII.
 */
#include "base/defs.h"

enum {
	EVR_LESS = 1 << 0,
	EVR_GREATER = 1 << 1,
	EVR_EQUAL = 1 << 2,
};

/* -1, 0 or 1, as rpmvercmp() of one version or one release. */
int evr_vercmp(const char *a, const char *b);

/* The parts of [epoch:]version[-release]; all in one copy. */
struct evr_parts {
	char *copy;
	const char *epoch; /* NULL: none */
	const char *version;
	const char *release; /* NULL: none */
};

/*
 * As rpm's parseEVR(): digits before ':' are the epoch, the last '-' begins the release.  False: no
 * memory.
 */
bool evr_split(struct evr_parts *p, const char *evr);
void evr_parts_release(struct evr_parts *p);

/* One end of a dependency: flags 0 or an empty evr mean "any version". */
struct evr_range {
	unsigned flags;
	const char *evr; /* [epoch:]version[-release] */
};

/* "=", "<", "<=", ">", ">=" or "" into flags; false: something else. */
bool evr_flags(const char *text, unsigned *flags);
/*
 * Do two ranges of the same name have a version in common?  A missing epoch is 0, a missing
 * release matches any.  False as well when memory ends: nothing is provided by accident.
 */
bool evr_overlap(struct evr_range a, struct evr_range b);
/*
 * Compares an installed package's version with what a suite names, "[epoch:]version[-release]".
 * What the suite leaves out is not compared: -1, 0 or 1.
 */
int evr_compare(int64_t epoch, const char *version, const char *release, const char *wanted);

#endif
