/* SPDX-License-Identifier: MIT */
#ifndef REPORT_ANSWERS_H
#define REPORT_ANSWERS_H
/* Answers that are given apart (model/results.h), a line each; nothing where there are none. */
#include "base/buf.h"
#include "model/results.h"

void answers_text(const struct results *r, struct buf *out);
void answers_html(const struct results *r, struct buf *out);

#endif
