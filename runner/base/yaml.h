/* SPDX-License-Identifier: MIT */
#ifndef BASE_YAML_H
#define BASE_YAML_H
/*
 * YAML as suites use it: a tree of nodes, each with its place in the file, read through libyaml.
 *
 * Refused, each with file:line:column: aliases and anchors (a file of a kilobyte could mean a
 * gigabyte), tags, duplicate keys, NUL bytes, more than one document, nesting deeper than 32,
 * more than 100,000 nodes, more than 4096 keys in one map, files over 8 MiB.  Every scalar is a
 * text; its reader gives it a type, so that no YAML version's idea of 0644 or `no` matters.
 */
#include "base/arena.h"
#include "base/error.h"

enum node_type { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	unsigned line; /* from 1 */
	unsigned column;
	const char *text; /* NODE_TEXT */
	const char *key;  /* set when the parent is a map */
	unsigned key_line;
	unsigned key_column;
	struct node *children; /* NODE_LIST, NODE_MAP: first child */
	struct node *next;     /* next child of the parent */
};

/* The tree lives in the arena.  `name` is the file's name for messages and is not opened. */
int node_parse(struct arena *arena, const char *name, const char *text, size_t len,
	       struct node **out, struct error *err);
/* The value of a key of a map, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* error_input() with "name:line:column: " of the node in front. */
int node_error(const char *name, const struct node *at, struct error *err, const char *fmt, ...)
	PRINTF(4, 5);
/* The same, at the node's key. */
int node_key_error(const char *name, const struct node *at, struct error *err, const char *fmt, ...)
	PRINTF(4, 5);

#endif
