/* SPDX-License-Identifier: MIT */
#ifndef MODEL_FINDINGS_H
#define MODEL_FINDINGS_H
/* What a kind says about one check.  Zero is the pessimist: what is forgotten reads as missing. */
#include "base/arena.h"

enum outcome {
	OUTCOME_MISSING,	/* nobody has said anything: not proved */
	OUTCOME_ERROR,		/* tried, could not be decided; reason required */
	OUTCOME_FAIL,		/* decided: the image is not conformant */
	OUTCOME_NOT_APPLICABLE, /* the profile says so; reason required */
	OUTCOME_PASS,		/* decided: the image is conformant */
	OUTCOME_COUNT,
};

extern const char *const outcome_names[OUTCOME_COUNT]; /* "missing", "error" ... */

/* One object that was looked at and is not as it should be (or, for a pass, what was seen). */
struct finding {
	char *object;	/* a path, a package, a key */
	char *expected; /* may be empty */
	char *observed;
	bool unchecked; /* not an offender: `observed` says what was not checked */
};

/*
 * What is known of one setting, right or wrong.  Three questions, three answers: what a file says,
 * what the program will use at its next start, and what it uses now.
 */
struct setting_fact {
	const char *object;    /* "kernel.kptr_restrict", "sshd: MaxAuthTries" */
	const char *set;       /* what configuration says; NULL: nothing does */
	const char *place;     /* "file:line" that wins, or whose default it is; NULL: none */
	const char *effective; /* NULL: not known */
	const char *running;   /* NULL: not known, as of what does not run */
	const char *losers; /* "file:line: value" of what is overridden, a line each; NULL: none */
};

/* Kept for one check; all are counted. */
enum { FINDINGS_MAX = 200, FINDINGS_UNCHECKED_MAX = 50, FINDINGS_SETTINGS_MAX = 40 };

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
	struct arena aside; /* ... of what was not checked */
	struct finding items[FINDINGS_MAX + FINDINGS_UNCHECKED_MAX]; /* the unchecked ones last */
	size_t kept;						     /* of both */
	size_t kept_unchecked;
	struct setting_fact settings[FINDINGS_SETTINGS_MAX]; /* texts are in `aside` */
	size_t kept_settings;
	size_t settings_total;
	size_t total;	  /* offenders, or what a pass saw */
	size_t unchecked; /* finding_unchecked(): all of them */
	unsigned lacks;	  /* finding_lacks(): all of them */
	char *reason;	  /* error, missing, not-applicable: one line for a person */
};

void findings_release(struct findings *f);
/* items[0] ... are offenders (or what a pass saw); what was not checked follows. */
static inline size_t findings_shown(const struct findings *f)
{
	return f->kept - f->kept_unchecked;
}
/* The check holds for what was looked at. A pass never replaces a fail or an error. */
void finding_pass(struct findings *f, const char *object, const char *observed, ...) PRINTF(3, 4);
/* Adds an offender; the outcome becomes fail. */
void finding_fail(struct findings *f, const char *object, const char *expected,
		  const char *observed, ...) PRINTF(4, 5);
/* Could not be decided; wins over pass and fail. */
void finding_error(struct findings *f, const char *why, ...) PRINTF(2, 3);
/* Evidence for it was not collected (engine, and kinds that ask for one item of a part). */
void finding_missing(struct findings *f, const char *why, ...) PRINTF(2, 3);
/*
 * As finding_missing(), because something was not given beside the evidence: `against` is the
 * AGAINST_ bit of it (kind.h).
 */
void finding_lacks(struct findings *f, unsigned against, const char *why);
/*
 * Something that could not be looked at, of an object that was otherwise judged (types without
 * debug information): "not checked" in every document.  It changes no outcome and makes none: alone
 * it leaves the check missing.
 */
void finding_unchecked(struct findings *f, const char *object, const char *what, ...) PRINTF(3, 4);
/* Adds what is known of a setting; it is part of the result whatever the outcome. */
void finding_setting(struct findings *f, const struct setting_fact *fact);
void finding_not_applicable(struct findings *f, const char *why, ...) PRINTF(2, 3);

#endif
