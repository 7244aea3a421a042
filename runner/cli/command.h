/* SPDX-License-Identifier: MIT */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
/*
 * A verb of the program: one file, one table entry.  The option table drives the parser, --help
 * and the suggestions for a mistyped option.
 *
 * run() returns an exit status (model/results.h), or a negative errno with *err filled; main() is
 * the only printer of errors and makes the exit status of them: EINVAL 2, ECANCELED 130, else 3.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/cancel.h"
#include "base/doc.h"
#include "base/str.h"
#include "model/network.h"
#include "model/progress.h"

enum option_type {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char *; NULL when not given */
	OPTION_NUMBER, /* unsigned; 0 when not given; a positive whole number */
	OPTION_TEXTS,  /* struct text_list; may be given again and again */
};

struct option_spec {
	const char *name; /* without the dashes; NULL ends the table */
	char letter;	  /* '\0': none */
	enum option_type type;
	const char *argument; /* how help calls it: "FILE"; NULL for a flag */
	size_t offset;
	const char *help;
	const char *const *words; /* OPTION_TEXT: what is allowed; NULL: anything */
};

/* Checks itself, as FIELD_OF does. */
#define OPTION_OF(S, member, T) (offsetof(S, member) + 0 * sizeof(&((S *)0)->member == (T *)0))

/* What a verb gets besides its options: the world, from main(). */
struct context {
	const char *suites_dir;	 /* the catalogue that came with the program, or AZLCTS_SUITES */
	const char *probe;	 /* the guest's program */
	const char *temp_dir;	 /* TMPDIR, or /tmp */
	const char *runtime_dir; /* XDG_RUNTIME_DIR, or temp_dir */
	struct network network;
	bool colour; /* standard output may be coloured */
	bool quiet;
	struct progress progress;
	const struct cancel *cancel;
};

struct invocation {
	const struct context *context;
	const void *options; /* the verb's struct, filled */
	char *const *args;   /* what is no option */
	int args_count;
};

struct command {
	const char *name;
	const char *args; /* "IMAGE", "EVIDENCE SQL"; "" for none */
	const char *summary;
	const char *details; /* paragraphs for --help; NULL: none */
	const char *examples;
	int min_args;
	int max_args; /* -1: any number */
	size_t options_size;
	const struct option_spec *options;
	int (*run)(const struct invocation *in, struct error *err);
};

extern const struct command *const commands[]; /* NULL at the end */

/* Parses argv[1..] of a verb. 1: --help was asked for. Texts are borrowed from argv. */
int options_parse(const struct command *command, int argc, char *argv[], void *options,
		  struct text_list *args, struct context *context, struct arena *arena,
		  struct error *err);
void options_help(const struct command *command, FILE *out);
const struct command *command_find(const char *name);
/* The name nearest to a mistyped one, or NULL. */
const char *command_nearest(const char *name);

/* Writes a document to standard output; `json`: canonical on one line, else for people. */
int print_doc(const struct doc *d, struct error *err);
/* Writes to standard output and looks whether it arrived (a full disk, a closed pipe). */
int print_text(const char *text, size_t len, struct error *err);

/*
 * What a verb that compares has found: `doc` as one canonical line, or `text` (may be NULL) for
 * people, into a file or, when `out` is NULL, to standard output.
 */
int put_document(const struct doc *d, const struct buf *text, const char *out, struct error *err);

#endif
