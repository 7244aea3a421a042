/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_FILES_H
#define COLLECT_FILES_H
/* Parts FILES and ELF: one pass over the root file system. */
#include "base/cancel.h"
#include "collect/digests.h"
#include "model/progress.h"
#include "model/tables.h"

int collect_files(int root_fd, const struct sink *sink, const struct progress *progress,
		  const struct cancel *cancel, struct error *err);
/*
 * Of the running system.  Without `elf` part FILES has the same rows, no ELF file is looked into,
 * and what is in `known` is not read again (NULL: everything is read).  A file that is too large to
 * be read (READ_FILE_MAX_GIB) has a row with its size and no digest then, and fails no part.
 */
int collect_files_live(int root_fd, bool elf, struct digests *known, const struct sink *sink,
		       const struct cancel *cancel, struct error *err);

#endif
