/* SPDX-License-Identifier: MIT */
#ifndef MODEL_KIND_H
#define MODEL_KIND_H
/*
 * A check kind: implemented once in C, used by many checks that are data.
 *
 * The one field table is its parser, its "did you mean", its `explain`, its page in docs/kinds.md
 * and its JSON Schema.
 */
#include "base/str.h"
#include "model/evidence.h"
#include "model/results.h"

enum field_type {
	FIELD_TEXT,    /* const char *; NULL when not given */
	FIELD_PATH,    /* const char *; absolute path inside the image; NULL when not given */
	FIELD_PATTERN, /* const char *; POSIX extended regular expression, proved to compile */
	FIELD_WORD,    /* const char *; one of `words` */
	FIELD_MODE,    /* int; quoted octal text; -1 when not given */
	FIELD_NUMBER,  /* int64_t; NUMBER_UNSET when not given */
	FIELD_BOOL,    /* int; true or false; -1 when not given */
	FIELD_LIST, /* struct text_list; a list of texts, or one text; empty when not given; each is
		     * one of `words` where the field has some; items[count] is NULL */
	FIELD_FILE, /* const struct data_file *: a file in a folder beside the suite, read with it;
		     * NULL when not given */
};

/* The contents of a FIELD_FILE; they are part of the suite's digest. */
struct data_file {
	const char *name; /* as the suite has it */
	const char *text;
	size_t len;
};

#define NUMBER_UNSET INT64_MIN

struct field {
	const char *key;
	enum field_type type;
	size_t offset;
	const char *help;	  /* one line, no full stop */
	const char *fallback;	  /* the default, written as in a suite; NULL: none */
	const char *const *words; /* FIELD_WORD, FIELD_LIST: what is allowed, NULL at the end */
	const char *folder;	  /* FIELD_FILE: the folder beside the suite it stands in */
	bool required;
};

enum {
	AGAINST_REFERENCE = 1 << 0, /* evidence_reference(), with the same parts */
	AGAINST_IMAGE = 1 << 1, /* evidence_image(): a product is judged; parts as the kind asks */
	AGAINST_REPOSITORIES = 1 << 2, /* one evidence_repository() at least, complete */
};

/* Checks itself: a field of the wrong C type does not compile under -Werror. */
#define FIELD_OF(S, member, T) (offsetof(S, member) + 0 * sizeof(&((S *)0)->member == (T *)0))

struct check_kind {
	const char *name;    /* the key in a suite file */
	const char *summary; /* one line, no full stop */
	const char
		*example; /* YAML of the parameters, for explain and docs: "{path: /etc/issue}" */
	unsigned needs;	  /* parts, as EVIDENCE(FILES) | EVIDENCE(UNITS): without, it is missing */
	/*
	 * Parts that it looks at where they are (evidence_complete()), as what runs beside what is
	 * configured.  A part that failed makes the check an error all the same.
	 */
	unsigned uses;
	/* What there has to be beside the evidence, as AGAINST_ bits: else the check is missing. */
	unsigned against;
	size_t args_size;
	const struct field *fields; /* key NULL at the end */
	/* What fields alone cannot say (one of two is required ...); NULL: nothing more to check.
	 */
	int (*check_args)(const void *args, struct error *err);
	/*
	 * The i-th command that has to be run in the guest, from 0: argv as collect/live.h has it,
	 * NULL at the end; NULL: no more.  What is made for it lives in the arena.  The pointer
	 * itself NULL: none.
	 */
	const char *const *(*command)(const void *args, size_t i, struct arena *arena);
	/* Pure: no input but args and evidence, no output but findings. */
	void (*evaluate)(const void *args, struct evidence *ev, struct findings *out);
};

extern const struct check_kind *const check_kinds[]; /* by name, NULL at the end */

#endif
