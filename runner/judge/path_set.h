/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_PATH_SET_H
#define JUDGE_PATH_SET_H
/* The paths that a rule about files is about: written out, by pattern, or as another program's
 * configuration names them. */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/results.h"

/* Whose configuration may name paths; NULL at the end. */
extern const char *const path_set_sources[];

/*
 * The paths of one pattern, sorted: wildcards in its last component (glob(3)), or two stars for
 * all below it.  Directories only where `type` says so.  One without wildcards stays as it is, be
 * it there or not.  False: `findings` says why it is not known.
 */
bool path_set_expand(struct evidence *ev, const char *pattern, const char *type,
		     struct arena *arena, struct text_list *out, struct findings *findings);
/* The patterns that one of path_set_sources stands for. */
bool path_set_of(struct evidence *ev, const char *source, struct arena *arena,
		 struct text_list *out, struct findings *findings);
/* The group that auditd gives its logs (log_group of auditd.conf), in the arena; NULL: not known.
 */
const char *path_set_audit_group(struct evidence *ev, struct arena *arena,
				 struct findings *findings);

bool path_set_is_pattern(const char *path);
/*
 * Can the evidence tell whether this path is there?  Without the whole image only what
 * model/coverage.h lists has rows; where it does not, `findings` says so.
 */
bool path_set_known(struct evidence *ev, const char *path, struct findings *findings);

#endif
