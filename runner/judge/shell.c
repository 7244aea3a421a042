/* SPDX-License-Identifier: MIT */
#include <ctype.h>

#include "judge/shell_read.h"

/* A compound command that is open. */
struct frame {
	char kind;	   /* 'i'f, 'l'oop, 'c'ase, '{', '(' */
	size_t list_start; /* the and-or list that runs: its first call */
	bool pattern;	   /* of a case: what comes is a pattern */
};

/* What the words after a command's name are. */
enum arguments {
	ARGUMENTS,
	ARGUMENTS_PROBED,   /* type, hash, which, command -v: names that are looked for */
	ARGUMENTS_COMMAND,  /* command: options, then a command */
	ARGUMENTS_EXEC,	    /* exec, env, nice: the same without -v */
	ARGUMENTS_TEST,	    /* [ and test */
	ARGUMENTS_CASE,	    /* up to "in" */
	ARGUMENTS_FUNCTION, /* one name */
};

/* One text, or what stands in $( ) within it. */
struct level {
	struct frame frames[DEPTH_MAX];
	unsigned depth; /* of frames; 0 is the script itself */
	enum arguments arguments;
	bool command;	     /* a command may begin here */
	bool test_path;	     /* the word before was -x or the like */
	bool handler;	     /* after ||, whose left side is ... */
	size_t handled_from; /* ... these calls */
	size_t handled_to;
};

static bool names_have(const struct names *n, const char *name)
{
	for (size_t i = 0; i < n->count; i++)
		if (streq(n->items[i], name))
			return true;
	return false;
}

static void names_add(struct shell *s, struct names *n, const char *name)
{
	if (names_have(n, name))
		return;
	if (n->count == n->cap) {
		size_t cap = n->cap ? 2 * n->cap : 8;
		const char **items =
			cap > COMMANDS_MAX ? NULL : reallocarray(n->items, cap, sizeof(*items));

		if (!items) {
			shell_broken(s, "it names more than can be looked at");
			return;
		}
		n->items = items;
		n->cap = cap;
	}
	n->items[n->count] = arena_strdup(&s->out->arena, name);
	if (n->items[n->count])
		n->count++;
	else
		shell_broken(s, "no memory");
}

static void add_command(struct shell *s, const char *name)
{
	struct shell_script *o = s->out;

	if (o->count == o->cap) {
		size_t cap = o->cap ? 2 * o->cap : 32;
		struct shell_command *items =
			cap > COMMANDS_MAX ? NULL : reallocarray(o->items, cap, sizeof(*items));

		if (!items) {
			shell_broken(s, "it calls more than can be looked at");
			return;
		}
		o->items = items;
		o->cap = cap;
	}
	o->items[o->count].guarded = false;
	o->items[o->count].name = arena_strdup(&o->arena, name);
	if (o->items[o->count].name)
		o->count++;
	else
		shell_broken(s, "no memory");
}

static struct frame *top(struct level *l)
{
	return &l->frames[l->depth];
}

static void push(struct shell *s, struct level *l, char kind)
{
	if (l->depth + 1 == DEPTH_MAX) {
		shell_broken(s, "compound commands, too deep to be read");
		return;
	}
	l->depth++;
	*top(l) = (struct frame){ .kind = kind, .list_start = s->out->count };
}

static void pop(struct shell *s, struct level *l)
{
	if (l->depth == 0)
		shell_broken(s, "an end of a command that has not begun");
	else
		l->depth--;
	l->command = false;
	l->arguments = ARGUMENTS;
}

/* A new and-or list. */
static void separate(struct shell *s, struct level *l)
{
	top(l)->list_start = s->out->count;
	l->command = true;
	l->handler = false;
	l->test_path = false;
}

