/* SPDX-License-Identifier: MIT */
#ifndef CLI_JUDGING_H
#define CLI_JUDGING_H
/* Evidence file to results to documents: what `run` and `judge` have in common. */
#include "cli/catalogues.h"
#include "cli/rundoc.h"
#include "model/results.h"

/* Judges the evidence; the caller releases the results. */
int judge_file(const struct context *context, const char *evidence, const struct catalogues *c,
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
