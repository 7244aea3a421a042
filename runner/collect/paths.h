/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PATHS_H
#define COLLECT_PATHS_H
/*
 * Lists of path globs, kept as data.  A glob is as in str_glob(): '*' also crosses '/'.  Most globs
 * differ from most paths in the first letters, so that a list of a hundred costs little a path.
 */
#include "base/defs.h"

/* Does `path` match?  The literal letters before the first wildcard are compared by hand. */
bool path_matches(const char *glob, const char *path);

#endif
