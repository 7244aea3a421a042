/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DLOPEN_NOTES_H
#define JUDGE_DLOPEN_NOTES_H
/*
 * What objects say they open at run time (.note.dlopen): of each entry that is required, one of
 * its names has to be found as dlopen() finds it.
 */
#include "judge/abi/world.h"
#include "model/results.h"

/* The library of this name in a folder that the object itself names; NULL: none. */
const struct object *run_path_library(const struct world *w, const struct object *b,
				      const char *name);
/* There is a library that `b` would open by this name: by a path, its own run path, or as any
 * other. */
bool dlopen_finds(const struct world *w, const struct object *b, const char *name);
/* Tells the entries of one object whose names are nowhere (rule A28). */
void dlopen_notes_judge(const struct world *w, const struct object *b, struct findings *out);

#endif
