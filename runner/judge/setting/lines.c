/* SPDX-License-Identifier: MIT */
/* Files that the suite names, and says how they are read. */
#include "judge/config.h"
#include "judge/image.h"
#include "judge/setting/format.h"

struct reader {
	const struct setting_query *q;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	size_t files;
	bool failed;
};

/* The value behind "key<separator>", or NULL when the line sets something else. */
static const char *value_of(const struct setting_query *q, const char *key, const char *line)
{
	const char *separator = q->separator ? q->separator : "equals";
	const char *rest = line + strlen(key);
	size_t gap;

	if (!starts_with(line, key))
		return NULL;
	gap = strspn(rest, " \t");
	if (streq(separator, "space"))
		return gap || !*rest ? rest + gap : NULL;
	if (rest[gap] != (streq(separator, "colon") ? ':' : '='))
		return NULL;
	rest += gap + 1;
	return rest + strspn(rest, " \t");
}

static const char *value_of_any(const struct setting_query *q, const char *line)
{
	for (size_t i = 0; i < q->keys.count; i++) {
		const char *value = value_of(q, q->keys.items[i], line);

		if (value)
			return value;
	}
	return NULL;
}

/* "[name]" of this section, or of another. */
static bool is_section(const char *line, const char *name)
{
	size_t n = strlen(name);

	return line[0] == '[' && strncmp(line + 1, name, n) == 0 && streq(line + 1 + n, "]");
}

/* A pair of quotes around the whole value is the shell's, not the value's. */
static bool take(struct reader *r, const char *path, unsigned number, const char *value)
{
	size_t n = strlen(value);
	bool quoted = n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value;
	char *bare = arena_strndup(r->arena, value + quoted, n - 2 * (size_t)quoted);
	char *place = arena_printf(r->arena, "%s:%u", path, number);
	size_t before = r->object->winner;

	if (!bare || !place || !setting_assign(r->arena, r->object, &r->room, bare, place, 0))
		return false;
	if (before != SIZE_MAX && r->q->which && streq(r->q->which, "first"))
		r->object->winner = before;
	return true;
}

static bool take_text(struct reader *r, const char *path, const char *text,
		      struct findings *findings)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { .rest = text };
	bool inside = !r->q->section;

	while (config_line(&lines, false, &line)) {
		const char *value;

		if (config_is_comment(buf_str(&line)))
			continue;
		if (r->q->section && buf_str(&line)[0] == '[') {
			inside = is_section(buf_str(&line), r->q->section);
			continue;
		}
		value = inside ? value_of_any(r->q, buf_str(&line)) : NULL;
		if (value && !take(r, path, lines.number, value))
			return false;
	}
	if (line.failed)
		finding_error(findings, "a line of %s is too long to be read", path);
	return !line.failed;
}

static bool take_files(struct reader *r, struct evidence *ev, const struct text_list *paths,
		       struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < paths->count; i++) {
		int there = config_text(ev, paths->items[i], &text, findings);

		if (there < 0)
			return false;
		if (there == 0)
			continue;
		r->files++;
		if (!take_text(r, paths->items[i], buf_str(&text), findings))
			return false;
	}
	return true;
}

static bool take_all(struct reader *r, struct evidence *ev, struct findings *findings)
{
	struct text_list found;

	for (size_t i = 0; i < r->q->path.count; i++) {
		if (!setting_glob(ev, r->q->path.items[i], r->arena, &found, findings) ||
		    !take_files(r, ev, &found, findings))
			return false;
	}
	if (r->q->drop_ins.count == 0)
		return true;
	return config_fragments(ev, &r->q->drop_ins, r->arena, &found, findings) &&
	       take_files(r, ev, &found, findings);
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct reader r = { .q = q, .arena = arena, .object = setting_single(arena, out) };

	if (!r.object || !take_all(&r, ev, findings))
		return false;
	r.object->unset = arena_printf(arena, r.files ? "not set in %s" : "not set: there is no %s",
				       q->path.items[q->path.count - 1]);
	return r.object->unset != NULL;
}

const struct setting_format setting_lines = {
	.name = "lines",
	.help = "path, then drop-ins, line by line; which says who wins",
	.wants_path = true,
	.resolve = resolve,
};
