/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_IDS_H
#define COLLECT_IDS_H
/*
 * The numbers that passwd(5) or group(5) of an image know, to be asked for every path.  Zeroed, a
 * set is empty; one that could not be read has every number, and its part has failed.
 */
#include <stdint.h>

#include "collect/part.h"

struct id_set {
	uint32_t *items; /* sorted */
	size_t count;
	size_t cap;
	uint32_t last; /* the number that was found last */
	bool warm;     /* there was one */
	bool all;
};

/* Adds the third fields of a file's lines; one that is not there adds nothing. */
int id_set_read(struct id_set *s, int root_fd, const char *path, struct part_state *part,
		struct error *err);
bool id_set_has(struct id_set *s, uint32_t id);
void id_set_release(struct id_set *s);

#endif
