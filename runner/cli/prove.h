/* SPDX-License-Identifier: MIT */
#ifndef CLI_PROVE_H
#define CLI_PROVE_H
/*
 * A suite that tests itself: each check passes on conformant evidence, and its counterexample
 * makes exactly it fail, with nothing undeclared beside it.
 *
 * `rows` of a counterexample change a private copy of the evidence, `repository` one of the first
 * repository beside it; with both, both are changed at once.  `files` are run by sh(1) in a copy of
 * the root directory, which is then collected again.
 */
#include "cli/command.h"
#include "cli/judging.h"
#include "model/source.h"
#include "model/suite.h"

struct prove_request {
	const struct catalogue *catalogue;
	const char *evidence;
	const char *root;		  /* NULL: counterexamples of files are not run */
	const struct beside_open *beside; /* without a reference, the evidence is its own */
	const char *scratch;		  /* an empty folder; the caller removes it */
	const struct text_list *only;	  /* globs of ids; empty: all */
	const struct progress *progress;
	const struct cancel *cancel;
};

enum proof {
	PROOF_NONE,	     /* the zero value: not tried */
	PROOF_GOOD,	     /* passes, and fails under its counterexample alone */
	PROOF_EXEMPT,	     /* not applicable to this profile */
	PROOF_NO_COUNTER,    /* it has no counterexample (not allowed for a mandatory one) */
	PROOF_NO_ROOT,	     /* its counterexample is of files, and there is no root */
	PROOF_NO_REPOSITORY, /* it, or its counterexample, is about one, and none was given */
	PROOF_NO_IMAGE,	     /* it is about a product on an image, and none was given */
	PROOF_BAD,	     /* with the reason */
	PROOF_COUNT,
};
extern const char *const proof_names[PROOF_COUNT];

struct prove_line {
	const struct check *check;
	enum proof rows;
	enum proof files;
	struct buf why; /* of a PROOF_BAD */
};

struct prove_result {
	struct prove_line *lines;
	size_t count;
};

void prove_result_release(struct prove_result *r);
int prove(const struct prove_request *req, struct prove_result *out, struct error *err);

#endif
