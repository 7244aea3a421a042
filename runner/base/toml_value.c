/* SPDX-License-Identifier: MIT */
/* TOML: texts, numbers, dates, lists and inline tables. */
#include <stdio.h>

#include "base/str.h"
#include "base/toml_read.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void add_code_point(struct buf *b, unsigned long c)
{
	if (c < 0x80) {
		buf_addc(b, (char)c);
	} else if (c < 0x800) {
		buf_addc(b, (char)(0xc0 | c >> 6));
		buf_addc(b, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_addc(b, (char)(0xe0 | c >> 12));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_addc(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_addc(b, (char)(0xf0 | c >> 18));
		buf_addc(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_addc(b, (char)(0x80 | (c & 0x3f)));
	}
}

static int read_unicode(struct toml_reader *r, size_t digits)
{
	char hex[9] = "";
	unsigned long c;

	memcpy(hex, r->at, strnlen(r->at, digits));
	if (strspn(hex, "0123456789abcdefABCDEF") != digits)
		return toml_fail(r, "\\%c needs %zu hexadecimal digits", digits == 4 ? 'u' : 'U',
				 digits);
	c = strtoul(hex, NULL, 16);
	if (c == 0)
		return toml_fail(r, "the escape of NUL: no text of ours has one");
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return toml_fail(r, "\\%c%s is no character", digits == 4 ? 'u' : 'U', hex);
	add_code_point(&r->text, c);
	r->at += digits;
	return 0;
}

/* Behind a backslash; `lines`: one at the end of a line takes what is blank behind it away. */
static int read_escape(struct toml_reader *r, bool lines)
{
	static const char letters[] = "btnfr\"\\";
	static const char means[] = "\b\t\n\f\r\"\\";
	const char *letter = *r->at ? strchr(letters, *r->at) : NULL;

	if (letter) {
		buf_addc(&r->text, means[letter - letters]);
		r->at++;
		return 0;
	}
	if (*r->at == 'u' || *r->at == 'U')
		return read_unicode(r, *r->at++ == 'u' ? 4 : 8);
	if (lines) {
		toml_skip_blanks(r);
		if (toml_newline(r)) {
			do
				toml_skip_blanks(r);
			while (toml_newline(r));
			return 0;
		}
	}
	return toml_fail(r, "an unknown escape in a text");
}

static bool is_plain(char c)
{
	return c == '\t' || ((unsigned char)c >= ' ' && c != 0x7f);
}

/* One byte or one escape of a text. */
static int read_character(struct toml_reader *r, bool escapes, bool lines)
{
	if (*r->at == '\0')
		return toml_fail(r, "a text that does not end");
	if (escapes && *r->at == '\\') {
		r->at++;
		return read_escape(r, lines);
	}
	if (lines && toml_newline(r)) {
		buf_addc(&r->text, '\n');
		return 0;
	}
	if (!is_plain(*r->at))
		return *r->at == '\n' ? toml_fail(r, "a text that does not end on its line")
				      : toml_fail(r, "a control character in a text");
	buf_addc(&r->text, *r->at++);
	return 0;
}

int toml_read_string(struct toml_reader *r)
{
	char quote = *r->at++;
	int ret = 0;

	buf_clear(&r->text);
	while (!ret && *r->at != quote)
		ret = read_character(r, quote == '"', false);
	if (ret)
		return ret;
	r->at++;
	return r->text.failed ? error_memory(r->err) : 0;
}

/* Three quotes end it; up to two more stand before them and belong to the text. */
static int read_lines(struct toml_reader *r)
{
	char quote = *r->at;
	int ret = 0;

	r->at += 3;
	toml_newline(r);
	buf_clear(&r->text);
	while (!ret) {
		size_t quotes = 0;

		while (quotes < 5 && r->at[quotes] == quote)
			quotes++;
		r->at += quotes;
		for (size_t i = quotes >= 3 ? 3 : 0; i < quotes; i++)
			buf_addc(&r->text, quote);
		if (quotes >= 3)
			break;
		if (!quotes)
			ret = read_character(r, quote == '"', true);
	}
	return !ret && r->text.failed ? error_memory(r->err) : ret;
}

static int read_text(struct toml_reader *r, struct toml *v)
{
	char three[4] = { *r->at, *r->at, *r->at, '\0' };
	int ret = starts_with(r->at, three) ? read_lines(r) : toml_read_string(r);

	if (ret)
		return ret;
	v->type = TOML_TEXT;
	v->text = arena_strndup(r->arena, buf_str(&r->text), r->text.len);
	return v->text ? 0 : error_memory(r->err);
}

static int read_array(struct toml_reader *r, unsigned depth, struct toml *v)
{
	struct toml *before = NULL;

	v->type = TOML_ARRAY;
	v->frozen = true;
	r->at++;
	for (;;) {
		struct toml *item = NULL;
		int ret = toml_skip_lines(r, before);

		if (ret)
			return ret;
		if (*r->at == ']')
			break;
		ret = toml_read_value(r, depth + 1, &item);
		if (ret)
			return ret;
		toml_append(v, item);
		toml_skip_blanks(r);
		if (*r->at != ',' && (ret = toml_skip_lines(r, item)) != 0)
			return ret;
		if (*r->at != ',' && *r->at != ']')
			return toml_fail(r, "behind a value of a list has to be ',' or ']'");
		if (*r->at == ',')
			r->at++;
		before = item;
	}
	r->at++;
	return 0;
}

static void freeze(struct toml *v)
{
	v->frozen = true;
	for (struct toml *c = v->children; c; c = c->next)
		if (!c->frozen)
			freeze(c); /* what dotted keys made; its depth is bounded by theirs */
}

static int read_table(struct toml_reader *r, unsigned depth, struct toml *v)
{
	int ret;

	v->type = TOML_TABLE;
	r->at++;
	toml_skip_blanks(r);
	if (*r->at == '}') {
		r->at++;
		freeze(v);
		return 0;
	}
	for (;;) {
		ret = toml_read_pair(r, v, depth + 1);
		if (ret)
			return ret;
		toml_skip_blanks(r);
		if (*r->at == '}')
			break;
		if (*r->at != ',')
			return toml_fail(r,
					 "in an inline table, behind a value has to be ',' or '}', "
					 "on the same line");
		r->at++;
	}
	r->at++;
	freeze(v);
	return 0;
}

/* Digits with single underscores between them, as many as there are; 0: not so. */
static size_t digits_len(const char *s, const char *allowed)
{
	size_t n = 0;

	for (;;) {
		size_t run = strspn(s + n, allowed);

		if (run == 0)
			return 0;
		n += run;
		if (s[n] != '_')
			return n;
		n++;
	}
}

static void copy_plain(char *out, const char *s)
{
	for (; *s; s++)
		if (*s != '_')
			*out++ = *s;
	*out = '\0';
}

/* What is no number at all stays a number that does not fit; `token` is under 128 bytes. */
static bool read_integer(const char *token, struct toml *v, bool *too_large)
{
	static const char *const alphabet[] = { "0123456789abcdefABCDEF", "01234567", "01" };
	static const int bases[] = { 16, 8, 2 };
	const char *marks = "xob";
	const char *mark = token[0] == '0' && token[1] ? strchr(marks, token[1]) : NULL;
	const char *start = token + (*token == '+' || *token == '-');
	char plain[128];
	char *end;

	if (mark)
		start = token + 2;
	if (!*start ||
	    digits_len(start, mark ? alphabet[mark - marks] : "0123456789") != strlen(start))
		return false;
	if (!mark && start[0] == '0' && start[1])
		return false;
	copy_plain(plain, mark ? start : token);
	errno = 0;
	v->type = TOML_INT;
	v->number = strtoll(plain, &end, mark ? bases[mark - marks] : 10);
	*too_large = errno != 0 || *end;
	return true;
}

static bool is_float(const char *s)
{
	size_t n;

	s += *s == '+' || *s == '-';
	if (streq(s, "inf") || streq(s, "nan"))
		return true;
	n = digits_len(s, "0123456789");
	if (n == 0 || (s[0] == '0' && n > 1))
		return false;
	s += n;
	if (*s != '.' && *s != 'e' && *s != 'E')
		return false;
	if (*s == '.') {
		n = digits_len(s + 1, "0123456789");
		if (n == 0)
			return false;
		s += 1 + n;
	}
	if (*s == 'e' || *s == 'E') {
		s++;
		s += *s == '+' || *s == '-';
		n = digits_len(s, "0123456789");
		if (n == 0)
			return false;
		s += n;
	}
	return *s == '\0';
}

/* Two digits, at most `max`; -1: not so. */
static int two(const char *s, int max)
{
	int n = is_digit(s[0]) && is_digit(s[1]) ? (s[0] - '0') * 10 + s[1] - '0' : -1;

	return n > max ? -1 : n;
}

static size_t date_len(const char *s)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year;
	int month;
	int day;

	if (strspn(s, "0123456789") != 4 || s[4] != '-')
		return 0;
	month = two(s + 5, 12);
	if (month < 1 || s[7] != '-')
		return 0;
	day = two(s + 8, days[month - 1]);
	year = two(s, 99) * 100 + two(s + 2, 99);
	if (day < 1 ||
	    (month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))))
		return 0;
	return 10;
}

