/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_LDPATH_H
#define JUDGE_LDPATH_H
/*
 * The folders where the dynamic linker looks when an object itself names none: those of
 * /etc/ld.so.conf and what it includes, then the built-in ones (ld.so(8), ldconfig(8)).
 *
 * The cache is what ldconfig made of the same texts; judged is the configuration, so that a stale
 * cache cannot hide a missing library.  Folders are real paths, in order, each once; those that
 * do not exist are left out.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"

struct ldpath {
	struct arena arena;
	struct text_list folders;
	char *why; /* set when a configuration text could not be read */
};

/* False: it cannot be known; `why` says so (NULL: no memory). */
bool ldpath_read(struct ldpath *out, struct evidence *ev);
void ldpath_release(struct ldpath *p);

#endif
