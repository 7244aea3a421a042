/* SPDX-License-Identifier: MIT */
#include "base/doc.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/str.h"

static json_t *in(const struct doc *d)
{
	json_t *out;

	memcpy(&out, &d, sizeof(out)); /* the wrapper hides jansson's type; const is ours alone */
	return out;
}

static struct doc *wrap(json_t *j)
{
	return (struct doc *)(void *)j;
}

struct doc *doc_object(void)
{
	return wrap(json_object());
}

struct doc *doc_list(void)
{
	return wrap(json_array());
}

struct doc *doc_text(const char *text)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);

	buf_add_clean(&clean, text, strlen(text));
	if (clean.failed)
		return NULL;
	return wrap(json_stringn(buf_str(&clean), clean.len));
}

struct doc *doc_int(int64_t number)
{
	char text[24];

	if (number <= DOC_INT_MAX && number >= -DOC_INT_MAX)
		return wrap(json_integer(number));
	snprintf(text, sizeof(text), "%" PRId64, number);
	return doc_text(text);
}

struct doc *doc_bool(bool value)
{
	return wrap(value ? json_true() : json_false());
}

struct doc *doc_copy(const struct doc *d)
{
	return d ? wrap(json_deep_copy(in(d))) : NULL;
}

void doc_free(struct doc *d)
{
	json_decref(in(d));
}

/* A failed build leaves this mark in its parent; the writers refuse a document that has one. */
static struct doc *keep(int failed, struct doc *parent, struct doc *value)
{
	if (!failed)
		return value;
	if (json_is_object(in(parent)))
		json_object_set_new(in(parent), "", json_null());
	else
		json_array_append_new(in(parent), json_null());
	return NULL;
}

struct doc *doc_set(struct doc *object, const char *key, struct doc *value)
{
	if (!object) {
		doc_free(value);
		return NULL;
	}
	return keep(json_object_set_new(in(object), key, in(value)), object, value);
}

struct doc *doc_add(struct doc *list, struct doc *value)
{
	if (!list) {
		doc_free(value);
		return NULL;
	}
	return keep(json_array_append_new(in(list), in(value)), list, value);
}

void doc_set_text(struct doc *object, const char *key, const char *text)
{
	if (text)
		doc_set(object, key, doc_text(text));
}

void doc_set_int(struct doc *object, const char *key, int64_t number)
{
	doc_set(object, key, doc_int(number));
}

void doc_set_bool(struct doc *object, const char *key, bool value)
{
	doc_set(object, key, doc_bool(value));
}

void doc_remove(struct doc *object, const char *key)
{
	if (object)
		json_object_del(in(object), key);
}

struct doc *doc_get(const struct doc *object, const char *key)
{
	return object ? wrap(json_object_get(in(object), key)) : NULL;
}

const char *doc_get_text(const struct doc *object, const char *key)
{
	return doc_string(doc_get(object, key));
}

int64_t doc_get_int(const struct doc *object, const char *key, int64_t fallback)
{
	const json_t *j = in(doc_get(object, key));

	return json_is_integer(j) ? json_integer_value(j) : fallback;
}

bool doc_get_bool(const struct doc *object, const char *key, bool fallback)
{
	const json_t *j = in(doc_get(object, key));

	return json_is_boolean(j) ? json_is_true(j) : fallback;
}

size_t doc_count(const struct doc *list_or_object)
{
	const json_t *j = in(list_or_object);

	return json_is_object(j) ? json_object_size(j) : json_array_size(j);
}

struct doc *doc_at(const struct doc *list, size_t i)
{
	return list ? wrap(json_array_get(in(list), i)) : NULL;
}

const char *doc_string(const struct doc *text)
{
	return text ? json_string_value(in(text)) : NULL;
}

bool doc_is_list(const struct doc *d)
{
	return d && json_is_array(in(d));
}

/* Next UTF-16 code unit of valid UTF-8; `low` carries the second half of a surrogate pair. */
static unsigned next_unit(const char **s, unsigned *low)
{
	const unsigned char *p = (const unsigned char *)*s;
	size_t len = str_utf8_len(*s);
	unsigned c;

	if (*low) {
		c = *low;
		*low = 0;
		return c;
	}
	if (len == 0)
		return 0;
	*s += len;
	if (len == 1)
		return p[0];
	if (len == 2)
		return (p[0] & 0x1fU) << 6 | (p[1] & 0x3fU);
	if (len == 3)
		return (p[0] & 0x0fU) << 12 | (p[1] & 0x3fU) << 6 | (p[2] & 0x3fU);
	c = ((p[0] & 0x07U) << 18 | (p[1] & 0x3fU) << 12 | (p[2] & 0x3fU) << 6 | (p[3] & 0x3fU)) -
	    0x10000;
	*low = 0xdc00 | (c & 0x3ff);
	return 0xd800 | c >> 10;
}

