/* SPDX-License-Identifier: MIT */
/* Libraries by name, in the order in which ld.so would come upon them. */
#include "judge/abi/search.h"

#include <stdio.h>

#include "judge/abi/world_paths.h"

enum { ISA_LEVELS = 4 };

/* Ranks: the cache, what ldconfig would add to it, then the folders that ld.so opens itself. */
enum { RANK_ADDED = 1 << 28, RANK_FOLDER = 2 << 28 };

static const char *const isa_names[] = { "x86-64-v1", "x86-64-v2", "x86-64-v3", "x86-64-v4" };

unsigned isa_level(const char *isa)
{
	if (!isa || !*isa || streq(isa, "x86-64-baseline"))
		return 1;
	for (unsigned i = 0; i < ISA_LEVELS; i++)
		if (streq(isa, isa_names[i]))
			return i + 1;
	return 0;
}

unsigned isa_needed(const char *noted)
{
	unsigned level = isa_level(noted);

	return level ? level : ISA_LEVELS + 1;
}

unsigned variant_level(const char *path)
{
	static const char hwcaps[] = "/glibc-hwcaps/";
	const char *at = strstr(path, hwcaps);

	at = at ? at + strlen(hwcaps) : "";
	for (unsigned i = 0; i < ISA_LEVELS; i++)
		if (starts_with(at, isa_names[i]) && at[strlen(isa_names[i])] == '/')
			return i + 1;
	return 0;
}

void search_index_release(struct search_index *s)
{
	free(s->items);
	*s = (struct search_index){ 0 };
}

static bool push(struct search_index *s, const struct found_library *item)
{
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 1024;
		struct found_library *items = realloc(s->items, room * sizeof(*items));

		if (!items)
			return false;
		s->items = items;
		s->room = room;
	}
	s->items[s->count++] = *item;
	return true;
}

