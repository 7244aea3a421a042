/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_WORLD_H
#define JUDGE_ABI_WORLD_H
/*
 * The closed world that the dynamic linker sees: the ELF objects of one image, or of an image with
 * a product laid over it, with what each needs, defines and asks for, in memory and sorted.
 *
 * - Built once from evidence (or from a contract), then only read.  Numbers are of `names`.
 * - A layer is one evidence; the first is the image.  A path that stands in two layers is the
 *   later one's (a product's file replaces the image's).
 * - An object whose row has an `error` is there, with that error: nobody may conclude from what
 *   it seems to lack.
 * - Memory: about 32 bytes a symbol and each name once.
 */
#include "base/str.h"
#include "judge/abi/object.h"
#include "model/evidence.h"

struct ld_cache_entry { /* an entry of /etc/ld.so.cache, in its order */
	const char *soname;
	const char *path;
	const char *hwcaps; /* "x86-64-v3"; "": baseline */
	unsigned class;
	const char *machine;
};

struct world {
	struct names *names; /* borrowed */
	struct arena arena;
	struct object *items; /* by path, bytewise */
	size_t count;
	size_t room;		/* allocated for items */
	struct path_map *paths; /* world_paths.c: links and objects */
	unsigned layers;
	const struct ld_cache_entry *cache;
	size_t cache_count;
	bool has_cache;		   /* the image has an ld.so.cache; damaged: without entries */
	struct text_list folders;  /* ld.so.conf's, real paths, in order, each once */
	struct text_list built_in; /* of the dynamic linker itself, those that are there */
	const char *twice; /* a path that one evidence has twice, with different contents (RPMs of a
			    * folder); the last counts, so nothing may be concluded.  NULL: none */
	const char *hidden; /* a file of one product that another replaces; NULL: none */
	char why[256];	    /* what the search path lacks to be known; "": nothing */
};

void world_init(struct world *w, struct names *names);
void world_release(struct world *w);
/*
 * Adds a layer.  `prefix` goes before every path ("/opt/vendor"; NULL or "": none), but not before
 * what a file says (an absolute link, a run path, an interpreter): nobody rewrites that when a
 * product is unpacked elsewhere.  A layer's path leads through the links of those below it
 * (/lib64/x is the image's /usr/lib64/x).  ld.so.conf and its cache are the image's; of a layer
 * without prefix, the folders that its /etc/ld.so.conf.d names are searched, too.  False: no
 * memory, or the evidence failed (which shows there).  Then the world is of no use.
 */
bool world_add(struct world *w, struct evidence *ev, const char *prefix);
/*
 * Adds an object that was made by hand (a contract's library): copied, its arrays are not.
 * Sorts; pointers into `items` do not survive.
 */
bool world_put(struct world *w, const struct object *object);

/* The object at a path, links followed; NULL: none.  Relative links and ".." as the kernel does. */
const struct object *world_at(const struct world *w, const char *path);
/* The path without links, whether or not something is there; false: it loops. */
bool world_real_path(const struct world *w, const char *path, struct buf *out);
/*
 * The library that ld.so would load for this name in a process of this class and machine, when
 * the object that asks names no path of its own: cache (or, without one, the folders ldconfig
 * would put there), then the built-in folders.  NULL: none.
 */
const struct object *world_library(const struct world *w, const char *name, unsigned class,
				   const char *machine);
/* Something for this machine is found by name; also when nothing at all is. */
bool world_speaks(const struct world *w, const char *machine);

#endif
