/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_CANARY_H
#define SCENARIO_CANARY_H
/*
 * Is the guest alone, and at the instant?  Each guest, the control as well, plants a canary (a mark
 * in memory and one on the disk); none may find that of an earlier one,
 * and the boot that it goes on from has to be the one of the control guest.
 */
#include "scenario/visit.h"

/* visit_break() where it is not so.  The first guest says what the instant is. */
int canary_prove(struct visit *v, struct error *err);

#endif
