/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_HTTP_H
#define SCENARIO_OUTSIDE_HTTP_H
/*
 * An HTTP server on a unix socket; the one door to libmicrohttpd.
 *
 * Each connection has a thread of its own, so that a guest which is slow, or is kept waiting,
 * keeps nobody else.  What a guest may send is bounded: connections, the size of heads and bodies,
 * the time that nothing comes.
 */
#include "base/buf.h"
#include "base/error.h"

enum {
	HTTP_BODY_MAX = 1 << 20,
	HTTP_HEAD_MAX = 64 << 10,
	HTTP_CONNECTIONS_MAX = 32,
	HTTP_IDLE_S = 30,
	HTTP_ANSWER_MAX = 1 << 20,
	HTTP_HEADERS_MAX = 6,
};

struct http_server;

struct http_request {
	const char *method;
	const char *target; /* as it was sent: path, '?' and query */
	const char *path;   /* before '?', with its escapes still in */
	const void *body;   /* with a NUL behind it */
	size_t body_len;
	void *connection; /* libmicrohttpd's */
};

/* NULL: there is none, or (arguments) it has no value.  Borrowed. */
const char *http_header(const struct http_request *q, const char *name);
const char *http_argument(const struct http_request *q, const char *name);
/* Takes the escapes out of a path in place; false: one is broken, or a NUL. */
bool http_unescape(char *path);

struct http_answer {
	unsigned status; /* 0: the connection is closed with no answer */
	const char *type;
	struct buf body;
	int fd; /* not -1: in place of the body, `len` bytes from `offset`; taken over */
	uint64_t offset;
	uint64_t len;
	struct {
		const char *name;
		char value[128];
	} headers[HTTP_HEADERS_MAX];
	size_t headers_count;
	unsigned delay_ms;
};

/* More than HTTP_HEADERS_MAX are left out: nobody sets as many. */
void http_add_header(struct http_answer *a, const char *name, const char *fmt, ...) PRINTF(3, 4);
/* Status and a text in place of what there was. */
void http_say(struct http_answer *a, unsigned status, const char *type, const char *text);

struct http_service {
	/* Called from many threads at once. */
	void (*answer)(void *arg, const struct http_request *q, struct http_answer *out);
	void *arg;
};

/* Serves `path`, which it makes; the file is left to the caller. */
int http_start(struct http_server **out, const char *path, const struct http_service *service,
	       struct error *err);
/* Ends it: delays are cut short and connections closed.  NULL is fine. */
void http_stop(struct http_server *s);

#endif
