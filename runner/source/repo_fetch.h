/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_REPO_FETCH_H
#define SOURCE_REPO_FETCH_H
/*
 * The files of a repository, wherever it is: http and https (http.h, through the cache), or file:.
 *
 * Limits: a text (repomd.xml, its signature, a list of mirrors) REPO_TEXT_MAX bytes, a data file
 * what repomd.xml says, at most REPO_DATA_MAX.
 */
#include "model/source.h"
#include "solve/repodata.h"
#include "source/http.h"
#include "source/repo_cache.h"

enum { REPO_TEXT_MAX = 8 << 20, REPO_DATA_MAX = 1 << 30 };

struct repo_fetch {
	const struct source_request *req;
	struct http *http; /* opened when first asked */
	struct repo_cache cache;
	bool cache_told; /* that there is none */
};

void repo_fetch_init(struct repo_fetch *f, const struct source_request *req);
void repo_fetch_release(struct repo_fetch *f);

/* A small file into memory, in place of what is there; *none: it is not there. */
int repo_fetch_text(struct repo_fetch *f, const char *url, struct buf *out, bool *none,
		    struct error *err);
/* repodata/repomd.xml of a base, from the cache when the server says it is the same. */
int repo_fetch_repomd(struct repo_fetch *f, const char *base, struct buf *out,
		      struct repo_known *known, bool *none, struct error *err);
/* It was read and is good: for the next time. */
void repo_fetch_keep_repomd(struct repo_fetch *f, const char *base, const struct buf *text,
			    const struct repo_known *known);
/*
 * A file that repomd.xml names, verified, to `dest` in the work folder.  EINVAL: it is not there,
 * or not what repomd.xml says.
 */
int repo_fetch_data(struct repo_fetch *f, const char *base, const struct repodata_file *file,
		    const char *dest, struct error *err);

/*
 * Is it nothing that a repository, or the way to it, can be blamed for: an interruption, no room,
 * no memory?  Then no other mirror helps.
 */
static inline bool repo_failure_is_ours(int code)
{
	return code != EINVAL && code != EIO && code != ETIMEDOUT && code != EACCES &&
	       code != ELOOP;
}

#endif
