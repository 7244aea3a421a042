/* SPDX-License-Identifier: MIT */
/*
 * Paths of a world, as the kernel walks them: link by link, from the texts alone.  What is no link
 * is taken for a folder or file, whether or not it is there.
 */
#include "judge/abi/world_paths.h"

enum {
	LINKS_MAX = 40, /* MAXSYMLINKS of the kernel */
	PATH_LIMIT = 16 << 10,
	SLOTS_FIRST = 1024,
};

bool paths_init(struct world *w)
{
	w->paths = calloc(1, sizeof(*w->paths));
	return w->paths != NULL;
}

void paths_free(struct path_map *map)
{
	if (!map)
		return;
	search_index_release(&map->index);
	free(map->slots);
	free(map);
}

static size_t hash_path(const char *path)
{
	uint64_t h = 0xcbf29ce484222325U;

	for (; *path; path++)
		h = (h ^ (unsigned char)*path) * 0x100000001b3U;
	return (size_t)(h ^ h >> 32);
}

static struct path_link *slot_of(const struct path_map *map, const char *path)
{
	size_t at = hash_path(path);

	for (;; at++) {
		struct path_link *slot = &map->slots[at & (map->slots_count - 1)];

		if (!slot->path || strcmp(slot->path, path) == 0)
			return slot;
	}
}

static bool grow(struct path_map *map)
{
	struct path_map more = *map;

	more.slots_count = map->slots_count ? map->slots_count * 2 : SLOTS_FIRST;
	more.slots = calloc(more.slots_count, sizeof(*more.slots));
	if (!more.slots)
		return false;
	for (size_t i = 0; i < map->slots_count; i++)
		if (map->slots[i].path)
			*slot_of(&more, map->slots[i].path) = map->slots[i];
	free(map->slots);
	*map = more;
	return true;
}

bool paths_link(struct path_map *map, const char *path, const char *target)
{
	struct path_link *slot;

	if (map->count >= map->slots_count / 2 && !grow(map))
		return false;
	slot = slot_of(map, path);
	if (!slot->path)
		map->count++;
	*slot = (struct path_link){ .path = path, .target = target };
	return true;
}

const char *paths_target(const struct path_map *map, const char *path)
{
	return map && map->slots_count ? slot_of(map, path)->target : NULL;
}

static void drop_last(struct buf *path)
{
	char *slash = path->data ? strrchr(path->data, '/') : NULL;

	if (!slash)
		return;
	path->len = (size_t)(slash - path->data);
	path->data[path->len] = '\0';
}

/* What is left to walk after a link: its target, then the rest of the path. */
static void redirect(struct buf *rest, const char *target, size_t at)
{
	AUTO(buf) struct buf next = BUF_INIT(PATH_LIMIT);

	buf_addf(&next, "%s/%s", target, buf_str(rest) + at);
	buf_clear(rest);
	buf_add(rest, buf_str(&next));
	rest->failed = rest->failed || next.failed;
}

/* Puts the next component behind `out`; false: there was none to put ("", ".", ".."). */
static bool step(const struct buf *rest, size_t *at, struct buf *out)
{
	const char *start = buf_str(rest) + *at;
	size_t len = strcspn(start, "/");

	*at += len + strspn(start + len, "/");
	if (len == 0 || (len == 1 && *start == '.'))
		return false;
	if (len == 2 && start[0] == '.' && start[1] == '.') {
		drop_last(out);
		return false;
	}
	buf_addc(out, '/');
	buf_addn(out, start, len);
	return true;
}

/* `out` is "" for the root while walking. */
static bool walk(const struct world *w, const char *path, bool follow_last, struct buf *out)
{
	AUTO(buf) struct buf rest = BUF_INIT(PATH_LIMIT);
	size_t at = 0;
	int links = 0;

	buf_clear(out);
	buf_add(&rest, path);
	while (!rest.failed && !out->failed && buf_str(&rest)[at]) {
		const char *target;

		if (!step(&rest, &at, out) || (!follow_last && !buf_str(&rest)[at]))
			continue;
		target = paths_target(w->paths, buf_str(out));
		if (!target)
			continue;
		if (++links > LINKS_MAX)
			return false;
		if (*target == '/')
			buf_clear(out);
		else
			drop_last(out);
		redirect(&rest, target, at);
		at = 0;
	}
	if (out->len == 0)
		buf_addc(out, '/');
	return !rest.failed && !out->failed;
}

bool world_real_path(const struct world *w, const char *path, struct buf *out)
{
	return walk(w, path, true, out);
}

bool paths_real_parent(const struct world *w, const char *path, struct buf *out)
{
	return walk(w, path, false, out);
}

static int by_path(const void *key, const void *item)
{
	const struct object *b = item;

	return strcmp(key, b->path);
}

const struct object *world_at(const struct world *w, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(PATH_LIMIT);

	if (!w->count || !world_real_path(w, path, &real))
		return NULL;
	return bsearch(buf_str(&real), w->items, w->count, sizeof(*w->items), by_path);
}
