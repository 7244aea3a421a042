/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_FAULT_H
#define SCENARIO_OUTSIDE_FAULT_H
/*
 * What the platform does wrong for a while: the first requests are refused, or every
 * answer is late.  A client that tries again, as Azure asks of all, gets through.
 */
#include "model/manifest.h"
#include "scenario/outside/http.h"

enum {
	FAULT_THROTTLES = 2,	 /* in all: waagent waits for a minute after each */
	FAULT_ERRORS = 1,	 /* agents wait longer after these: minutes, all in all */
	FAULT_TARGETS_MAX = 128, /* others are answered right */
	FAULT_DELAY_MS = 2000,
};

struct fault {
	enum platform_fault kind;
	struct {
		uint64_t target; /* hash */
		unsigned times;
	} seen[FAULT_TARGETS_MAX];
	size_t seen_count;
	unsigned throttled;
};

/* True: *out is the answer.  A delay is put into *out, and the answer is the service's. */
bool fault_answer(struct fault *f, const struct http_request *q, struct http_answer *out);

#endif
