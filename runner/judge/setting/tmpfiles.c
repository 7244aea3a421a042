/* SPDX-License-Identifier: MIT */
/*
 * tmpfiles.d(5), src/tmpfiles/tmpfiles.c: of two lines that make one path the first holds; lines
 * that only adjust it (m, z, Z) come after it, whatever their order.
 */
#include <fnmatch.h>

#include "judge/config.h"
#include "judge/setting/format.h"

enum word { TYPE, PATH, MODE, USER, GROUP, AGE, COLUMNS };

static const char *const column_names[COLUMNS] = { "type", "path", "mode", "user", "group", "age" };

struct tmpfiles {
	const char *path;
	enum word column;
	const char *made; /* value of the line that makes it, and its place */
	const char *made_place;
	const char *adjusted;
	const char *adjusted_place;
};

/* The words of a line, quotes and all; "" for what is not there. */
static void split(const char *line, struct arena *arena, const char *words[COLUMNS])
{
	for (enum word i = 0; i < COLUMNS; i++) {
		size_t n;
		bool quoted;

		line += strspn(line, " \t");
		quoted = *line == '"' && strchr(line + 1, '"');
		n = quoted ? strcspn(line + 1, "\"") : strcspn(line, " \t");
		words[i] = arena_strndup(arena, line + quoted, n);
		if (!words[i])
			words[i] = "";
		line += n + (quoted ? 2 : 0);
	}
}

/* "z" takes globs; "Z" what is below as well. */
static bool adjusts(char type, const char *glob, const char *path)
{
	AUTO(buf) struct buf parent = BUF_INIT(BUF_LINE);

	if (fnmatch(glob, path, FNM_PATHNAME | FNM_PERIOD) == 0)
		return true;
	if (type != 'Z')
		return false;
	buf_add(&parent, path);
	while (parent.len > 1) {
		char *slash = strrchr(parent.data, '/');

		parent.len = (size_t)(slash - parent.data);
		parent.data[parent.len] = '\0';
		if (parent.len && fnmatch(glob, parent.data, FNM_PATHNAME | FNM_PERIOD) == 0)
			return true;
	}
	return false;
}

/* What is done where the column says "-". */
static const char *default_of(enum word column, char type)
{
	if (column == USER || column == GROUP)
		return "root";
	if (column == MODE)
		return strchr("dDvqQe", type) ? "0755" : "0644";
	return "";
}

static void take_line(struct tmpfiles *t, const char *const words[COLUMNS], const char *place)
{
	char type = *words[TYPE];
	const char *value = words[t->column];
	bool set = *value && !streq(value, "-");

	if (t->column == MODE)
		value += strspn(value, "~:");
	if (strchr("mzZ", type)) {
		if (set && !t->adjusted && adjusts(type, words[PATH], t->path)) {
			t->adjusted = value;
			t->adjusted_place = place;
		}
		return;
	}
	/* Lines that clean up, exclude or set attributes make nothing. */
	if (strchr("xXrRtThHaA", type) || t->made || !streq(words[PATH], t->path))
		return;
	t->made = set ? value : default_of(t->column, type);
	t->made_place = place;
}

static bool read_file(struct evidence *ev, const char *path, struct arena *arena,
		      struct tmpfiles *t, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(ev, path, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *words[COLUMNS];
		const char *place;

		if (!line.len || *buf_str(&line) == '#')
			continue;
		split(buf_str(&line), arena, words);
		place = arena_printf(arena, "%s:%u", path, lines.number);
		if (!place) {
			finding_error(findings, "out of memory");
			return false;
		}
		if (*words[TYPE] && *words[PATH])
			take_line(t, words, place);
	}
	return true;
}

static bool take_query(const struct setting_query *q, struct tmpfiles *t, struct findings *findings)
{
	t->path = q->select;
	for (enum word i = 0; i < COLUMNS; i++)
		if (q->keys.count == 1 && streq(q->keys.items[0], column_names[i])) {
			t->column = i;
			return true;
		}
	finding_error(findings, "format tmpfiles has one key: type, mode, user, group or age");
	return false;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	static const char *const items[] = { "/etc/tmpfiles.d", "/run/tmpfiles.d",
					     "/usr/local/lib/tmpfiles.d", "/usr/lib/tmpfiles.d" };
	const struct text_list folders = { .items = items, .count = ARRAY_SIZE(items) };
	struct tmpfiles t = { 0 };
	struct text_list files;
	struct setting_object *object = setting_single(arena, out);
	size_t room = 0;

	if (!object || !take_query(q, &t, findings) ||
	    !config_fragments(ev, &folders, arena, &files, findings))
		return false;
	object->name = q->select;
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(ev, files.items[i], arena, &t, findings))
			return false;
	if ((t.made && !setting_assign(arena, object, &room, t.made, t.made_place, 0)) ||
	    (t.adjusted &&
	     !setting_assign(arena, object, &room, t.adjusted, t.adjusted_place, 0))) {
		finding_error(findings, "out of memory");
		return false;
	}
	return true;
}

const struct setting_format setting_tmpfiles = {
	.name = "tmpfiles",
	.help = "tmpfiles.d of /etc, /run, /usr/local/lib and /usr/lib by file name; key: type, "
		"mode, user, group or age; the first line that makes the path holds, and one that "
		"adjusts it comes after",
	.select = "the path",
	.wants_select = true,
	.resolve = resolve,
};
