/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_STARTUP_TEST_H
#define JUDGE_STARTUP_TEST_H
/* Between startup.c, which reads, and startup_test.c: what is known of conditions. */
#include "judge/startup.h"

struct startup_context {
	struct evidence *ev;
	const char *variable; /* of the loop around; NULL: none */
	const char *file;     /* its value; NULL: not known */
};

/* The absolute path that a word stands for; NULL: not known. */
const char *startup_file(const struct startup_context *known, const char *word);
/* How a command ends. */
enum truth startup_truth(const struct startup_context *known, const struct startup_listener *to,
			 const struct text_list *words);

#endif
