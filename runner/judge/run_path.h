/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_RUN_PATH_H
#define JUDGE_RUN_PATH_H
/*
 * Run paths (DT_RPATH, DT_RUNPATH) as ld.so reads them: folders with ':' between, of which an
 * empty one is the current directory, and $ORIGIN the folder of the object.
 */
#include "base/buf.h"
#include "base/str.h"

/*
 * One entry with $ORIGIN, $LIB and their ${} forms expanded, "." and ".." taken out as text (paths
 * in evidence have no links in them).  `out` is cleared first.  False: it is relative, so that it
 * depends on the current directory, or leads above the root.
 */
bool run_path_expand(const char *object, const char *entry, size_t len, struct buf *out);
/*
 * The first entry of a run path that leads elsewhere than to these folders, to what is below
 * them, or to the object's own folder and what is below that: into `out`, which is cleared
 * first, as the file has it.  False: there is none.
 */
bool run_path_astray(const char *object, const char *run_path, const struct text_list *folders,
		     struct buf *out);

#endif
