/* SPDX-License-Identifier: MIT */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H
/*
 * Results as documents.  Every format is a pure function of the results and, where it has a place
 * for them, the facts of the run (run.json): same input, same bytes.  No clock, no host, no
 * environment.
 *
 * What an image said is foreign text: each format escapes it for itself.
 */
#include "base/buf.h"
#include "base/doc.h"
#include "base/error.h"
#include "model/results.h"

struct report_format {
	const char *name;      /* as in `azlcts report --format NAME` */
	const char *summary;   /* one line, no full stop */
	const char *extension; /* of its files, without a dot: "html" */
	/* Appends the document to `out`.  `run` may be NULL. */
	int (*write)(const struct results *r, const struct doc *run, struct buf *out,
		     struct error *err);
};

extern const struct report_format *const report_formats[]; /* in formats.def's order, NULL ends */

/* NULL: there is no such format. */
const struct report_format *report_format(const char *name);

/*
 * The terminal's summary: the verdict, what blocks it, what could not be decided.  `colour` adds
 * ANSI colours to what symbols and words say already.
 */
int report_text(const struct results *r, const struct doc *run, bool colour, struct buf *out,
		struct error *err);

#endif
