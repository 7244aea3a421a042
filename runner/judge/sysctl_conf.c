/* SPDX-License-Identifier: MIT */
#include "judge/sysctl_conf.h"

#include <fnmatch.h>

#include "judge/config.h"

/* What has been found so far. */
struct state {
	struct arena *arena;
	const char *path;  /* normalised name asked for */
	const char *alias; /* the same parameter by another name; NULL: it has none */
	struct sysctl_setting named;
	struct sysctl_setting globbed;
	struct buf others; /* what has been overridden by one of its sort */
	bool excluded;	   /* named without a value: globs stay off */
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

static void lose(struct state *s, struct sysctl_setting *to)
{
	if (to->found)
		buf_addf(&s->others, "%s%s: %s", s->others.len ? "\n" : "", to->place, to->value);
	to->found = false;
}

static void assign(struct state *s, struct sysctl_setting *to, const char *value, const char *file,
		   unsigned line)
{
	lose(s, to);
	to->value = arena_strdup(s->arena, value);
	to->place = arena_printf(s->arena, "%s:%u", file, line);
	to->found = to->value && to->place;
	s->failed = s->failed || !to->found;
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
	if (value)
		value += strspn(value, " \t");
	if (streq(buf_str(&path), s->path) || (s->alias && streq(buf_str(&path), s->alias))) {
		lose(s, &s->named); /* "-name" takes an earlier value back as well */
		s->excluded = !value;
		if (value)
			assign(s, &s->named, value, file, number);
	} else if (value && is_glob(buf_str(&path)) &&
		   fnmatch(buf_str(&path), s->path, FNM_PATHNAME | FNM_PERIOD) == 0) {
		assign(s, &s->globbed, value, file, number);
	}
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
	bool by_glob = !s->named.found && !s->excluded;

	if (!by_glob)
		lose(s, &s->globbed);
	*out = by_glob ? s->globbed : s->named;
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
