/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PACKAGES_HEADER_H
#define COLLECT_PACKAGES_HEADER_H
/* What a database of packages and a package file share: the rows of one header. */
#include <rpm/rpmfiles.h>
#include <rpm/rpmtypes.h>

#include "collect/part.h"

struct packages {
	const struct sink *sink;
	struct part_state part;
};

/* Around the use of librpm: what it logs as an error fails p->part; then its state is emptied. */
void packages_begin(struct packages *p);
void packages_end(void);

/* The rows of a header in the package tables. */
int packages_put(struct packages *p, Header h, const char *nevra, struct error *err);
/* A file's SHA-256; false: there is none, or one of another algorithm. */
bool packages_file_digest(rpmfiles files, int i, char out[65]);

#endif
