/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

enum { MAX_DEPTH = 32, MAX_NODES = 100000, MAX_KEYS = 4096, MAX_BYTES = 8 << 20 };

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *name;
	const char *text;
	size_t len;
	unsigned nodes;
};

static int place_error(const char *name, unsigned line, unsigned column, struct error *err,
		       const char *fmt, va_list ap)
{
	char text[sizeof(err->text)];

	vsnprintf(text, sizeof(text), fmt, ap);
	return error_input(err, "%s:%u:%u: %s", name, line, column, text);
}

int node_error(const char *name, const struct node *at, struct error *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	place_error(name, at->line, at->column, err, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

int node_key_error(const char *name, const struct node *at, struct error *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	place_error(name, at->key ? at->key_line : at->line, at->key ? at->key_column : at->column,
		    err, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

static int at_event(const struct reader *r, const yaml_event_t *e, struct error *err,
		    const char *what)
{
	return error_input(err, "%s:%zu:%zu: %s", r->name, e->start_mark.line + 1,
			   e->start_mark.column + 1, what);
}

/* Bytes that are no text at all have an offset, and no line. */
static void offset_place(const struct reader *r, size_t offset, size_t *line, size_t *column)
{
	*line = *column = 0;
	for (size_t i = 0; i < offset && i < r->len; i++) {
		if (r->text[i] == '\n') {
			++*line;
			*column = 0;
		} else if (((unsigned char)r->text[i] & 0xc0) != 0x80) {
			++*column;
		}
	}
}

static int next_event(struct reader *r, yaml_event_t *e, struct error *err)
{
	const char *why;
	size_t line;
	size_t column;

	if (yaml_parser_parse(&r->parser, e))
		return 0;
	why = r->parser.problem ? r->parser.problem : "not readable as YAML";
	line = r->parser.problem_mark.line;
	column = r->parser.problem_mark.column;
	if (r->parser.error == YAML_READER_ERROR)
		offset_place(r, r->parser.problem_offset, &line, &column);
	return error_input(err, "%s:%zu:%zu: %s", r->name, line + 1, column + 1, why);
}

static int refuse(const struct reader *r, const yaml_event_t *e, struct error *err)
{
	const yaml_char_t *anchor = NULL;
	const yaml_char_t *tag = NULL;

	if (e->type == YAML_ALIAS_EVENT)
		return at_event(r, e, err, "aliases are not allowed");
	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	}
	if (anchor)
		return at_event(r, e, err, "anchors are not allowed");
	if (tag)
		return at_event(r, e, err, "tags are not allowed");
	if (e->type == YAML_SCALAR_EVENT &&
	    memchr(e->data.scalar.value, '\0', e->data.scalar.length))
		return at_event(r, e, err, "NUL bytes are not allowed");
	return 0;
}

static int read_node(struct reader *r, const yaml_event_t *e, unsigned depth, struct node **out,
		     struct error *err);

static int read_key(struct reader *r, const yaml_event_t *e, const struct node *map,
		    const char **key, struct error *err)
{
	int ret = refuse(r, e, err);

	if (ret)
		return ret;
	if (e->type != YAML_SCALAR_EVENT)
		return at_event(r, e, err, "a key has to be a text");
	*key = arena_strndup(r->arena, (const char *)e->data.scalar.value, e->data.scalar.length);
	if (!*key)
		return error_memory(err);
	if (node_get(map, *key))
		return error_input(err, "%s:%zu:%zu: %s: this key stands here twice", r->name,
				   e->start_mark.line + 1, e->start_mark.column + 1, *key);
	return 0;
}

/* One child of a list or map, its key first.  1: there was none, the collection has ended. */
static int read_child(struct reader *r, const struct node *parent, unsigned depth,
		      struct node **child, struct error *err)
{
	yaml_event_t e;
	yaml_mark_t mark = { 0 };
	const char *key = NULL;
	int ret = next_event(r, &e, err);

	if (ret)
		return ret;
	if (e.type == YAML_SEQUENCE_END_EVENT || e.type == YAML_MAPPING_END_EVENT) {
		yaml_event_delete(&e);
		return 1;
	}
	if (parent->type == NODE_MAP) {
		mark = e.start_mark;
		ret = read_key(r, &e, parent, &key, err);
		yaml_event_delete(&e);
		if (!ret)
			ret = next_event(r, &e, err);
		if (ret)
			return ret;
	}
	ret = read_node(r, &e, depth + 1, child, err);
	yaml_event_delete(&e);
	if (ret)
		return ret;
	(*child)->key = key;
	(*child)->key_line = (unsigned)mark.line + 1;
	(*child)->key_column = (unsigned)mark.column + 1;
	return 0;
}

static int read_children(struct reader *r, struct node *parent, unsigned depth, struct error *err)
{
	struct node **tail = &parent->children;
	unsigned count = 0;
	int ret;

	while ((ret = read_child(r, parent, depth, tail, err)) == 0) {
		/* looking for a duplicate walks all keys so far */
		if (parent->type == NODE_MAP && ++count > MAX_KEYS)
			return node_key_error(r->name, *tail, err, "too many keys in one map");
		tail = &(*tail)->next;
	}
	return ret < 0 ? ret : 0;
}

static int read_node(struct reader *r, const yaml_event_t *e, unsigned depth, struct node **out,
		     struct error *err)
{
	struct node *n;
	int ret = refuse(r, e, err);

	if (ret)
		return ret;
	if (depth > MAX_DEPTH)
		return at_event(r, e, err, "nested too deeply");
	if (++r->nodes > MAX_NODES)
		return at_event(r, e, err, "too many nodes in one file");
	n = arena_alloc(r->arena, sizeof(*n));
	if (!n)
		return error_memory(err);
	n->line = (unsigned)e->start_mark.line + 1;
	n->column = (unsigned)e->start_mark.column + 1;
	if (e->type == YAML_SCALAR_EVENT) {
		n->type = NODE_TEXT;
		n->text = arena_strndup(r->arena, (const char *)e->data.scalar.value,
					e->data.scalar.length);
		ret = n->text ? 0 : error_memory(err);
	} else if (e->type == YAML_SEQUENCE_START_EVENT || e->type == YAML_MAPPING_START_EVENT) {
		n->type = e->type == YAML_MAPPING_START_EVENT ? NODE_MAP : NODE_LIST;
		ret = read_children(r, n, depth, err);
	} else {
		ret = at_event(r, e, err, "the file is empty");
	}
	if (!ret)
		*out = n;
	return ret;
}

/* Skips to the first node, reads it, and asks for the end behind it. */
static int read_file(struct reader *r, struct node **out, struct error *err)
{
	static const yaml_event_type_t before[] = { YAML_STREAM_START_EVENT,
						    YAML_DOCUMENT_START_EVENT };
	yaml_event_t e;
	int ret;

	for (size_t i = 0; i < ARRAY_SIZE(before); i++) {
		ret = next_event(r, &e, err);
		if (ret)
			return ret;
		if (e.type != before[i]) {
			ret = at_event(r, &e, err, "the file is empty");
			yaml_event_delete(&e);
			return ret;
		}
		yaml_event_delete(&e);
	}
	ret = next_event(r, &e, err);
	if (ret)
		return ret;
	ret = read_node(r, &e, 1, out, err);
	yaml_event_delete(&e);
	for (size_t i = 0; !ret && i < 2; i++) { /* document end, stream end */
		ret = next_event(r, &e, err);
		if (ret)
			break;
		if (e.type == YAML_DOCUMENT_START_EVENT)
			ret = at_event(r, &e, err, "only one document in a file");
		yaml_event_delete(&e);
	}
	return ret;
}

int node_parse(struct arena *arena, const char *name, const char *text, size_t len,
	       struct node **out, struct error *err)
{
	struct reader r = { .arena = arena, .name = name, .text = text, .len = len };
	struct node *root = NULL;
	int ret;

	if (len > MAX_BYTES)
		return error_input(err, "%s: larger than %d MiB", name, MAX_BYTES >> 20);
	if (!yaml_parser_initialize(&r.parser))
		return error_memory(err);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, len);
	ret = read_file(&r, &root, err);
	yaml_parser_delete(&r.parser);
	if (!ret)
		*out = root;
	return ret;
}

const struct node *node_get(const struct node *map, const char *key)
{
	for (const struct node *n = map->children; n; n = n->next)
		if (streq(n->key, key))
			return n;
	return NULL;
}
