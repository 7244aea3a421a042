/* SPDX-License-Identifier: MIT */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H
/*
 * Why the *tool* could not go on.  What an image does wrong is never an error: it is an outcome
 * with a finding (model/results.h).
 *
 * - One object by value on the caller's stack; last parameter; nothing to allocate or leak.
 * - A function that fails returns a negative errno and has filled *err; out parameters are written
 *   on success only.  Context is put in front on the way up, and main() prints it, once.
 * - The code decides the exit status: EINVAL means what the user gave is wrong (2), ECANCELED an
 *   interruption (130), everything else an infrastructure error (3).
 */
#include "base/defs.h"

struct error {
	int code;	 /* errno value; 0 while nothing went wrong */
	char text[1020]; /* one line, no newline, outermost context first */
};

#define ERROR_INIT \
	{          \
		0  \
	}

/* Sets code and text; returns -code. */
int error_set(struct error *err, int code, const char *fmt, ...) PRINTF(3, 4);
/* error_set with EINVAL: a file, option or image given by the user is wrong. */
int error_input(struct error *err, const char *fmt, ...) PRINTF(2, 3);
/* Code and reason from errno: "open /x: Permission denied". */
int error_errno(struct error *err, const char *fmt, ...) PRINTF(2, 3);
/* Puts context in front: "suite x: " + text; returns -code. */
int error_wrap(struct error *err, const char *fmt, ...) PRINTF(2, 3);
/* error_set with ENOMEM. */
int error_memory(struct error *err);

#endif
