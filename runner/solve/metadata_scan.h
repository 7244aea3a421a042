/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_METADATA_SCAN_H
#define SOLVE_METADATA_SCAN_H
/* The watcher of metadata.h: takes an XML document in pieces, and looks at tags and attributes. */
#include <solv/pool.h>

#include "base/buf.h"
#include "base/error.h"

enum scan_state {
	SCAN_TEXT,
	SCAN_OPEN, /* after '<' */
	SCAN_TAG,
	SCAN_VALUE, /* inside quotes */
	SCAN_BANG,  /* after "<!" */
	SCAN_COMMENT,
	SCAN_CDATA,
	SCAN_PI, /* after "<?" */
};

struct scan_word {
	char text[16]; /* what is longer is cut: no name that counts is */
	unsigned len;
};

struct metadata_scan {
	Pool *pool;
	enum scan_state state;
	struct scan_word word;	  /* the last one inside a tag, or after "<!" */
	struct scan_word element; /* of the tag */
	char root[16];
	bool gap;     /* the next letter begins a word */
	bool closing; /* </...> */
	bool slash;   /* the last byte was '/': .../> */
	bool named;   /* the tag has an attribute `name` */
	char quote;
	char tail[2]; /* the last bytes of a comment, CDATA section or instruction */
	unsigned depth;
	size_t run; /* bytes since the last tag began */
	size_t packages;
	bool taking; /* the value is a name that may be a rich dependency */
	struct buf value;
};

void metadata_scan_init(struct metadata_scan *s, Pool *pool);
void metadata_scan_release(struct metadata_scan *s);
int metadata_scan(struct metadata_scan *s, const char *data, size_t len, struct error *err);

#endif
