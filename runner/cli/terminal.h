/* SPDX-License-Identifier: MIT */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H
/*
 * Progress on standard error: one changing line on a terminal; elsewhere a line when the stage
 * changes and a heartbeat every 30 seconds, so that nothing looks hung.
 */
#include "model/progress.h"

struct terminal {
	bool tty;
	bool colour;
	bool quiet;
	int64_t started_ms;
	int64_t said_ms; /* when the last line was printed */
	char stage[32];
	bool line_open; /* a changing line stands on the terminal */
};

void terminal_init(struct terminal *t, bool tty, bool colour);
/* The progress that prints on it. */
struct progress terminal_progress(struct terminal *t);
/* Ends the changing line, before anything else is printed. */
void terminal_end(struct terminal *t);

#endif
