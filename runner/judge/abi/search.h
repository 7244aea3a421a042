/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_SEARCH_H
#define JUDGE_ABI_SEARCH_H
/*
 * Where the dynamic linker looks when an object names no folder of its own (ld.so(8),
 * ldconfig(8)): the inside of world.h, of the files that make a world.
 *
 * - The folders of /etc/ld.so.conf and of what it includes, then the built-in ones.  The multiarch
 *   folders (/usr/lib/x86_64-linux-gnu) are built in where the image keeps its C library there.
 * - With a cache, ld.so never looks into the folders of ld.so.conf: what is not in the cache and
 *   not in a built-in folder is not found.  Without a cache (an unpacked tree) everything is as
 *   ldconfig would make it.
 * - A layer over the image brings files after the image's cache was made: those that lie in a
 *   folder of ld.so.conf are found behind the cache's own, as if ldconfig had been run again.
 */
#include "judge/abi/world.h"

/*
 * Of the first layer: reads ld.so.conf with its includes, the built-in folders and the cache.  Of
 * a later one: the folders its /etc/ld.so.conf.d names, unless it is `relocated` (has a prefix).
 * False: no memory.  What cannot be known goes into w->why.
 */
bool search_read(struct world *w, struct evidence *ev, bool relocated);

/* What ld.so finds by name alone. */
struct found_library {
	const char *name;
	const struct object *object; /* NULL: the cache leads to nothing */
	unsigned class;		     /* of a cache entry; 0: not said */
	const char *machine;
	uint32_t rank; /* order in which ld.so looks */
	uint8_t level; /* of its glibc-hwcaps folder; 0: baseline */
	bool from_cache;
	bool default_folder; /* lies in a built-in folder: DF_1_NODEFLIB passes it over */
};

struct search_index {
	struct found_library *items; /* by name, then rank */
	size_t count;
	size_t room;
};

/* Makes the index over a world that is otherwise complete.  False: no memory. */
bool search_index_make(struct world *w, struct search_index *out);
void search_index_release(struct search_index *s);
/*
 * The library for this name.  `level` is the highest x86-64 level of the machine (1: baseline);
 * `no_default` is DF_1_NODEFLIB.
 */
const struct object *search_library(const struct world *w, const char *name, unsigned class,
				    const char *machine, unsigned level, bool no_default);
/* 1 to 4 for x86-64-baseline (or NULL, or x86-64-v1) to x86-64-v4; 0: no such level. */
unsigned isa_level(const char *isa);
/* What an object needs: as isa_level(), but what is not known is above all that is. */
unsigned isa_needed(const char *noted);
/* The level of a path below a glibc-hwcaps folder, which no lesser machine opens; 0: of none. */
unsigned variant_level(const char *path);

#endif
