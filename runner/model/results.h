/* SPDX-License-Identifier: MIT */
#ifndef MODEL_RESULTS_H
#define MODEL_RESULTS_H
/*
 * What judging says.  Zero is the pessimist: what is forgotten reads as missing.
 *
 * - judge/ says pass, fail or error; missing and not-applicable belong to the engine and profile.
 * - The worst of many outcomes is results_exit(), never max().
 */
#include "base/buf.h"
#include "base/doc.h"
#include "base/error.h"
#include "base/sha256.h"
#include "model/evidence.h"
#include "model/findings.h"
#include "model/results_scenarios.h"

#define RESULTS_SCHEMA "azlcts-results-1"

/* Exit statuses, fixed for ever. */
enum {
	EXIT_CONFORMANT = 0,	 /* every required check proved */
	EXIT_NOT_CONFORMANT = 1, /* a required check failed */
	EXIT_USAGE = 2,		 /* usage, or invalid input */
	EXIT_INFRASTRUCTURE = 3, /* infrastructure error, no verdict */
	EXIT_INCOMPLETE = 4,	 /* a required result is missing, or nothing was selected */
	EXIT_INTERRUPTED = 130,
};

/* One check's line in the results. */
struct result {
	const char *id;
	int64_t version;
	const char *suite;
	const char *kind;
	const char *title;
	const char *level;
	const char *why;
	const char *remedy;
	struct doc *references; /* object: name -> list of texts; NULL: none; the results own it */
	const char
		*answer; /* which of the answers that are given apart it is part of; NULL: none */
	bool required;
	bool waivable;		   /* false: the profile lets nobody waive it */
	struct findings *findings; /* owned by the results */
};

struct tally {
	size_t total; /* checks that were judged, required or not */
	size_t required;
	size_t by[OUTCOME_COUNT];     /* required checks by outcome */
	size_t others[OUTCOME_COUNT]; /* checks that are not required */
};

struct digest_entry { /* an input, by what it is called and what it holds */
	const char *name;
	char sha256[SHA256_HEX];
};

/*
 * `items`, `suites` and each `findings` are allocated from the arena; results_release() also
 * releases what findings and references hold.  References are a copy (doc_copy()) of the suite's.
 */
struct results {
	struct arena arena;	  /* owns every text below */
	const char *tool_version; /* NULL: this program's; a document's own when it was read */
	const char *product;	  /* what the image calls itself (PRETTY_NAME); NULL: it does not */
	char evidence_sha256[SHA256_HEX];
	const char *source_kind;   /* "disk" ... */
	const char *source_sha256; /* NULL: the source has none */
	/* What it was compared with: digest of the evidence_reference(); "": nothing. */
	char reference_sha256[SHA256_HEX];
	const char *reference_product; /* what that calls itself; NULL: it does not */
	struct digest_entry image; /* what a product was judged on; sha256 "": nothing; name may be
				    * NULL */
	struct digest_entry repositories[REPOSITORIES_MAX]; /* name: the URL; may be NULL */
	size_t repositories_count;
	struct digest_entry profile;
	char required_sha256[SHA256_HEX]; /* results_required() */
	struct digest_entry *suites;
	size_t suites_count;
	struct result *items; /* sorted by id */
	size_t count;
	struct results_scenarios scenarios; /* texts are in the arena, too */
};

void results_release(struct results *r);
void results_tally(const struct results *r, struct tally *t);
void tally_add(struct tally *t, const struct result *item);

/*
 * An answer that is given apart, and never merged with another one, as "configured" and "behaves
 * so" are not: by the checks that say so (`answer:` in a suite).
 */
struct results_answer {
	const char *name; /* "fips.mode"; borrowed */
	struct tally tally;
};

/* The i-th answer in the order of names; false: no more. */
bool results_answer(const struct results *r, size_t i, struct results_answer *out);
/* results_verdict() of its required checks; "recorded" where it has none. */
const char *results_answer_verdict(const struct results_answer *a);

/* SHA-256 of the ids of required checks, sorted, a newline after each. */
void results_required(const struct results *r, char out[SHA256_HEX]);
/*
 * Only required checks count: nothing required, or nothing of it proved: incomplete; else any
 * fail: not conformant; else any error: no verdict; else anything not accounted for: incomplete.
 */
int results_exit(const struct tally *t);
/* "conformant", "not-conformant", "no-verdict", "incomplete", for what results_exit() says. */
const char *results_verdict(int exit_status);
/* The document results.json: canonical bytes come from doc_canonical(). NULL: no memory. */
struct doc *results_to_doc(const struct results *r);
/*
 * Back again, for `report`: refuses (EINVAL) a document whose verdict, exit, tally or digest of
 * required ids does not follow from its checks, and any that is not what results_to_doc() writes.
 */
int results_from_doc(const struct doc *d, struct results *out, struct error *err);

#endif
