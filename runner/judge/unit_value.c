/* SPDX-License-Identifier: MIT */
/* A setting of a unit: its file, then its drop-ins. */
#include "base/fs.h"
#include "judge/config.h"
#include "judge/unit_file.h"

struct search {
	const char *section;
	const char *key;
	struct arena *arena;
	struct unit_value *out;
	int found;
	bool failed;
};

static bool is_section(const char *line, const char *section)
{
	size_t n = strlen(section);

	return *line == '[' && strncmp(line + 1, section, n) == 0 && streq(line + 1 + n, "]");
}

static void take_line(struct search *s, const char *line, const char *file, unsigned number)
{
	size_t n = strlen(s->key);
	const char *rest = line + n;

	if (strncmp(line, s->key, n) != 0)
		return;
	rest += strspn(rest, " \t");
	if (*rest != '=')
		return;
	rest += 1 + strspn(rest + 1, " \t");
	s->found = *rest != '\0';
	*s->out = (struct unit_value){ .value = arena_strdup(s->arena, rest),
				       .place = arena_printf(s->arena, "%s:%u", file, number) };
	s->failed = s->failed || !s->out->value || !s->out->place;
}

static bool take_file(struct evidence *ev, struct search *s, const char *file,
		      struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	bool inside = false;

	if (config_text(ev, file, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, true, &line)) {
		if (config_is_comment(buf_str(&line)))
			continue;
		if (*buf_str(&line) == '[')
			inside = is_section(buf_str(&line), s->section);
		else if (inside)
			take_line(s, buf_str(&line), file, lines.number);
	}
	s->failed = s->failed || line.failed;
	return true;
}

static bool push_folder(struct arena *arena, struct text_list *list, size_t *room,
			const char *folder, const char *name)
{
	const char *path = arena_printf(arena, "%s/%s.d", folder, name);

	return path && config_push(arena, list, room, path);
}

/* Of one folder: a-b-c.service.d, its template's, a-b-.service.d, a-.service.d. */
static bool push_names(struct arena *arena, struct text_list *list, size_t *room,
		       const char *folder, const char *name, const char *type)
{
	const char *template = unit_template(arena, name);

	if (!push_folder(arena, list, room, folder, name) ||
	    (template && !push_folder(arena, list, room, folder, template)))
		return false;
	for (const char *dash = type; dash > name; dash--) {
		const char *prefix;

		if (dash[-1] != '-' || dash == type)
			continue;
		prefix = arena_printf(arena, "%.*s%s", (int)(dash - name), name, type);
		if (!prefix || !push_folder(arena, list, room, folder, prefix))
			return false;
	}
	return true;
}

/* The folder goes before the name: /etc's a-.service.d hides what /usr's a-b.service.d has. */
bool unit_drop_ins(struct arena *arena, const char *name, struct text_list *out)
{
	const char *type = strrchr(name, '.');
	size_t room = 0;

	*out = (struct text_list){ 0 };
	if (!type)
		return false;
	for (size_t i = 0; i < unit_folders.count; i++)
		if (!push_names(arena, out, &room, unit_folders.items[i], name, type))
			return false;
	for (size_t i = 0; i < unit_folders.count; i++)
		if (!push_folder(arena, out, &room, unit_folders.items[i], type + 1))
			return false;
	return true;
}

int unit_file_value(struct evidence *ev, const char *name, const char *section, const char *key,
		    struct arena *arena, struct unit_value *out, struct findings *findings)
{
	struct search s = { .section = section, .key = key, .arena = arena, .out = out };
	const char *template = unit_template(arena, name);
	struct text_list folders;
	struct text_list files;
	const char *path = NULL;
	const char *real = name;

	*out = (struct unit_value){ 0 };
	if (unit_file_look(ev, name, arena, &path) == UNIT_FILE_THERE)
		real = fs_basename(path);
	else if (!template || unit_file_look(ev, template, arena, &path) != UNIT_FILE_THERE)
		return 0;
	if (!unit_drop_ins(arena, real, &folders)) {
		finding_error(findings, "out of memory");
		return -1;
	}
	if (!take_file(ev, &s, path, findings) ||
	    !config_fragments(ev, &folders, arena, &files, findings))
		return -1;
	for (size_t i = 0; i < files.count; i++)
		if (!take_file(ev, &s, files.items[i], findings))
			return -1;
	if (s.failed) {
		finding_error(findings, "out of memory");
		return -1;
	}
	return s.found;
}
