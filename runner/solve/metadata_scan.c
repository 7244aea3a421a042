/* SPDX-License-Identifier: MIT */
#include "solve/metadata_scan.h"

#include "base/str.h"
#include "solve/metadata.h"
#include "solve/pool_libsolv.h"

enum {
	ELEMENT_BYTES = 1 << 20, /* of one element's attributes, or its text */
	DEPTH_MAX = 32,		 /* rpm-md has 5 */
	DEPENDENCY_BYTES = 16384,
};

void metadata_scan_init(struct metadata_scan *s, Pool *pool)
{
	*s = (struct metadata_scan){ .pool = pool, .value = BUF_INIT(DEPENDENCY_BYTES) };
}

void metadata_scan_release(struct metadata_scan *s)
{
	buf_release(&s->value);
}

static void word_add(struct scan_word *w, char c)
{
	if (w->len + 1 < sizeof(w->text)) {
		w->text[w->len] = c;
		w->text[w->len + 1] = '\0';
	}
	w->len++;
}

static bool word_is(const struct scan_word *w, const char *text)
{
	return w->len == strlen(text) && strcmp(w->text, text) == 0;
}

static void word_clear(struct scan_word *w)
{
	w->len = 0;
	w->text[0] = '\0';
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text that an XML reader makes of an attribute's value; what is not ASCII may stay as it is.
 */
static void unescape(struct buf *b)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {
		{ "lt;", '<' }, { "gt;", '>' }, { "amp;", '&' }, { "quot;", '"' }, { "apos;", '\'' }
	};
	char *to = b->data;

	for (const char *s = b->data; s && *s; to++) {
		const char *end;
		char *rest = NULL;
		long code;

		*to = blank(*s) ? ' ' : *s;
		if (*s++ != '&')
			continue;
		for (size_t i = 0; i < ARRAY_SIZE(names); i++)
			if (starts_with(s, names[i].name)) {
				*to = names[i].c;
				s += strlen(names[i].name);
				break;
			}
		end = s[0] == '#' && *to == '&' ? strchr(s, ';') : NULL;
		if (!end)
			continue;
		code = s[1] == 'x' ? strtol(s + 2, &rest, 16) : strtol(s + 1, &rest, 10);
		if (rest == end && code > 0 && code < 128) {
			*to = (char)code;
			s = end + 1;
		}
	}
	if (b->data) {
		*to = '\0';
		b->len = (size_t)(to - b->data);
	}
}

static int take_value(struct metadata_scan *s, struct error *err)
{
	s->taking = false;
	if (s->value.failed)
		return error_input(err, "a dependency of more than %d bytes", DEPENDENCY_BYTES);
	unescape(&s->value);
	if (*buf_str(&s->value) == '(' && !rich_dependency(s->pool, buf_str(&s->value)))
		return error_input(err,
				   "a rich dependency that cannot be read, in package %zu: %.300s",
				   s->packages, buf_str(&s->value));
	return 0;
}

static int tag_begin(struct metadata_scan *s, char c)
{
	s->closing = c == '/';
	s->slash = s->named = s->gap = false;
	word_clear(&s->word);
	word_clear(&s->element);
	s->state = c == '!' ? SCAN_BANG : c == '?' ? SCAN_PI : SCAN_TAG;
	s->tail[0] = s->tail[1] = '\0';
	if (s->state == SCAN_TAG && !s->closing)
		word_add(&s->word, c);
	return 0;
}

static int tag_end(struct metadata_scan *s, struct error *err)
{
	if (!s->element.len)
		s->element = s->word;
	s->state = SCAN_TEXT;
	if (s->closing) {
		s->depth -= s->depth > 0;
		return 0;
	}
	if (!*s->root)
		memcpy(s->root, s->element.text, sizeof(s->root));
	if (word_is(&s->element, "package") && ++s->packages > METADATA_PACKAGES)
		return error_input(err, "more than %d packages", METADATA_PACKAGES);
	if (s->pool && !s->named && word_is(&s->element, "rpm:entry"))
		return error_input(err, "a dependency without a name, in package %zu", s->packages);
	if (!s->slash && ++s->depth > DEPTH_MAX)
		return error_input(err, "elements nested more than %d deep", DEPTH_MAX);
	return 0;
}

