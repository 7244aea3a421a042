/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_REPO_CACHE_H
#define SOURCE_REPO_CACHE_H
/*
 * What was fetched of repositories, kept between runs; several processes may share it.
 *
 *	DIR/data/ALGORITHM-DIGITS	a file by its checksum; whoever takes it verifies it again
 *	DIR/data/....partial		the part of one that was cut off: locked by who goes on with
 *it DIR/repomd/DIGITS		repomd.xml of a URL, with what the server said it is (ETag)
 *
 * A file gets its name when it is whole and verified.  What was not used for CACHE_DAYS is removed.
 * A cache that cannot be used is no error: `dir` is NULL then, and `why` says it.
 */
#include "base/buf.h"
#include "base/error.h"

enum { CACHE_DAYS = 30 };

struct repo_cache {
	char *dir; /* NULL: nothing is kept */
	char why[256];
};

/* repomd.xml as it was had before. */
struct repo_known {
	char etag[256];
	char modified[64];
};

void repo_cache_open(struct repo_cache *c, const char *dir);
void repo_cache_release(struct repo_cache *c);
/* From now on nothing is kept. */
void repo_cache_give_up(struct repo_cache *c, const char *why);

/* False: there is none.  `url` is without secrets; `text` is cleared first. */
bool repo_cache_repomd(const struct repo_cache *c, const char *url, struct buf *text,
		       struct repo_known *known);
void repo_cache_keep_repomd(const struct repo_cache *c, const char *url, const struct buf *text,
			    const struct repo_known *known);

/* Where a file of that checksum stands or would stand; NULL: no cache, or no memory. */
char *repo_cache_data(const struct repo_cache *c, const char *algorithm, const char *digits);
/*
 * Opens the part of the file `data` (made when there is none), locked; `path` gets its name, for
 * the caller to free.  -1: another process has it, or it cannot be made.
 */
int repo_cache_partial(struct repo_cache *c, const char *data, char **path);
/* The file was used today. */
void repo_cache_used(const char *data);

#endif
