/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_FILE_CONFLICTS_H
#define JUDGE_FILE_CONFLICTS_H
/*
 * Paths that two packages own, by rpm's rules.
 *
 * Source: rpm 6, lib/rpmfi.cc (rpmfilesCompare) and lib/transaction.cc (handleColorConflict,
 * handleInstInstalledFile).  Two packages may own a path when type, mode, user, group and contents
 * are the same; a ghost (g) goes with everything; links have no mode of their own.  Of two ELF
 * files of different class the 64-bit one is taken, and that is no conflict.  Paths are compared by
 * where they lead, through the image's links (lib/fprint.cc).
 */
#include "judge/supply.h"

struct conflict_sets {
	struct evidence *installed;    /* NULL: none */
	struct evidence *product;      /* NULL: none; else only what it does is judged */
	struct text_list gone;	       /* nevras of installed packages that the product replaces */
	const struct text_list *paths; /* globs of paths that are not judged */
	const struct text_list *packages; /* globs of the nevras that are judged */
};

/* `unowned`: so is what overwrites a file of the image that nobody owns. */
void file_conflicts(const struct conflict_sets *sets, bool unowned, struct findings *out);

#endif
