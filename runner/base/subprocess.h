/* SPDX-License-Identifier: MIT */
#ifndef BASE_SUBPROCESS_H
#define BASE_SUBPROCESS_H
/*
 * Run a program to its end, bounded in time and output.
 *
 * The error law: subprocess_run() returns an error when the program could not be *started*, or the
 * run was cancelled; everything else is in the result, and only subprocess_ok() means success.
 * The child gets an own process group (killed whole), default signals, /dev/null as input where
 * none is given, and dies with the runner.
 *
 * A `lasting` one is run for what it does, and not for what it says: what it leaves running goes on
 * when it has ended by itself, nobody waits for the streams that this holds, and of too much output
 * the older part is dropped.
 */
#include "base/buf.h"
#include "base/cancel.h"
#include "base/error.h"

enum subprocess_end {
	SUBPROCESS_NOT_RUN, /* the zero value: nothing has happened */
	SUBPROCESS_EXITED,
	SUBPROCESS_SIGNALED,
	SUBPROCESS_TIMED_OUT,
	SUBPROCESS_TOO_MUCH, /* more output than max_output; not of a lasting one */
};

struct subprocess {
	const char *const *argv; /* NULL at the end; argv[0] is searched in PATH */
	const char *chdir;	 /* NULL: stay */
	unsigned timeout_ms;	 /* 0: none */
	bool lasting;
	size_t max_output; /* of each stream; 0: 1 MiB */
	const void *input; /* standard input; NULL: /dev/null */
	size_t input_len;
	const struct cancel *cancel; /* NULL: cannot be cancelled */
};

struct subprocess_result {
	enum subprocess_end end;
	int code; /* exit status, or signal number */
	struct buf out;
	struct buf err;
};

#define SUBPROCESS_RESULT_INIT \
	{                      \
		0              \
	}

void subprocess_result_release(struct subprocess_result *r);
int subprocess_run(const struct subprocess *what, struct subprocess_result *result,
		   struct error *err);
bool subprocess_ok(const struct subprocess_result *r);
/* "exited with status 2", "was killed by signal 9", "timed out" ...: static or in `text`. */
const char *subprocess_how(const struct subprocess_result *r, char text[64]);

#endif
