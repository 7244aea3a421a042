/* SPDX-License-Identifier: MIT */
#include "model/progress.h"

#include <stdio.h>

void progress_say(const struct progress *p, const char *stage, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	if (!p || !p->say)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	p->say(p->arg, stage, text);
}
