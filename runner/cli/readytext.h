/* SPDX-License-Identifier: MIT */
#ifndef CLI_READYTEXT_H
#define CLI_READYTEXT_H
/* The document of `ready` (results-schema/ready.schema.json), and as a text for people. */
#include "base/doc.h"
#include "judge/abi/ready.h"

/* One product's answer, as an object put into a list.  `product` has name and place already. */
void readytext_answer(const struct ready_answer *answer, struct doc *product);
void readytext(const struct doc *ready, bool colour, struct buf *out);

#endif