static int by_utf16(const void *a, const void *b)
{
	const char *s;
	const char *t;
	unsigned low_s = 0;
	unsigned low_t = 0;

	memcpy(&s, a, sizeof(s));
	memcpy(&t, b, sizeof(t));
	for (;;) {
		unsigned c = next_unit(&s, &low_s);
		unsigned d = next_unit(&t, &low_t);

		if (c != d)
			return c < d ? -1 : 1;
		if (c == 0)
			return 0;
	}
}

/* How a value is laid out: canonical has no white space, pretty two spaces a level. */
struct writer {
	struct buf *out;
	bool pretty;
	bool failed;
};

static void put_string(struct writer *w, const char *s)
{
	static const char shorts[] = "btn_fr"; /* for 0x08 .. 0x0d */

	buf_addc(w->out, '"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_addf(w->out, "\\%c", c);
		else if (c >= 0x08 && c <= 0x0d && c != 0x0b)
			buf_addf(w->out, "\\%c", shorts[c - 0x08]);
		else if (c < ' ')
			buf_addf(w->out, "\\u%04x", c);
		else
			buf_addc(w->out, *s);
	}
	buf_addc(w->out, '"');
}

static void put_break(struct writer *w, unsigned depth)
{
	if (!w->pretty)
		return;
	buf_addc(w->out, '\n');
	for (unsigned i = 0; i < depth; i++)
		buf_add(w->out, "  ");
}

static void put_value(struct writer *w, const json_t *j, unsigned depth);

/* The keys of an object, sorted, NULL at the end; the caller frees the array.  NULL: no memory. */
static const char **sorted_keys(const json_t *j)
{
	const char **keys = calloc(json_object_size(j) + 1, sizeof(*keys));
	const char *key;
	json_t *value;
	size_t i = 0;

	if (!keys)
		return NULL;
	json_object_foreach(in((const struct doc *)(const void *)j), key, value) keys[i++] = key;
	qsort(keys, i, sizeof(*keys), by_utf16);
	return keys;
}

void doc_each(const struct doc *object,
	      void (*fn)(const char *key, const struct doc *value, void *arg), void *arg)
{
	AUTO_FREE const char **keys = object ? sorted_keys(in(object)) : NULL;

	for (size_t i = 0; keys && keys[i]; i++)
		fn(keys[i], doc_get(object, keys[i]), arg);
}

static void put_object(struct writer *w, const json_t *j, unsigned depth)
{
	AUTO_FREE const char **keys = sorted_keys(j);
	size_t n = json_object_size(j);

	if (!keys) {
		w->failed = true;
		return;
	}
	buf_addc(w->out, '{');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(w->out, ',');
		put_break(w, depth + 1);
		put_string(w, keys[i]);
		buf_add(w->out, w->pretty ? ": " : ":");
		put_value(w, json_object_get(j, keys[i]), depth + 1);
	}
	if (n)
		put_break(w, depth);
	buf_addc(w->out, '}');
}

static void put_value(struct writer *w, const json_t *j, unsigned depth)
{
	size_t n;

	switch (json_typeof(j)) {
	case JSON_OBJECT:
		put_object(w, j, depth);
		break;
	case JSON_ARRAY:
		n = json_array_size(j);
		buf_addc(w->out, '[');
		for (size_t i = 0; i < n; i++) {
			if (i)
				buf_addc(w->out, ',');
			put_break(w, depth + 1);
			put_value(w, json_array_get(j, i), depth + 1);
		}
		if (n)
			put_break(w, depth);
		buf_addc(w->out, ']');
		break;
	case JSON_STRING:
		put_string(w, json_string_value(j));
		break;
	case JSON_INTEGER:
		buf_addf(w->out, "%" JSON_INTEGER_FORMAT, json_integer_value(j));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		buf_add(w->out, json_is_true(j) ? "true" : "false");
		break;
	case JSON_NULL: /* only keep() leaves one */
	case JSON_REAL:
		w->failed = true;
		break;
	}
}

static int write_doc(const struct doc *d, struct buf *out, bool pretty, struct error *err)
{
	struct writer w = { .out = out, .pretty = pretty };

	if (d)
		put_value(&w, in(d), 0);
	if (pretty)
		buf_addc(out, '\n');
	if (!d || w.failed || out->failed)
		return error_set(err, ENOMEM, "a document could not be built: out of memory");
	return 0;
}

int doc_canonical(const struct doc *d, struct buf *out, struct error *err)
{
	return write_doc(d, out, false, err);
}

int doc_pretty(const struct doc *d, struct buf *out, struct error *err)
{
	return write_doc(d, out, true, err);
}

int doc_parse(const char *text, size_t len, const char *name, struct doc **out, struct error *err)
{
	json_error_t why;
	json_t *j = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);

	if (!j)
		return error_input(err, "%s:%d:%d: %s", name, why.line, why.column, why.text);
	*out = wrap(j);
	return 0;
}
