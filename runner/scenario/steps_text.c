/* SPDX-License-Identifier: MIT */
#include "scenario/steps_text.h"

#include <ctype.h>

#include "base/str.h"

enum { LONG_NUMBER = 6, LONG_HEX = 12, LONG_LINE = 4096 };

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool ends_word(char c)
{
	return !isalnum((unsigned char)c) && c != '_';
}

/* 2026-11-26 */
static size_t date(const char *s)
{
	return digits(s) == 4 && s[4] == '-' && digits(s + 5) == 2 && s[7] == '-' &&
			       digits(s + 8) == 2
		       ? 10
		       : 0;
}

/* 3:05, 03:05:00.123456789, and a zone behind it */
static size_t time_of_day(const char *s)
{
	size_t n = digits(s);

	if (n < 1 || n > 2 || s[n] != ':' || digits(s + n + 1) != 2)
		return 0;
	n += 3;
	if (s[n] == ':' && digits(s + n + 1) == 2)
		n += 3;
	if ((s[n] == '.' || s[n] == ',') && digits(s + n + 1))
		n += 1 + digits(s + n + 1);
	if (s[n] == 'Z')
		n++;
	else if ((s[n] == '+' || s[n] == '-') && digits(s + n + 1) == 2 && s[n + 3] == ':' &&
		 digits(s + n + 4) == 2)
		n += 6;
	return ends_word(s[n]) || s[n] == '\0' ? n : 0;
}

/* "00m00s", "3.2s", "125 ms", "12.4 KiB", "1.2 MiB/s": the number, without its unit */
static size_t measure(const char *s)
{
	static const char *const units[] = {
		"ns", "us", "ms", "s",	"sec", "seconds", "min", "h",
		"B",  "kB", "KB", "MB", "GB",  "KiB",	  "MiB", "GiB"
	};
	size_t n = digits(s);
	const char *unit;

	if (!n)
		return 0;
	if (s[n] == 'm' && digits(s + n + 1) && s[n + 1 + digits(s + n + 1)] == 's')
		return n + 1 + digits(s + n + 1);
	if (s[n] == '.' && digits(s + n + 1))
		n += 1 + digits(s + n + 1);
	unit = s + n + (s[n] == ' ');
	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (starts_with(unit, units[i]) && ends_word(unit[strlen(units[i])]))
			return n;
	return 0;
}

/* A digest, an address, a UUID: long, of hexadecimal digits, and not a word that looks so. */
static size_t hexadecimal(const char *s)
{
	size_t prefix = starts_with(s, "0x") ? 2 : 0;
	size_t n = prefix + strspn(s + prefix, "0123456789abcdefABCDEF-");
	size_t numbers = 0;

	while (n && s[n - 1] == '-')
		n--;
	for (size_t i = prefix; i < n; i++)
		numbers += isdigit((unsigned char)s[i]) != 0;
	return n >= LONG_HEX && numbers >= 4 && ends_word(s[n]) ? n : 0;
}

/* mktemp(1)'s and rpm's */
static size_t temporary(const char *s)
{
	static const char *const names[] = { "rpm-tmp.", "tmp." };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		size_t len = strlen(names[i]);
		size_t n = len;

		if (!starts_with(s, names[i]))
			continue;
		while (isalnum((unsigned char)s[n]))
			n++;
		if (n >= len + 6)
			return n;
	}
	return 0;
}

static size_t number_after(const char *s, size_t at, bool *counts)
{
	size_t n = digits(s + at);

	/* foo[123]: and pid 123, PID: 123, pid=123 */
	*counts = n && ((at && s[at - 1] == '[' && s[at + n] == ']') || n >= LONG_NUMBER);
	for (size_t back = 3; n && !*counts && back <= 5 && back <= at; back++)
		*counts = strncasecmp(s + at - back, "pid", 3) == 0 &&
			  strspn(s + at - back + 3, " :=") == back - 3;
	return n;
}

static void add_line(struct buf *out, const char *line)
{
	static const struct {
		size_t (*length)(const char *s);
		const char *word;
	} rules[] = {
		{ date, "DATE" }, { time_of_day, "TIME" },    { hexadecimal, "HEX" },
		{ measure, "N" }, { temporary, "TEMPORARY" },
	};

	for (size_t i = 0; line[i];) {
		size_t n = 0;
		bool counts;

		if (i == 0 || !isalnum((unsigned char)line[i - 1]) ||
		    (line[i - 1] == 'T' && digits(line + i)))
			for (size_t k = 0; k < ARRAY_SIZE(rules) && !n; k++) {
				n = rules[k].length(line + i);
				buf_add(out, n ? rules[k].word : "");
			}
		i += n;
		if (n)
			continue;
		n = number_after(line, i, &counts);
		if (counts)
			buf_addc(out, 'N');
		else
			buf_addn(out, line + i, n ? n : 1);
		i += n ? n : 1;
	}
}

/* dnf's, and curl's */
static bool shows_progress(const char *line, size_t len)
{
	return memmem(line, len, "% |", 3) || memmem(line, len, "%|", 2) || memchr(line, '\r', len);
}

void steady_add(struct buf *out, const char *text)
{
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);
	size_t starts[STEADY_LINES] = { 0 };
	size_t count = 0;
	const char *line;
	size_t from;
	size_t len;

	while (str_line(&text, &line, &len)) {
		AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);

		while (len && isspace((unsigned char)line[len - 1]))
			len--;
		if (!len || shows_progress(line, len))
			continue;
		buf_add_clean(&clean, line, len < LONG_LINE ? len : LONG_LINE);
		buf_add(&all, all.len ? "; " : "");
		starts[count++ % STEADY_LINES] = all.len;
		add_line(&all, buf_str(&clean));
	}
	from = count > STEADY_LINES ? starts[count % STEADY_LINES] : 0;
	if (all.len - from > STEADY_MAX) {
		from = all.len - STEADY_MAX;
		while ((buf_str(&all)[from] & 0xc0) == 0x80) /* not within a character */
			from++;
		buf_add(out, "...");
	}
	buf_add(out, buf_str(&all) + from);
}
