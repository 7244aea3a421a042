/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_READY_H
#define JUDGE_ABI_READY_H
/*
 * Would this product run on this image?  Pure: evidence in, a verdict with reasons out; nothing is
 * booted and nothing is run.
 *
 * - All products are laid over the image together, as they may need one another; each has its own
 *   verdict.
 * - An object of a product loads as ld.so would load it (scope.h).  A library is judged with the
 *   programs of the product that load it; one that no program loads, by itself.
 * - What is missing is looked for in the packages of the repositories.  A package that would help
 *   is laid over the image, with all that it requires, and everything is judged again.
 * - *runs* is only said when something was judged, all of it, and nothing was found.  Evidence that
 *   lacks a part, files that could not be read, and symbols of a host that is not here make it
 *   *not decided*.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"

enum ready_verdict { READY_UNDECIDED, READY_BLOCKED, READY_WITH_PACKAGES, READY_RUNS, READY_COUNT };
extern const char *const ready_verdicts[READY_COUNT]; /* "not-decided", "blocked" ... */

struct ready_product {
	const char *name;
	struct evidence *ev;
	const char *prefix; /* where it is laid: "/opt/name"; "": at its own paths (RPM) */
};

struct ready_question {
	struct evidence *image;
	const struct ready_product *products;
	size_t products_count;
	struct evidence *const *repositories; /* of packages that could be installed */
	size_t repositories_count;
	const char *isa;		/* what the machine has: x86-64-v2 */
	const struct text_list *except; /* globs of files that are not judged */
};

struct ready_reason {
	bool undecided;	    /* else it blocks */
	const char *kind;   /* library, version, symbol, interpreter, script, requires ... */
	const char *object; /* file or package of the product */
	const char *text;   /* one line, no full stop */
	const char *remedy; /* the shortest way out; "": none is known */
	const char *lacks;  /* soname or path that is nowhere; "": it is about something else */
};

struct ready_package {
	const char *nevra;
	const char *why; /* soname, file or capability */
};

enum { READY_REASONS_MAX = 200, READY_PACKAGES_MAX = 100, READY_NOTES_MAX = 50 };

struct ready_answer {
	enum ready_verdict verdict;
	struct ready_reason reasons[READY_REASONS_MAX];
	struct ready_package packages[READY_PACKAGES_MAX]; /* to be installed */
	const char *notes[READY_NOTES_MAX];		   /* what was not checked */
	size_t reasons_count;				   /* kept */
	size_t reasons_total;
	bool is_blocked; /* by one of them, kept or not */
	size_t packages_count;
	size_t notes_count;
	size_t objects; /* ELF files that were judged */
	size_t scripts;
};

struct ready {
	struct arena arena;
	struct ready_answer *answers; /* as the products */
	size_t count;
};

void ready_release(struct ready *r);
/* False: no memory, or an evidence failed, which shows there. */
bool ready_judge(struct ready *out, const struct ready_question *question);

#endif
