/* SPDX-License-Identifier: MIT */
#include "judge/startup.h"

#include <ctype.h>

#include "judge/config.h"
#include "judge/image.h"
#include "judge/startup_test.h"

enum {
	FILES_DEEP = 20, /* files that read files */
	FILES_MAX = 2000,
	NESTED_MAX = 60, /* compound commands */
	TOKENS_MAX = 400000,
	WORDS_MAX = 4096, /* of one command */
};

struct reading {
	struct startup_context known;
	const struct startup_listener *to;
	struct findings *findings;
	struct arena *arena;
	unsigned deep;
	unsigned files;
	unsigned nested;
	size_t tokens;
	bool failed;
};

struct script {
	struct reading *r;
	const char *path;
	struct startup_text t;
	enum startup_token token;
	struct buf word;
	bool plain;
};

static enum truth read_list(struct script *s, bool run);
static bool read_file(struct reading *r, const char *path);

static void give_up(struct script *s, const char *why)
{
	if (!s->r->failed)
		finding_error(s->r->findings, "%s:%u: %s", s->path, s->t.line, why);
	s->r->failed = true;
	s->token = TOKEN_END;
}

static void advance(struct script *s)
{
	if (s->r->failed) {
		s->token = TOKEN_END;
		return;
	}
	s->token = startup_next(&s->t, &s->word, &s->plain);
	if (s->token == TOKEN_BROKEN)
		give_up(s, "it cannot be read: a quotation or an expansion does not end");
	else if (s->r->tokens++ == TOKENS_MAX)
		give_up(s, "the start of a shell is more than can be looked at");
}

static bool at(const struct script *s, const char *word)
{
	return s->token == TOKEN_WORD && streq(buf_str(&s->word), word);
}

static void skip_newlines(struct script *s)
{
	while (s->token == TOKEN_NEWLINE)
		advance(s);
}

/* Words that end a list of commands. */
static bool ends_list(const struct script *s)
{
	static const char *const words[] = { "then", "elif", "else", "fi", "do",
					     "done", "esac", "}",    NULL };

	if (s->token == TOKEN_END || s->token == TOKEN_CLOSE || s->token == TOKEN_CASE_END)
		return true;
	for (size_t i = 0; words[i]; i++)
		if (at(s, words[i]))
			return true;
	return false;
}

static void begin(struct script *s, bool *begun)
{
	const struct startup_listener *to = s->r->to;

	if (!*begun && to->begin)
		to->begin(to->arg);
	else if (*begun && to->next)
		to->next(to->arg);
	*begun = true;
}

static void end(struct script *s, bool begun, bool whole)
{
	if (begun && s->r->to->end)
		s->r->to->end(s->r->to->arg, whole);
}

static void expect(struct script *s, const char *word)
{
	if (at(s, word))
		advance(s);
	else
		give_up(s, "it cannot be read: a compound command is not as it should be");
}

static void maybe_list(struct script *s, bool run, bool *begun)
{
	if (run)
		begin(s, begun);
	read_list(s, run);
}

/* At "if". */
static void read_if(struct script *s, bool run)
{
	bool open = run; /* no branch has been taken for sure */
	bool begun = false;
	bool whole = false;

	do {
		enum truth c;

		advance(s);
		c = read_list(s, open);
		expect(s, "then");
		if (!open || c == NEVER) {
			read_list(s, false);
		} else if (c == ALWAYS && !begun) {
			read_list(s, true);
			open = false;
		} else {
			maybe_list(s, true, &begun);
			whole = c == ALWAYS;
			open = !whole;
		}
	} while (at(s, "elif"));
	if (at(s, "else")) {
		advance(s);
		if (open && begun) {
			maybe_list(s, true, &begun);
			whole = true;
		} else {
			read_list(s, open);
		}
	}
	expect(s, "fi");
	end(s, begun, whole);
}

/* At "while" or "until". */
static void read_while(struct script *s, bool run)
{
	bool begun = false;

	advance(s);
	read_list(s, run);
	expect(s, "do");
	maybe_list(s, run, &begun);
	expect(s, "done");
	end(s, begun, false);
}

/* The words of `for NAME in WORDS`; false: it is not known what they are. */
static bool loop_files(struct script *s, struct text_list *out)
{
	size_t room = 0;
	bool known = at(s, "in");

	*out = (struct text_list){ 0 };
	if (!known)
		return false;
	for (advance(s); s->token == TOKEN_WORD; advance(s)) {
		struct text_list found;

		known &= s->plain && buf_str(&s->word)[0] == '/';
		if (!known)
			continue;
		if (!image_glob(s->r->known.ev, buf_str(&s->word), s->r->arena, &found)) {
			known = false;
			continue;
		}
		for (size_t i = 0; i < found.count; i++)
			if (!config_push(s->r->arena, out, &room, found.items[i]))
				give_up(s, "no memory");
	}
	return known;
}

