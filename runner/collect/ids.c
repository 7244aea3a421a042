/* SPDX-License-Identifier: MIT */
#include "collect/ids.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/fs.h"

enum { FILE_MAX = 16 << 20 };

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return (*x > *y) - (*x < *y);
}

static int add(struct id_set *s, uint32_t id, struct error *err)
{
	if (s->count == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 64;
		uint32_t *items = reallocarray(s->items, cap, sizeof(*items));

		if (!items)
			return error_memory(err);
		s->items = items;
		s->cap = cap;
	}
	s->items[s->count++] = id;
	return 0;
}

/* name:password:NUMBER: ... ; a line that is none says nothing of a number. */
static int add_line(struct id_set *s, const char *line, size_t len, struct error *err)
{
	const char *end = line + len;
	char *rest;
	unsigned long id;

	for (int i = 0; i < 2; i++) {
		line = memchr(line, ':', (size_t)(end - line));
		if (!line)
			return 0;
		line++;
	}
	if (line == end || *line < '0' || *line > '9')
		return 0;
	id = strtoul(line, &rest, 10);
	if (rest > end || id > UINT32_MAX || (rest < end && *rest != ':'))
		return 0;
	return add(s, (uint32_t)id, err);
}

int id_set_read(struct id_set *s, int root_fd, const char *path, struct part_state *part,
		struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	AUTO(buf) struct buf text = BUF_INIT(FILE_MAX);
	struct error why = ERROR_INIT;
	int ret = 0;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (fd < 0)
		part_fail(part, "%s: %s", path, strerror(errno));
	else if (fs_read_fd(fd, &text, &why) < 0)
		part_fail(part, "%s: %s", path, why.text);
	if (fd < 0 || why.text[0]) {
		s->all = true;
		return 0;
	}
	for (const char *line = buf_str(&text); *line && ret == 0;) {
		size_t len = strcspn(line, "\n");

		ret = add_line(s, line, len, err);
		line += len + (line[len] == '\n');
	}
	if (s->count > 1)
		qsort(s->items, s->count, sizeof(*s->items), by_number);
	return ret;
}

bool id_set_has(struct id_set *s, uint32_t id)
{
	if (s->all || (s->warm && s->last == id))
		return true;
	if (!s->count || !bsearch(&id, s->items, s->count, sizeof(id), by_number))
		return false;
	s->last = id;
	s->warm = true;
	return true;
}

void id_set_release(struct id_set *s)
{
	free(s->items);
	*s = (struct id_set){ 0 };
}
