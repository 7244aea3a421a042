/* SPDX-License-Identifier: MIT */
#include "judge/links.h"

#include "judge/image.h"

struct link_to {
	const char *path;
	const char *target; /* a directory, no links in it */
};

static bool is_directory(struct evidence *ev, const char *path)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT 1 FROM file WHERE path = ?1 AND type = 'directory'", 1, &path);

	return cursor_next(&c);
}

static bool add_link(struct links *l, size_t *room, const char *path, const char *target)
{
	if (l->count == *room) {
		size_t more = *room ? *room * 2 : 64;
		struct link_to *items = arena_alloc(&l->arena, more * sizeof(*items));

		if (!items)
			return false;
		if (l->count)
			memcpy(items, l->items, l->count * sizeof(*items));
		l->items = items;
		*room = more;
	}
	l->items[l->count].path = arena_strdup(&l->arena, path);
	l->items[l->count].target = arena_strdup(&l->arena, target);
	return l->items[l->count].path && l->items[l->count++].target;
}

bool links_read(struct links *l, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT path FROM file WHERE type = 'symlink' ORDER BY path", 0, NULL);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	size_t room = 0;

	while (cursor_next(&c))
		if (image_real_path(ev, cursor_text(&c, 0), &real) && real.len > 1 &&
		    is_directory(ev, buf_str(&real)) &&
		    !add_link(l, &room, cursor_text(&c, 0), buf_str(&real)))
			return false;
	return true;
}

static int by_path(const void *a, const void *b)
{
	const struct link_to *one = a;
	const struct link_to *two = b;

	return strcmp(one->path, two->path);
}

static const struct link_to *find_link(const struct links *l, const char *path)
{
	const struct link_to key = { .path = path };

	return l->count ? bsearch(&key, l->items, l->count, sizeof(*l->items), by_path) : NULL;
}

/* Replaces the first link on the way, if there is one. */
static bool follow_one(const struct links *l, struct buf *path)
{
	AUTO(buf) struct buf rest = BUF_INIT(BUF_LINE);

	for (char *slash = strchr(path->data + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		const struct link_to *link;

		*slash = '\0';
		link = find_link(l, path->data);
		*slash = '/';
		if (!link)
			continue;
		buf_add(&rest, slash);
		buf_clear(path);
		buf_add(path, link->target);
		buf_add(path, buf_str(&rest));
		return true;
	}
	return false;
}

void links_resolve(const struct links *l, const char *path, struct buf *out)
{
	enum { LINKS_MAX = 40 }; /* as path_resolution(7) */

	buf_clear(out);
	buf_add(out, path);
	for (int i = 0; i < LINKS_MAX && out->len && follow_one(l, out); i++)
		;
}

void links_aliases(const struct links *l, const char *path,
		   void (*call)(void *arg, const char *path), void *arg)
{
	AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);

	call(arg, path);
	for (size_t i = 0; i < l->count; i++) {
		size_t n = strlen(l->items[i].target);

		if (strncmp(path, l->items[i].target, n) != 0 || path[n] != '/')
			continue;
		buf_clear(&other);
		buf_add(&other, l->items[i].path);
		buf_add(&other, path + n);
		call(arg, buf_str(&other));
	}
}

void links_release(struct links *l)
{
	arena_release(&l->arena);
	*l = (struct links){ 0 };
}
