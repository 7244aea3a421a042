/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SHELL_READ_H
#define JUDGE_SHELL_READ_H
/* Between shell.c, which knows the grammar, and shell_words.c, which knows words and quoting. */
#include "base/buf.h"
#include "judge/shell.h"

enum {
	DEPTH_MAX = 40,	     /* of substitutions within substitutions, and of compound commands */
	COMMANDS_MAX = 4096, /* calls of one script; functions, and names that it looks for */
	HEREDOCS_MAX = 8,    /* that begin on one line */
};

struct names {
	const char **items;
	size_t count;
	size_t cap;
};

struct heredoc {
	char *word;
	bool tabs;
};

struct shell {
	struct shell_script *out;
	const char *p;
	unsigned nested;
	struct names functions;
	struct names guards;
	struct heredoc heredocs[HEREDOCS_MAX];
	unsigned heredocs_count;
};

/* A word as it was read. */
struct word {
	struct buf text;
	bool plain;  /* nothing is expanded in it */
	bool quoted; /* so it is no keyword */
};

/* Reading ends here, and why. */
void shell_broken(struct shell *s, const char *why);
/* Commands up to `end`, which is not taken; '\0': to the end of the text. */
void shell_read_list(struct shell *s, char end);
/* The word that begins here; false: none does. */
bool shell_read_word(struct shell *s, struct word *w);
/* At '<' or '>': the operator and the word that belongs to it. */
void shell_read_redirection(struct shell *s, struct word *w);
/* After a newline: the texts that << announced on the line before. */
void shell_skip_heredocs(struct shell *s);
/* At '(': to behind its ')'. */
void shell_skip_parentheses(struct shell *s);
bool shell_is_builtin(const char *word);

#endif
