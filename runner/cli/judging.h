/* SPDX-License-Identifier: MIT */
#ifndef CLI_JUDGING_H
#define CLI_JUDGING_H
/* Evidence file to results to documents: what `run` and `judge` have in common. */
#include "cli/catalogues.h"
#include "cli/rundoc.h"
#include "model/evidence.h"
#include "model/results.h"

/* What the evidence is judged with; embed as `struct beside beside`. */
struct beside {
	const char *reference;	       /* NULL: none */
	const char *image;	       /* NULL: none */
	struct text_list repositories; /* evidence, folders or URLs */
	struct text_list keys;	       /* that repositories which are collected are signed with */
};

#define BESIDE_OPTIONS(S)                                                                      \
	{ "reference",                                                                         \
	  '\0',                                                                                \
	  OPTION_TEXT,                                                                         \
	  "EVIDENCE",                                                                          \
	  OPTION_OF(S, beside.reference, const char *),                                        \
	  "what to compare with: a file of evidence, or a folder with one",                    \
	  NULL },                                                                              \
	{                                                                                      \
		"repository", '\0', OPTION_TEXTS, "REPOSITORY",                                \
			OPTION_OF(S, beside.repositories, struct text_list),                   \
			"packages that can be had: URL, folder with repodata, or evidence of " \
			"one; may be given again",                                             \
			NULL                                                                   \
	}

/* The same, open; evidence that is collected for it lives in `scratch`'s place only as long. */
struct beside_open {
	struct evidence *reference;
	struct evidence *image;
	struct evidence *repositories[REPOSITORIES_MAX];
	size_t repositories_count;
};

/*
 * Asked before anything else is collected, so that what is not there is said at once; reads the
 * repositories.  The caller releases it, after the evidence that it was given to.
 */
int beside_open(struct beside_open *out, const struct context *context, const struct beside *b,
		struct error *err);
/* Tells the evidence what it is judged with. */
int beside_give(const struct beside_open *b, struct evidence *ev, struct error *err);
void beside_open_release(struct beside_open *b);

/* Judges the evidence with what is beside it.  The caller releases the results. */
int judge_file(const struct context *context, const char *evidence,
	       const struct beside_open *beside, const struct catalogues *c,
	       const struct text_list *only, struct results *out, struct error *err);

/*
 * Finishes the run document and writes results.json, report.html, junit.xml, summary.txt and
 * run.json into the folder.  Returns the exit status of the results.
 */
int write_documents(const struct results *r, struct rundoc *run, const char *out_dir,
		    struct error *err);
/* The summary on standard output, with the place of the report when there is one. */
int print_summary(const struct context *context, const struct results *r, const struct rundoc *run,
		  const char *out_dir, struct error *err);
/* results.json on standard output, the canonical bytes. */
int print_results(const struct results *r, struct error *err);

#endif
