/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <fnmatch.h>

bool text_list_has(const struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (streq(list->items[i], text))
			return true;
	return false;
}

bool str_line(const char **text, const char **line, size_t *len)
{
	const char *end;

	if (!**text)
		return false;
	*line = *text;
	end = strchr(*text, '\n');
	*len = end ? (size_t)(end - *text) : strlen(*text);
	*text += *len + (end ? 1 : 0);
	return true;
}

bool str_int(const char *s, int64_t *out)
{
	char *end;
	long long v;

	if (!s || !(*s == '-' || *s == '+' || (*s >= '0' && *s <= '9')))
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || end == s || *end)
		return false;
	*out = v;
	return true;
}

bool str_mode(const char *s, int *out)
{
	int v = 0;

	if (!s || !*s)
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '7')
			return false;
		v = v * 8 + (*s - '0');
		if (v > 07777)
			return false;
	}
	*out = v;
	return true;
}

bool str_glob(const char *pattern, const char *s)
{
	return fnmatch(pattern, s, 0) == 0;
}

/* Levenshtein distance of texts under 64 bytes; longer ones are never near. */
static size_t distance(const char *a, const char *b)
{
	enum { MAX = 64 };
	size_t row[MAX + 1];
	size_t n = strlen(a);
	size_t m = strlen(b);

	if (n > MAX || m > MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[m];
}

const char *str_nearest(const char *word, const char *(*name)(size_t i, const void *arg),
			const void *arg)
{
	const char *best = NULL;
	const char *candidate;
	size_t best_distance = (strlen(word) + 2) / 3;

	for (size_t i = 0; (candidate = name(i, arg)) != NULL; i++) {
		size_t d = distance(word, candidate);

		if (d < best_distance || (d == best_distance && !best)) {
			best = candidate;
			best_distance = d;
		}
	}
	return best;
}

static bool continuation(const char *s, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			return false;
	return true;
}

size_t str_utf8_len(const char *s)
{
	unsigned char c = (unsigned char)s[0];
	unsigned char d = c ? (unsigned char)s[1] : 0;

	if (c == 0)
		return 0;
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return continuation(s, 2) ? 2 : 0;
	if (c >= 0xe0 && c <= 0xef) {
		if ((c == 0xe0 && d < 0xa0) || (c == 0xed && d > 0x9f))
			return 0; /* overlong, or a surrogate */
		return continuation(s, 3) ? 3 : 0;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		if ((c == 0xf0 && d < 0x90) || (c == 0xf4 && d > 0x8f))
			return 0;
		return continuation(s, 4) ? 4 : 0;
	}
	return 0;
}

/* U+200E/F, U+202A to E, U+2066 to 9 turn text around on the screen (CVE-2021-42574). */
static bool is_direction(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return p[0] == 0xe2 && ((p[1] == 0x80 && (p[2] == 0x8e || p[2] == 0x8f ||
						  (p[2] >= 0xaa && p[2] <= 0xae))) ||
				(p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9));
}

/* How many bytes from here are plain letters of ASCII: nearly all of nearly all texts. */
static size_t plain_run(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= ' ' && s[i] <= '~')
		i++;
	return i;
}

void buf_add_clean(struct buf *b, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		char tail[5] = { 0 };
		size_t len = plain_run(s + i, n - i);

		if (len > 0) {
			buf_addn(b, s + i, len);
			i += len;
			continue;
		}
		memcpy(tail, s + i, n - i < 4 ? n - i : 4);
		len = str_utf8_len(tail);
		if (len == 2 && (unsigned char)tail[0] == 0xc2 && (unsigned char)tail[1] < 0xa0)
			len = 0; /* C1 controls drive terminals too */
		if (len == 3 && is_direction(tail))
			len = 0;
		if (len == 1 &&
		    (((unsigned char)tail[0] < ' ' && tail[0] != '\n' && tail[0] != '\t') ||
		     tail[0] == 0x7f))
			len = 0;
		if (len == 0) {
			buf_addf(b, "\\x%02x", (unsigned)(unsigned char)tail[0]);
			i++;
		} else {
			buf_addn(b, s + i, len);
			i += len;
		}
	}
}
