/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_ALONG_H
#define CLI_SCENARIOS_ALONG_H
/*
 * What has to come along with a product: what the solver would install with it from the
 * repositories, as files that are the ones the repositories' metadata names.
 */
#include "base/arena.h"
#include "cli/command.h"
#include "model/evidence.h"

struct along_ask {
	const struct context *context;
	struct evidence *image;
	struct evidence *product;
	struct evidence *const *repositories;
	size_t repositories_count;
	const char *folder; /* gets the files; exists */
};

struct along {
	struct text_list files; /* paths in the folder */
	struct text_list names; /* packages that are new on the image */
	struct text_list all;	/* ... and those that get another version */
	const char *why;	/* not NULL: the solver finds no way, and there are no files */
};

/* Texts are the arena's. */
int along_find(const struct along_ask *a, struct arena *arena, struct doc *run, struct along *out,
	       struct error *err);

#endif
