/* SPDX-License-Identifier: MIT */
#include "judge/sysctl_conf.h"

#include <fnmatch.h>

#include "judge/config.h"

/* One entry of systemd-sysctl's table: at most one has this key. */
struct option {
	const char *key;   /* normalised; a name or a glob */
	const char *value; /* NULL: "-name", which keeps globs off */
	const char *place;
};

/* What has been found so far. */
struct state {
	struct arena *arena;
	const char *path;     /* normalised name asked for */
	const char *alias;    /* the same parameter by another name; NULL: it has none */
	struct option *items; /* in the order in which they are written to the kernel */
	size_t count;
	size_t room;
	struct buf others; /* what has been overridden */
	bool failed;
};

static void state_release(struct state *s)
{
	buf_release(&s->others);
}

void sysctl_normalise(const char *name, struct buf *out)
{
	const char *first = strpbrk(name, "./");
	bool swap = first && *first == '.';

	for (; *name; name++) {
		if (swap && *name == '.')
			buf_addc(out, '/');
		else if (swap && *name == '/')
			buf_addc(out, '.');
		else
			buf_addc(out, *name);
	}
}

static bool is_glob(const char *name)
{
	return strpbrk(name, "*?[") != NULL;
}

static void lose(struct state *s, const struct option *o)
{
	if (o->value)
		buf_addf(&s->others, "%s%s: %s", s->others.len ? "\n" : "", o->place, o->value);
}

static bool make_room(struct state *s)
{
	size_t more = s->room ? s->room * 2 : 8;
	struct option *items;

	if (s->count < s->room)
		return true;
	items = arena_alloc(s->arena, more * sizeof(*items));
	if (!items)
		return false;
	if (s->count)
		memcpy(items, s->items, s->count * sizeof(*items));
	s->items = items;
	s->room = more;
	return true;
}

/*
 * An assignment goes to the end, and an earlier one of its key is gone; but one that says the same
 * again leaves it where it was (parse_file(): "Overwriting earlier assignment").
 */
static void put(struct state *s, struct option o)
{
	size_t at = 0;
	bool same;

	s->failed = s->failed || !o.key || !o.place || !make_room(s);
	if (s->failed)
		return;
	while (at < s->count && !streq(s->items[at].key, o.key))
		at++;
	if (at < s->count) {
		const char *old = s->items[at].value;

		same = old && o.value ? streq(old, o.value) : old == o.value;
		lose(s, &s->items[at]);
		if (same) {
			s->items[at].place = o.place;
			return;
		}
		s->count--;
		memmove(&s->items[at], &s->items[at + 1], (s->count - at) * sizeof(o));
	}
	s->items[s->count++] = o;
}

static bool is_named(const struct state *s, const char *path)
{
	for (size_t i = 0; i < s->count; i++)
		if (streq(s->items[i].key, path))
			return true;
	return false;
}

/* Would this entry, named or a glob, be about `path`? */
static bool is_about(const char *key, const char *path)
{
	if (!path)
		return false;
	return streq(key, path) ||
	       (is_glob(key) && fnmatch(key, path, FNM_PATHNAME | FNM_PERIOD) == 0);
}

/* A glob passes over what is named itself, by that very name: an alias is another. */
static bool writes(const struct state *s, const struct option *o, const char *path)
{
	return o->value && is_about(o->key, path) && (streq(o->key, path) || !is_named(s, path));
}

/* One line: "[-]name = value" or "-name". */
static void take_line(struct state *s, const char *line, const char *file, unsigned number)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	const char *equals = strchr(line, '=');
	const char *value = equals ? equals + 1 : NULL;

	if (config_is_comment(line) || (!value && *line != '-'))
		return;
	if (*line == '-')
		line++;
	buf_addn(&name, line, equals ? (size_t)(equals - line) : strlen(line));
	while (name.len > 0 && strchr(" \t", name.data[name.len - 1]))
		name.data[--name.len] = '\0';
	sysctl_normalise(buf_str(&name), &path);
	s->failed = s->failed || name.failed || path.failed;
	if (!is_about(buf_str(&path), s->path) && !is_about(buf_str(&path), s->alias))
		return;
	if (value) {
		value = arena_strdup(s->arena, value + strspn(value, " \t"));
		s->failed = s->failed || !value;
	}
	put(s, (struct option){ .key = arena_strdup(s->arena, buf_str(&path)),
				.value = value,
				.place = arena_printf(s->arena, "%s:%u", file, number) });
}

static bool take_file(struct evidence *ev, struct state *s, const char *file,
		      struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(ev, file, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line))
		take_line(s, buf_str(&line), file, lines.number);
	s->failed = s->failed || line.failed;
	return true;
}

/* net.ipv4.ip_forward and net.ipv4.conf.all.forwarding are one variable (net/ipv4/devinet.c). */
static const char *alias_of(const char *path)
{
	static const char *const pair[] = { "net/ipv4/ip_forward", "net/ipv4/conf/all/forwarding" };

	return streq(path, pair[0]) ? pair[1] : streq(path, pair[1]) ? pair[0] : NULL;
}

static bool finish(struct state *s, struct sysctl_setting *out, struct findings *findings)
{
	size_t winner = SIZE_MAX;

	*out = (struct sysctl_setting){ 0 };
	for (size_t i = 0; i < s->count; i++)
		if (writes(s, &s->items[i], s->path) || writes(s, &s->items[i], s->alias))
			winner = i;
	for (size_t i = 0; i < s->count; i++)
		if (i != winner)
			lose(s, &s->items[i]);
	if (winner != SIZE_MAX) {
		out->found = true;
		out->value = s->items[winner].value;
		out->place = s->items[winner].place;
	}
	out->losers = s->others.len ? arena_strdup(s->arena, buf_str(&s->others)) : NULL;
	if (s->failed || s->others.failed || (s->others.len && !out->losers)) {
		finding_error(findings, "out of memory");
		return false;
	}
	return true;
}

bool sysctl_configured(struct evidence *ev, const char *name, struct arena *arena,
		       struct sysctl_setting *out, struct findings *findings)
{
	static const char *const items[] = { "/etc/sysctl.d", "/run/sysctl.d",
					     "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d" };
	const struct text_list folders = { .items = items, .count = ARRAY_SIZE(items) };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(state) struct state s = { .arena = arena, .others = BUF_INIT(BUF_TEXT) };
	struct text_list files;

	sysctl_normalise(name, &path);
	s.path = buf_str(&path);
	s.alias = alias_of(s.path);
	if (!config_fragments(ev, &folders, arena, &files, findings))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!take_file(ev, &s, files.items[i], findings))
			return false;
	s.failed = s.failed || path.failed;
	return finish(&s, out, findings);
}
