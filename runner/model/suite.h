/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SUITE_H
#define MODEL_SUITE_H
/*
 * Suites (checks as data) and profiles (what is required of one class of image), read and proved
 * whole before anything is booted.
 *
 * A suite file: suite (as the file is called), title, manifest (only read by manifest.h), checks: a
 * list of
 *	id, version, title, level, when, answer, KIND: {parameters}, why, remedy, references,
 *	counterexample
 * A profile file: profile, title, extends, match, suites, require, not-applicable (by id, or a
 * glob of ids), not-applicable-reasons, not-waivable, parameters
 *
 * ${name} in a check's parameters is replaced by the profile's parameter of that name.
 */
#include "base/arena.h"
#include "base/doc.h"
#include "model/kind.h"

enum level { LEVEL_EXPERIMENTAL, LEVEL_OPTIONAL, LEVEL_RECOMMENDED, LEVEL_MANDATORY, LEVEL_COUNT };
extern const char *const level_names[LEVEL_COUNT];

struct check {
	const char *id;
	int64_t version;
	const char *title;
	enum level level;
	const struct check_kind *kind;
	void *args;	       /* the kind's, zeroed and filled */
	struct text_list when; /* model/condition.h: all of them have to hold */
	const char *answer;    /* id of an answer that is given apart (results.h); NULL: none */
	const char *why;
	const char *remedy;
	struct doc *references; /* object: name -> list of texts; NULL: none; owned by the suite */
	const char *counter_files;	/* shell, run in a copy of a root; NULL: none */
	const char *counter_rows;	/* SQL on the evidence; NULL: none */
	const char *counter_repository; /* SQL on the first repository beside it; NULL: none */
	enum outcome counter_outcome;	/* what it leads to: fail, or missing of a mere record */
	struct text_list counter_also;	/* ids (globs) that the counterexample breaks as well */
	const char *file;		/* where it stands */
	unsigned line;
	const struct suite *suite;
};

struct suite {
	struct arena arena;
	const char *name;
	const char *title;
	const char *file;
	char sha256[SHA256_HEX]; /* of the file's bytes, then of those it names */
	struct check *checks;
	size_t count;
};

struct parameter {
	const char *name;
	const char *value;     /* a text ... */
	struct text_list list; /* ... or a list; value is NULL then */
};

struct exemption {	   /* a check that does not apply to this class of image */
	const char *check; /* its id, or a glob; of several that fit the last one counts */
	const char *reason;
	const char *place; /* file:line:column */
};

struct profile {
	struct arena arena;
	const char *name;
	const char *title;
	char sha256[SHA256_HEX];	/* of the files' bytes, the extended profile's first */
	struct text_list match_id;	/* os-release ID; empty: any */
	struct text_list match_version; /* VERSION_ID */
	struct text_list match_variant; /* VARIANT_ID; "" stands for none */
	struct text_list suites;	/* names of suites */
	struct text_list require;	/* globs of ids that are required whatever their level */
	struct text_list reasons;	/* globs of the codes of model/condition.h that it lets */
	struct text_list not_waivable;	/* globs of ids that nobody may waive */
	struct text_list not_waivable_places;
	struct text_list suites_places;	 /* file:line:column of each of the suites ... */
	struct text_list require_places; /* ... and of the globs */
	struct exemption *exemptions;
	size_t exemptions_count;
	struct parameter *parameters;
	size_t parameters_count;
};

struct catalogue { /* all that a run judges with */
	struct profile profile;
	struct suite *suites;
	size_t suites_count;
};

void suite_release(struct suite *s);
void profile_release(struct profile *p);
void catalogue_release(struct catalogue *c);

/*
 * Reads one suite.  `profile` may be NULL: parameters then stand for themselves (for validate and
 * explain).  Every fault is an error_input with file:line:column and the nearest right word.
 */
int suite_read(struct suite *out, const char *path, const struct profile *profile,
	       const struct check_kind *const *kinds, struct error *err);
/* `extends` names a profile file beside this one, or in `profiles_dir`. */
int profile_read(struct profile *out, const char *path, const char *profiles_dir,
		 struct error *err);
bool profile_matches(const struct profile *p, const char *id, const char *version,
		     const char *variant);
/*
 * The profile and all its suites; an id that stands twice, an exemption of no check, a `require`
 * that matches nothing are errors.
 */
int catalogue_read(struct catalogue *out, const char *profile_path, const char *suites_dir,
		   const struct check_kind *const *kinds, struct error *err);
bool catalogue_required(const struct catalogue *c, const struct check *check);
bool catalogue_waivable(const struct catalogue *c, const struct check *check);
/* Why it does not apply to this class of image; NULL: it does. */
const char *catalogue_exempts(const struct catalogue *c, const struct check *check);

#endif
