/* SPDX-License-Identifier: MIT */
#include "source/disk/console.h"

#include <ctype.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"

const char *const console_class_names[CONSOLE_CLASS_COUNT] = {
	[CONSOLE_ORDINARY] = "ordinary",   [CONSOLE_UNIT_FAILED] = "unit-failed",
	[CONSOLE_OOPS] = "oops",	   [CONSOLE_STALL] = "stall",
	[CONSOLE_LOGIN] = "login",	   [CONSOLE_FAULT] = "fault",
	[CONSOLE_PANIC] = "panic",	   [CONSOLE_NO_BOOT_LOADER] = "no-boot-loader",
	[CONSOLE_EMERGENCY] = "emergency",
};

/* States of the terminal control filter (ECMA-48). */
enum escape {
	ESCAPE_NONE,
	ESCAPE_START,	   /* ESC */
	ESCAPE_CSI,	   /* ESC [ ... final byte */
	ESCAPE_STRING,	   /* ESC ] P ^ _ X ... up to BEL or ESC \ */
	ESCAPE_STRING_END, /* ESC inside a string */
	ESCAPE_ONE,	   /* ESC ( and the like: one more byte */
};

void console_init(struct console *c, int log_fd)
{
	*c = (struct console){ .log_fd = log_fd, .line = BUF_INIT(CONSOLE_LINE_MAX + 1) };
}

void console_release(struct console *c)
{
	for (size_t i = 0; i < c->events_count; i++)
		free(c->events[i].text);
	buf_release(&c->line);
	console_init(c, -1);
}

static bool is_known(const struct console *c, enum console_class class, const char *text)
{
	for (size_t i = 0; i < c->events_count; i++)
		if (c->events[i].class == class && streq(c->events[i].text, text))
			return true;
	return false;
}

static bool is_hex(char ch)
{
	return isxdigit((unsigned char)ch);
}

/* Kernel addresses differ from boot to boot: 16 hexadecimal digits or more become "ADDRESS". */
static char *without_addresses(const char *text)
{
	AUTO(buf) struct buf b = BUF_INIT(CONSOLE_LINE_MAX * 2);

	while (*text) {
		size_t skip = starts_with(text, "0x") ? 2 : 0;
		size_t n = skip;

		while (is_hex(text[n]))
			n++;
		if (n - skip >= 16) {
			buf_add(&b, "ADDRESS");
			text += n;
			continue;
		}
		do
			buf_addc(&b, *text++);
		while (*text && is_hex(text[-1]) && is_hex(*text));
	}
	return buf_take(&b);
}

/* For people: valid UTF-8, nothing that moves a cursor. */
static void keep_text(char *out, size_t size, const char *text)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);

	buf_add_clean(&clean, text, strlen(text));
	snprintf(out, size, "%s", buf_str(&clean));
}

static void remember(struct console *c, enum console_class class, const char *text)
{
	AUTO_FREE char *stable = NULL;

	if (class == CONSOLE_PANIC && c->fault == CONSOLE_PANIC && starts_with(text, "---[ end "))
		return; /* the end of the one that is known */
	stable = without_addresses(text);
	if (class > CONSOLE_FAULT && c->fault == CONSOLE_ORDINARY) {
		c->fault = class;
		keep_text(c->fault_text, sizeof(c->fault_text), stable ? stable : text);
	}
	if (class == CONSOLE_LOGIN || class == CONSOLE_STALL) {
		c->login |= class == CONSOLE_LOGIN;
		c->stalls += class == CONSOLE_STALL;
		return;
	}
	if (stable && is_known(c, class, stable))
		return;
	if (!stable || c->events_count == CONSOLE_EVENTS_MAX) {
		c->overflow = true;
		return;
	}
	c->events[c->events_count++] = (struct console_event){ class, TAKE(stable) };
}

/* "systemd 257.9-1 running in system mode" -> 257 */
static void see_systemd(struct console *c, const char *line)
{
	const char *s = strstr(line, "systemd ");
	unsigned version = 0;

	if (!s || !strstr(s, " running in system mode"))
		return;
	for (s += strlen("systemd "); isdigit((unsigned char)*s) && version < 100000; s++)
		version = version * 10 + (unsigned)(*s - '0');
	if (version)
		c->systemd = version;
}

static void end_line(struct console *c)
{
	const char *line = buf_str(&c->line);
	const char *text;
	enum console_class class;

	while (*line == ' ')
		line++;
	if (*line) {
		class = console_classify(line, &text);
		keep_text(c->last, sizeof(c->last), line);
		see_systemd(c, line);
		if (class != CONSOLE_ORDINARY)
			remember(c, class, text);
	}
	buf_clear(&c->line);
}

static void add_char(struct console *c, char ch)
{
	if (ch == '\n' || ch == '\r') {
		end_line(c);
		return;
	}
	if (ch == '\t')
		ch = ' ';
	if ((unsigned char)ch < ' ' || ch == 0x7f)
		return;
	buf_addc(&c->line, ch);
	if (c->line.len >= CONSOLE_LINE_MAX)
		end_line(c);
}

/* One byte after ESC: what kind of sequence begins? */
static unsigned escape_kind(char ch)
{
	if (ch == '[')
		return ESCAPE_CSI;
	if (strchr("]P^_X", ch) && ch)
		return ESCAPE_STRING;
	return strchr("()*+-./ #%", ch) && ch ? ESCAPE_ONE : ESCAPE_NONE;
}

static void filter(struct console *c, char ch)
{
	switch (c->escape) {
	case ESCAPE_START:
		c->escape = escape_kind(ch);
		return;
	case ESCAPE_CSI:
		if ((unsigned char)ch >= 0x40 && (unsigned char)ch <= 0x7e) {
			c->escape = ESCAPE_NONE;
			if (strchr("HfJEFABd", ch)) /* moves to another line, or clears */
				end_line(c);
		}
		return;
	case ESCAPE_STRING:
		if (ch == '\a' || ch == '\n') /* a string that never ends must not eat the log */
			c->escape = ESCAPE_NONE;
		else if (ch == '\033')
			c->escape = ESCAPE_STRING_END;
		return;
	case ESCAPE_STRING_END:
	case ESCAPE_ONE:
		c->escape = ESCAPE_NONE;
		return;
	default:
		if (ch == '\033')
			c->escape = ESCAPE_START;
		else
			add_char(c, ch);
	}
}

static void write_log(struct console *c, const char *data, size_t len)
{
	struct error ignored = ERROR_INIT;
	size_t room = CONSOLE_LOG_MAX - c->logged;

	if (c->log_fd < 0 || room == 0)
		return;
	if (len > room)
		len = room;
	c->logged += len;
	if (fs_write_fd(c->log_fd, data, len, &ignored) < 0)
		c->log_fd = -1; /* the log is for people; what we know does not depend on it */
}

void console_feed(struct console *c, const char *data, size_t len)
{
	enum console_class class;

	c->bytes += len;
	write_log(c, data, len);
	for (size_t i = 0; i < len; i++)
		filter(c, data[i]);
	class = console_classify_prompt(buf_str(&c->line));
	if (class != CONSOLE_ORDINARY)
		remember(c, class, buf_str(&c->line));
}

void console_end(struct console *c)
{
	end_line(c);
}
