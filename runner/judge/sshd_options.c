/* SPDX-License-Identifier: MIT */
#include "judge/sshd_options.h"

#include <stdlib.h>

#include "judge/image.h"
#include "judge/sshd_config.h"
#include "judge/unit_file.h"

static const char sysconfig[] = "/etc/sysconfig/sshd";
static const char unit[] = "sshd.service";

/* sshd.c, getopt(): options that take an argument, and the keyword that some of them are. */
static const char with_argument[] = "CEbcfghkopuV";

static const char *keyword_of(char option)
{
	switch (option) {
	case 'o':
		return "";
	case 'p':
		return "Port ";
	case 'h':
		return "HostKey ";
	case 'g':
		return "LoginGraceTime ";
	case 'c':
		return "HostCertificate ";
	default:
		return NULL;
	}
}

/* Where words are being read. */
struct words {
	struct sshd_options *options;
	struct evidence *ev;
	struct arena *arena;
	const char *file;
	unsigned line;
};

static void unknown(struct words *w, const char *file, const char *why)
{
	if (w->options->why)
		return;
	w->options->why = why;
	w->options->why_file = file;
}

static bool push(struct words *w, const char *keyword, const char *argument)
{
	struct sshd_options *o = w->options;

	if ((o->count & (o->count - 1)) == 0) {
		struct sshd_option *more =
			arena_alloc(w->arena, (o->count ? o->count * 2 : 1) * sizeof(*more));

		if (!more)
			return false;
		if (o->count)
			memcpy(more, o->items, o->count * sizeof(*more));
		o->items = more;
	}
	o->items[o->count] = (struct sshd_option){
		.text = arena_printf(w->arena, "%s%s", keyword, argument),
		.file = w->file,
		.line = w->line,
	};
	return o->items[o->count++].text != NULL;
}

/* One word that begins with '-': letters that take nothing, then perhaps one that does. */
static bool read_option(struct words *w, const char *word, const char **rest)
{
	AUTO(buf) struct buf next = BUF_INIT(BUF_LINE);
	bool broken = false;

	for (const char *s = word + 1; *s; s++) {
		const char *argument = s + 1;

		if (!strchr(with_argument, *s))
			continue;
		if (!*argument) {
			if (!sshd_argument(rest, &next, &broken))
				return true;
			argument = buf_str(&next);
		}
		if (*s == 'f')
			unknown(w, w->file, "sshd is told to read another file (-f)");
		return !keyword_of(*s) || push(w, keyword_of(*s), argument);
	}
	return true;
}

static bool read_words(struct words *w, const char *text)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_LINE);
	bool broken = false;

	while (sshd_argument(&text, &word, &broken)) {
		AUTO_FREE char *copy = strdup(buf_str(&word));

		if (!copy)
			return false;
		if (copy[0] == '-' && !read_option(w, copy, &text))
			return false;
	}
	return true;
}

/* environment files of systemd: the last assignment counts (systemd.exec(5)). */
static bool read_sysconfig(struct words *w)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf last = BUF_INIT(BUF_LINE);
	enum image_text state = image_text(w->ev, sysconfig, &text);
	struct words own = *w;
	const char *rest = buf_str(&text);
	unsigned number = 0;
	const char *line;
	size_t len;

	own.file = sysconfig;
	if (state == IMAGE_TEXT_UNREAD)
		unknown(w, sysconfig, "its text is not in the evidence");
	while (state == IMAGE_TEXT_READ && str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);
		const char *s = copy ? copy + strspn(copy, " \t") : "";
		bool broken = false;

		number++;
		if (!copy)
			return false;
		if (!starts_with(s, "OPTIONS="))
			continue;
		s += strlen("OPTIONS=");
		buf_clear(&last);
		if (sshd_argument(&s, &value, &broken))
			buf_add(&last, buf_str(&value));
		own.line = number;
	}
	return read_words(&own, buf_str(&last));
}

/* Is there a unit file or a drop-in?  Where there is neither, nobody need read units. */
static bool has_unit(struct evidence *ev)
{
	static const char *const paths[] = {
		"/etc/systemd/system/sshd.service",
		"/usr/lib/systemd/system/sshd.service",
		"/usr/local/lib/systemd/system/sshd.service",
		"/etc/systemd/system/sshd.service.d",
		"/usr/lib/systemd/system/sshd.service.d",
	};
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		if (image_real_path(ev, paths[i], &real))
			return true;
	return false;
}

/* The command of ExecStart=, with $OPTIONS in its place. */
static bool read_command(struct words *w, const char *command)
{
	static const char *const names[] = { "${OPTIONS}", "$OPTIONS" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *at = strstr(command, names[i]);
		AUTO_FREE char *before = at ? strndup(command, (size_t)(at - command)) : NULL;

		if (!at)
			continue;
		return before && read_words(w, before) && read_sysconfig(w) &&
		       read_words(w, at + strlen(names[i]));
	}
	return read_words(w, command);
}

bool sshd_options_read(struct sshd_options *out, struct evidence *ev, struct arena *arena)
{
	AUTO(findings) struct findings said = { 0 };
	struct words w = { .options = out, .ev = ev, .arena = arena, .file = sysconfig };
	struct unit_value command = { 0 };
	const char *colon;
	int got;

	*out = (struct sshd_options){ 0 };
	if (!has_unit(ev))
		return read_sysconfig(&w);
	got = unit_file_value(ev, unit, "Service", "ExecStart", arena, &command, &said);
	if (got < 0)
		unknown(&w, unit, "its command is not known");
	if (got <= 0)
		return read_sysconfig(&w);
	colon = strrchr(command.place, ':');
	if (colon) {
		w.file = arena_strndup(arena, command.place, (size_t)(colon - command.place));
		w.line = (unsigned)strtoul(colon + 1, NULL, 10);
	} else {
		w.file = command.place;
	}
	return w.file && read_command(&w, command.value);
}
