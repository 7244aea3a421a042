/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_FILES_H
#define COLLECT_FILES_H
/* Parts FILES and ELF: one pass over the root file system. `live`: the root is running. */
#include "base/cancel.h"
#include "model/progress.h"
#include "model/tables.h"

int collect_files(int root_fd, bool live, const struct sink *sink, const struct progress *progress,
		  const struct cancel *cancel, struct error *err);
/* Part FILES without ELF, of the running system: the same rows, and no ELF file is looked into. */
int collect_files_alone(int root_fd, const struct sink *sink, const struct cancel *cancel,
			struct error *err);

#endif
