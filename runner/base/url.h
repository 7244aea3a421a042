/* SPDX-License-Identifier: MIT */
#ifndef BASE_URL_H
#define BASE_URL_H
/* URLs as texts (RFC 3986): what is needed to name, join and print them without their secrets. */
#include "base/buf.h"
#include "base/error.h"

/* "https://...", "file:/...": begins with a scheme; of others than file, "//" has to follow. */
bool url_is(const char *text);
/* Is its scheme this one?  Letters of either case. */
bool url_has_scheme(const char *url, const char *scheme);
/*
 * As it may be shown and kept: without user name, password and fragment, and control characters
 * and blanks cleaned away.  Several URLs may stand there with blanks between; `out` is cleared
 * first.  What is no URL comes out as it is.
 */
void url_clean(const char *urls, struct buf *out);
/* A path below a base, '/' between; `out` is cleared first. */
void url_join(const char *base, const char *path, struct buf *out);
/* The path of a file: URL (RFC 8089); EINVAL when it names another host or no absolute path. */
int url_file_path(const char *url, struct buf *path, struct error *err);
/* The file: URL of an absolute path; `out` is cleared first. */
void url_of_path(const char *path, struct buf *out);

#endif
