/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_INSTALL_H
#define SCENARIO_INSTALL_H
/*
 * Packages in a guest, by the package manager that the image has: one transaction, of local files
 * alone.  That the exit status is 0 is not taken for more than it is: rpm is asked what is
 * installed then.
 */
#include "scenario/steps.h"

/* The first of the image's that is known here; NULL: none. */
const struct package_tool *package_tool_find(struct evidence *before);
const char *package_tool_name(const struct package_tool *tool);

/* Steps install, upgrade and erase. */
int install_packages(struct visit *v, const struct move *m, struct said *s, struct error *err);
int upgrade_packages(struct visit *v, const struct move *m, struct said *s, struct error *err);
int erase_packages(struct visit *v, const struct move *m, struct said *s, struct error *err);

#endif
