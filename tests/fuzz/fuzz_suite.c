/* SPDX-License-Identifier: MIT */
/* Bytes as a suite: whatever they are, they end in checks or in an error that says where. */
#include "base/yaml.h"
#include "model/kind.h"
#include "model/suite_args.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole reader but for opening the file: each map of the document as each kind's parameters. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) struct arena arena = { 0 };
	const struct reader r = { .arena = &arena, .file = "fuzz" };
	struct error err = ERROR_INIT;
	struct node *root;
	void *args;

	if (node_parse(&arena, r.file, (const char *)data, size, &root, &err) ||
	    root->type != NODE_MAP)
		return 0;
	for (const struct node *n = root->children; n; n = n->next)
		for (size_t i = 0; check_kinds[i]; i++)
			if (streq(check_kinds[i]->name, n->key))
				args_read(&r, NULL, check_kinds[i], n, &args, &err);
	return 0;
}
