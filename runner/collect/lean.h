/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_LEAN_H
#define COLLECT_LEAN_H
/*
 * Part CONFIG alone: the paths that model/coverage.h promises, the texts of collect/text.h and the
 * small tables beside them.  Rows are those that collect_files() has for the same paths, but that
 * no file is read to its end: there are no digests, no scripts and no ELF files.
 *
 * It stays on file systems that hold files of the image, as the whole walk does, and out of what
 * holds the files of other systems: storage of containers, snapshots.  A row of `volatile` says so.
 */
#include "base/cancel.h"
#include "model/progress.h"
#include "model/tables.h"

int collect_lean(int root_fd, const struct sink *sink, const struct progress *progress,
		 const struct cancel *cancel, struct error *err);

#endif
