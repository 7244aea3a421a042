/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_COMMAND_WORDS_H
#define COLLECT_COMMAND_WORDS_H
/*
 * The words of a command that stand before its program, and say what it finds:
 *
 *	<HEX          its standard input
 *	+NAME=HEX     a file NAME with these bytes, in a private folder on tmpfs that is its working
 *	              folder, and is removed after it; NAME is letters, digits, '-', '_' and '.'
 */
#include "base/buf.h"
#include "base/error.h"

enum { COMMAND_INPUT_MAX = 256 << 10 }; /* bytes of the input, and of each file */

struct command_setup {
	bool has_input;
	struct buf input;
	char folder[64]; /* "": none was asked for */
};

#define COMMAND_SETUP_INIT                                \
	{                                                 \
		.input = BUF_INIT(COMMAND_INPUT_MAX + 1), \
	}

/* EINVAL: one of them is malformed, or no program follows. */
int command_words_check(const char *const *argv, struct error *err);
/* Makes what they say; *argv is where the program stands then. */
int command_setup_make(struct command_setup *s, const char *const **argv, struct error *err);
/* Removes the folder with all that is in it. */
void command_setup_release(struct command_setup *s);

/* Bytes of lower-case or upper-case hexadecimal digits; false: it is something else. */
bool hex_bytes(const char *hex, struct buf *out);

#endif
