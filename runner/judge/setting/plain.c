/* SPDX-License-Identifier: MIT */
#include "judge/setting/plain.h"

#include <stdlib.h>

#include "judge/config.h"

char *plain_strip(char *s)
{
	static const char blanks[] = " \t\r\n\v\f";
	size_t n;

	s += strspn(s, blanks);
	n = strlen(s);
	while (n && strchr(blanks, s[n - 1]))
		s[--n] = '\0';
	return s;
}

int plain_file(struct plain *p, struct evidence *ev, const char *path, plain_line *line)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int there = config_text(ev, path, &text, p->findings);
	const char *rest = buf_str(&text);
	const char *start;
	unsigned number = 0;
	size_t len;

	p->path = path;
	while (there > 0 && str_line(&rest, &start, &len)) {
		AUTO_FREE char *copy = strndup(start, len);

		if (!copy || !line(p, copy, ++number))
			return -1;
	}
	return there;
}

bool plain_assign(struct plain *p, const char *value, unsigned number)
{
	const char *place = arena_printf(p->arena, "%s:%u", p->path, number);

	return place && setting_assign(p->arena, p->object, &p->room, value, place, 0);
}

const char *plain_version(struct evidence *ev, const char *package, struct arena *arena)
{
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);

	if (!evidence_text(ev, &version, "SELECT version FROM package WHERE name = ?1", package))
		return NULL;
	return arena_strdup(arena, buf_str(&version));
}
