/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SUPPLY_H
#define JUDGE_SUPPLY_H
/*
 * The packages that a check asks the solver about.
 *
 * - Installed: the part PACKAGES of the image: of evidence_image() when there is one, else of the
 *   evidence itself, unless that is of package files.
 * - Product: the packages of the evidence itself, when they are package files, or when it has an
 *   image to be judged on.
 * - Repositories: the evidence itself when it is of one, then every evidence_repository().
 *
 * The pool is made once and kept with the evidence, until rows of any of them may have changed.
 */
#include "base/cancel.h"
#include "model/results.h"
#include "solve/pool.h"

enum { SUPPLY_SECONDS = 300 }; /* that one check may ask the solver for */

struct supply {
	struct pool *pool; /* borrowed of the evidence */
	struct cancel_limit limit;
	struct evidence *installed; /* whose packages are installed; NULL: nobody's */
	struct evidence *product;   /* NULL: none */
	struct evidence *repositories[REPOSITORIES_MAX + 1]; /* as pool_repository() counts */
	size_t repositories_count;
};

#define SUPPLY_INIT                         \
	{                                   \
		.limit = CANCEL_LIMIT_INIT, \
	}

/* Who plays which part, and what there is of it as POOL_BITs: nothing is read yet. */
unsigned supply_cast(struct supply *s, struct evidence *ev);
/*
 * `wanted`: POOL_BITs of what has to be there, or it is said what is missing, and false comes back;
 * as when the pool cannot be made, which is an error of the check.
 */
bool supply_open(struct supply *s, struct evidence *ev, unsigned wanted, struct findings *out);
/* What the solver says of itself, as an error of the check. */
void supply_failed(const struct error *err, struct findings *out);
void supply_release(struct supply *s);
/* "installed", "product", "available": the words of suites for POOL_BITs; NULL at the end. */
extern const char *const supply_words[];
/* The bit of one of these words; POOL_ANY: "all". */
unsigned supply_bit(const char *word);
/*
 * Is it a package of these origins, and not a source package?  Of those of repositories only what
 * is for the machine: others are no concern of it.
 */
bool supply_asks(const struct supply *s, unsigned origins, package_id id);
/* How many of them there are. */
size_t supply_count(const struct supply *s, unsigned origins);
/* Have repositories any package for the machine?  If not, it is said: nothing follows from them. */
bool supply_stocked(const struct supply *s, struct findings *out);
/* "12.3 MiB". */
void supply_add_bytes(struct buf *out, int64_t bytes);

#endif