/* One byte inside a tag, and outside of quotes. */
static int tag_byte(struct metadata_scan *s, char c, struct error *err)
{
	if (c == '>')
		return tag_end(s, err);
	if (c == '"' || c == '\'') {
		s->quote = c;
		s->state = SCAN_VALUE;
		s->gap = true;
		if (s->pool && word_is(&s->word, "name")) {
			s->named = s->taking = true;
			buf_clear(&s->value);
		}
	} else if (blank(c) || c == '=' || c == '/') {
		if (!s->element.len)
			s->element = s->word;
		s->gap = true;
	} else {
		if (s->gap)
			word_clear(&s->word);
		s->gap = false;
		word_add(&s->word, c);
	}
	s->slash = c == '/';
	return 0;
}

/* Up to the quote, which ends the value; most names are no rich dependencies. */
static int value_bytes(struct metadata_scan *s, const char *data, size_t len, size_t *used,
		       struct error *err)
{
	const char *end = memchr(data, s->quote, len);
	size_t n = end ? (size_t)(end - data) : len;

	if (s->taking && n) {
		if (!s->value.len && *data != '(' && *data != '&')
			s->taking = false;
		else
			buf_addn(&s->value, data, n);
	}
	*used = n + (end != NULL);
	if (!end)
		return 0;
	s->state = SCAN_TAG;
	return s->taking ? take_value(s, err) : 0;
}

/* After "<!": a comment or a CDATA section, and nothing else. */
static int bang_byte(struct metadata_scan *s, char c, struct error *err)
{
	word_add(&s->word, c);
	if (word_is(&s->word, "--"))
		s->state = SCAN_COMMENT;
	else if (word_is(&s->word, "[CDATA["))
		s->state = SCAN_CDATA;
	else if (!starts_with("--", s->word.text) && !starts_with("[CDATA[", s->word.text))
		return error_input(err, "has a document type: refused");
	return 0;
}

static void skip_byte(struct metadata_scan *s, char c)
{
	static const char ends[][2] = {
		[SCAN_COMMENT] = { '-', '-' }, [SCAN_CDATA] = { ']', ']' }
	};
	bool over =
		s->state == SCAN_PI ? s->tail[1] == '?' : memcmp(s->tail, ends[s->state], 2) == 0;

	if (c == '>' && over)
		s->state = SCAN_TEXT;
	s->tail[0] = s->tail[1];
	s->tail[1] = c;
}

static int scan_byte(struct metadata_scan *s, char c, struct error *err)
{
	switch (s->state) {
	case SCAN_OPEN:
		return tag_begin(s, c);
	case SCAN_TAG:
		return tag_byte(s, c, err);
	case SCAN_BANG:
		return bang_byte(s, c, err);
	default:
		skip_byte(s, c);
		return 0;
	}
}

static int scan_some(struct metadata_scan *s, const char *data, size_t len, size_t *used,
		     struct error *err)
{
	const char *end;

	if (s->state == SCAN_VALUE)
		return value_bytes(s, data, len, used, err);
	*used = 1;
	if (s->state != SCAN_TEXT)
		return scan_byte(s, *data, err);
	end = memchr(data, '<', len);
	*used = end ? (size_t)(end - data) + 1 : len;
	if (end)
		s->state = SCAN_OPEN;
	return 0;
}

int metadata_scan(struct metadata_scan *s, const char *data, size_t len, struct error *err)
{
	const char *end = data + len;

	if (len && memchr(data, '\0', len))
		return error_input(err, "not text of an encoding that repositories use");
	while (data < end) {
		size_t used = 0;
		int ret = scan_some(s, data, (size_t)(end - data), &used, err);

		if (ret)
			return ret;
		s->run = s->state == SCAN_OPEN ? 0 : s->run + used;
		if (s->run > ELEMENT_BYTES)
			return error_input(err, "an element of more than %d bytes, in package %zu",
					   ELEMENT_BYTES, s->packages);
		data += used;
	}
	return 0;
}
