/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_METALINK_H
#define SOURCE_METALINK_H
/*
 * Where a repository is mirrored: a metalink (version 3, as MirrorManager writes it:
 * www.metalinker.org, with mm0:alternates) or a list of URLs, one a line.  The one door to expat.
 *
 * A metalink also says what repomd.xml has to be: the current one, or one of the alternates, which
 * mirrors that lag behind still have.
 */
#include "base/arena.h"
#include "base/error.h"

enum { MIRRORS_MAX = 1024, MIRRORS_KNOWN_MAX = 64 };

/* One repomd.xml that a mirror may have. */
struct mirrors_repomd {
	int64_t size;	       /* bytes; -1: not said */
	const char *algorithm; /* sha512 or sha256, the best that is said; NULL: no usable one */
	const char *checksum;  /* lower-case hexadecimal */
};

struct mirrors {
	const char **bases; /* of http and https, the preferred ones first */
	size_t count;
	struct mirrors_repomd *known;
	size_t known_count; /* 0: a plain list, which says nothing of it */
	bool metalink;
};

/*
 * EINVAL: neither of the two, no mirror that can be used, or a metalink without a sha256 or sha512
 * of repomd.xml.  Texts are the arena's.
 */
int mirrors_read(struct arena *arena, const char *text, size_t len, struct mirrors *out,
		 struct error *err);
/* Is this a repomd.xml that the list allows?  EINVAL: no. */
int mirrors_allow(const struct mirrors *m, const char *repomd, size_t len, struct error *err);

#endif
