/* SPDX-License-Identifier: MIT */
#ifndef CLI_EVIDENCES_H
#define CLI_EVIDENCES_H
/*
 * What a user names, as open evidence: an evidence file, the folder of a run, or anything that
 * `collect` can read, which is collected into a folder below TMPDIR that is gone again when this
 * returns, however it returns.
 */
#include "cli/command.h"
#include "model/evidence.h"

/* An evidence file lies here: the path itself, or `evidence.db` in the folder. */
bool evidences_is_file(const char *path);
/* That file, and nothing else: nothing is collected. */
int evidences_open_file(const char *path, struct evidence **out, struct error *err);
struct evidences_how {
	bool no_boot;	    /* what would have to be booted to be read is refused, with the cure */
	const char *source; /* kind of source to collect it as; NULL: found out */
	struct text_list keys; /* files of keys that a repository has to be signed with */
};

/* `how` NULL: all zero. */
int evidences_open(const struct context *context, const char *path, const struct evidences_how *how,
		   struct evidence **out, struct error *err);
/* What a product is laid over: evidence of a repository or of packages is refused. */
int evidences_image(struct evidence *ev, const char *path, struct error *err);
/* Kind of source, as in `azlcts list sources`; empty: it does not say. `out` is cleared first. */
void evidences_kind(struct evidence *ev, struct buf *out);
/* What it calls itself (PRETTY_NAME), else what kind of source it is; `out` is cleared first. */
void evidences_product(struct evidence *ev, struct buf *out);
/*
 * An object for documents: its product, and its digest when it is asked for (that reads and sorts
 * all rows).  A query that failed is an error here, and not a document with half of the truth.
 */
int evidences_doc(struct evidence *ev, bool digest, struct doc *parent, const char *key,
		  struct error *err);
/* The statement that failed, as an error; 0 when none did. */
int evidences_check(struct evidence *ev, const char *path, struct error *err);

#endif
