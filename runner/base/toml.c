/* SPDX-License-Identifier: MIT */
/* TOML: lines, keys and tables.  Values are read in toml_value.c. */
#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"
#include "base/toml_read.h"

int toml_fail(struct toml_reader *r, const char *fmt, ...)
{
	char reason[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	return error_input(r->err, "%s:%u: %s", r->name, r->line, reason);
}

struct toml *toml_new(struct toml_reader *r, enum toml_type type)
{
	struct toml *value;

	if (r->values++ >= TOML_VALUES_MAX) {
		toml_fail(r, "more than %d values", TOML_VALUES_MAX);
		return NULL;
	}
	value = arena_alloc(r->arena, sizeof(*value));
	if (!value) {
		error_memory(r->err);
		return NULL;
	}
	value->type = type;
	value->line = r->line;
	return value;
}

void toml_append(struct toml *parent, struct toml *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->children = child;
	parent->last = child;
}

const struct toml *toml_get(const struct toml *table, const char *key)
{
	if (!table || table->type != TOML_TABLE)
		return NULL;
	for (const struct toml *c = table->children; c; c = c->next)
		if (streq(c->key, key))
			return c;
	return NULL;
}

const char *toml_type_name(enum toml_type type)
{
	static const char *const names[] = { "table",	 "list", "text", "integer",
					     "fraction", "bool", "date" };

	return names[type];
}

void toml_skip_blanks(struct toml_reader *r)
{
	r->at += strspn(r->at, " \t");
}

bool toml_newline(struct toml_reader *r)
{
	if (r->at[0] == '\r' && r->at[1] == '\n')
		r->at++;
	else if (r->at[0] != '\n')
		return false;
	r->at++;
	r->line++;
	return true;
}

int toml_comment(struct toml_reader *r, struct toml *of)
{
	const char *start = r->at + 1;
	size_t len = 0;

	if (*r->at != '#')
		return 0;
	while (start[len] == '\t' || ((unsigned char)start[len] >= ' ' && start[len] != 0x7f))
		len++;
	r->at = start + len;
	if (*r->at && !(r->at[0] == '\r' && r->at[1] == '\n') && *r->at != '\n')
		return toml_fail(r, "a control character in a comment");
	while (len && strchr(" \t", *start))
		start++, len--;
	while (len && strchr(" \t", start[len - 1]))
		len--;
	if (!of || !len)
		return 0;
	of->comment = arena_strndup(r->arena, start, len);
	return of->comment ? 0 : error_memory(r->err);
}

int toml_skip_lines(struct toml_reader *r, struct toml *commented)
{
	do {
		int ret;

		toml_skip_blanks(r);
		ret = toml_comment(r, commented);
		if (ret)
			return ret;
		commented = NULL; /* what stands on lines of its own is of nothing */
	} while (toml_newline(r));
	return 0;
}

/* FNV-1a over the table's place and the key. */
static size_t hash(const struct toml *table, const char *key)
{
	uint64_t h = 0xcbf29ce484222325 ^ ((uintptr_t)table >> 4);

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 0x100000001b3;
	return (size_t)(h ^ h >> 32);
}

static struct toml_slot *slot_of(const struct toml_reader *r, const struct toml *table,
				 const char *key)
{
	size_t i = hash(table, key);

	for (;; i++) {
		struct toml_slot *s = &r->slots[i & (r->slots_count - 1)];

		if (!s->child || (s->table == table && streq(s->child->key, key)))
			return s;
	}
}

static int grow(struct toml_reader *r)
{
	struct toml_slot *old = r->slots;
	size_t old_count = r->slots_count;

	if (r->slots_used * 2 < r->slots_count)
		return 0;
	r->slots_count = old_count ? old_count * 2 : 256;
	r->slots = calloc(r->slots_count, sizeof(*r->slots));
	if (!r->slots) {
		r->slots = old;
		r->slots_count = old_count;
		return error_memory(r->err);
	}
	for (size_t i = 0; i < old_count; i++)
		if (old[i].child)
			*slot_of(r, old[i].table, old[i].child->key) = old[i];
	free(old);
	return 0;
}

static struct toml *find(const struct toml_reader *r, const struct toml *table, const char *key)
{
	return r->slots_count ? slot_of(r, table, key)->child : NULL;
}

static int put(struct toml_reader *r, struct toml *table, const char *key, struct toml *value)
{
	struct toml_slot *s;
	int ret = grow(r);

	if (ret)
		return ret;
	value->key = key;
	s = slot_of(r, table, key);
	s->table = table;
	s->child = value;
	r->slots_used++;
	toml_append(table, value);
	return 0;
}

static int read_part(struct toml_reader *r, struct toml_key *out)
{
	static const char bare[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	size_t len = strspn(r->at, bare);
	const char *part;
	int ret = 0;

	if (out->count == TOML_NESTING)
		return toml_fail(r, "a key of more than %d parts", TOML_NESTING);
	if (len) {
		part = arena_strndup(r->arena, r->at, len);
		r->at += len;
	} else {
		if (*r->at != '"' && *r->at != '\'')
			return toml_fail(r, "here has to be a key");
		if (strncmp(r->at, "\"\"\"", 3) == 0 || strncmp(r->at, "'''", 3) == 0)
			return toml_fail(r, "a key may not be a text of several lines");
		ret = toml_read_string(r);
		part = ret ? NULL : arena_strndup(r->arena, buf_str(&r->text), r->text.len);
	}
	if (!ret && !part)
		ret = error_memory(r->err);
	out->parts[out->count++] = part;
	return ret;
}

int toml_read_key(struct toml_reader *r, struct toml_key *out)
{
	out->count = 0;
	for (;;) {
		int ret;

		toml_skip_blanks(r);
		ret = read_part(r, out);
		if (ret)
			return ret;
		toml_skip_blanks(r);
		if (*r->at != '.')
			return 0;
		r->at++;
	}
}

/* The table that a dotted key's parts before the last lead to. */
static int walk_dotted(struct toml_reader *r, const struct toml_key *key, struct toml **table)
{
	for (size_t i = 0; i + 1 < key->count; i++) {
		struct toml *next = find(r, *table, key->parts[i]);

		if (!next) {
			next = toml_new(r, TOML_TABLE);
			if (!next || put(r, *table, key->parts[i], next))
				return -r->err->code;
		} else if (next->type != TOML_TABLE || next->frozen || next->defined ||
			   (next->section && next->section != r->section)) {
			return toml_fail(r, "%s: is there already (line %u), and is closed",
					 key->parts[i], next->line);
		}
		next->section = r->section;
		*table = next;
	}
	return 0;
}

int toml_read_pair(struct toml_reader *r, struct toml *table, unsigned depth)
{
	struct toml_key key;
	struct toml *value = NULL;
	const struct toml *there;
	int ret = toml_read_key(r, &key);

	if (ret)
		return ret;
	if (*r->at != '=')
		return toml_fail(r, "%s: behind a key has to be '='", key.parts[key.count - 1]);
	r->at++;
	toml_skip_blanks(r);
	ret = walk_dotted(r, &key, &table);
	if (ret)
		return ret;
	there = find(r, table, key.parts[key.count - 1]);
	if (there)
		return toml_fail(r, "%s: is there already (line %u)", key.parts[key.count - 1],
				 there->line);
	ret = toml_read_value(r, depth, &value);
	r->pair = value;
	return ret ? ret : put(r, table, key.parts[key.count - 1], value);
}

/* From the root to where the last part of a header's key belongs. */
static int walk_header(struct toml_reader *r, const struct toml_key *key, struct toml **table)
{
	for (size_t i = 0; i + 1 < key->count; i++) {
		struct toml *next = find(r, *table, key->parts[i]);

		if (!next) {
			next = toml_new(r, TOML_TABLE);
			if (!next || put(r, *table, key->parts[i], next))
				return -r->err->code;
		}
		if (next->frozen || (next->type != TOML_TABLE && next->type != TOML_ARRAY))
			return toml_fail(r, "%s: is no table to add to (line %u)", key->parts[i],
					 next->line);
		*table = next->type == TOML_ARRAY ? next->last : next;
	}
	return 0;
}

/* [[key]]: one more element. */
static int open_element(struct toml_reader *r, struct toml *parent, const char *key,
			struct toml **out)
{
	struct toml *array = find(r, parent, key);
	struct toml *element;

	if (array && (array->type != TOML_ARRAY || array->frozen))
		return toml_fail(r, "%s: is there already (line %u), and no list of tables", key,
				 array->line);
	if (!array) {
		array = toml_new(r, TOML_ARRAY);
		if (!array || put(r, parent, key, array))
			return -r->err->code;
	}
	element = toml_new(r, TOML_TABLE);
	if (!element)
		return -r->err->code;
	element->defined = true;
	toml_append(array, element);
	*out = element;
	return 0;
}

/* [key] */
static int open_table(struct toml_reader *r, struct toml *parent, const char *key,
		      struct toml **out)
{
	struct toml *table = find(r, parent, key);

	if (table &&
	    (table->type != TOML_TABLE || table->frozen || table->defined || table->section))
		return toml_fail(r, "%s: is there already (line %u)", key, table->line);
	if (!table) {
		table = toml_new(r, TOML_TABLE);
		if (!table || put(r, parent, key, table))
			return -r->err->code;
	}
	table->defined = true;
	table->line = r->line;
	*out = table;
	return 0;
}

static int read_header(struct toml_reader *r, struct toml *root, struct toml **out)
{
	bool element = r->at[1] == '[';
	struct toml *parent = root;
	struct toml_key key;
	int ret;

	r->at += element ? 2 : 1;
	r->section++;
	ret = toml_read_key(r, &key);
	if (ret)
		return ret;
	if (r->at[0] != ']' || (element && r->at[1] != ']'))
		return toml_fail(r, "a header has to end in '%s'", element ? "]]" : "]");
	r->at += element ? 2 : 1;
	ret = walk_header(r, &key, &parent);
	if (ret)
		return ret;
	return element ? open_element(r, parent, key.parts[key.count - 1], out)
		       : open_table(r, parent, key.parts[key.count - 1], out);
}

/* One statement, with the comment and the newline behind it. */
static int read_line(struct toml_reader *r, struct toml *root, struct toml **table)
{
	struct toml *commented = NULL;
	int ret = 0;

	toml_skip_blanks(r);
	if (*r->at == '[') {
		ret = read_header(r, root, table);
		commented = ret ? NULL : *table;
	} else if (*r->at && *r->at != '#' && !strchr("\r\n", *r->at)) {
		ret = toml_read_pair(r, *table, 1);
		commented = ret ? NULL : r->pair;
	}
	if (ret)
		return ret;
	toml_skip_blanks(r);
	ret = toml_comment(r, commented);
	if (!ret && !toml_newline(r) && *r->at)
		ret = toml_fail(r, "something is left at the end of the line");
	return ret;
}

static int check_text(struct toml_reader *r, const char *text, size_t len)
{
	const char *end = text + len;
	unsigned line = 1;

	while (text < end) {
		size_t n = str_utf8_len(text);

		if (n == 0) {
			r->line = line;
			return toml_fail(r, *text ? "is not UTF-8" : "has a NUL byte");
		}
		line += *text == '\n';
		text += n;
	}
	return 0;
}

int toml_parse(struct arena *arena, const char *name, const char *text, size_t len,
	       struct toml **out, struct error *err)
{
	struct toml_reader r = {
		.arena = arena,
		.err = err,
		.name = name,
		.line = 1,
		.section = 1,
		.text = BUF_INIT(TOML_BYTES_MAX),
	};
	struct toml *root;
	struct toml *table;
	int ret;

	if (len > TOML_BYTES_MAX)
		return error_input(err, "%s: larger than %d MiB", name, TOML_BYTES_MAX >> 20);
	r.at = arena_strndup(arena, text, len);
	root = r.at ? toml_new(&r, TOML_TABLE) : NULL;
	if (!root)
		return error_memory(err);
	table = root;
	ret = check_text(&r, r.at, len);
	while (!ret && *r.at)
		ret = read_line(&r, root, &table);
	free(r.slots);
	buf_release(&r.text);
	if (!ret)
		*out = root;
	return ret;
}
