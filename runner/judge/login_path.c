/* SPDX-License-Identifier: MIT */
#include "judge/login_path.h"

#include "judge/config.h"
#include "judge/image.h"
#include "judge/login_defs.h"
#include "judge/startup.h"
#include "judge/sudoers.h"

enum { ENTRIES_MAX = 1024 };

struct state {
	struct path_entries *out;
	struct arena *arena;
	unsigned branches; /* that are open */
	bool failed;
};

static void add(struct state *s, const char *text, size_t len, const char *place)
{
	struct path_entries *e = s->out;
	struct path_entry one = { .place = arena_strdup(s->arena, place) };
	const char *rest = starts_with(text, "$HOME")	  ? text + 5
			   : starts_with(text, "${HOME}") ? text + 7
			   : starts_with(text, "~/")	  ? text + 1
							  : NULL;

	if (e->count == ENTRIES_MAX || (rest && (size_t)(rest - text) > len)) {
		s->failed |= e->count == ENTRIES_MAX;
		return;
	}
	one.text = rest ? arena_printf(s->arena, "/root%.*s", (int)(text + len - rest), rest)
			: arena_strndup(s->arena, text, len);
	if (e->count == e->room) {
		size_t room = e->room ? 2 * e->room : 16;
		struct path_entry *items = arena_alloc(s->arena, room * sizeof(*items));

		for (size_t i = 0; items && i < e->count; i++)
			items[i] = e->items[i];
		e->items = items ? items : e->items;
		e->room = items ? room : e->room;
	}
	if (!one.text || !one.place || e->count == e->room)
		s->failed = true;
	else
		e->items[e->count++] = one;
}

static bool is_path(const char *text, size_t len)
{
	static const char *const words[] = { "$PATH", "${PATH}", "${PATH-}", "${PATH:-}" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
			return true;
	return false;
}

/* "a:b:$PATH"; one without the old PATH stands instead of it, when it surely runs. */
static void set_path(struct state *s, const char *value, const char *place)
{
	bool keeps = strstr(value, "$PATH") || strstr(value, "${PATH");

	if (!keeps && s->branches == 0)
		s->out->count = 0;
	for (const char *p = value;; p++) {
		unsigned braces = 0;
		size_t len = 0;

		for (; p[len] && (p[len] != ':' || braces); len++) {
			braces += p[len] == '{';
			braces -= braces && p[len] == '}';
		}
		/* "${PATH:+:$PATH}" and its kin add nothing of their own */
		if (!is_path(p, len) && !starts_with(p, "${PATH:+") && !starts_with(p, "${PATH+"))
			add(s, p, len, place);
		p += len;
		if (!*p)
			return;
	}
}

static void command(void *arg, const struct startup_command *c)
{
	struct state *s = arg;
	const char *name = c->words.items[0];

	/* Fedora's function of /etc/profile */
	if (streq(name, "pathmunge") && c->words.count > 1)
		add(s, c->words.items[1], strlen(c->words.items[1]), c->place);
	for (size_t i = 0; i < c->words.count; i++)
		if (starts_with(c->words.items[i], "PATH="))
			set_path(s, c->words.items[i] + 5, c->place);
}

static void begin(void *arg)
{
	struct state *s = arg;

	s->branches++;
}

static void end(void *arg, bool whole UNUSED)
{
	struct state *s = arg;

	s->branches--;
}

/* PATH=VALUE of pam_env's file, quotes taken off; it may have "export" before it. */
static bool read_environment(struct state *s, struct evidence *ev, struct findings *findings)
{
	static const char path[] = "/etc/environment";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(ev, path, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *p = buf_str(&line);
		const char *value;

		p += starts_with(p, "export ") ? 7 : 0;
		if (!starts_with(p, "PATH="))
			continue;
		value = p + 5 + strspn(p + 5, "\"'");
		value = arena_strndup(s->arena, value, strcspn(value, "\"'"));
		p = arena_printf(s->arena, "%s:%u", path, lines.number);
		if (value && p)
			set_path(s, value, p);
		s->failed |= !value || !p;
	}
	return true;
}

static bool read_defs(struct state *s, struct evidence *ev, struct findings *findings)
{
	struct setting_object set;
	const char *value;

	if (!login_defs(ev, "ENV_SUPATH", s->arena, &set, findings))
		return false;
	if (set.winner == SIZE_MAX)
		return true;
	value = set.items[set.winner].value;
	set_path(s, value + (starts_with(value, "PATH=") ? 5 : 0), set.items[set.winner].place);
	return true;
}

/* Defaults secure_path = "a:b": the PATH of what sudo runs, whoever it is for. */
static bool read_sudoers(struct state *s, struct evidence *ev, struct findings *findings)
{
	AUTO(sudoers) struct sudoers sudoers = { 0 };

	if (!sudoers_read(&sudoers, ev)) {
		finding_error(findings, "no memory for sudoers");
		return false;
	}
	if (sudoers.why) {
		finding_error(findings, "%s", sudoers.why);
		return false;
	}
	s->branches++; /* beside the PATH of a shell, not instead of it */
	for (size_t i = 0; i < sudoers.defaults_count; i++) {
		const struct sudoers_default *d = &sudoers.defaults[i];
		const char *place;
		const char *value;

		if (!streq(d->name, "secure_path") || d->negated || !d->value)
			continue;
		value = arena_strdup(s->arena, d->value);
		place = arena_printf(s->arena, "%s:%u", d->at.file, d->at.line);
		if (value && place)
			set_path(s, value, place);
		s->failed |= !value || !place;
	}
	s->branches--;
	return true;
}

bool root_path(struct evidence *ev, struct arena *arena, struct path_entries *out,
	       struct findings *findings)
{
	/* bash(1): the first of the last three that is there */
	static const char *const files[] = { "/etc/profile", "/root/.bash_profile",
					     "/root/.bash_login", "/root/.profile" };
	struct state s = { .out = out, .arena = arena };
	struct startup_listener to = { .arg = &s, .command = command, .begin = begin, .end = end };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	*out = (struct path_entries){ 0 };
	if (!read_defs(&s, ev, findings) || !read_environment(&s, ev, findings))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		bool there = image_real_path(ev, files[i], &real);

		if (there && !startup_read(ev, files[i], arena, &to, findings))
			return false;
		if (there && i > 0)
			break;
	}
	if (!read_sudoers(&s, ev, findings))
		return false;
	if (s.failed)
		finding_error(findings, "more entries of PATH than can be looked at");
	return !s.failed;
}
