/* SPDX-License-Identifier: MIT */
#include "judge/dnf_command.h"

#include <ctype.h>

#include "base/str.h"

static bool is_assignment(const char *word)
{
	size_t n = 0;

	while (isalnum((unsigned char)word[n]) || word[n] == '_')
		n++;
	return n && word[n] == '=' && !isdigit((unsigned char)*word);
}

/* Options whose value is the next word, unless it is joined by '='. */
static bool takes_value(const char *option)
{
	static const char *const options[] = {
		"-c",
		"-d",
		"-e",
		"-R",
		"-x",
		"--advisory",
		"--color",
		"--comment",
		"--config",
		"--destdir",
		"--debuglevel",
		"--disableplugin",
		"--disablerepo",
		"--disable-repo",
		"--downloaddir",
		"--enableplugin",
		"--enablerepo",
		"--enable-repo",
		"--errorlevel",
		"--exclude",
		"--forcearch",
		"--from-repo",
		"--installroot",
		"--randomwait",
		"--releasever",
		"--repo",
		"--repofrompath",
		"--repoid",
		"--setopt",
		"--setvar",
	};

	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		if (streq(option, options[i]))
			return true;
	return false;
}

/* The next word from `i` on that is neither an option nor the value of one. */
static size_t next_plain(const struct dnf_call *c, size_t i)
{
	for (; i < c->count; i++) {
		if (*c->words[i] != '-')
			return i;
		i += takes_value(c->words[i]);
	}
	return c->count;
}

const char *dnf_argument(const struct dnf_call *c, size_t i)
{
	size_t at = c->command;

	do
		at = at < c->count ? next_plain(c, at + 1) : c->count;
	while (at < c->count && i--);
	return at < c->count ? c->words[at] : NULL;
}

static void give(const char *const *words, size_t count,
		 void (*call)(void *arg, const struct dnf_call *c), void *arg)
{
	static const char *const before[] = { "sudo", "env", "exec", "command", "nohup", "time" };
	struct dnf_call c = { .words = words, .count = count };
	bool skipped = true;

	while (c.count && skipped) {
		skipped = is_assignment(*c.words) || (c.words != words && **c.words == '-');
		for (size_t i = 0; i < ARRAY_SIZE(before) && !skipped; i++)
			skipped = streq(*c.words, before[i]);
		c.words += skipped;
		c.count -= skipped;
	}
	if (!c.count)
		return;
	c.command = next_plain(&c, 1);
	call(arg, &c);
}

/* A word into `out`, which is cleared first; false: a quote does not end. */
static bool take_word(const char **text, struct buf *out)
{
	const char *s = *text;
	char quote = '\0';

	buf_clear(out);
	for (; *s && (quote || !strchr(" \t\n;&|()", *s)); s++) {
		if (quote ? *s == quote : *s == '"' || *s == '\'')
			quote = quote ? '\0' : *s;
		else if (*s == '\\' && s[1] && quote != '\'')
			buf_addc(out, *++s);
		else
			buf_addc(out, *s);
	}
	*text = s;
	return !quote && !out->failed;
}

/* "> FILE", "2>&1", "<FILE": what a shell takes out before the program sees its words. */
static bool skip_redirection(const char **line, struct buf *word)
{
	const char *s = *line + strspn(*line, "0123456789");

	if (*s == '&' && s[1] == '>')
		s++;
	if (*s != '>' && *s != '<')
		return false;
	s += strspn(s, "<>");
	s += *s == '&' || *s == '|';
	s += strspn(s, " \t");
	if (!take_word(&s, word))
		return false;
	*line = s;
	return true;
}

bool dnf_each_call(const char *line, struct arena *arena,
		   void (*call)(void *arg, const struct dnf_call *c), void *arg)
{
	const char *words[DNF_WORDS_MAX];
	AUTO(buf) struct buf word = BUF_INIT(DNF_LINE_MAX);
	size_t count = 0;

	if (strlen(line) > DNF_LINE_MAX)
		return false;
	for (;;) {
		line += strspn(line, " \t");
		if (skip_redirection(&line, &word))
			continue;
		if (!*line || strchr("\n;&|()", *line)) {
			give(words, count, call, arg);
			count = 0;
			if (!*line)
				return true;
			line++;
			continue;
		}
		if (count == DNF_WORDS_MAX || !take_word(&line, &word))
			return false;
		words[count] = arena_strdup(arena, buf_str(&word));
		if (!words[count++])
			return false;
	}
}
