/* SPDX-License-Identifier: MIT */
/*
 * Files that units name in EnvironmentFile=, as /etc/sysconfig/chronyd: a shell's quotes, but
 * nothing is replaced; the last assignment wins.
 *
 * Source: src/basic/env-file.c (parse_env_file_internal) of systemd 257, systemd.exec(5).
 */
#include <ctype.h>

#include "judge/config.h"
#include "judge/setting/plain.h"

struct scan {
	struct plain *p;
	const char *at;
	unsigned line;
	struct buf key;
	struct buf value;
};

static void scan_release(struct scan *s)
{
	buf_release(&s->key);
	buf_release(&s->value);
}

/* The next character; NUL at the end of the text. */
static char next(struct scan *s)
{
	char c = *s->at;

	if (c) {
		s->at++;
		s->line += c == '\n';
	}
	return c;
}

/* Up to the quote that ends it; inside of "" a '\' keeps five characters. */
static void quoted(struct scan *s, char quote)
{
	char c;

	while ((c = next(s)) && c != quote) {
		if (quote == '"' && c == '\\' && *s->at) {
			c = next(s);
			if (c == '\n')
				continue;
			if (!strchr("\"\\`$", c))
				buf_addc(&s->value, '\\');
		}
		buf_addc(&s->value, c);
	}
}

/* Up to the line's end. White space at the end is not the value's, unless it was quoted. */
static void read_value(struct scan *s)
{
	size_t keep = 0;
	char c;

	while (*s->at == ' ' || *s->at == '\t')
		s->at++;
	while ((c = next(s)) && c != '\n' && c != '\r') {
		bool blank = c == ' ' || c == '\t';

		if (c == '\\') {
			if (*s->at && *s->at != '\n')
				buf_addc(&s->value, next(s));
			else
				next(s);
		} else if ((c == '"' || c == '\'') && s->value.len == keep) {
			quoted(s, c);
		} else {
			buf_addc(&s->value, c);
		}
		if (!blank)
			keep = s->value.len;
	}
	if (s->value.len > keep)
		s->value.data[s->value.len = keep] = '\0';
}

static bool take(struct scan *s, unsigned line)
{
	struct plain *p = s->p;

	if (s->key.failed || s->value.failed) {
		finding_error(p->findings, "%s:%u: too long to be read", p->path, line);
		return false;
	}
	return !text_list_has(&p->q->keys, buf_str(&s->key)) ||
	       plain_assign(p, buf_str(&s->value), line);
}

static bool take_text(struct plain *p, const char *text)
{
	AUTO(scan)
	struct scan s = { .p = p,
			  .at = text,
			  .line = 1,
			  .key = BUF_INIT(BUF_LINE),
			  .value = BUF_INIT(BUF_TEXT) };

	while (*s.at) {
		unsigned line = s.line;
		size_t n;

		if (isspace((unsigned char)*s.at)) {
			next(&s);
			continue;
		}
		n = strcspn(s.at, *s.at == '#' || *s.at == ';' ? "\n" : "=\n");
		if (s.at[n] != '=') { /* a comment, or no assignment */
			s.at += n;
			continue;
		}
		buf_clear(&s.key);
		buf_clear(&s.value);
		buf_addn(&s.key, s.at, n);
		while (s.key.len && isspace((unsigned char)s.key.data[s.key.len - 1]))
			s.key.data[--s.key.len] = '\0';
		s.at += n + 1;
		read_value(&s);
		if (!take(&s, line))
			return false;
	}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct plain p = {
		.q = q, .arena = arena, .object = setting_single(arena, out), .findings = findings
	};
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct text_list found;

	if (!p.object)
		return false;
	for (size_t i = 0; i < q->path.count; i++) {
		if (!setting_glob(ev, q->path.items[i], arena, &found, findings))
			return false;
		for (size_t j = 0; j < found.count; j++) {
			int there = config_text(ev, found.items[j], &text, findings);

			p.path = found.items[j];
			if (there < 0 || (there > 0 && !take_text(&p, buf_str(&text))))
				return false;
		}
	}
	return true;
}

const struct setting_format setting_environment = {
	.name = "environment",
	.help = "the files of path as systemd reads an EnvironmentFile=; the last assignment wins",
	.wants_path = true,
	.resolve = resolve,
};
