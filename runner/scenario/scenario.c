/* SPDX-License-Identifier: MIT */
#include "scenario/scenario.h"

int scenario_run(const struct scenario_plan *plan UNUSED, const struct machine_kind *kind UNUSED,
		 struct machine *machine UNUSED, const struct sink *rows UNUSED,
		 struct doc *run UNUSED, const struct progress *progress UNUSED,
		 const struct cancel *cancel UNUSED, struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}
