/* SPDX-License-Identifier: MIT */
#include "judge/objects.h"

void objects_release(struct objects *o)
{
	arena_release(&o->arena);
	*o = (struct objects){ 0 };
}

/* Room for one more; the old array stays in the arena, at most as large again in all. */
static void *grow(struct arena *arena, void *items, size_t count, size_t size)
{
	void *more;

	if (count && (count & (count - 1)))
		return items;
	more = arena_alloc(arena, (count ? count * 2 : 1) * size);
	if (more && count)
		memcpy(more, items, count * size);
	return more;
}

static const char *optional(struct arena *arena, const struct cursor *c, unsigned column)
{
	return cursor_null(c, column) ? NULL : arena_strdup(arena, cursor_text(c, column));
}

static bool read_objects(struct objects *o, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT id, path, class, machine, type, soname, interpreter, rpath, runpath, error "
		"FROM elf WHERE type IN ('executable', 'shared') ORDER BY path",
		0, NULL);

	while (cursor_next(&c)) {
		struct object *b;

		o->items = grow(&o->arena, o->items, o->count, sizeof(*o->items));
		if (!o->items)
			return false;
		b = &o->items[o->count++];
		*b = (struct object){ .id = cursor_int(&c, 0), .class = cursor_int(&c, 2) };
		b->path = arena_strdup(&o->arena, cursor_text(&c, 1));
		b->machine = arena_strdup(&o->arena, cursor_text(&c, 3));
		b->executable = streq(cursor_text(&c, 4), "executable");
		b->soname = optional(&o->arena, &c, 5);
		b->interpreter = optional(&o->arena, &c, 6);
		b->rpath = optional(&o->arena, &c, 7);
		b->runpath = optional(&o->arena, &c, 8);
		b->error = optional(&o->arena, &c, 9);
		if (!b->path || !b->machine)
			return false;
	}
	return true;
}

static bool read_entries(struct objects *o, struct evidence *ev, const char *sql,
			 struct object_entries *out)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);
	struct object_entry *items = NULL;
	size_t count = 0;

	while (cursor_next(&c)) {
		items = grow(&o->arena, items, count, sizeof(*items));
		if (!items)
			return false;
		items[count].elf = cursor_int(&c, 0);
		items[count].name = arena_strdup(&o->arena, cursor_text(&c, 1));
		items[count].version = arena_strdup(&o->arena, cursor_text(&c, 2));
		if (!items[count].name || !items[count].version)
			return false;
		count++;
	}
	*out = (struct object_entries){ .items = items, .count = count };
	return true;
}

static int by_elf(const void *key, const void *item)
{
	const int64_t *id = key;
	const struct object_entry *e = item;

	return (*id > e->elf) - (*id < e->elf);
}

/* The run of entries that belong to one object; they are sorted by it. */
static struct object_entries entries_of(const struct object_entries *all, int64_t id)
{
	const struct object_entry *end = all->items + all->count;
	const struct object_entry *found =
		all->count ? bsearch(&id, all->items, all->count, sizeof(*found), by_elf) : NULL;
	struct object_entries run = { 0 };

	if (!found)
		return run;
	while (found > all->items && found[-1].elf == id)
		found--;
	run.items = found;
	while (found < end && found->elf == id) {
		found++;
		run.count++;
	}
	return run;
}

bool objects_read(struct objects *out, struct evidence *ev)
{
	struct object_entries needed;
	struct object_entries wanted;
	struct object_entries defined;

	*out = (struct objects){ 0 };
	if (!read_objects(out, ev) ||
	    !read_entries(out, ev, "SELECT elf, soname, '' FROM elf_needed ORDER BY elf, position",
			  &needed) ||
	    !read_entries(
		    out, ev,
		    "SELECT DISTINCT elf, library, version FROM elf_import WHERE version <> '' "
		    "AND library <> '' AND weak = 0 ORDER BY elf, library, version",
		    &wanted) ||
	    !read_entries(out, ev, "SELECT elf, version, '' FROM elf_verdef ORDER BY elf, version",
			  &defined))
		return false;
	for (size_t i = 0; i < out->count; i++) {
		struct object *b = &out->items[i];

		b->needed = entries_of(&needed, b->id);
		b->wanted = entries_of(&wanted, b->id);
		b->defined = entries_of(&defined, b->id);
	}
	return true;
}

static int by_path(const void *key, const void *item)
{
	const struct object *b = item;

	return strcmp(key, b->path);
}

const struct object *objects_at(const struct objects *o, const char *path)
{
	if (!o->count)
		return NULL;
	return bsearch(path, o->items, o->count, sizeof(*o->items), by_path);
}
