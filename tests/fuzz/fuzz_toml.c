/* SPDX-License-Identifier: MIT */
/* Bytes as TOML: a tree within its limits, or an error that names the line. */
#include "base/toml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

/* Tables nest by headers and dotted keys as well as by values, a key's worth at each level. */
static void walk(const struct toml *v, const struct toml *parent, unsigned depth)
{
	bool is_text = v->type == TOML_TEXT || v->type == TOML_FLOAT || v->type == TOML_DATE;
	const struct toml *last = NULL;

	claim(depth <= TOML_NESTING * (TOML_NESTING + 2) && v->line > 0);
	claim(is_text == (v->text != NULL));
	claim(v->type == TOML_TABLE || v->type == TOML_ARRAY || !v->children);
	if (parent && parent->type == TOML_TABLE)
		claim(v->key && toml_get(parent, v->key) == v);
	else
		claim(!v->key);
	for (const struct toml *c = v->children; c; c = c->next) {
		walk(c, v, depth + 1);
		last = c;
	}
	claim(last == v->last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct toml *root = NULL;
	int ret = toml_parse(&arena, "fuzz", (const char *)data, size, &root, &err);

	if (ret == 0) {
		claim(root && !err.code);
		walk(root, NULL, 0);
	} else {
		claim(!root && ret == -err.code);
		claim(ret == -ENOMEM || (ret == -EINVAL && starts_with(err.text, "fuzz:")));
	}
	return 0;
}