static int by_name(const void *a, const void *b)
{
	const struct found_library *x = a;
	const struct found_library *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

/* What lies in a folder of the list: its index and hwcaps level; false: not in this one. */
static bool lies_in(const char *folder, const char *path, unsigned *level)
{
	static const char hwcaps[] = "glibc-hwcaps/";
	size_t len = strlen(folder);
	const char *rest = path + len;
	const char *slash;

	if (strncmp(path, folder, len) != 0 || *rest != '/')
		return false;
	rest++;
	slash = strchr(rest, '/');
	*level = 0;
	if (!slash)
		return true;
	if (!starts_with(rest, hwcaps))
		return false;
	rest += strlen(hwcaps);
	for (unsigned i = 1; i < ISA_LEVELS; i++)
		if (strlen(isa_names[i]) == strcspn(rest, "/") && starts_with(rest, isa_names[i]) &&
		    !strchr(rest + strlen(isa_names[i]) + 1, '/'))
			*level = i + 1;
	return *level > 0;
}

static bool in_default(const struct world *w, const char *path)
{
	unsigned level;

	for (size_t i = 0; i < w->built_in.count; i++)
		if (lies_in(w->built_in.items[i], path, &level))
			return true;
	return false;
}

static bool add_cache(const struct world *w, struct search_index *s)
{
	for (size_t i = 0; i < w->cache_count; i++) {
		const struct ld_cache_entry *e = &w->cache[i];
		struct found_library item = {
			.name = e->soname,
			.object = world_at(w, e->path),
			.class = e->class,
			.machine = e->machine,
			.rank = (uint32_t)i,
			.level = (uint8_t)(*e->hwcaps ? isa_level(e->hwcaps) : 0),
			.from_cache = true,
			.default_folder = in_default(w, e->path),
		};

		if (*e->hwcaps && item.level == 0)
			continue; /* another machine's */
		if (!push(s, &item))
			return false;
	}
	return true;
}

/* ldconfig passes over names that are not a library's. */
static bool cacheable(const char *name)
{
	return (starts_with(name, "lib") || starts_with(name, "ld")) && strstr(name, ".so");
}

/*
 * One name in one place.  `cached`: as ldconfig would put it, by its soname; a link by its own
 * name.
 */
static bool add_place(struct search_index *s, const char *path, const struct object *object,
		      const char *soname, uint32_t rank, unsigned level, bool cached, bool trusted)
{
	const char *name = strrchr(path, '/') + 1;
	struct found_library item = { .object = object,
				      .rank = rank,
				      .level = (uint8_t)level,
				      .from_cache = cached,
				      .default_folder = trusted };

	if (cached && !cacheable(name))
		return true;
	item.name = cached && *soname ? soname : name;
	return push(s, &item);
}

/* A library or a link to one: added for each folder it lies in. */
static bool add_path(const struct world *w, struct search_index *s, const char *path,
		     const struct object *object, const char *soname)
{
	bool cached = !w->has_cache || object->layer > 0;
	uint32_t folders = (uint32_t)w->folders.count;
	unsigned level;

	for (uint32_t i = 0; cached && i < folders; i++)
		if (lies_in(w->folders.items[i], path, &level) &&
		    !add_place(s, path, object, soname, RANK_ADDED + i, level, true,
			       in_default(w, path)))
			return false;
	for (uint32_t i = 0; i < w->built_in.count; i++) {
		if (!lies_in(w->built_in.items[i], path, &level))
			continue;
		if (cached && !add_place(s, path, object, soname, RANK_ADDED + folders + i, level,
					 true, true))
			return false;
		if (!add_place(s, path, object, "", RANK_FOLDER + i * 8 + (7 - level), level, false,
			       true))
			return false;
	}
	return true;
}

bool search_index_make(struct world *w, struct search_index *out)
{
	const struct path_map *map = w->paths;

	*out = (struct search_index){ 0 };
	if (!add_cache(w, out))
		return false;
	for (size_t i = 0; i < w->count; i++) {
		const struct object *b = &w->items[i];

		if (*b->path == '/' &&
		    !add_path(w, out, b->path, b, names_text(w->names, b->soname)))
			return false;
	}
	for (size_t i = 0; i < map->slots_count; i++) {
		const struct path_link *link = &map->slots[i];
		const struct object *b =
			link->path && link->target ? world_at(w, link->path) : NULL;

		if (b && !add_path(w, out, link->path, b, ""))
			return false;
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
	return true;
}

static bool fits(const struct found_library *f, unsigned class, const char *machine)
{
	if (f->class || !f->object)
		return (!f->class || f->class == class) &&
		       (!f->machine || !*f->machine || streq(f->machine, machine));
	return object_fits(f->object, class, machine);
}

/* First entry of that name. */
static size_t first_of(const struct search_index *s, const char *name)
{
	size_t low = 0;
	size_t high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(s->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The cache gives one answer, the best of those the machine can run; when that file is not there,
 * the built-in folders are tried, not the cache's second best.
 */
const struct object *search_library(const struct world *w, const char *name, unsigned class,
				    const char *machine, unsigned level, bool no_default)
{
	static const struct search_index none;
	const struct search_index *s = w->paths ? &w->paths->index : &none;
	const struct found_library *best = NULL;
	size_t first = first_of(s, name);

	for (size_t i = first; i < s->count && streq(s->items[i].name, name); i++) {
		const struct found_library *f = &s->items[i];

		if (f->level > level || (no_default && f->default_folder) ||
		    !fits(f, class, machine))
			continue;
		if (f->from_cache) {
			if (!best || f->level > best->level)
				best = f;
			continue;
		}
		if (best && best->object)
			break;
		return f->object;
	}
	if (!best || !best->object || !object_fits(best->object, class, machine))
		return NULL;
	return best->object;
}

bool world_speaks(const struct world *w, const char *machine)
{
	const struct search_index *s = w->paths ? &w->paths->index : NULL;
	bool any = false;

	for (size_t i = 0; s && i < s->count; i++) {
		if (!s->items[i].object)
			continue;
		if (streq(s->items[i].object->machine, machine))
			return true;
		any = true;
	}
	return !any;
}
