/* SPDX-License-Identifier: MIT */
#ifndef CLI_ENABLED_H
#define CLI_ENABLED_H
/*
 * The repositories that an image has enabled, collected from this host: DIR/repositories/ID, each
 * with an evidence.db.
 *
 * Which they are, and where, is what dnf5 would make of the image's configuration (judge/dnf.h); it
 * is asked of the image's evidence in DIR.  A repository that does not answer is a fact: its
 * evidence says what was asked for and why the part failed.  What is wrong with this host (no room,
 * no memory, an interruption) ends it.
 */
#include "cli/gather.h"

#define ENABLED_OPTION(S)                                                                    \
	{                                                                                    \
		"enabled", '\0', OPTION_FLAG, NULL, OPTION_OF(S, enabled, bool),             \
			"collect the repositories that the image has enabled as well, into " \
			"DIR/repositories",                                                  \
			NULL                                                                 \
	}

/* Before anything is written: has the source repositories enabled, as a whole system has? */
int enabled_fits(const struct gather_options *o, const char *path, struct error *err);
/*
 * Before anything is collected: no evidence of an earlier run is to stand there.  With `force` it
 * is removed, and nothing else.
 */
int enabled_begin(const char *out_dir, bool force, struct error *err);
/*
 * `folders` gets the folders that were written, for the caller to judge with; texts are the
 * arena's.  EINVAL: which repositories there are cannot be known.
 */
int enabled_collect(const struct context *context, const struct gather_options *o,
		    const char *out_dir, struct rundoc *run, struct arena *arena,
		    struct text_list *folders, struct error *err);

#endif
