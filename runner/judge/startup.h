/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_STARTUP_H
#define JUDGE_STARTUP_H
/*
 * The commands of the files that a login shell reads, in the order in which it meets them:
 * /etc/profile and what that reads in turn (`.`, `source`; a loop over /etc/profile.d/NAME.sh).
 * Nothing is run. bash(1), INVOCATION; POSIX.1-2017, Shell Command Language.
 *
 * What a condition gives is known for few of them: files that the image has, a login shell of bash.
 * All others may go either way, and who listens is told of the branches.  Commands of functions,
 * subshells and substitutions are left out: they set nothing for the shell, or not yet.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

enum truth { NEVER, MAYBE, ALWAYS };

struct startup_command {
	struct text_list words; /* quotes removed, expansions as they are written */
	const char *place;	/* "/etc/profile.d/x.sh:3" */
};

struct startup_listener {
	void *arg;
	void (*command)(void *arg, const struct startup_command *c);
	/* What the listener knows of a test; NULL: nothing. */
	enum truth (*condition)(void *arg, const struct text_list *words);
	/* A branch that may be taken begins; another begins instead of it; the last has ended, and
	 * `whole`: one of them is taken in any case.  NULL: it does not matter. */
	void (*begin)(void *arg);
	void (*next)(void *arg);
	void (*end)(void *arg, bool whole);
};

/* A file that is not there has no commands.  False: `findings` says why it is not known. */
bool startup_read(struct evidence *ev, const char *path, struct arena *arena,
		  const struct startup_listener *to, struct findings *findings);

/* A token of a shell script. */
enum startup_token {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_NEWLINE, /* and ';' */
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_PIPE, /* and '&' */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_CASE_END, /* ";;" and its kin */
	TOKEN_BROKEN,	/* a quotation that does not end */
};

struct startup_text {
	const char *p;
	unsigned line;
	const char *heredoc; /* word of a here-document that begins on this line; NULL */
	size_t heredoc_len;
};

/* The next token; a word goes into `word` (cleared first); *plain: nothing is expanded in it. */
enum startup_token startup_next(struct startup_text *t, struct buf *word, bool *plain);

#endif