/* Of || and what follows: a failure that the script takes into account. */
static void heed_handler(struct shell *s, struct level *l, const char *name)
{
	const char *at = s->p;
	bool handles = streq(name, ":") || streq(name, "true") || streq(name, "/bin/true") ||
		       streq(name, "/usr/bin/true") || streq(name, "echo");

	at += strspn(at, " \t");
	if (streq(name, "exit") || streq(name, "return"))
		handles = *at == '0' || !*at || strchr(";\n)}", *at);
	for (size_t i = l->handled_from; l->handler && handles && i < l->handled_to; i++)
		s->out->items[i].guarded = true;
	l->handler = false;
}

static bool is_assignment(const char *word)
{
	size_t n = 0;

	if (!isalpha((unsigned char)*word) && *word != '_')
		return false;
	while (isalnum((unsigned char)word[n]) || word[n] == '_')
		n++;
	if (word[n] == '[')
		n += strcspn(word + n, "]") + (strchr(word + n, ']') != NULL);
	return word[n] == '=' || (word[n] == '+' && word[n + 1] == '=');
}

/* A word that can be the name of a program in PATH, or an absolute path. */
static bool is_name(const struct word *w)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_.+-/@:";
	const char *text = buf_str(&w->text);
	size_t len = strlen(text);

	return w->plain && len > 0 && len < 256 && strspn(text, letters) == len &&
	       (*text == '/' || (isalnum((unsigned char)*text) && !strchr(text, '/')) ||
		(*text == '_' && !strchr(text, '/')));
}

static void add_guard(struct shell *s, const char *name)
{
	const char *slash = strrchr(name, '/');

	names_add(s, &s->guards, name);
	if (slash && slash[1])
		names_add(s, &s->guards, slash + 1);
}

static enum arguments arguments_of(const char *name)
{
	/* those whose options take no word that could be taken for a command, but a number */
	static const char *const starters[] = { "exec", "nohup",  "env",    "setsid",
						"nice", "ionice", "builtin" };

	if (streq(name, "type") || streq(name, "hash") || streq(name, "which"))
		return ARGUMENTS_PROBED;
	if (streq(name, "command"))
		return ARGUMENTS_COMMAND;
	for (size_t i = 0; i < ARRAY_SIZE(starters); i++)
		if (streq(name, starters[i]))
			return ARGUMENTS_EXEC;
	if (streq(name, "[") || streq(name, "test"))
		return ARGUMENTS_TEST;
	return ARGUMENTS;
}

static void begin_command(struct shell *s, struct level *l, const struct word *w)
{
	const char *name = buf_str(&w->text);

	l->command = false;
	l->arguments = ARGUMENTS;
	if (!w->plain) {
		l->handler = false;
		return;
	}
	heed_handler(s, l, name);
	l->arguments = arguments_of(name);
	s->out->sources |= streq(name, ".") || streq(name, "source");
	if (!shell_is_builtin(name) && is_name(w))
		add_command(s, name);
}

/* [[ ... ]]: && and || in it are no operators of the shell. */
static void skip_conditional(struct shell *s, struct word *w)
{
	bool path = false;

	while (*s->p) {
		if (strchr(" \t\n;&|<>()", *s->p)) {
			s->p++;
			continue;
		}
		shell_read_word(s, w);
		if (streq(buf_str(&w->text), "]]"))
			return;
		if (path && w->plain)
			add_guard(s, buf_str(&w->text));
		path = buf_str(&w->text)[0] == '-' && strlen(buf_str(&w->text)) == 2;
	}
	shell_broken(s, "a condition that does not end");
}

