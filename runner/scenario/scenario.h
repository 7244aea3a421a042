/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H
/*
 * Scenarios of one product on one machine: each in a guest of its own from the same instant.
 *
 *	restore -> canary -> step, step ... -> end		one for each scenario
 *	restore -> canary -> collect -> (reboot -> collect)	the control, once; of a machine that
 *								is kept, the canary alone
 *
 * Rows of the tables scenario, step, declared and footprint.  A step that goes wrong is the
 * product's: those after it are not-run, but an erase that was asked for is not tried either.  A
 * canary that is still there, a guest that QEMU lost, an answer that did not come whole: the
 * scenario is `error`, and the checks that ask for it are errors.
 */
#include "base/cancel.h"
#include "base/doc.h"
#include "model/evidence.h"
#include "model/machine.h"
#include "model/manifest.h"

struct scenario_plan {
	struct manifest *manifest;
	const struct scenario_text *scenarios;
	size_t scenarios_count;
	const struct machine_file
		*packages; /* what install brings: the product and what comes along */
	size_t packages_count;
	const struct machine_file *upgrades; /* ... and upgrade; 0: none was given */
	size_t upgrades_count;
	const struct text_list *installs;     /* names of packages that are there after install */
	const struct text_list *erase;	      /* ... that erase takes away */
	const struct text_list *brought;      /* ... of all files above; NULL: not known */
	const struct text_list *repositories; /* folders that may be granted */
	struct evidence *before;	      /* of the machine */
	/*
	 * Folder in which what the control showed is kept, beside the machine; NULL: nowhere.  With
	 * `control_new` it is written; else it is only looked for.
	 */
	const char *control_dir;
	bool control_new;
	int (*control_done)(void *arg, struct error *err); /* it is known now; NULL: nobody asks */
	void *control_arg;
	const char *work_dir; /* an empty folder for scratch, removed by the caller */
};

/* `run`: object for run.json: times, memory, what was asked of the stand-ins. */
int scenario_run(const struct scenario_plan *plan, const struct machine_kind *kind,
		 struct machine *machine, const struct sink *rows, struct doc *run,
		 const struct progress *progress, const struct cancel *cancel, struct error *err);

#endif
