/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_REPODATA_H
#define SOLVE_REPODATA_H
/* A repository's metadata (createrepo's, "rpm-md") as libsolv reads it, made evidence. */
#include "base/arena.h"
#include "base/str.h"
#include "model/tables.h"

struct repodata_file {
	const char *type;	   /* primary, filelists ... */
	const char *location;	   /* below the base; proved to stay there */
	const char *checksum_type; /* sha256, sha512 ... */
	const char *checksum;	   /* lower-case hexadecimal */
	int64_t size;		   /* bytes; -1: not said */
};

struct repomd {
	const char *revision; /* "": none */
	struct repodata_file *files;
	size_t count;
};

/* Reads repomd.xml; what is no repomd, or leads out of the base, is EINVAL.  Texts are arena's. */
int repomd_read(struct arena *arena, const char *path, struct repomd *out, struct error *err);
/* The first of that type, or NULL; a zchunk one is passed over for the plain one. */
const struct repodata_file *repomd_find(const struct repomd *r, const char *type);

/* Is it a path below the base: no "..", no scheme, no query, nothing absolute? */
bool repodata_stays_below(const char *location);

/*
 * Reads files that have been verified (gzip, xz, zstd or bzip2, told by their first bytes), puts a
 * row of `available` for each package, and the blob "solv".  `filelists` NULL: there are none.
 * `packages` gets how many there were.
 */
int repodata_put(const char *primary, const char *filelists, const struct sink *sink,
		 size_t *packages, struct error *err);

#endif
