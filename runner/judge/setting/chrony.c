/* SPDX-License-Identifier: MIT */
/* chrony.conf(5), conf.c of chrony 4: what is included stands where the directive does. */
#include <strings.h>

#include "base/fs.h"
#include "judge/config.h"
#include "judge/setting/format.h"

enum { INCLUDES_DEEP = 10 }; /* MAX_INCLUDE_LEVEL of conf.c */

struct chrony {
	struct evidence *ev;
	struct arena *arena;
	const struct setting_query *q;
	struct setting_object *object;
	size_t room;
	struct findings *findings;
};

static bool read_file(struct chrony *c, const char *path, bool sources, int depth);

static bool no_memory(struct chrony *c)
{
	finding_error(c->findings, "out of memory");
	return false;
}

static bool read_glob(struct chrony *c, const char *pattern, int depth)
{
	struct text_list files;

	if (!setting_glob(c->ev, pattern, c->arena, &files, c->findings))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(c, files.items[i], false, depth))
			return false;
	return true;
}

/* confdir and sourcedir: of two files of one name only the first folder's, all by name. */
static bool read_folders(struct chrony *c, const char *words, bool sources, int depth)
{
	struct text_list folders = { 0 };
	struct text_list files;
	size_t room = 0;

	while (*(words += strspn(words, " \t"))) {
		size_t n = strcspn(words, " \t");
		const char *folder = arena_strndup(c->arena, words, n);
		const char *all = folder ? arena_printf(c->arena, "%s/*", folder) : NULL;

		if (!all || !config_push(c->arena, &folders, &room, folder))
			return no_memory(c);
		/* Asks as well whether anybody looked there. */
		if (!setting_glob(c->ev, all, c->arena, &files, c->findings))
			return false;
		words += n;
	}
	if (!folders.count)
		return true;
	if (!config_matching(c->ev, &folders, sources ? "*.sources" : "*.conf", c->arena, &files,
			     c->findings))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(c, files.items[i], sources, depth))
			return false;
	return true;
}

static bool is_word(const char *line, size_t n, const char *word)
{
	return strlen(word) == n && strncasecmp(line, word, n) == 0;
}

/* In a folder of sources nothing but sources is read, and a refclock is none of those. */
static bool of_sources(const char *line, size_t n)
{
	return is_word(line, n, "server") || is_word(line, n, "pool") || is_word(line, n, "peer");
}

static bool take_line(struct chrony *c, const char *line, const char *place, bool sources,
		      int depth)
{
	size_t n = strcspn(line, " \t");
	const char *rest = line + n + strspn(line + n, " \t");

	if (sources && !of_sources(line, n))
		return true;
	for (size_t i = 0; i < c->q->keys.count; i++)
		if (is_word(line, n, c->q->keys.items[i]) &&
		    !setting_assign(c->arena, c->object, &c->room,
				    c->q->keys.count > 1 ? line : rest, place, 0))
			return no_memory(c);
	if (is_word(line, n, "include"))
		return read_glob(c, rest, depth + 1);
	if (is_word(line, n, "confdir"))
		return read_folders(c, rest, false, depth + 1);
	return !is_word(line, n, "sourcedir") || read_folders(c, rest, true, depth + 1);
}

static bool read_file(struct chrony *c, const char *path, bool sources, int depth)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (depth > INCLUDES_DEEP) {
		finding_error(c->findings, "%s: files include each other", path);
		return false;
	}
	if (config_text(c->ev, path, &text, c->findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *place;

		if (!line.len || strchr("!;#%", *buf_str(&line)))
			continue;
		place = arena_printf(c->arena, "%s:%u", path, lines.number);
		if (!place)
			return no_memory(c);
		if (!take_line(c, buf_str(&line), place, sources, depth))
			return false;
	}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct chrony c = { .ev = ev, .arena = arena, .q = q, .findings = findings };
	const char *path = q->path.count ? q->path.items[0] : "/etc/chrony.conf";

	c.object = setting_single(arena, out);
	if (!c.object)
		return no_memory(&c);
	return read_file(&c, path, false, 0);
}

const struct setting_format setting_chrony = {
	.name = "chrony",
	.help = "/etc/chrony.conf, with include, confdir and sourcedir where they stand; each "
		"directive counts",
	.resolve = resolve,
};
