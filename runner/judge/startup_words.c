/* SPDX-License-Identifier: MIT */
/* Tokens of a startup file; expansions stay as they are written: "${TMOUT:=900}". */
#include "judge/startup.h"

/* Copies up to the closing character of an expansion or a quotation; false: it does not end. */
static bool copy_nested(struct startup_text *t, char open, char close, struct buf *word)
{
	unsigned depth = 0;

	for (; *t->p; t->p++) {
		buf_addc(word, *t->p);
		t->line += *t->p == '\n';
		if (*t->p == '\\' && t->p[1]) {
			t->p++;
			buf_addc(word, *t->p);
		} else if (*t->p == close && (open == close ? depth == 1 : --depth == 0)) {
			t->p++;
			return true;
		} else if (*t->p == open) {
			depth++;
		}
	}
	return false;
}

static bool copy_expansion(struct startup_text *t, struct buf *word, bool *plain)
{
	*plain = false;
	if (*t->p == '`')
		return copy_nested(t, '`', '`', word);
	buf_addc(word, *t->p++);
	if (*t->p == '{')
		return copy_nested(t, '{', '}', word);
	if (*t->p == '(')
		return copy_nested(t, '(', ')', word);
	if (*t->p && strchr("@*#?-$!", *t->p))
		buf_addc(word, *t->p++);
	return true;
}

static bool copy_single(struct startup_text *t, struct buf *word)
{
	for (t->p++; *t->p && *t->p != '\''; t->p++) {
		t->line += *t->p == '\n';
		buf_addc(word, *t->p);
	}
	return *t->p && t->p++;
}

static bool copy_double(struct startup_text *t, struct buf *word, bool *plain)
{
	t->p++;
	while (*t->p && *t->p != '"') {
		if (*t->p == '\\' && t->p[1]) {
			buf_addc(word, t->p[1]);
			t->p += 2;
		} else if (*t->p == '$' || *t->p == '`') {
			if (!copy_expansion(t, word, plain))
				return false;
		} else {
			t->line += *t->p == '\n';
			buf_addc(word, *t->p++);
		}
	}
	return *t->p && t->p++;
}

static bool copy_word(struct startup_text *t, struct buf *word, bool *plain)
{
	bool good = true;

	while (good && *t->p && !strchr(" \t\n;&|<>()", *t->p)) {
		if (*t->p == '\\') {
			if (t->p[1] && t->p[1] != '\n')
				buf_addc(word, t->p[1]);
			t->line += t->p[1] == '\n';
			t->p += t->p[1] ? 2 : 1;
		} else if (*t->p == '\'') {
			good = copy_single(t, word);
		} else if (*t->p == '"') {
			good = copy_double(t, word, plain);
		} else if (*t->p == '$' || *t->p == '`') {
			good = copy_expansion(t, word, plain);
		} else {
			buf_addc(word, *t->p++);
		}
	}
	return good;
}

/* After a newline: the text of a here-document. */
static void skip_heredoc(struct startup_text *t)
{
	bool found = !t->heredoc;

	while (*t->p && !found) {
		const char *line = t->p + strspn(t->p, "\t");
		size_t len = strcspn(t->p, "\n");

		found = (size_t)(t->p + len - line) == t->heredoc_len &&
			memcmp(line, t->heredoc, t->heredoc_len) == 0;
		t->p += len + (t->p[len] == '\n');
		t->line++;
	}
	t->heredoc = NULL;
}

/* '<' or '>' and the word behind it. */
static bool skip_redirection(struct startup_text *t, struct buf *word, bool *plain)
{
	bool here = t->p[0] == '<' && t->p[1] == '<' && t->p[2] != '<';
	bool good;

	while (*t->p && strchr("<>&|-", *t->p))
		t->p++;
	t->p += strspn(t->p, " \t");
	if (*t->p == '(') { /* <(command) */
		good = copy_nested(t, '(', ')', word);
	} else if (here) {
		t->p += strspn(t->p, "'\"\\");
		t->heredoc = t->p;
		t->heredoc_len = strcspn(t->p, "'\" \t\n;&|<>()");
		t->p += t->heredoc_len;
		t->p += strspn(t->p, "'\"");
		good = true;
	} else {
		good = copy_word(t, word, plain);
	}
	buf_clear(word);
	return good;
}

static enum startup_token operator_at(struct startup_text *t)
{
	char c = *t->p++;
	bool twice = *t->p == c;

	switch (c) {
	case '\n':
		t->line++;
		skip_heredoc(t);
		return TOKEN_NEWLINE;
	case ';':
		if (!twice && *t->p != '&')
			return TOKEN_NEWLINE;
		t->p += strspn(t->p, ";&");
		return TOKEN_CASE_END;
	case '&':
		t->p += twice;
		return twice ? TOKEN_AND : TOKEN_PIPE;
	case '|':
		t->p += twice;
		return twice ? TOKEN_OR : TOKEN_PIPE;
	case '(':
		return TOKEN_OPEN;
	default:
		return TOKEN_CLOSE;
	}
}

/* The number in front of a redirection is no word: "2>/dev/null". */
static bool is_descriptor(const char *p)
{
	size_t n = strspn(p, "0123456789");

	return n > 0 && (p[n] == '<' || p[n] == '>');
}

enum startup_token startup_next(struct startup_text *t, struct buf *word, bool *plain)
{
	*plain = true;
	buf_clear(word);
	for (;;) {
		t->p += strspn(t->p, " \t\r");
		if (t->p[0] == '\\' && t->p[1] == '\n') {
			t->p += 2;
			t->line++;
		} else if (*t->p == '#') {
			t->p += strcspn(t->p, "\n");
		} else if (*t->p == '<' || *t->p == '>') {
			if (!skip_redirection(t, word, plain))
				return TOKEN_BROKEN;
		} else if (is_descriptor(t->p)) {
			t->p += strspn(t->p, "0123456789");
		} else {
			break;
		}
	}
	if (!*t->p)
		return TOKEN_END;
	if (strchr("\n;&|()", *t->p))
		return operator_at(t);
	return copy_word(t, word, plain) && !word->failed ? TOKEN_WORD : TOKEN_BROKEN;
}
