/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_CONTROL_H
#define SCENARIO_CONTROL_H
/* The control guest: it goes the way of the others, and nothing is done to it. */
#include "scenario/visit.h"

/* An error here ends the run: without it nothing can be told from what a guest does by itself. */
int control_run(struct engine *e, bool reboots, struct doc *doc, struct error *err);

#endif
