/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_CONTROL_KEPT_H
#define SCENARIO_CONTROL_KEPT_H
/*
 * What the control showed, beside a machine that is kept: two files of evidence and control.json
 * with their digests, written last.  What does not fit its digest is not there.
 */
#include "scenario/visit.h"

struct control_files {
	char *words; /* NULL: nothing is kept */
	char *now;
	char *rebooted;
	bool write; /* they are ours to write; else they are only looked for */
};

void control_files_release(struct control_files *f);
int control_files_name(struct control_files *f, const struct scenario_plan *plan,
		       struct error *err);
/* *found: `c` has all that control_run() would find out; with `reboots` the reboot as well. */
int control_load(const struct control_files *f, bool reboots, struct control *c, bool *found,
		 struct error *err);
int control_save(const struct control_files *f, const struct control *c, struct error *err);

#endif
