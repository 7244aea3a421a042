/* SPDX-License-Identifier: MIT */
#include "collect/part.h"

#include <stdarg.h>
#include <stdio.h>

void part_fail(struct part_state *p, const char *fmt, ...)
{
	va_list ap;

	if (p->failures++ > 0)
		return;
	va_start(ap, fmt);
	vsnprintf(p->reason, sizeof(p->reason), fmt, ap);
	va_end(ap);
}

int part_end(const struct part_state *p, enum part part, const struct sink *sink, struct error *err)
{
	char text[sizeof(p->reason) + 40];

	if (p->failures == 0)
		return sink_complete(sink, part, err);
	if (p->failures == 1)
		return sink_failed(sink, part, p->reason, err);
	snprintf(text, sizeof(text), "%s (and %zu more)", p->reason, p->failures - 1);
	return sink_failed(sink, part, text, err);
}