/* True: it was a keyword. */
static bool read_keyword(struct shell *s, struct level *l, struct word *w)
{
	static const char *const openers[] = { "if",  "while",	"until", "{",
					       "for", "select", "case",	 NULL };
	static const char kinds[] = "ill{llc";
	const char *word = buf_str(&w->text);

	if (!w->plain || w->quoted)
		return false;
	for (size_t i = 0; openers[i]; i++) {
		if (!streq(word, openers[i]))
			continue;
		l->handler = false;
		push(s, l, kinds[i]);
		l->command = i < 4;
		l->arguments = kinds[i] == 'c' ? ARGUMENTS_CASE : ARGUMENTS;
		return true;
	}
	if (streq(word, "fi") || streq(word, "done") || streq(word, "esac") || streq(word, "}")) {
		pop(s, l);
	} else if (streq(word, "then") || streq(word, "else") || streq(word, "elif") ||
		   streq(word, "do")) {
		separate(s, l);
	} else if (streq(word, "[[")) {
		skip_conditional(s, w);
		l->command = false;
		l->arguments = ARGUMENTS;
	} else if (streq(word, "function")) {
		l->command = false;
		l->arguments = ARGUMENTS_FUNCTION;
	} else {
		return streq(word, "!") || streq(word, "time") || streq(word, "coproc");
	}
	return true;
}

/* name (): true, and what follows is its body. */
static bool read_function(struct shell *s, struct level *l, const struct word *w)
{
	const char *at = s->p + strspn(s->p, " \t");

	if (*at != '(' || !w->plain)
		return false;
	at++;
	at += strspn(at, " \t");
	if (*at != ')')
		return false;
	names_add(s, &s->functions, buf_str(&w->text));
	if (!s->out->broken)
		s->p = at + 1;
	l->command = true;
	return true;
}

static void read_argument(struct shell *s, struct level *l, const struct word *w)
{
	const char *word = buf_str(&w->text);
	bool option = *word == '-';

	switch (l->arguments) {
	case ARGUMENTS_PROBED:
		if (w->plain && !option)
			add_guard(s, word);
		return;
	case ARGUMENTS_COMMAND:
		if (option && (strchr(word, 'v') || strchr(word, 'V')))
			l->arguments = ARGUMENTS_PROBED;
		else if (!option)
			begin_command(s, l, w);
		return;
	case ARGUMENTS_EXEC: /* env: assignments; nice -n 10 */
		if (!option && !strchr(word, '=') && strspn(word, "0123456789") != strlen(word))
			begin_command(s, l, w);
		return;
	case ARGUMENTS_TEST:
		if (l->test_path && w->plain)
			add_guard(s, word);
		l->test_path = option && strlen(word) == 2;
		return;
	case ARGUMENTS_CASE:
		if (w->plain && !w->quoted && streq(word, "in"))
			top(l)->pattern = true;
		return;
	case ARGUMENTS_FUNCTION:
		names_add(s, &s->functions, word);
		if (!read_function(s, l, w))
			l->command = true;
		return;
	case ARGUMENTS:
		return;
	}
}

static void heed_word(struct shell *s, struct level *l, struct word *w)
{
	const char *text = buf_str(&w->text);

	if (*s->p && strchr("<>", *s->p) && *text && strspn(text, "0123456789") == strlen(text))
		return; /* a file descriptor */
	if (!l->command) {
		read_argument(s, l, w);
	} else if (is_assignment(text)) {
		if (*s->p == '(')
			shell_skip_parentheses(s);
	} else if (!read_keyword(s, l, w) && !read_function(s, l, w)) {
		begin_command(s, l, w);
	}
}

/* Within the patterns of a case. */
static void read_pattern(struct shell *s, struct level *l, struct word *w)
{
	if (*s->p == ')') {
		s->p++;
		top(l)->pattern = false;
		separate(s, l);
	} else if (*s->p == '#') {
		s->p += strcspn(s->p, "\n");
	} else if (strchr(" \t\n;&|<>(", *s->p)) {
		s->p++;
	} else if (shell_read_word(s, w) && w->plain && !w->quoted &&
		   streq(buf_str(&w->text), "esac")) {
		pop(s, l);
	}
}