/* At "for" or "select": once for each file, where the files are known. */
static void read_for(struct script *s, bool run)
{
	struct startup_context *known = &s->r->known;
	struct startup_context outer = *known;
	struct text_list files;
	struct startup_text body;
	bool sure;
	bool begun = false;

	advance(s);
	known->variable =
		s->token == TOKEN_WORD ? arena_strdup(s->r->arena, buf_str(&s->word)) : NULL;
	known->file = NULL;
	advance(s);
	sure = loop_files(s, &files);
	skip_newlines(s);
	if (!at(s, "do"))
		give_up(s, "it cannot be read: a loop without do");
	body = s->t;
	for (size_t i = 0; sure && run && i < files.count && !s->r->failed; i++) {
		known->file = files.items[i];
		s->t = body;
		advance(s);
		read_list(s, true);
	}
	if (!sure || !run || files.count == 0) {
		advance(s);
		maybe_list(s, run && !sure, &begun);
	}
	expect(s, "done");
	end(s, begun, false);
	*known = outer;
}

/* At "case". */
static void read_case(struct script *s, bool run)
{
	bool begun = false;
	bool whole = false;

	advance(s);
	advance(s);
	skip_newlines(s);
	expect(s, "in");
	for (;;) {
		skip_newlines(s);
		if (at(s, "esac") || s->token == TOKEN_END)
			break;
		for (; s->token != TOKEN_CLOSE && s->token != TOKEN_END; advance(s))
			whole |= at(s, "*");
		advance(s);
		maybe_list(s, run, &begun);
		if (s->token == TOKEN_CASE_END)
			advance(s);
		else if (!at(s, "esac"))
			give_up(s, "it cannot be read: a case that does not end");
	}
	expect(s, "esac");
	end(s, begun, whole);
}

/* `.` and `source`: a file, or that of the loop around. */
static enum truth read_source(struct script *s, const struct startup_command *c)
{
	struct reading *r = s->r;
	const char *word = c->words.count > 1 ? c->words.items[1] : "";
	const char *path = startup_file(&r->known, word);
	struct text_list found = { 0 };

	if (path)
		return read_file(r, path) ? ALWAYS : NEVER;
	/* a list that a program made: what /etc/profile reads is profile.d */
	if (!streq(s->path, "/etc/profile") || !strchr(word, '$'))
		return MAYBE;
	if (!image_glob(r->known.ev, "/etc/profile.d/*.sh", r->arena, &found))
		give_up(s, "no memory");
	for (size_t i = 0; i < found.count; i++)
		read_file(r, found.items[i]);
	return MAYBE;
}

static enum truth run_command(struct script *s, const struct startup_command *c)
{
	const char *name = c->words.items[0];
	enum truth known = startup_truth(&s->r->known, s->r->to, &c->words);

	if (streq(name, ".") || streq(name, "source"))
		return read_source(s, c);
	s->r->to->command(s->r->to->arg, c);
	return known;
}

/* Inside [[ ]] operators are no ends of commands. */
static bool goes_on(const struct script *s, const struct text_list *words)
{
	if (words->count && streq(words->items[0], "[["))
		return s->token != TOKEN_END && !streq(words->items[words->count - 1], "]]");
	return s->token == TOKEN_WORD;
}

static enum truth read_simple(struct script *s, bool run)
{
	struct startup_command c = { 0 };
	bool odd = false; /* operators within [[ ]] */
	size_t room = 0;

	c.place = arena_printf(s->r->arena, "%s:%u", s->path, s->t.line);
	while (goes_on(s, &c.words)) {
		odd |= s->token != TOKEN_WORD;
		if (!config_push(s->r->arena, &c.words, &room, buf_str(&s->word)) || !c.place ||
		    c.words.count > WORDS_MAX) {
			give_up(s, "a command that is too long to be looked at");
			return MAYBE;
		}
		advance(s);
		if (s->token == TOKEN_OPEN && !streq(c.words.items[0], "[[")) { /* an array */
			advance(s);
			read_list(s, false);
			if (s->token == TOKEN_CLOSE)
				advance(s);
		}
	}
	if (!run || s->token == TOKEN_PIPE || s->r->failed || c.words.count == 0)
		return MAYBE;
	return odd ? MAYBE : run_command(s, &c);
}

