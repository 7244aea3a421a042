/* SPDX-License-Identifier: MIT */
#include "judge/config.h"

#include "base/fs.h"
#include "judge/image.h"

bool config_push(struct arena *arena, struct text_list *list, size_t *room, const char *text)
{
	const char **items;

	if (list->count == *room) {
		size_t more = *room ? *room * 2 : 16;

		items = arena_alloc(arena, more * sizeof(*items));
		if (!items)
			return false;
		for (size_t i = 0; i < list->count; i++)
			items[i] = list->items[i];
		list->items = items;
		*room = more;
	}
	memcpy(&items, &list->items, sizeof(items)); /* the arena's own array, written here only */
	items[list->count] = arena_strdup(arena, text);
	return items[list->count++] != NULL;
}

static bool has_name(const struct text_list *paths, const char *name)
{
	for (size_t i = 0; i < paths->count; i++)
		if (streq(fs_basename(paths->items[i]), name))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *two = b;

	return strcmp(fs_basename(*one), fs_basename(*two));
}

/* Leads to /dev/null, or to nothing: its name is taken, and there is nothing to read. */
static bool is_mask(struct evidence *ev, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	return !image_real_path(ev, path, &real) || streq(buf_str(&real), "/dev/null");
}

static bool gather(struct evidence *ev, const struct text_list *folders, const char *names,
		   struct arena *arena, struct text_list *all)
{
	size_t room = 0;

	for (size_t i = 0; i < folders->count; i++) {
		const char *pattern = arena_printf(arena, "%s/%s", folders->items[i], names);
		struct text_list found;

		if (!pattern || !image_glob(ev, pattern, arena, &found))
			return false;
		for (size_t j = 0; j < found.count; j++)
			if (!has_name(all, fs_basename(found.items[j])) &&
			    !config_push(arena, all, &room, found.items[j]))
				return false;
	}
	return true;
}

bool config_fragments(struct evidence *ev, const struct text_list *folders, struct arena *arena,
		      struct text_list *out, struct findings *findings)
{
	return config_matching(ev, folders, "*.conf", arena, out, findings);
}

bool config_matching(struct evidence *ev, const struct text_list *folders, const char *pattern,
		     struct arena *arena, struct text_list *out, struct findings *findings)
{
	struct text_list all = { 0 };
	const char **items;
	size_t kept = 0;

	*out = (struct text_list){ 0 };
	if (!gather(ev, folders, pattern, arena, &all)) {
		finding_error(findings, "the files of %s could not be listed", folders->items[0]);
		return false;
	}
	if (all.count == 0)
		return true;
	memcpy(&items, &all.items, sizeof(items)); /* config_push() made it */
	qsort(items, all.count, sizeof(*items), by_name);
	for (size_t i = 0; i < all.count; i++)
		if (!is_mask(ev, items[i]))
			items[kept++] = items[i];
	*out = (struct text_list){ .items = items, .count = kept };
	return true;
}

int config_text(struct evidence *ev, const char *path, struct buf *out, struct findings *findings)
{
	switch (image_text(ev, path, out)) {
	case IMAGE_TEXT_ABSENT:
		return 0;
	case IMAGE_TEXT_READ:
		return 1;
	case IMAGE_TEXT_UNREAD:
		break;
	}
	finding_missing(findings, "the contents of %s are not (whole) in the evidence", path);
	return -1;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

bool config_line(struct config_lines *lines, bool join, struct buf *line)
{
	const char *start;
	size_t len;
	bool more = true;

	buf_clear(line);
	if (!str_line(&lines->rest, &start, &len))
		return false;
	while (more) {
		lines->number++;
		more = join && len > 0 && start[len - 1] == '\\';
		while (line->len == 0 && len > 0 && is_space(*start)) {
			start++;
			len--;
		}
		buf_addn(line, start, len - (more ? 1 : 0));
		more = more && str_line(&lines->rest, &start, &len);
	}
	while (line->len > 0 && is_space(line->data[line->len - 1]))
		line->data[--line->len] = '\0';
	return true;
}

bool config_is_comment(const char *line)
{
	return *line == '\0' || *line == '#' || *line == ';';
}
