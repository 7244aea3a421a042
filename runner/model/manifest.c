/* SPDX-License-Identifier: MIT */
#include "model/manifest.h"

const char *const footprint_class_names[FOOTPRINT_CLASS_COUNT + 1] = {
#define X(NAME, name) [FOOTPRINT_##NAME] = name,
	FOOTPRINT_CLASSES(X)
#undef X
};

const char *const step_action_names[STEP_ACTION_COUNT + 1] = {
	[STEP_INSTALL] = "install", [STEP_CONFIGURE] = "configure",
	[STEP_ACTIVE] = "active",   [STEP_HEALTH] = "health",
	[STEP_REBOOT] = "reboot",   [STEP_UPGRADE] = "upgrade",
	[STEP_ERASE] = "erase",	    [STEP_RUN] = "run",
};

void manifest_release(struct manifest *m)
{
	arena_release(&m->arena);
	*m = (struct manifest){ 0 };
}

int manifest_read(struct manifest *out UNUSED, const char *path UNUSED, struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}

int manifest_steps(struct manifest *m UNUSED, const char *name UNUSED, const char *words UNUSED,
		   struct scenario_text *out UNUSED, struct error *err)
{
	return error_set(err, ENOSYS, "not there yet");
}
