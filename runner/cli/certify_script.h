/* SPDX-License-Identifier: MIT */
#ifndef CLI_CERTIFY_SCRIPT_H
#define CLI_CERTIFY_SCRIPT_H
/*
 * azlcts certify --script FILE --image ROOT: a vendor's real script in a sandbox of the image's
 * root (script/), and what came of it.
 */
#include "cli/command.h"

struct certify_script {
	const char *script; /* NULL: not asked for */
	struct text_list args;
	struct text_list env;
	const char *answer; /* fail, empty (the default), or a folder of files */
	unsigned seconds;   /* 0: SCRIPT_SECONDS */
};

#define CERTIFY_SCRIPT_OPTIONS(S, M)                                                            \
	{ "script",                                                                             \
	  '\0',                                                                                 \
	  OPTION_TEXT,                                                                          \
	  "FILE",                                                                               \
	  OPTION_OF(S, M.script, const char *),                                                 \
	  "instead of a product: run this script in a sandbox of the image's root directory",   \
	  NULL },                                                                               \
		{ "script-arg",                                                                 \
		  '\0',                                                                         \
		  OPTION_TEXTS,                                                                 \
		  "WORD",                                                                       \
		  OPTION_OF(S, M.args, struct text_list),                                       \
		  "a word for the script; may be given again",                                  \
		  NULL },                                                                       \
		{ "script-env",                                                                 \
		  '\0',                                                                         \
		  OPTION_TEXTS,                                                                 \
		  "NAME=VALUE",                                                                 \
		  OPTION_OF(S, M.env, struct text_list),                                        \
		  "a variable for the script; may be given again",                              \
		  NULL },                                                                       \
		{ "script-answer",                                                              \
		  '\0',                                                                         \
		  OPTION_TEXT,                                                                  \
		  "HOW",                                                                        \
		  OPTION_OF(S, M.answer, const char *),                                         \
		  "what its downloads get: fail, empty (default), or a folder of files",        \
		  NULL },                                                                       \
	{                                                                                       \
		"script-timeout", '\0', OPTION_NUMBER, "SECONDS",                               \
			OPTION_OF(S, M.seconds, unsigned), "how long it may run (default 120)", \
			NULL                                                                    \
	}

/* The document for `image`; an exit status. */
int certify_script(const struct context *context, const struct certify_script *o, const char *image,
		   bool json, struct error *err);

/* The document in words for people. */
void certify_script_text(const struct doc *d, bool colour, struct buf *out);

#endif
