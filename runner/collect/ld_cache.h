/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_LD_CACHE_H
#define COLLECT_LD_CACHE_H
/*
 * The cache in which the dynamic linker looks libraries up, into rows of ld_cache and
 * ld_cache_state.  That there is none, or that it makes no sense, is a fact about the image; that
 * it could not be read is a failure of the part.
 */
#include "collect/part.h"

/* The cache of a root directory. */
int collect_ld_cache(int root_fd, const struct sink *sink, struct part_state *part,
		     struct error *err);
/* The bytes of one.  Returns the sink's errors only. */
int ld_cache_put(const struct sink *sink, const void *data, size_t len, struct error *err);

#endif
