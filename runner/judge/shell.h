/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SHELL_H
#define JUDGE_SHELL_H
/*
 * Which commands a shell script calls, read without running it: the words that stand where a
 * command stands (POSIX.1-2017, Shell Command Language, 2.9 and 2.10; bash's own forms as far as
 * scriptlets use them).
 *
 * The reading is conservative: what is no plain word (a variable, a glob), a function of the
 * script, a builtin or a keyword is no command here.  A script that cannot be read whole says so.
 */
#include "base/arena.h"

struct shell_command {
	const char *name; /* as it is written: a word, or an absolute path */
	bool guarded;	  /* the script is made for its not being there, or failing */
};

struct shell_script {
	struct arena arena;
	struct shell_command *items; /* each name once; guarded when every call of it is */
	size_t count;
	size_t cap;
	bool sources;	    /* it reads another file, which may define functions */
	const char *broken; /* why it was not read to its end; NULL: it was */
};

void shell_read(struct shell_script *out, const char *text);
void shell_script_release(struct shell_script *s);

#endif
