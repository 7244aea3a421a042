/* SPDX-License-Identifier: MIT */
#ifndef CLI_RUNDOC_H
#define CLI_RUNDOC_H
/* run.json: how a run went, and everything that no two runs share (results-schema/run.schema.json).
 */
#include "base/doc.h"
#include "base/error.h"

struct rundoc {
	struct doc *doc;
	struct doc *guest; /* a part of doc */
	int64_t started_ms;
};

void rundoc_start(struct rundoc *r, const char *verb, const char *source_path);
/* Where a source says how it went; part of the document. */
struct doc *rundoc_guest(struct rundoc *r);
void rundoc_source_kind(struct rundoc *r, const char *kind);
/* Milliseconds since the start at which this was done: "collect", "judge". */
void rundoc_mark(struct rundoc *r, const char *name);
/* Completes the document: `status` is an exit status, or a negative errno with *err. */
void rundoc_finish(struct rundoc *r, int status, const char *verdict, const struct error *err);
/*
 * Writes <out_dir>/run.json.  Returns `status`; or the failure to write, when there was none
 * before.
 */
int rundoc_save(const struct rundoc *r, const char *out_dir, int status, struct error *err);
void rundoc_release(struct rundoc *r);

#endif
