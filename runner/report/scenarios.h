/* SPDX-License-Identifier: MIT */
#ifndef REPORT_SCENARIOS_H
#define REPORT_SCENARIOS_H
/* What a product did in booted guests (model/results_scenarios.h); nothing where none was run. */
#include "base/buf.h"
#include "model/results.h"

/* A line a step, and how much of each class there is after each span. */
void scenarios_text(const struct results *r, struct buf *out);
/* A section a scenario: its steps, its footprint and its residue. */
void scenarios_html(const struct results *r, struct buf *out);

#endif
