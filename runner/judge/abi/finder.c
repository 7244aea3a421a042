/* SPDX-License-Identifier: MIT */
#include "judge/abi/finder.h"

static int by_kind(const struct object *a, const struct object *b)
{
	if (a->soname != b->soname)
		return a->soname < b->soname ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return strcmp(a->machine, b->machine);
}

static int by_soname(const void *a, const void *b)
{
	const struct finder_entry *one = a;
	const struct finder_entry *two = b;
	int order = by_kind(one->object, two->object);

	return order ? order : strcmp(one->object->path, two->object->path);
}

/* A folder of libraries has no search path: then each library is where it belongs. */
static bool has_search_path(const struct world *w)
{
	return w->has_cache || w->folders.count || w->built_in.count;
}

bool finder_init(struct finder *f, const struct world *w)
{
	bool search = has_search_path(w);

	*f = (struct finder){
		.w = w,
		.items = calloc(w->count + 1, sizeof(*f->items)),
		.search = search,
	};
	if (!f->items)
		return false;
	for (size_t i = 0; i < w->count; i++)
		if (w->items[i].soname && !w->items[i].executable)
			f->items[f->count++].object = &w->items[i];
	qsort(f->items, f->count, sizeof(*f->items), by_soname);
	for (size_t i = 0; i < f->count; i++) {
		const struct object *b = f->items[i].object;

		if (i > 0 && by_kind(f->items[i - 1].object, b) == 0)
			f->items[i].library = f->items[i - 1].library;
		else if (search && !starts_with(b->path, "contract:"))
			f->items[i].library = world_library(w, names_text(w->names, b->soname),
							    b->class, b->machine);
		else
			f->items[i].library = b;
	}
	return true;
}

void finder_release(struct finder *f)
{
	free(f->items);
	*f = (struct finder){ 0 };
}

/* The first entry of a soname, class and machine; NULL: none. */
static const struct finder_entry *first_entry(const struct finder *f, const struct object *key)
{
	size_t low = 0;
	size_t high = f->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_kind(f->items[middle].object, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < f->count && by_kind(f->items[low].object, key) == 0 ? &f->items[low] : NULL;
}

static struct object kind_key(uint32_t soname, const struct object *like)
{
	return (struct object){ .soname = soname, .class = like->class, .machine = like->machine };
}

const struct object *finder_library(const struct finder *f, uint32_t soname,
				    const struct object *like)
{
	struct object key = kind_key(soname, like);
	const struct finder_entry *e = first_entry(f, &key);

	if (e || !f->search)
		return e ? e->library : NULL;
	/* a name that is the soname of nothing may still be the name of a file */
	return world_library(f->w, names_text(f->w->names, soname), like->class, like->machine);
}

static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) : 0;
}

const struct object *finder_any(const struct finder *f, uint32_t soname, const struct object *like)
{
	struct object key = kind_key(soname, like);
	const struct finder_entry *first = first_entry(f, &key);
	size_t folder = folder_length(like->path);

	for (const struct finder_entry *e = first;
	     e && e < f->items + f->count && by_kind(e->object, &key) == 0; e++)
		if (folder_length(e->object->path) == folder &&
		    strncmp(e->object->path, like->path, folder) == 0)
			return e->object;
	if (first)
		return first->library ? first->library : first->object;
	return NULL;
}
