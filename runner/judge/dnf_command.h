/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DNF_COMMAND_H
#define JUDGE_DNF_COMMAND_H
/*
 * Command lines of package managers, and what dnf5 makes of those that were written for DNF 4.
 *
 * Source: "Changes between DNF and DNF5" of dnf5's documentation, and dnf5 5.2.17 itself where that
 * text is of a later version (main.cpp, commands/, aliases.d/compatibility.conf, dnf5.spec); read
 * 2026-11-26.  What one of the two takes is not in the table of what is refused.
 */
#include "base/arena.h"
#include "base/buf.h"

enum {
	DNF_WORDS_MAX = 256, /* of one command line, separators too */
	DNF_LINE_MAX = 4096,
};

/* One command of a line, without sudo, env and assignments in front. */
struct dnf_call {
	const char *const *words;
	size_t count;
	size_t command; /* index of the subcommand, as install; count: there is none */
};

/*
 * Calls for each command of a line, split as a shell would at ; & | and their doubles; words are
 * split at blanks outside of quotes, and nothing is expanded.  False: it is longer than the limits,
 * a quote does not end, or there is no memory.
 */
bool dnf_each_call(const char *line, struct arena *arena,
		   void (*call)(void *arg, const struct dnf_call *c), void *arg);
/* The i-th word behind the subcommand that is no option and no option's value; NULL: no more. */
const char *dnf_argument(const struct dnf_call *c, size_t i);

/*
 * The i-th thing in it that dnf5 refuses: `what` is cleared and gets its words, *instead is what
 * dnf5 takes.  *alias: an alias of the image's own could make it good.  False: no more.
 */
bool dnf5_refuses(const struct dnf_call *c, size_t i, struct buf *what, const char **instead,
		  bool *alias);
/* The subcommand is one of a plugin; NULL: of none. The package that has it in Fedora. */
const char *dnf5_plugin_of(const char *subcommand);
/* A subcommand of dnf5 itself, or an alias that comes with it. */
bool dnf5_has(const char *subcommand);
/* What to call instead of a program of yum-utils or dnf 4; NULL: not known. */
const char *dnf5_program_instead(const char *program);

#endif
