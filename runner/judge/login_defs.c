/* SPDX-License-Identifier: MIT */
#include "judge/login_defs.h"

#include "base/fs.h"
#include "judge/config.h"

enum { FIRST_PERSON = 1000 }; /* useradd(8) without UID_MIN */

static bool no_memory(struct findings *findings)
{
	finding_error(findings, "no memory");
	return false;
}

/* The value behind a key; NULL: another line. */
static const char *value_of(const char *line, const char *key, char separator)
{
	size_t n = strlen(key);

	if (strncmp(line, key, n) != 0)
		return NULL;
	line += n;
	if (separator)
		return *line == separator ? line + 1 : NULL;
	if (*line && !strchr(" \t", *line))
		return NULL;
	return line + strspn(line, " \t\"");
}

/* 1: read; 0: there is no such file; -1: it is not known. */
static int read_keys(struct evidence *ev, const char *path, const char *key, char separator,
		     struct arena *arena, struct setting_object *out, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	size_t room = 0;
	int there = config_text(ev, path, &text, findings);

	if (there <= 0)
		return there;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *value = value_of(buf_str(&line), key, separator);
		const char *place;

		if (!value)
			continue;
		/* def_load() of shadow knows no comment behind a value: "365 # days" is no number.
		 */
		value = arena_strndup(arena, value, strcspn(value, separator ? "" : "\""));
		place = arena_printf(arena, "%s:%u", path, lines.number);
		if (!value || !place || !setting_assign(arena, out, &room, value, place, 0)) {
			no_memory(findings);
			return -1;
		}
	}
	return 1;
}

bool login_defs(struct evidence *ev, const char *key, struct arena *arena,
		struct setting_object *out, struct findings *findings)
{
	static const char *const paths[] = { "/etc/login.defs", "/usr/etc/login.defs" };

	*out = (struct setting_object){ .winner = SIZE_MAX };
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		int there = read_keys(ev, paths[i], key, '\0', arena, out, findings);

		if (there != 0)
			return there > 0;
	}
	return true;
}

bool useradd_defaults(struct evidence *ev, const char *key, struct arena *arena,
		      struct setting_object *out, struct findings *findings)
{
	*out = (struct setting_object){ .winner = SIZE_MAX };
	return read_keys(ev, "/etc/default/useradd", key, '=', arena, out, findings) >= 0;
}

const char *setting_losers(const struct setting_object *object, struct arena *arena)
{
	AUTO(buf) struct buf all = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < object->count; i++)
		if (i != object->winner)
			buf_addf(&all, "%s%s: %s", all.len ? "\n" : "", object->items[i].place,
				 object->items[i].value ? object->items[i].value : "unset");
	return all.len && !all.failed ? arena_strdup(arena, buf_str(&all)) : NULL;
}

bool first_person(struct evidence *ev, int64_t *out, struct findings *findings)
{
	AUTO(arena) struct arena arena = { 0 };
	struct setting_object set;

	*out = FIRST_PERSON;
	if (!login_defs(ev, "UID_MIN", &arena, &set, findings))
		return false;
	/* What is no number is as good as none (getdef_ulong()). */
	if (set.winner != SIZE_MAX && !str_int(set.items[set.winner].value, out))
		*out = FIRST_PERSON;
	return true;
}

bool login_shells(struct evidence *ev, struct arena *arena, struct text_list *out,
		  struct findings *findings)
{
	static const char *const usual[] = { "/bin/sh", "/bin/csh" };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	size_t room = 0;
	int there = config_text(ev, "/etc/shells", &text, findings);

	*out = (struct text_list){ usual, ARRAY_SIZE(usual) };
	if (there <= 0)
		return there == 0;
	*out = (struct text_list){ 0 };
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *name = fs_basename(buf_str(&line));

		if (buf_str(&line)[0] != '/' || streq(name, "nologin") || streq(name, "false"))
			continue;
		if (!config_push(arena, out, &room, buf_str(&line)))
			return no_memory(findings);
	}
	return true;
}

bool is_login_shell(const struct text_list *shells, const char *shell)
{
	return text_list_has(shells, *shell ? shell : "/bin/sh");
}
