/* SPDX-License-Identifier: MIT */
#ifndef CLI_DIFFTEXT_H
#define CLI_DIFFTEXT_H
/* The document of `diff` (results-schema/diff.schema.json), empty and as a text for people. */
#include "base/buf.h"
#include "base/doc.h"

/* A document with its lists; those that changes are put into are lent out. NULL: no memory. */
struct doc *difftext_doc(struct doc **changes, struct doc **unchecked);
void difftext(const struct doc *diff, bool colour, struct buf *out);

#endif
