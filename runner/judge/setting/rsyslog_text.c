/* SPDX-License-Identifier: MIT */
#include "judge/setting/rsyslog_text.h"

#include <ctype.h>
#include <strings.h>

static const char *const objects[] = { "action", "global",  "include",	"input",  "main_queue",
				       "module", "ruleset", "template", "parser", "timezone" };

void rsyslog_item_release(struct rsyslog_item *item)
{
	buf_release(&item->name);
	buf_release(&item->body);
}

void rsyslog_text_release(struct rsyslog_text *t)
{
	buf_release(&t->rest);
}

static void step(struct rsyslog_text *t)
{
	if (*t->at == '\n')
		t->line++;
	t->at++;
}

/* A comment begins a line, or follows white space: "/etc/x.d/" with a star behind is a glob. */
static bool skip_comment(struct rsyslog_text *t, const char *begin)
{
	if (t->at > begin && !isspace((unsigned char)t->at[-1]))
		return false;
	if (*t->at == '#') {
		while (*t->at && *t->at != '\n')
			step(t);
		return true;
	}
	if (t->at[0] != '/' || t->at[1] != '*')
		return false;
	while (*t->at && !(t->at[0] == '*' && t->at[1] == '/'))
		step(t);
	for (int i = 0; i < 2 && *t->at; i++)
		step(t);
	return true;
}

/* Copies a quoted text with its quotes; '\' keeps what follows. */
static void copy_quoted(struct rsyslog_text *t, struct buf *out)
{
	char quote = *t->at;

	buf_addc(out, quote);
	step(t);
	while (*t->at && *t->at != quote) {
		if (*t->at == '\\' && t->at[1]) {
			buf_addc(out, *t->at);
			step(t);
		}
		buf_addc(out, *t->at);
		step(t);
	}
	if (*t->at) {
		buf_addc(out, quote);
		step(t);
	}
}

/* "word (" at the beginning of a word: its length; 0: not the beginning of an object. */
static size_t object_here(const struct rsyslog_text *t, const char *begin)
{
	const char *p = t->at;
	size_t n = 0;

	if (p > begin && (isalnum((unsigned char)p[-1]) || strchr("_$!.-/", p[-1])))
		return 0;
	while (isalpha((unsigned char)p[n]) || p[n] == '_')
		n++;
	if (p[n + strspn(p + n, " \t\n")] != '(')
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(objects); i++)
		if (strlen(objects[i]) == n && strncasecmp(objects[i], p, n) == 0)
			return n;
	return 0;
}

static void take_object(struct rsyslog_text *t, size_t n, struct rsyslog_item *item)
{
	const char *begin;

	item->type = RSYSLOG_OBJECT;
	item->line = t->line;
	for (size_t i = 0; i < n; i++)
		buf_addc(&item->name, (char)tolower((unsigned char)t->at[i]));
	while (*t->at != '(')
		step(t);
	step(t);
	begin = t->at;
	while (*t->at && *t->at != ')') {
		if (*t->at == '"' || *t->at == '\'')
			copy_quoted(t, &item->body);
		else if (!skip_comment(t, begin)) {
			buf_addc(&item->body, *t->at);
			step(t);
		}
	}
	if (*t->at)
		step(t);
}

/* The line's end gives what of it was no object. */
static bool end_line(struct rsyslog_text *t, struct rsyslog_item *item)
{
	const char *s = buf_str(&t->rest);

	s += strspn(s, " \t\r{}");
	if (*s) {
		item->type = RSYSLOG_LINE;
		item->line = t->rest_line;
		buf_add(&item->name, s);
	}
	buf_clear(&t->rest);
	t->rest_line = 0;
	return item->name.len > 0;
}

bool rsyslog_next(struct rsyslog_text *t, struct rsyslog_item *item)
{
	const char *begin = t->at;
	size_t n;

	buf_clear(&item->name);
	buf_clear(&item->body);
	while (*t->at) {
		n = object_here(t, begin);
		if (n) {
			take_object(t, n, item);
			return true;
		}
		if (t->at[0] == '\\' && t->at[1] == '\n') {
			step(t);
			step(t);
		} else if (*t->at == '\n') {
			step(t);
			if (end_line(t, item))
				return true;
		} else if (skip_comment(t, begin)) {
			continue;
		} else {
			t->rest_line = t->rest_line ? t->rest_line : t->line;
			if (*t->at == '"') {
				copy_quoted(t, &t->rest);
			} else {
				buf_addc(&t->rest, *t->at);
				step(t);
			}
		}
	}
	return end_line(t, item);
}

/* Reads "x" or x, and of an array its first. */
static void take_value(const char **at, struct buf *value)
{
	const char *p = *at + strspn(*at, " \t\n[");

	if (*p == '"' || *p == '\'') {
		char quote = *p++;

		for (; *p && *p != quote; p++) {
			if (*p == '\\' && p[1])
				p++;
			buf_addc(value, *p);
		}
		p += *p == quote;
	} else {
		size_t n = strcspn(p, " \t\n,])");

		buf_addn(value, p, n);
		p += n;
	}
	*at = p;
}

bool rsyslog_parameter(const struct rsyslog_item *item, const char *name, struct buf *value)
{
	const char *p = buf_str(&item->body);

	while (*(p += strspn(p, " \t\r\n,]"))) {
		size_t n = strcspn(p, " \t\r\n=\"',]");
		const char *equals = p + n + strspn(p + n, " \t\r\n");
		bool wanted = strlen(name) == n && strncasecmp(p, name, n) == 0;

		buf_clear(value);
		if (*equals == '=') {
			p = equals + 1;
			take_value(&p, value);
			if (wanted)
				return true;
		} else {
			/* no parameter: the rest of an array, or nonsense */
			if (*p == '"' || *p == '\'')
				take_value(&p, value);
			else
				p += n ? n : 1;
		}
	}
	return false;
}
