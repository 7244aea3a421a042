/* SPDX-License-Identifier: MIT */
#include "scenario/outside/fault.h"

#define FNV_START 14695981039346656037u
#define FNV_PRIME 1099511628211u

static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * FNV_PRIME;
	return h;
}

/* Is this one of the first `times` of its kind? */
static bool is_first(struct fault *f, const struct http_request *q, unsigned times)
{
	uint64_t target = hash(hash(hash(FNV_START, q->method), " "), q->target);
	size_t i = 0;

	while (i < f->seen_count && f->seen[i].target != target)
		i++;
	if (i == FAULT_TARGETS_MAX)
		return false;
	if (i == f->seen_count) {
		f->seen[i].target = target;
		f->seen_count++;
	}
	return f->seen[i].times < times && f->seen[i].times++ < times;
}

bool fault_answer(struct fault *f, const struct http_request *q, struct http_answer *out)
{
	switch (f->kind) {
	case PLATFORM_THROTTLE:
		if (f->throttled == FAULT_THROTTLES)
			return false;
		f->throttled++;
		http_say(out, 429, "text/plain", "too many requests\n");
		http_add_header(out, "Retry-After", "1");
		return true;
	case PLATFORM_ERROR:
		if (!is_first(f, q, FAULT_ERRORS))
			return false;
		http_say(out, 500, "text/plain", "internal server error\n");
		return true;
	case PLATFORM_DELAY:
		out->delay_ms = FAULT_DELAY_MS;
		return false;
	case PLATFORM_RIGHT:
	case PLATFORM_ABSENT:
		break;
	}
	return false;
}
