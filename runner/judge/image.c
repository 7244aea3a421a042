/* SPDX-License-Identifier: MIT */
#include "judge/image.h"

#include <fnmatch.h>

enum { LINKS_MAX = 40 }; /* MAXSYMLINKS of the kernel */

/* What one path is: 0 not there, 'l' a link with its target, 'x' anything else. */
static char look_up(struct evidence *ev, const char *path, struct buf *target)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT type, target FROM file WHERE path = ?1", 1,
				      (const char *[]){ path });

	if (!cursor_next(&c))
		return 0;
	if (!streq(cursor_text(&c, 0), "symlink"))
		return 'x';
	buf_clear(target);
	buf_add(target, cursor_text(&c, 1));
	return 'l';
}

static void drop_last(struct buf *path)
{
	char *slash = path->data ? strrchr(path->data, '/') : NULL;

	if (!slash)
		return;
	path->len = (size_t)(slash - path->data);
	path->data[path->len] = '\0';
}

/* Puts a link's target in front of what is left to walk. */
static void redirect(struct buf *rest, const char *target, const char *left)
{
	AUTO(buf) struct buf next = BUF_INIT(BUF_LINE);

	buf_addf(&next, "%s/%s", target, left);
	buf_clear(rest);
	buf_add(rest, buf_str(&next));
	rest->failed = rest->failed || next.failed;
}

/* `out` is "" for the root while walking. */
static bool walk(struct evidence *ev, const char *path, bool follow_last, struct buf *out)
{
	AUTO(buf) struct buf rest = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf target = BUF_INIT(BUF_LINE);
	size_t at = 0;
	int links = 0;

	buf_clear(out);
	buf_add(&rest, path);
	while (!rest.failed && !out->failed && buf_str(&rest)[at]) {
		const char *start = buf_str(&rest) + at;
		size_t len = strcspn(start, "/");
		size_t next = at + len;
		char what;

		while (buf_str(&rest)[next] == '/')
			next++;
		at = next;
		if (len == 0 || (len == 1 && *start == '.'))
			continue;
		if (len == 2 && start[0] == '.' && start[1] == '.') {
			drop_last(out);
			continue;
		}
		buf_addc(out, '/');
		buf_addn(out, start, len);
		if (!follow_last && !buf_str(&rest)[at])
			return !out->failed;
		what = look_up(ev, buf_str(out), &target);
		if (what == 0)
			return false;
		if (what == 'x')
			continue;
		if (++links > LINKS_MAX)
			return false;
		if (buf_str(&target)[0] == '/')
			buf_clear(out);
		else
			drop_last(out);
		{
			AUTO(buf) struct buf left = BUF_INIT(BUF_LINE);

			buf_add(&left, buf_str(&rest) + at);
			redirect(&rest, buf_str(&target), buf_str(&left));
		}
		at = 0;
	}
	if (out->len == 0)
		buf_addc(out, '/');
	return !rest.failed && !out->failed;
}

bool image_real_path(struct evidence *ev, const char *path, struct buf *out)
{
	return walk(ev, path, true, out);
}

bool image_real_parent(struct evidence *ev, const char *path, struct buf *out)
{
	return walk(ev, path, false, out);
}

enum image_text image_text(struct evidence *ev, const char *path, struct buf *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	buf_clear(out);
	if (!image_real_path(ev, path, &real))
		return IMAGE_TEXT_ABSENT;
	c = cursor_open(ev, "SELECT content, truncated FROM text WHERE path IN (?1, ?2)", 2,
			(const char *[]){ buf_str(&real), path });
	if (!cursor_next(&c) || cursor_int(&c, 1) != 0)
		return IMAGE_TEXT_UNREAD;
	buf_add(out, cursor_text(&c, 0));
	return out->failed ? IMAGE_TEXT_UNREAD : IMAGE_TEXT_READ;
}

bool image_matches(const struct text_list *globs, const char *path)
{
	for (size_t i = 0; i < globs->count; i++)
		if (str_glob(globs->items[i], path))
			return true;
	return false;
}

static bool has_wildcard(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr("*?[\\", s[i]))
			return true;
	return false;
}

static bool list_push(struct arena *arena, struct text_list *list, size_t *room, const char *text)
{
	const char **items;

	if (list->count == *room) {
		size_t more = *room ? *room * 2 : 16;

		items = arena_alloc(arena, more * sizeof(*items));
		if (!items)
			return false;
		if (list->count)
			memcpy(items, list->items, list->count * sizeof(*items));
		list->items = items;
		*room = more;
	}
	memcpy(&items, &list->items, sizeof(items)); /* the arena's own array, written here only */
	items[list->count] = arena_strdup(arena, text);
	return items[list->count++] != NULL;
}

bool image_glob(struct evidence *ev, const char *pattern, struct arena *arena,
		struct text_list *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf dir = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf after = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	const char *slash = strrchr(pattern, '/');
	size_t room = 0;

	*out = (struct text_list){ 0 };
	/* A '\\' in a folder is a letter of its name, as systemd escapes unit names. */
	if (!slash || strcspn(pattern, "*?[") < (size_t)(slash - pattern))
		return false;
	if (!has_wildcard(slash, strlen(slash)))
		return !image_real_path(ev, pattern, &real) ||
		       list_push(arena, out, &room, pattern);
	buf_addn(&dir, pattern, (size_t)(slash - pattern));
	if (!image_real_path(ev, dir.len ? buf_str(&dir) : "/", &real))
		return true;
	if (streq(buf_str(&real), "/"))
		buf_clear(&real);
	buf_addf(&after, "%s0", buf_str(&real)); /* '0' is the byte behind '/' */
	buf_addc(&real, '/');
	c = cursor_open(ev,
			"SELECT substr(path, length(?1) + 1) AS name FROM file WHERE "
			"path > ?1 AND path < ?2 AND instr(substr(path, length(?1) + 1), '/') = 0 "
			"AND type IN ('file', 'symlink') ORDER BY name",
			2, (const char *[]){ buf_str(&real), buf_str(&after) });
	while (cursor_next(&c)) {
		const char *name = cursor_text(&c, 0);

		/* a leading dot is matched by a dot only, as glob(3) has it */
		if (fnmatch(slash + 1, name, FNM_PERIOD | FNM_PATHNAME) != 0)
			continue;
		buf_clear(&path);
		buf_addf(&path, "%s/%s", buf_str(&dir), name);
		if (path.failed || !list_push(arena, out, &room, buf_str(&path)))
			return false;
	}
	return true;
}