/* At ( or ), outside of a pattern.  False: the level ends here. */
static bool read_parenthesis(struct shell *s, struct level *l, char end)
{
	if (*s->p == ')') {
		if (top(l)->kind != '(') {
			if (end != ')' || l->depth > 0)
				shell_broken(s, "a parenthesis that was not opened");
			return false;
		}
		s->p++;
		pop(s, l);
	} else if (l->command && s->p[1] != '(') {
		s->p++;
		l->handler = false;
		push(s, l, '(');
	} else {
		shell_skip_parentheses(s); /* arithmetic, or a pattern of bash */
		l->command = false;
	}
	return true;
}

static void read_operator(struct shell *s, struct level *l, struct word *w)
{
	char first = s->p[0];
	bool twice = s->p[1] == first;

	if (first == '&' && s->p[1] == '>') {
		s->p++;
		shell_read_redirection(s, w);
		return;
	}
	s->p += twice ? 2 : 1;
	if (first == ';' || (first == '&' && !twice)) {
		bool next = first == ';' && (twice || *s->p == '&');

		separate(s, l);
		if (next && top(l)->kind == 'c')
			top(l)->pattern = true;
		while (next && *s->p == '&')
			s->p++;
		return;
	}
	l->command = true;
	l->test_path = false;
	l->handler = first == '|' && twice;
	l->handled_from = top(l)->list_start;
	l->handled_to = s->out->count;
	if (first == '|' && !twice && *s->p == '&')
		s->p++;
}

void shell_read_list(struct shell *s, char end)
{
	struct level l = { .command = true };
	struct word w = { .text = BUF_INIT(BUF_LINE) };

	l.frames[0].list_start = s->out->count;
	while (*s->p) {
		if (top(&l)->pattern) {
			read_pattern(s, &l, &w);
		} else if (*s->p == ' ' || *s->p == '\t' || *s->p == '\r') {
			s->p++;
		} else if (s->p[0] == '\\' && s->p[1] == '\n') {
			s->p += 2;
		} else if (*s->p == '\n') {
			s->p++;
			shell_skip_heredocs(s);
			/* a list goes on behind its operator, a case before "in" */
			if (l.command ? !l.handler : l.arguments != ARGUMENTS_CASE)
				separate(s, &l);
		} else if (*s->p == '#') {
			s->p += strcspn(s->p, "\n");
		} else if (*s->p == '(' || *s->p == ')') {
			if (!read_parenthesis(s, &l, end))
				break;
		} else if (*s->p == ';' || *s->p == '&' || *s->p == '|') {
			read_operator(s, &l, &w);
		} else if (*s->p == '<' || *s->p == '>') {
			shell_read_redirection(s, &w);
		} else if (shell_read_word(s, &w)) {
			heed_word(s, &l, &w);
		}
	}
	if (l.depth > 0)
		shell_broken(s, "a compound command that does not end");
	buf_release(&w.text);
}

static bool guarded(const struct shell *s, const char *name)
{
	const char *slash = strrchr(name, '/');

	return names_have(&s->guards, name) || (slash && names_have(&s->guards, slash + 1));
}

/* Each name once, without the script's own functions. */
static void settle(struct shell *s)
{
	struct shell_script *o = s->out;
	size_t kept = 0;

	for (size_t i = 0; i < o->count; i++) {
		struct shell_command c = o->items[i];
		size_t k = 0;

		if (names_have(&s->functions, c.name))
			continue;
		c.guarded |= guarded(s, c.name);
		while (k < kept && !streq(o->items[k].name, c.name))
			k++;
		if (k < kept)
			o->items[k].guarded &= c.guarded;
		else
			o->items[kept++] = c;
	}
	o->count = kept;
}

void shell_read(struct shell_script *out, const char *text)
{
	struct shell s = { .out = out, .p = text };

	*out = (struct shell_script){ 0 };
	shell_read_list(&s, '\0');
	settle(&s);
	for (unsigned i = 0; i < s.heredocs_count; i++)
		free(s.heredocs[i].word);
	free(s.functions.items);
	free(s.guards.items);
}

void shell_script_release(struct shell_script *s)
{
	free(s->items);
	arena_release(&s->arena);
	*s = (struct shell_script){ 0 };
}
