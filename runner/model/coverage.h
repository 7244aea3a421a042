/* SPDX-License-Identifier: MIT */
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H
/*
 * The paths that are rows of `file` whenever part CONFIG is complete, with and without the rest of
 * the image (collect --lean): what rules about configuration ask for.  One list for who collects
 * and who judges, so that a path that nobody looked at is never taken for one that is not there.
 *
 * Besides these every path with a set-id bit, every one that all may write (but symbolic links),
 * and every one whose owner or group the image does not know has its row.  Without FILES no file
 * has a digest.
 */
#include "base/defs.h"

/* Is this path covered?  Folders above a covered one are. */
bool coverage_has(const char *path);
/* What is covered of that which is below this folder. */
enum coverage { COVERAGE_NONE, COVERAGE_SOME, COVERAGE_ALL };
enum coverage coverage_below(const char *folder);

#endif
