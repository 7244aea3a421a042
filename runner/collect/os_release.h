/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_OS_RELEASE_H
#define COLLECT_OS_RELEASE_H
/*
 * os-release(5): /etc/os-release of the root, else /usr/lib/os-release.  Values as a shell would
 * read them; of a key that stands twice the last one; lines that are no assignment are passed over.
 */
#include "base/buf.h"
#include "model/tables.h"

/* Rows of a file's text. */
int os_release_put(const struct sink *sink, const char *text, struct error *err);
/* A missing file gives no rows and is no failure: it is a fact about the image. */
int collect_os_release(int root_fd, const struct sink *sink, struct error *err);
/* The value of an assignment without its quotes: what follows the '=' in, `len` bytes. */
void os_release_unquote(const char *value, size_t len, struct buf *out);

#endif
