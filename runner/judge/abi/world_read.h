/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_WORLD_READ_H
#define JUDGE_ABI_WORLD_READ_H
/* The ELF objects of one evidence out of its tables: the inside of world.h. */
#include "judge/abi/world.h"

/*
 * Appends the objects, unsorted, with everything that is theirs.  Paths get the prefix and are
 * not yet resolved.  One SELECT a table; rows may come in any order.
 */
bool world_read(struct world *w, struct evidence *ev, const char *prefix);
/* Room for `more` objects behind those that are there. */
bool world_room(struct world *w, size_t more);

#endif
