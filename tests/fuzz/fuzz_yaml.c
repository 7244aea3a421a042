/* SPDX-License-Identifier: MIT */
/* Bytes as YAML: a tree within its limits, or an error that names the place. */
#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

static void walk(const struct node *n, const struct node *parent, unsigned depth)
{
	claim(depth <= 32 && n->line > 0 && n->column > 0);
	claim((n->type == NODE_TEXT) == (n->text != NULL));
	claim(!n->text || !n->children);
	if (parent && parent->type == NODE_MAP)
		claim(n->key && n->key_line > 0 && node_get(parent, n->key) == n);
	else
		claim(!n->key);
	for (const struct node *c = n->children; c; c = c->next)
		walk(c, n, depth + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct node *root = NULL;
	int ret = node_parse(&arena, "fuzz", (const char *)data, size, &root, &err);

	if (ret == 0) {
		claim(root && !err.code);
		walk(root, NULL, 1);
	} else {
		claim(!root && ret == -err.code);
		claim(ret == -ENOMEM || (ret == -EINVAL && starts_with(err.text, "fuzz:")));
	}
	return 0;
}
