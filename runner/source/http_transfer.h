/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_HTTP_TRANSFER_H
#define SOURCE_HTTP_TRANSFER_H
/* The inside of http.h: http.c makes a request, http_tries.c makes of its answers what was asked.
 */
#include <curl/curl.h>

#include "source/http.h"

enum {
	HTTP_HEADERS_MAX = 256 << 10, /* bytes of one answer, and all that came before it */
	HTTP_PASSED_MAX = 64 << 10,   /* of the body of an error or a redirect */
};

struct http {
	struct http_how how;
	CURL *easy;
	CURLM *multi;
	char reason[CURL_ERROR_SIZE];
};

/* One file being fetched, over all tries and redirects. */
struct transfer {
	struct http *http;
	const struct http_get *get;
	struct http_answer answer;
	struct buf url;
	struct buf shown; /* ... without secrets */
	int64_t have;	  /* bytes that stand in the file or the text */
	int64_t from;	  /* where this try was to go on */
	int64_t range;	  /* where the server goes on; -1: it did not say */
	bool begun;	  /* the body of a good answer has begun */
	bool refused;	  /* the body is of no use and is passed over */
	size_t headers;	  /* bytes */
	size_t passed;	  /* bytes of such a body */
	bool too_much;
	int write_errno;
	unsigned redirects;
	CURLcode code;
	long status;
	bool transient; /* the last failure may pass */
};

/* Nothing is there yet, as far as this try goes. */
bool transfer_start_over(struct transfer *t);
/* One request and its answer, in t->code and t->status; an error is a local one. */
int transfer_request(struct transfer *t, struct error *err);

#endif
