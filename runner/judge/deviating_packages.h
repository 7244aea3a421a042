/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DEVIATING_PACKAGES_H
#define JUDGE_DEVIATING_PACKAGES_H
/* The packages of evidence by name, the newest of each. */
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "model/evidence.h"

struct named_package {
	const char *name;
	int64_t epoch;
	const char *version;
	const char *release;
	const char *evr;    /* epoch left out when 0 */
	const char *source; /* name of the source package; "": not known */
	bool met;	    /* compared with one of the other side */
};

struct named_packages {
	struct arena arena;
	struct named_package *items; /* by name */
	size_t count;
	size_t cap;
};

/* Adds what is installed, or what a repository has (its part has to be complete). */
int named_packages_add(struct named_packages *p, struct evidence *ev, bool available,
		       struct error *err);
/* Sorts, and keeps the newest of each name. */
void named_packages_sort(struct named_packages *p);
struct named_package *named_packages_find(const struct named_packages *p, const char *name);
void named_packages_release(struct named_packages *p);

#endif
