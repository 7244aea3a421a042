/* SPDX-License-Identifier: MIT */
#include "judge/abi/world.h"

#include "judge/abi/world_paths.h"
#include "judge/abi/world_read.h"

enum { LAYER_GONE = UINT16_MAX }; /* an object whose path a later layer took */

void world_init(struct world *w, struct names *names)
{
	*w = (struct world){ .names = names };
}

void world_release(struct world *w)
{
	arena_release(&w->arena);
	paths_free(w->paths);
	free(w->items);
	*w = (struct world){ 0 };
}

static int by_path(const void *a, const void *b)
{
	const struct object *x = a;
	const struct object *y = b;
	int order = strcmp(x->path, y->path);

	return order ? order : (x->layer > y->layer) - (x->layer < y->layer);
}

static bool stands_again(const struct world *w, size_t i)
{
	return i + 1 < w->count && w->items[i].layer != LAYER_GONE &&
	       w->items[i + 1].layer != LAYER_GONE && streq(w->items[i].path, w->items[i + 1].path);
}

/* Sorted, one object a path: the last layer's. */
static void settle(struct world *w)
{
	size_t kept = 0;

	qsort(w->items, w->count, sizeof(*w->items), by_path);
	for (size_t i = 0; i < w->count; i++) {
		if (stands_again(w, i) && w->items[i].layer == w->items[i + 1].layer)
			w->twice = w->items[i].path;
		else if (stands_again(w, i) && w->items[i].layer > 0)
			w->hidden = w->items[i].path;
		if (w->items[i].layer == LAYER_GONE ||
		    (i + 1 < w->count && w->items[i + 1].layer != LAYER_GONE &&
		     streq(w->items[i].path, w->items[i + 1].path)))
			continue;
		w->items[kept++] = w->items[i];
	}
	w->count = kept;
}

static bool index_again(struct world *w)
{
	search_index_release(&w->paths->index);
	return search_index_make(w, &w->paths->index);
}

/* Something of a later layer stands where a lower one has an object. */
static void hide(struct world *w, const char *path, size_t below)
{
	struct object key = { .path = path };

	for (size_t low = 0, high = below; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(key.path, w->items[middle].path);

		if (order == 0 && w->items[middle].layer > 0 &&
		    w->items[middle].layer != LAYER_GONE)
			w->hidden = w->items[middle].path;
		if (order == 0)
			w->items[middle].layer = LAYER_GONE;
		if (order <= 0)
			high = middle;
		else
			low = middle + 1;
	}
}

/* The path as the world has it: behind the prefix, through the links of the layers below. */
static const char *own_path(struct world *w, const char *prefix, const char *path)
{
	AUTO(buf) struct buf full = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	buf_addf(&full, "%s%s", prefix, path);
	if (w->layers > 0 && paths_real_parent(w, buf_str(&full), &real))
		return arena_strdup(&w->arena, buf_str(&real));
	return full.failed ? NULL : arena_strdup(&w->arena, buf_str(&full));
}

/*
 * Links, parents before what is in them.  Of a later layer also the plain files: they take the
 * place of what a lower layer has there.
 */
static bool read_links(struct world *w, struct evidence *ev, const char *prefix)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    w->layers ? "SELECT path, target, type FROM file WHERE type IN "
					"('symlink', 'file') ORDER BY path"
				      : "SELECT path, target, type FROM file WHERE type = "
					"'symlink'",
			    0, NULL);
	size_t below = w->count;

	while (cursor_next(&c)) {
		bool link = streq(cursor_text(&c, 2), "symlink");
		const char *path = own_path(w, prefix, cursor_text(&c, 0));
		const char *target = link ? arena_strdup(&w->arena, cursor_text(&c, 1)) : NULL;

		if (!path || (link && !target))
			return false;
		if (w->layers)
			hide(w, path, below);
		if ((link || paths_target(w->paths, path)) && !paths_link(w->paths, path, target))
			return false;
	}
	return !evidence_failed(ev);
}

static int by_text(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *two = b;

	return strcmp(*one, *two);
}

/*
 * What an object asks for is told in the order of numbers: numbered by their texts first, they come
 * in the same order whatever the order of rows.
 */
static bool number_wishes(struct world *w, struct evidence *ev)
{
	AUTO(arena) struct arena texts = { 0 };
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT count(*) FROM name", 0, NULL);
	size_t room = cursor_next(&c) ? (size_t)cursor_int(&c, 0) : 0;
	AUTO_FREE const char **sorted = calloc(room + 1, sizeof(*sorted));
	size_t count = 0;

	if (!sorted)
		return false;
	cursor_release(&c);
	c = cursor_open(ev, "SELECT text FROM name", 0, NULL);
	while (count < room && cursor_next(&c)) {
		sorted[count] = arena_strdup(&texts, cursor_text(&c, 0));
		if (!sorted[count++])
			return false;
	}
	/* sorted here, which costs less than in the database */
	qsort(sorted, count, sizeof(*sorted), by_text);
	for (size_t i = 0; i < count; i++)
		if (names_add(w->names, sorted[i]) == NAME_NONE)
			return false;
	return !evidence_failed(ev);
}

bool world_add(struct world *w, struct evidence *ev, const char *prefix)
{
	size_t first = w->count;

	if (!prefix)
		prefix = "";
	if ((!w->paths && !paths_init(w)) || !world_room(w, 1) || !read_links(w, ev, prefix) ||
	    !number_wishes(w, ev) || !world_read(w, ev, prefix))
		return false;
	for (size_t i = first; w->layers && i < w->count; i++) {
		w->items[i].path = own_path(w, "", w->items[i].path);
		if (!w->items[i].path)
			return false;
	}
	settle(w);
	if (!search_read(w, ev, *prefix != '\0') || evidence_failed(ev))
		return false;
	w->layers++;
	return index_again(w);
}

bool world_put(struct world *w, const struct object *object)
{
	if ((!w->paths && !paths_init(w)) || !world_room(w, 1))
		return false;
	w->items[w->count++] = *object;
	settle(w);
	return index_again(w);
}

const struct object *world_library(const struct world *w, const char *name, unsigned class,
				   const char *machine)
{
	return search_library(w, name, class, machine, 1, false);
}
