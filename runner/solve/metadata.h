/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_METADATA_H
#define SOLVE_METADATA_H
/*
 * An XML file of a repository on its way to libsolv's readers, opened whatever it is compressed
 * with, and watched.  Those readers keep what they cannot make sense of to themselves, and grow
 * with whatever they are given; so what passes has to
 *
 * - be well below the limits: of the file when open, of one element, of nesting, of packages;
 * - have the root element that is asked for, no document type, no text encoding of two bytes;
 * - name every dependency, and have no rich one that cannot be read (they would be left out).
 */
#include <stdio.h>

#include <solv/pool.h>

#include "base/buf.h"
#include "base/error.h"

enum { METADATA_PACKAGES = 500000 };

struct metadata;

struct metadata_want {
	const char *path;
	const char *root; /* name of the outermost element */
	uint64_t open_bytes;
	Pool *pool; /* rich dependencies are read into it; NULL: there are none in such a file */
};

/* What is compressed in a way that cannot be read, or not a file, is EINVAL. */
int metadata_open(struct metadata **out, const struct metadata_want *want, struct error *err);
/* What libsolv is to read; metadata_close() closes it. */
FILE *metadata_stream(struct metadata *m);
/* After reading: what was wrong with what passed; 0 nothing. */
int metadata_end(struct metadata *m, struct error *err);
/* How many elements `package` there were. */
size_t metadata_packages(const struct metadata *m);
void metadata_close(struct metadata *m);
static inline void metadata_cleanup(struct metadata **m)
{
	metadata_close(*m);
}
#define AUTO_METADATA CLEANUP(metadata_cleanup)

#endif
