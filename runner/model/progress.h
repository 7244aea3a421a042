/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H
/*
 * What a long step is doing, for the person who waits.  Stages say it; the command line shows it
 * (one changing line on a terminal, a line now and then elsewhere).
 */
#include "base/defs.h"

#include <stdarg.h>

struct progress {
	void *arg;
	/* stage: one word, "boot"; text: one line. Both borrowed. NULL: nobody watches. */
	void (*say)(void *arg, const char *stage, const char *text);
};

void progress_say(const struct progress *p, const char *stage, const char *fmt, ...) PRINTF(3, 4);

#endif
