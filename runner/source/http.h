/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_HTTP_H
#define SOURCE_HTTP_H
/*
 * The one door to libcurl: GET over http and https.
 *
 * - TLS is verified, always, by the system's store or the file of SSL_CERT_FILE.
 * - Proxies are those of http_proxy, https_proxy, all_proxy and no_proxy, as libcurl reads them.
 * - At most REDIRECTS_MAX redirects, to http and https, and from https never to http.
 * - What may pass (time-outs, resets, 5xx, 408, 425, 429) is tried again, TRIES times without 64
 * KiB that are new, after a wait that doubles, or that the server names (Retry-After, at most
 *   RETRY_AFTER_MAX seconds); what was cut off goes on where it ended.
 * - No limit of time in all: a connection that gives less than SLOW_BYTES a second for so long as
 *   struct network says is given up.
 *
 * Errors name the URL without user name and password.  EINVAL: what is there is not what was asked
 * for (too large).  EACCES: refused (401, 403, 407).  ETIMEDOUT, ELOOP, EIO: the network or the
 * server.  What cannot be written has its own errno.
 */
#include "base/buf.h"
#include "base/cancel.h"
#include "base/error.h"
#include "model/network.h"
#include "model/progress.h"

enum {
	HTTP_REDIRECTS_MAX = 8,
	HTTP_TRIES = 4,
	HTTP_TRIES_ALL = 100, /* of one file, when each brings something new */
	HTTP_RETRY_AFTER_MAX = 60,
	HTTP_SLOW_BYTES = 100,
	HTTP_STALL_S = 30, /* the default */
};

struct http; /* keeps connections open between requests */

struct http_how {
	const struct network *network; /* NULL: all defaults */
	const struct progress *progress;
	const struct cancel *cancel;
};

struct http_get {
	const char *url;
	const char *label; /* what progress calls it */
	struct buf *text;  /* where it goes, in place of what is there; NULL: to fd */
	int fd;		   /* a file; overwritten, or, with `resume`, gone on with at its end */
	bool resume;
	int64_t limit;	      /* bytes in all */
	int64_t expected;     /* bytes; -1: not known */
	const char *etag;     /* of what is had already; NULL: nothing is */
	const char *modified; /* its Last-Modified; NULL: not known */
};

enum http_outcome {
	HTTP_GOT,
	HTTP_SAME, /* 304: what is had already */
	HTTP_NONE, /* 404, 410 */
};

struct http_answer {
	enum http_outcome outcome;
	bool resumed;	   /* a part of it was had before */
	char etag[256];	   /* "": none */
	char modified[64]; /* "": none */
};

int http_open(struct http **out, const struct http_how *how, struct error *err);
void http_free(struct http *h);
/* The library's version and that of its TLS, for people. */
void http_version(struct buf *out);
int http_get(struct http *h, const struct http_get *get, struct http_answer *out,
	     struct error *err);

#endif
