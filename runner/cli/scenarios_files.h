/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_FILES_H
#define CLI_SCENARIOS_FILES_H
/* Package files on their way into a guest, each under its own name. */
#include "base/arena.h"
#include "base/str.h"
#include "model/machine.h"

enum { RPM_FILES_MAX = 500 };

struct rpm_files {
	struct machine_file items[RPM_FILES_MAX];
	size_t count;
};

/* A package, or a folder as source/rpm.c reads it: packages two levels deep.  Texts are arena's. */
int rpm_files_add(struct rpm_files *f, struct arena *arena, const char *path, struct error *err);
/*
 * What a source can be read from: the one path, or, of several, `folder`, which gets a link to
 * each.
 */
int rpm_files_source(char *const *paths, size_t count, const char *folder, const char **out,
		     struct error *err);

#endif
