/* SPDX-License-Identifier: MIT */
/*
 * systemd's own configuration files: journald.conf, coredump.conf and their kind.
 *
 * - The main file is the first there is of /etc, /run, /usr/local/lib and /usr/lib; it hides the
 *   others as a whole.  Drop-ins of NAME.d in these folders follow, as one list by file name, so
 *   that a vendor's drop-in beats an administrator's main file.
 * - A key counts in its section only; what does not parse is passed over; an empty assignment goes
 *   back to the default.
 *
 * Source: src/shared/conf-parser.c (config_parse_standard_file_with_dropins, config_parse,
 * parse_line) of systemd 257; systemd.syntax(7).
 */
#include "judge/setting/systemd.h"

#include <stdlib.h>

#include "judge/config.h"
#include "judge/setting/format.h"

static const char *const folders[] = { "/etc", "/run", "/usr/local/lib", "/usr/lib" };

static const char blanks[] = " \t\r\n";

struct reader {
	const struct setting_query *q;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	const char *file; /* last part of the main file's name */
	const char *path; /* of the file being read */
	bool inside;	  /* the section asked for */
};

static char *strip(char *s)
{
	size_t n;

	s += strspn(s, blanks);
	n = strlen(s);
	while (n && strchr(blanks, s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* A list goes on where the last file left it. */
static bool collect(struct reader *r, const char *value, const char *place)
{
	struct setting_object *object = r->object;
	struct assignment *last = object->count ? &object->items[object->winner] : NULL;

	if (!last || !last->value)
		return setting_assign(r->arena, object, &r->room, value, place, 0);
	last->value = arena_printf(r->arena, "%s %s", last->value, value);
	last->place = arena_printf(r->arena, "%s, %s", last->place, place);
	return last->value && last->place;
}

static bool assign(struct reader *r, const char *name, const char *value, unsigned line)
{
	const struct systemd_key *known = systemd_key(r->file, r->q->section, name);
	const char *place = arena_printf(r->arena, "%s:%u", r->path, line);
	size_t before = r->object->winner;

	if (!place)
		return false;
	if (known && !systemd_accepts(known, value)) {
		if (!setting_assign(r->arena, r->object, &r->room, value, place, 0))
			return false;
		r->object->winner = before;
		return true;
	}
	if (*value && known && known->type == SYSTEMD_LIST)
		return collect(r, value, place);
	return setting_assign(r->arena, r->object, &r->room, *value ? value : NULL, place, 0);
}

static bool take_line(struct reader *r, char *line, unsigned number)
{
	char *text = strip(line);
	size_t n = strlen(text);
	char *equals;

	if (*text == '[') {
		if (text[n - 1] == ']') { /* else the section before it goes on */
			text[n - 1] = '\0';
			r->inside = streq(text + 1, r->q->section);
		}
		return true;
	}
	equals = strchr(text, '=');
	if (!equals || !r->inside)
		return true;
	*equals = '\0';
	text = strip(text);
	return !text_list_has(&r->q->keys, text) || assign(r, text, strip(equals + 1), number);
}

/* A '\' at the end is a blank, and the next line goes on; comments between do not end it. */
static bool ends_open(const char *line, size_t len)
{
	size_t n = 0;

	while (n < len && line[len - 1 - n] == '\\')
		n++;
	return n % 2;
}

static bool take_text(struct reader *r, const char *text, struct findings *findings)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_TEXT);
	unsigned number = 0;
	const char *line;
	size_t len;

	r->inside = false;
	if (starts_with(text, "\xEF\xBB\xBF"))
		text += 3;
	while (str_line(&text, &line, &len)) {
		size_t gap = 0;

		number++;
		while (gap < len && strchr(blanks, line[gap]))
			gap++;
		if (gap < len && (line[gap] == '#' || line[gap] == ';'))
			continue;
		buf_addn(&whole, line, len);
		if (whole.failed) {
			finding_error(findings, "a line of %s is too long to be read", r->path);
			return false;
		}
		if (ends_open(line, len)) {
			whole.data[whole.len - 1] = ' ';
			continue;
		}
		if (whole.len && !take_line(r, whole.data, number))
			return false;
		buf_clear(&whole);
	}
	return !whole.len || take_line(r, whole.data, number);
}

static int take_file(struct reader *r, struct evidence *ev, const char *path,
		     struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int there = config_text(ev, path, &text, findings);

	r->path = path;
	if (there > 0 && !take_text(r, buf_str(&text), findings))
		return -1;
	return there;
}

/* `name` is "systemd/journald.conf". */
static bool take_all(struct reader *r, struct evidence *ev, const char *name,
		     struct findings *findings)
{
	const char *paths[ARRAY_SIZE(folders)];
	struct text_list drop_ins = { .items = paths, .count = ARRAY_SIZE(folders) };
	struct text_list found;
	int there = 0;

	for (size_t i = 0; i < ARRAY_SIZE(folders) && there == 0; i++) {
		const char *main_file = arena_printf(r->arena, "%s/%s", folders[i], name);

		there = main_file ? take_file(r, ev, main_file, findings) : -1;
	}
	for (size_t i = 0; i < ARRAY_SIZE(folders) && there >= 0; i++) {
		paths[i] = arena_printf(r->arena, "%s/%s.d", folders[i], name);
		there = paths[i] ? there : -1;
	}
	if (there < 0 || !config_fragments(ev, &drop_ins, r->arena, &found, findings))
		return false;
	for (size_t i = 0; i < found.count; i++)
		if (take_file(r, ev, found.items[i], findings) < 0)
			return false;
	return true;
}

/* The version that rpm has, as Debian's defaults differ; 0: not known. */
static long version_of(struct evidence *ev)
{
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);

	if (!evidence_text(ev, &version, "SELECT version FROM package WHERE name = ?1", "systemd"))
		return 0;
	return strtol(buf_str(&version), NULL, 10);
}

static int check(const struct setting_query *q, struct error *err)
{
	if (q->path.count != 1 || !starts_with(q->path.items[0], "/etc/") ||
	    strpbrk(q->path.items[0], "*?[\\"))
		return error_input(err, "path: one file, as /etc/systemd/journald.conf");
	return 0;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	const char *name = q->path.items[0] + strlen("/etc/");
	struct reader r = { .q = q,
			    .arena = arena,
			    .object = setting_single(arena, out),
			    .file = strrchr(q->path.items[0], '/') + 1 };
	const struct systemd_key *known = systemd_key(r.file, q->section, q->keys.items[0]);
	long version;

	if (!r.object || !take_all(&r, ev, name, findings))
		return false;
	version = known && q->keys.count == 1 ? version_of(ev) : 0;
	if (version) {
		r.object->fallback = systemd_default(known, version);
		r.object->whose = arena_printf(arena, "systemd %ld", version);
	}
	return true;
}

const struct setting_format setting_systemd = {
	.name = "systemd",
	.help = "path is the main file below /etc, which hides the same of /run and /usr; drop-ins "
		"of all these folders follow by name, the last one wins",
	.wants_path = true,
	.wants_section = true,
	.check = check,
	.resolve = resolve,
};
