/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H
/*
 * A growing string with a ceiling.
 *
 * - buf_str() is always a NUL-terminated string, also before the first add.
 * - Nothing returns an error: the first failed add (no memory, or past `max`) makes the buffer
 *   `failed`, and later adds do nothing.  Look once, at the end, where the text is used.
 */
#include "base/defs.h"

#include <stdarg.h>

struct buf {
	char *data;
	size_t len;
	size_t cap;
	size_t max; /* never holds more than this many bytes */
	bool failed;
};

#define BUF_INIT(limit)        \
	{                      \
		.max = (limit) \
	}

enum {
	BUF_LINE = 64 << 10, /* ceilings used in many places */
	BUF_TEXT = 16 << 20,
	BUF_DOCUMENT = 256 << 20,
};

void buf_release(struct buf *b);
/* Empty and usable again; the memory is kept. */
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const char *s);
void buf_addn(struct buf *b, const void *data, size_t n);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_addv(struct buf *b, const char *fmt, va_list ap) PRINTF(2, 0);
const char *buf_str(const struct buf *b);
/* Hand over the string; the caller frees it.  NULL if the buffer failed. */
char *buf_take(struct buf *b);

#endif