/* NAME () at the front: the command behind it is its body, and does not run. */
static bool is_function(struct script *s)
{
	const char *p = s->t.p + strspn(s->t.p, " \t");

	if (at(s, "function"))
		return true;
	if (*p != '(')
		return false;
	p += 1 + strspn(p + 1, " \t");
	return *p == ')';
}

static enum truth read_compound(struct script *s, bool run)
{
	if (at(s, "if"))
		read_if(s, run);
	else if (at(s, "while") || at(s, "until"))
		read_while(s, run);
	else if (at(s, "for") || at(s, "select"))
		read_for(s, run);
	else if (at(s, "case"))
		read_case(s, run);
	else
		return read_simple(s, run);
	return MAYBE;
}

static enum truth read_command(struct script *s, bool run)
{
	enum truth truth = MAYBE;

	if (s->r->nested == NESTED_MAX) {
		give_up(s, "compound commands, too deep to be read");
		return MAYBE;
	}
	s->r->nested++;
	if (s->token == TOKEN_OPEN) { /* a subshell */
		advance(s);
		read_list(s, false);
		if (s->token == TOKEN_CLOSE)
			advance(s);
	} else if (at(s, "{")) {
		advance(s);
		truth = read_list(s, run);
		expect(s, "}");
	} else if (s->token == TOKEN_WORD && is_function(s)) {
		if (at(s, "function"))
			advance(s);
		advance(s); /* its name */
		while (s->token == TOKEN_OPEN || s->token == TOKEN_CLOSE ||
		       s->token == TOKEN_NEWLINE)
			advance(s);
		read_command(s, false);
	} else if (s->token == TOKEN_WORD) {
		truth = read_compound(s, run);
	}
	s->r->nested--;
	return truth;
}

static enum truth read_pipeline(struct script *s, bool run)
{
	bool not = at(s, "!");
	enum truth truth;

	if (not )
		advance(s);
	truth = read_command(s, run);
	while (s->token == TOKEN_PIPE && !s->r->failed) {
		advance(s);
		skip_newlines(s);
		if (ends_list(s))
			break;
		read_command(s, false);
		truth = MAYBE;
	}
	return not ? ALWAYS - truth : truth;
}

static enum truth read_and_or(struct script *s, bool run)
{
	enum truth truth = read_pipeline(s, run);

	while (s->token == TOKEN_AND || s->token == TOKEN_OR) {
		bool and = s->token == TOKEN_AND;
		enum truth taken = and? truth : ALWAYS - truth;
		bool begun = false;
		enum truth right;

		advance(s);
		skip_newlines(s);
		if (run && taken == MAYBE)
			begin(s, &begun);
		right = read_pipeline(s, run && taken != NEVER);
		end(s, begun, false);
		if (and)
			truth = right < truth ? right : truth;
		else
			truth = right > truth ? right : truth;
	}
	return truth;
}

static enum truth read_list(struct script *s, bool run)
{
	enum truth truth = MAYBE;

	skip_newlines(s);
	while (!ends_list(s) && !s->r->failed) {
		const char *before = s->t.p;

		truth = read_and_or(s, run);
		if (s->token == TOKEN_NEWLINE)
			skip_newlines(s);
		else if (s->t.p == before && !ends_list(s))
			give_up(s, "it cannot be read");
	}
	return truth;
}

/* False: there is no such file, or what it says is not known. */
static bool read_file(struct reading *r, const char *path)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct script s = { .r = r, .path = path, .word = BUF_INIT(BUF_LINE) };
	struct startup_context outer = r->known;
	int there;

	if (r->deep == FILES_DEEP || r->failed)
		return false;
	if (r->files++ == FILES_MAX) {
		finding_error(r->findings,
			      "the start of a shell reads more files than can be looked at");
		r->failed = true;
		return false;
	}
	there = config_text(r->known.ev, path, &text, r->findings);
	r->failed |= there < 0;
	if (there <= 0)
		return false;
	s.t = (struct startup_text){ .p = buf_str(&text), .line = 1 };
	r->deep++;
	advance(&s);
	read_list(&s, true);
	if (s.token != TOKEN_END)
		give_up(&s, "it cannot be read: an end of a command that has not begun");
	r->deep--;
	r->known = outer;
	buf_release(&s.word);
	return !r->failed;
}

bool startup_read(struct evidence *ev, const char *path, struct arena *arena,
		  const struct startup_listener *to, struct findings *findings)
{
	struct reading r = {
		.known = { .ev = ev }, .to = to, .findings = findings, .arena = arena
	};

	read_file(&r, path);
	return !r.failed;
}
