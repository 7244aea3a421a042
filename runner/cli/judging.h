/* SPDX-License-Identifier: MIT */
#ifndef CLI_JUDGING_H
#define CLI_JUDGING_H
/* Evidence file to results to documents: what `run` and `judge` have in common. */
#include "cli/catalogues.h"
#include "cli/rundoc.h"
#include "model/results.h"

/*
 * Judges the evidence, against a reference (a file, or a folder that has evidence.db; NULL: none).
 * The caller releases the results.
 */
int judge_file(const struct context *context, const char *evidence, const char *reference,
	       const struct catalogues *c, const struct text_list *only, struct results *out,
	       struct error *err);
/* The reference is there and is evidence of this version: asked before anything is collected. */
int reference_check(const char *reference, struct error *err);

#define REFERENCE_OPTION(S)                                                                        \
	{                                                                                          \
		"reference", '\0', OPTION_TEXT, "EVIDENCE", OPTION_OF(S, reference, const char *), \
			"what to compare with: a file of evidence, or a folder with one", NULL     \
	}
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