static size_t time_len(const char *s)
{
	size_t n = 8;

	if (two(s, 23) < 0 || s[2] != ':' || two(s + 3, 59) < 0 || s[5] != ':' ||
	    two(s + 6, 60) < 0) /* 60: RFC 3339, a leap second */
		return 0;
	if (s[n] == '.') {
		size_t fraction = strspn(s + n + 1, "0123456789");

		if (fraction == 0)
			return 0;
		n += 1 + fraction;
	}
	return n;
}

/* RFC 3339: a date, a time, or both with or without an offset. */
static bool is_date(const char *s)
{
	size_t n = date_len(s);
	size_t time;

	if (n && s[n] == '\0')
		return true;
	if (n) {
		if (!strchr("Tt ", s[n]))
			return false;
		s += n + 1;
	}
	time = time_len(s);
	if (!time || s[time] == '\0')
		return time > 0;
	s += time;
	if (!n)
		return false; /* a time of no day has no offset */
	if (streq(s, "Z") || streq(s, "z"))
		return true;
	return (*s == '+' || *s == '-') && two(s + 1, 23) >= 0 && s[3] == ':' &&
	       two(s + 4, 59) >= 0 && s[6] == '\0';
}

static int read_scalar(struct toml_reader *r, struct toml *v)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-.:";
	size_t len = strspn(r->at, allowed);
	char token[128];
	bool too_large = false;

	if (len == 10 && date_len(r->at) && r->at[10] == ' ' && is_digit(r->at[11]))
		len += 1 + strspn(r->at + 11, allowed);
	if (len == 0)
		return toml_fail(r, "here has to be a value");
	if (len >= sizeof(token))
		return toml_fail(r, "a value of %zu letters is no number and no date", len);
	memcpy(token, r->at, len);
	token[len] = '\0';
	if (streq(token, "true") || streq(token, "false")) {
		v->type = TOML_BOOL;
		v->number = *token == 't';
	} else if (read_integer(token, v, &too_large)) {
		if (too_large)
			return toml_fail(r, "%s: does not fit 64 bits", token);
	} else if (is_float(token) || is_date(token)) {
		v->type = is_float(token) ? TOML_FLOAT : TOML_DATE;
		v->text = arena_strdup(r->arena, token);
		if (!v->text)
			return error_memory(r->err);
	} else {
		return toml_fail(r, "%s: is no value (a text stands in quotes)", token);
	}
	r->at += len;
	return 0;
}

int toml_read_value(struct toml_reader *r, unsigned depth, struct toml **out)
{
	struct toml *v;
	int ret;

	if (depth > TOML_NESTING)
		return toml_fail(r, "nested deeper than %d", TOML_NESTING);
	v = toml_new(r, TOML_TEXT);
	if (!v)
		return -r->err->code;
	if (*r->at == '"' || *r->at == '\'')
		ret = read_text(r, v);
	else if (*r->at == '[')
		ret = read_array(r, depth, v);
	else if (*r->at == '{')
		ret = read_table(r, depth, v);
	else
		ret = read_scalar(r, v);
	if (!ret)
		*out = v;
	return ret;
}
