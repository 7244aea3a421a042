/* SPDX-License-Identifier: MIT */
#include "judge/grub.h"

#include <ctype.h>

#include "judge/config.h"
#include "judge/image.h"

static const char *const env_paths[] = { "/boot/grub2/grubenv", "/boot/grub/grubenv" };

bool grub_cfg_paths(struct evidence *ev, struct arena *arena, struct text_list *out)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    "SELECT path FROM file WHERE type <> 'directory' AND (path IN "
			    "('/boot/grub2/grub.cfg', '/boot/grub/grub.cfg', "
			    "'/boot/grub2/custom.cfg') OR "
			    "path GLOB '/boot/efi/EFI/*/grub.cfg' OR "
			    "path GLOB '/efi/EFI/*/grub.cfg') ORDER BY path",
			    0, NULL);
	size_t room = 0;

	*out = (struct text_list){ 0 };
	while (cursor_next(&c))
		if (!config_push(arena, out, &room, cursor_text(&c, 0)))
			return false;
	return true;
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool grub_assignment(const char *line, struct buf *name, struct buf *value)
{
	size_t n;
	char quote = '\0';

	buf_clear(name);
	buf_clear(value);
	if (starts_with(line, "set ") || starts_with(line, "set\t"))
		line += 4 + strspn(line + 4, " \t");
	for (n = 0; is_name(line[n]); n++)
		;
	if (n == 0 || line[n] != '=')
		return false;
	buf_addn(name, line, n);
	for (line += n + 1; *line && (quote || !strchr(" \t;", *line)); line++) {
		if (quote ? *line == quote : *line == '"' || *line == '\'')
			quote = quote ? '\0' : *line;
		else
			buf_addc(value, *line);
	}
	return !name->failed && !value->failed;
}

static bool push(struct grub_files *g, struct arena *arena, const char *name, const char *value,
		 bool saved)
{
	if (g->count == g->room) {
		size_t more = g->room ? g->room * 2 : 16;
		struct grub_variable *items = arena_alloc(arena, more * sizeof(*items));

		if (!items)
			return false;
		if (g->count)
			memcpy(items, g->items, g->count * sizeof(*items));
		g->items = items;
		g->room = more;
	}
	g->items[g->count] = (struct grub_variable){ .name = arena_strdup(arena, name),
						     .value = arena_strdup(arena, value),
						     .saved = saved };
	return g->items[g->count].name && g->items[g->count++].value;
}

static bool read_variables(struct evidence *ev, const char *path, bool saved, struct arena *arena,
			   struct grub_files *g, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(ev, path, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *equals = saved ? strchr(buf_str(&line), '=') : NULL;

		/* a block has no quotes: the value is the rest of the line */
		if (equals) {
			buf_clear(&name);
			buf_clear(&value);
			buf_addn(&name, buf_str(&line), (size_t)(equals - buf_str(&line)));
			buf_add(&value, equals + 1);
		} else if (saved || !grub_assignment(buf_str(&line), &name, &value)) {
			continue;
		}
		if (!push(g, arena, buf_str(&name), buf_str(&value), saved)) {
			finding_error(findings, "out of memory");
			return false;
		}
	}
	return true;
}

bool grub_files_read(struct evidence *ev, struct arena *arena, struct grub_files *out,
		     struct findings *findings)
{
	struct text_list paths;

	*out = (struct grub_files){ 0 };
	for (size_t i = 0; i < ARRAY_SIZE(env_paths); i++)
		if (!read_variables(ev, env_paths[i], true, arena, out, findings))
			return false;
	if (!grub_cfg_paths(ev, arena, &paths)) {
		finding_error(findings, "out of memory");
		return false;
	}
	for (size_t i = 0; i < paths.count; i++)
		if (!read_variables(ev, paths.items[i], false, arena, out, findings))
			return false;
	return true;
}

/* Fedora's grub.cfg sets kernelopts only where the block has none (10_linux.in). */
const char *grub_variable(const struct grub_files *g, const char *name, size_t len)
{
	const char *found = NULL;

	for (size_t i = 0; i < g->count; i++) {
		const struct grub_variable *v = &g->items[i];

		if (strlen(v->name) != len || strncmp(v->name, name, len) != 0)
			continue;
		if (v->saved)
			return v->value;
		found = v->value;
	}
	return found;
}

void grub_expand(const struct grub_files *g, const char *text, struct buf *out)
{
	while (*text) {
		const char *name = text + 1;
		const char *value;
		bool braces = *text == '$' && *name == '{';
		size_t n = 0;

		name += braces;
		while (*text == '$' && is_name(name[n]))
			n++;
		if (n == 0 || (braces && name[n] != '}')) {
			buf_addc(out, *text++);
			continue;
		}
		value = grub_variable(g, name, n);
		buf_add(out, value ? value : "");
		text = name + n + braces;
	}
}
