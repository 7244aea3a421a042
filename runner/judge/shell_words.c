/* SPDX-License-Identifier: MIT */
/* Words of a shell script: quoting, expansions, redirections. */
#include "judge/shell_read.h"

void shell_broken(struct shell *s, const char *why)
{
	if (!s->out->broken)
		s->out->broken = why;
	s->p = ""; /* everything ends */
}

static bool in_words(const char *const *words, const char *word)
{
	for (; *words; words++)
		if (streq(*words, word))
			return true;
	return false;
}

bool shell_is_builtin(const char *word)
{
	/* POSIX 2.14 and builtins(7) of bash */
	static const char *const words[] = {
		".",	     ":",	 "[",	    "alias",   "bg",	  "bind",     "break",
		"builtin",   "caller",	 "cd",	    "command", "compgen", "complete", "compopt",
		"continue",  "declare",	 "dirs",    "disown",  "echo",	  "enable",   "eval",
		"exec",	     "exit",	 "export",  "false",   "fc",	  "fg",	      "getopts",
		"hash",	     "help",	 "history", "jobs",    "kill",	  "let",      "local",
		"logout",    "mapfile",	 "popd",    "printf",  "pushd",	  "pwd",      "read",
		"readarray", "readonly", "return",  "set",     "shift",	  "shopt",    "source",
		"suspend",   "test",	 "times",   "trap",    "true",	  "type",     "typeset",
		"ulimit",    "umask",	 "unalias", "unset",   "wait",	  NULL,
	};

	return in_words(words, word);
}

static void nest(struct shell *s, char end)
{
	if (s->nested == DEPTH_MAX) {
		shell_broken(s, "commands within commands, too deep to be read");
		return;
	}
	s->nested++;
	shell_read_list(s, end);
	s->nested--;
	if (*s->p == end)
		s->p++;
	else
		shell_broken(s, "a substitution that does not end");
}

/* ${...}: what is in it is not looked at, but for where it ends. */
static void skip_braces(struct shell *s)
{
	unsigned depth = 0;

	for (; *s->p; s->p++) {
		if (*s->p == '\\' && s->p[1])
			s->p++;
		else if (*s->p == '{')
			depth++;
		else if (*s->p == '}' && --depth == 0) {
			s->p++;
			return;
		}
	}
	shell_broken(s, "an expansion that does not end");
}

void shell_skip_parentheses(struct shell *s)
{
	unsigned depth = 0;

	for (; *s->p; s->p++) {
		if (*s->p == '(') {
			depth++;
		} else if (*s->p == ')' && --depth == 0) {
			s->p++;
			return;
		}
	}
	shell_broken(s, "an expression that does not end");
}

/* The text between backquotes is a script of its own. */
static void read_backquotes(struct shell *s)
{
	AUTO(buf) struct buf inner = BUF_INIT(BUF_TEXT);
	const char *after;

	for (s->p++; *s->p && *s->p != '`'; s->p++) {
		if (*s->p == '\\' && s->p[1])
			s->p++;
		buf_addc(&inner, *s->p);
	}
	if (*s->p != '`' || inner.failed || s->nested == DEPTH_MAX) {
		shell_broken(s, "a substitution that does not end");
		return;
	}
	after = s->p + 1;
	s->p = buf_str(&inner);
	s->nested++;
	shell_read_list(s, '\0');
	s->nested--;
	s->p = s->out->broken ? "" : after;
}

/* At '$': what it begins. */
static void read_dollar(struct shell *s, struct word *w)
{
	w->plain = false;
	s->p++;
	if (*s->p == '{') {
		skip_braces(s);
	} else if (s->p[0] == '(' && s->p[1] == '(') {
		shell_skip_parentheses(s);
	} else if (*s->p == '(') {
		s->p++;
		nest(s, ')');
	} else if (*s->p && strchr("@*#?-$!0123456789", *s->p)) {
		s->p++;
	}
}

static void read_single(struct shell *s, struct word *w)
{
	w->quoted = true;
	for (s->p++; *s->p && *s->p != '\''; s->p++)
		buf_addc(&w->text, *s->p);
	if (*s->p)
		s->p++;
	else
		shell_broken(s, "a quotation that does not end");
}

static void read_double(struct shell *s, struct word *w)
{
	w->quoted = true;
	s->p++;
	while (*s->p && *s->p != '"') {
		if (*s->p == '\\' && s->p[1]) {
			buf_addc(&w->text, s->p[1]);
			s->p += 2;
		} else if (*s->p == '$') {
			read_dollar(s, w);
		} else if (*s->p == '`') {
			w->plain = false;
			read_backquotes(s);
		} else {
			buf_addc(&w->text, *s->p++);
		}
	}
	if (*s->p)
		s->p++;
	else
		shell_broken(s, "a quotation that does not end");
}

bool shell_read_word(struct shell *s, struct word *w)
{
	const char *from = s->p;

	buf_clear(&w->text);
	w->plain = true;
	w->quoted = false;
	while (*s->p && !strchr(" \t\n;&|<>()", *s->p)) {
		if (*s->p == '\\') {
			if (s->p[1] && s->p[1] != '\n')
				buf_addc(&w->text, s->p[1]);
			w->quoted |= s->p[1] != '\n';
			s->p += s->p[1] ? 2 : 1;
		} else if (*s->p == '\'') {
			read_single(s, w);
		} else if (*s->p == '"') {
			read_double(s, w);
		} else if (*s->p == '$') {
			read_dollar(s, w);
		} else if (*s->p == '`') {
			w->plain = false;
			read_backquotes(s);
		} else {
			w->plain &= !strchr("*?~", *s->p); /* globs */
			buf_addc(&w->text, *s->p++);
		}
	}
	return s->p != from || s->out->broken;
}

void shell_skip_heredocs(struct shell *s)
{
	for (unsigned i = 0; i < s->heredocs_count; i++) {
		const char *word = s->heredocs[i].word;
		bool found = false;

		while (*s->p && !found) {
			size_t len = strcspn(s->p, "\n");
			const char *line = s->p;

			while (s->heredocs[i].tabs && *line == '\t')
				line++;
			found = (size_t)(s->p + len - line) == strlen(word) &&
				memcmp(line, word, strlen(word)) == 0;
			s->p += len + (s->p[len] != '\0');
		}
		if (!found && s->nested == 0)
			shell_broken(s, "a here-document that does not end");
	}
	for (unsigned i = 0; i < s->heredocs_count; i++)
		free(s->heredocs[i].word);
	s->heredocs_count = 0;
}

void shell_read_redirection(struct shell *s, struct word *w)
{
	bool here = s->p[0] == '<' && s->p[1] == '<' && s->p[2] != '<';
	bool tabs = here && s->p[2] == '-';

	if (s->p[1] == '(') { /* <( ) is a word of bash */
		s->p += 2;
		nest(s, ')');
		return;
	}
	while (*s->p && strchr("<>&|-", *s->p))
		s->p++;
	while (*s->p == ' ' || *s->p == '\t')
		s->p++;
	if (!shell_read_word(s, w) || !here || s->out->broken)
		return;
	if (s->heredocs_count == HEREDOCS_MAX) {
		shell_broken(s, "too many here-documents");
		return;
	}
	s->heredocs[s->heredocs_count].tabs = tabs;
	s->heredocs[s->heredocs_count].word = strdup(buf_str(&w->text));
	if (s->heredocs[s->heredocs_count].word)
		s->heredocs_count++;
	else
		shell_broken(s, "no memory");
}
