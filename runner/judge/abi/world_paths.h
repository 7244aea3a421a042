/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_WORLD_PATHS_H
#define JUDGE_ABI_WORLD_PATHS_H
/*
 * The links of a world by path, and its index of libraries: the inside of world.h, of the files
 * that make a world.
 */
#include "judge/abi/search.h"

struct path_link {
	const char *path;
	const char *target; /* NULL: a later layer put something else here */
};

struct path_map {
	struct path_link *slots; /* open addressing; path NULL: free */
	size_t count;
	size_t slots_count;
	struct search_index index;
};

/* Both are false for no memory. */
bool paths_init(struct world *w);
/* The texts live in the world's arena already. */
bool paths_link(struct path_map *map, const char *path, const char *target);
void paths_free(struct path_map *map);
/* What the link at this path says; NULL: it is none. */
const char *paths_target(const struct path_map *map, const char *path);
/* The path with all its links followed but the last component; false: it loops. */
bool paths_real_parent(const struct world *w, const char *path, struct buf *out);

#endif
