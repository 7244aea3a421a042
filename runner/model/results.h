/* SPDX-License-Identifier: MIT */
#ifndef MODEL_RESULTS_H
#define MODEL_RESULTS_H
/*
 * What judging says.  Zero is the pessimist: what is forgotten reads as missing.
 *
 * - judge/ says pass, fail or error; missing and not-applicable belong to the engine and profile.
 * - The worst of many outcomes is results_exit(), never max().
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/doc.h"
#include "base/error.h"
#include "base/sha256.h"

enum outcome {
	OUTCOME_MISSING,	/* nobody has said anything: not proved */
	OUTCOME_ERROR,		/* tried, could not be decided; reason required */
	OUTCOME_FAIL,		/* decided: the image is not conformant */
	OUTCOME_NOT_APPLICABLE, /* the profile says so; reason required */
	OUTCOME_PASS,		/* decided: the image is conformant */
	OUTCOME_COUNT,
};

extern const char *const outcome_names[OUTCOME_COUNT]; /* "missing", "error" ... */

/* Exit statuses, fixed for ever. */
enum {
	EXIT_CONFORMANT = 0,	 /* every required check proved */
	EXIT_NOT_CONFORMANT = 1, /* a required check failed */
	EXIT_USAGE = 2,		 /* usage, or invalid input */
	EXIT_INFRASTRUCTURE = 3, /* infrastructure error, no verdict */
	EXIT_INCOMPLETE = 4,	 /* a required result is missing, or nothing was selected */
	EXIT_INTERRUPTED = 130,
};

/* One object that was looked at and is not as it should be (or, for a pass, what was seen). */
struct finding {
	char *object;	/* a path, a package, a key */
	char *expected; /* may be empty */
	char *observed;
};

enum { FINDINGS_MAX = 200 }; /* kept for one check; all are counted */

enum {
	FINDING_TEXT_MAX = 2048,	/* bytes kept of one text; what is cut ends in "..." */
	FINDINGS_BYTES_MAX = 256 << 10, /* kept for one check; then findings are only counted */
};

/*
 * What a kind concludes about one check.  Zero is the start: missing, without a word.
 *
 * - Each call writes every field it is about.  Texts come out valid UTF-8 without control
 *   characters but tab and newline.
 * - The strongest word stays, in whatever order they come: error over missing over fail over
 *   not-applicable over pass; of two equal ones the first reason stays.
 * - Offenders stay listed when an error follows; what a pass had seen does not.
 * - No memory is an error.
 */
struct findings {
	enum outcome outcome;
	struct arena arena; /* owns the texts */
	struct finding items[FINDINGS_MAX];
	size_t kept;
	size_t total;
	char *reason; /* error, missing, not-applicable: one line for a person */
};

void findings_release(struct findings *f);
/* The check holds for what was looked at. A pass never replaces a fail or an error. */
void finding_pass(struct findings *f, const char *object, const char *observed, ...) PRINTF(3, 4);
/* Adds an offender; the outcome becomes fail. */
void finding_fail(struct findings *f, const char *object, const char *expected,
		  const char *observed, ...) PRINTF(4, 5);
/* Could not be decided; wins over pass and fail. */
void finding_error(struct findings *f, const char *why, ...) PRINTF(2, 3);
/* Evidence for it was not collected (engine, and kinds that ask for one item of a part). */
void finding_missing(struct findings *f, const char *why, ...) PRINTF(2, 3);
void finding_not_applicable(struct findings *f, const char *why, ...) PRINTF(2, 3);

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
	bool required;
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
	struct digest_entry profile;
	char required_sha256[SHA256_HEX]; /* results_required() */
	struct digest_entry *suites;
	size_t suites_count;
	struct result *items; /* sorted by id */
	size_t count;
};

void results_release(struct results *r);
void results_tally(const struct results *r, struct tally *t);
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
