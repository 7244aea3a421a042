/* SPDX-License-Identifier: MIT */
#include "judge/detection.h"

#include <regex.h>

enum { TOKENS_MAX = 200 };

struct token {
	const char *text;
	bool quoted;
};

struct reader {
	struct arena *arena;
	struct error *err;
	struct token tokens[TOKENS_MAX];
	size_t count;
	size_t at;
	struct detection_rule *rule;
};

/* Which words there are, and what stands behind them. */
struct word {
	const char *name;
	int value;
	bool takes; /* a text follows */
};

static const struct word subjects[] = {
	{ "os-release", DETECTION_OS_RELEASE, true },
	{ "file", DETECTION_FILE, true },
	{ "text", DETECTION_TEXT, true },
	{ "proc-version", DETECTION_PROC_VERSION, false },
	{ "uname-r", DETECTION_UNAME_R, false },
	{ "dnf-version", DETECTION_DNF_VERSION, false },
	{ "dnf-last-word", DETECTION_DNF_LAST_WORD, false },
	{ "command", DETECTION_COMMAND, true },
	{ "always", DETECTION_ALWAYS, false },
	{ 0 },
};

static const struct word modifiers[] = {
	{ "first-line", DETECTION_FIRST_LINE, false }, { "lower", DETECTION_LOWER, false },
	{ "major", DETECTION_MAJOR, false },	       { "without", DETECTION_WITHOUT, true },
	{ "before", DETECTION_BEFORE, true },	       { 0 },
};

static const struct word tests[] = {
	{ "is", DETECTION_IS, true },
	{ "prefix", DETECTION_PREFIX, true },
	{ "contains", DETECTION_CONTAINS, true },
	{ "matches", DETECTION_MATCHES, true },
	{ "exists", DETECTION_EXISTS, false },
	{ "absent", DETECTION_ABSENT, false },
	{ "least", DETECTION_LEAST, true },
	{ "below", DETECTION_BELOW, true },
	{ 0 },
};

static const char *name_of(size_t i, const void *arg)
{
	return ((const struct word *)arg)[i].name;
}

static const struct word *find(const struct word *words, const char *name)
{
	for (; words->name; words++)
		if (streq(words->name, name))
			return words;
	return NULL;
}

static int no_such(const struct word *words, const char *what, const char *name, struct error *err)
{
	const char *near = str_nearest(name, name_of, words);

	return error_input(err, "%s: no such %s%s%s%s", name, what, near ? "; did you mean " : "",
			   near ? near : "", near ? "?" : "");
}

/* One token; *s stands behind it.  False: its quote is never closed. */
static bool take_token(struct reader *r, const char **s)
{
	struct token *t = &r->tokens[r->count];
	const char *begin = *s, *end;

	t->quoted = *begin == '"' || *begin == '\'';
	if (t->quoted) {
		end = strchr(begin + 1, *begin);
		while (end && end[1] && end[1] != ' ' && end[1] != '\t')
			end = strchr(end + 1, *begin);
		if (!end)
			return false;
		t->text = arena_strndup(r->arena, begin + 1, (size_t)(end - begin - 1));
		*s = end + 1;
	} else {
		size_t n = strcspn(begin, " \t");

		t->text = arena_strndup(r->arena, begin, n);
		*s = begin + n;
	}
	r->count++;
	return true;
}

/* The words before the arrow; *rest is what stands behind it. */
static int split(struct reader *r, const char *text, const char **rest)
{
	const char *s = text;

	for (r->count = 0, r->at = 0;;) {
		s += strspn(s, " \t");
		if (!*s)
			return error_input(r->err, "%s: has no \"->\"", text);
		if (r->count == TOKENS_MAX)
			return error_input(r->err, "more than %d words", TOKENS_MAX);
		if (!take_token(r, &s))
			return error_input(r->err, "%s: a quote is not closed", text);
		if (!r->tokens[r->count - 1].text)
			return error_memory(r->err);
		if (!r->tokens[r->count - 1].quoted && streq(r->tokens[r->count - 1].text, "->"))
			break;
	}
	r->count--;
	*rest = s + strspn(s, " \t");
	return 0;
}

static const char *peek(const struct reader *r)
{
	return r->at < r->count ? r->tokens[r->at].text : NULL;
}

static bool at_end(const struct reader *r)
{
	return r->at == r->count ||
	       (!r->tokens[r->at].quoted && streq(r->tokens[r->at].text, "and"));
}

static size_t fact_of(struct reader *r, enum detection_subject subject, const char *arg)
{
	struct detection_rule *rule = r->rule;
	size_t i = 0;

	while (i < rule->facts_count &&
	       !(rule->facts[i].subject == subject && streq(rule->facts[i].arg, arg)))
		i++;
	if (i == rule->facts_count)
		rule->facts[rule->facts_count++] = (struct detection_fact){
			.subject = subject, .arg = arg, .value = "", .why = ""
		};
	return i;
}

static int read_subject(struct reader *r, struct detection_test *t)
{
	const char *name = peek(r), *arg = "";
	const struct word *w = find(subjects, name);

	if (!w)
		return no_such(subjects, "subject", name, r->err);
	r->at++;
	t->subject = (enum detection_subject)w->value;
	if (w->takes) {
		arg = peek(r);
		if (!arg || !*arg)
			return error_input(r->err, "%s: of what?", name);
		r->at++;
	}
	if ((t->subject == DETECTION_FILE || t->subject == DETECTION_TEXT) && *arg != '/')
		return error_input(r->err, "%s: a path has to begin with /", arg);
	if (t->subject == DETECTION_COMMAND && strchr(arg, '/'))
		return error_input(r->err, "%s: is a path; ask for it with file", arg);
	if (t->subject != DETECTION_ALWAYS)
		t->fact = fact_of(r, t->subject, arg);
	return 0;
}

static int read_modifiers(struct reader *r, struct detection_test *t)
{
	const struct word *w;

	while (!at_end(r) && (w = find(modifiers, peek(r)))) {
		struct detection_modifier *m = &t->modifiers[t->modifiers_count];

		if (t->modifiers_count == DETECTION_MODIFIERS_MAX)
			return error_input(r->err, "more than %d modifiers",
					   DETECTION_MODIFIERS_MAX);
		r->at++;
		m->change = (enum detection_change)w->value;
		m->text = w->takes ? peek(r) : "";
		if (!m->text || (w->takes && !*m->text))
			return error_input(r->err, "%s: what?", w->name);
		r->at += w->takes;
		t->modifiers_count++;
	}
	return 0;
}

static int check_pattern(const char *text, struct error *err)
{
	char why[200];
	regex_t re;
	int ret = regcomp(&re, text, REG_EXTENDED | REG_NOSUB | REG_NEWLINE);

	if (ret) {
		regerror(ret, &re, why, sizeof(why));
		return error_input(err, "%s: no pattern: %s", text, why);
	}
	regfree(&re);
	return 0;
}

static int check_words(const struct detection_test *t, const char *how, struct error *err)
{
	bool one = t->how == DETECTION_MATCHES || t->how == DETECTION_LEAST ||
		   t->how == DETECTION_BELOW;
	bool none = t->how == DETECTION_EXISTS || t->how == DETECTION_ABSENT;

	if (none ? t->words.count > 0 : t->words.count == 0)
		return error_input(err, "%s: %s", how, none ? "takes no words" : "which words?");
	if (one && t->words.count > 1)
		return error_input(err, "%s: takes one word; one with blanks stands in quotes",
				   how);
	for (size_t i = 0; i < t->words.count; i++) {
		const char *w = t->words.items[i];

		if (!*w && t->how != DETECTION_IS)
			return error_input(err, "%s: an empty word fits everything", how);
		if ((t->how == DETECTION_LEAST || t->how == DETECTION_BELOW) &&
		    (w[strspn(w, "0123456789.")] || *w == '.'))
			return error_input(err, "%s: no dotted number", w);
	}
	return t->how == DETECTION_MATCHES ? check_pattern(t->words.items[0], err) : 0;
}

static int read_words(struct reader *r, struct detection_test *t)
{
	const char **items;
	size_t n = 0;

	while (r->at + n < r->count &&
	       (r->tokens[r->at + n].quoted || !streq(r->tokens[r->at + n].text, "and")))
		n++;
	if (n > DETECTION_WORDS_MAX)
		return error_input(r->err, "more than %d words to compare with",
				   DETECTION_WORDS_MAX);
	items = arena_alloc(r->arena, (n + 1) * sizeof(*items));
	if (!items)
		return error_memory(r->err);
	for (size_t i = 0; i < n; i++)
		items[i] = r->tokens[r->at++].text;
	t->words = (struct text_list){ items, n };
	return 0;
}

static int read_test(struct reader *r, struct detection_test *t)
{
	const struct word *how;
	bool there;
	int ret = peek(r) ? read_subject(r, t) : error_input(r->err, "a test is missing");

	if (ret)
		return ret;
	if (t->subject == DETECTION_ALWAYS)
		return at_end(r) ? 0 : error_input(r->err, "always: stands alone");
	ret = read_modifiers(r, t);
	if (ret)
		return ret;
	t->negated = !at_end(r) && streq(peek(r), "not");
	r->at += t->negated;
	if (at_end(r))
		return error_input(r->err, "there is no test, as is, contains or exists");
	how = find(tests, peek(r));
	if (!how)
		return no_such(tests, "test or modifier", peek(r), r->err);
	r->at++;
	t->how = (enum detection_how)how->value;
	there = t->how == DETECTION_EXISTS || t->how == DETECTION_ABSENT;
	if (!there && (t->subject == DETECTION_FILE || t->subject == DETECTION_COMMAND))
		return error_input(r->err, "%s: of a file or a command there is exists and absent",
				   how->name);
	if (there && t->modifiers_count)
		return error_input(r->err, "%s: no modifier changes that", how->name);
	ret = read_words(r, t);
	return ret ? ret : check_words(t, how->name, r->err);
}

static int read_tests(struct reader *r, struct detection_step *step)
{
	struct detection_test *all = arena_alloc(r->arena, (r->count + 1) * sizeof(*all));

	if (!all)
		return error_memory(r->err);
	step->tests = all;
	for (;;) {
		int ret;

		if (r->rule->tests_count == DETECTION_TESTS_MAX)
			return error_input(r->err, "more than %d tests", DETECTION_TESTS_MAX);
		ret = read_test(r, &all[step->count]);
		if (ret)
			return ret;
		step->count++;
		r->rule->tests_count++;
		if (r->at == r->count)
			break;
		r->at++; /* and */
	}
	for (size_t i = 0; i < step->count; i++)
		if (all[i].subject == DETECTION_ALWAYS && step->count > 1)
			return error_input(r->err, "always: stands alone");
	return 0;
}

/* "reject TEXT": the rest is as it stands, but for quotes around all of it. */
static int read_end(struct reader *r, const char *rest, struct detection_step *step)
{
	size_t n = strcspn(rest, " \t"), len;
	const char *text = rest + n + strspn(rest + n, " \t");

	len = strlen(text);
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	if (len > 1 && (*text == '"' || *text == '\'') && text[len - 1] == *text) {
		text++;
		len -= 2;
	}
	step->text = arena_strndup(r->arena, text, len);
	if (!step->text)
		return error_memory(r->err);
	if (n == 4 && strncmp(rest, "next", n) == 0)
		return len ? error_input(r->err, "next: stands alone") : 0;
	if (n == 6 && strncmp(rest, "accept", n) == 0)
		step->end = DETECTION_ACCEPT;
	else if (n == 6 && strncmp(rest, "reject", n) == 0)
		step->end = DETECTION_REJECT;
	else
		return error_input(r->err, "after \"->\" comes accept, reject or next");
	if (!len)
		return error_input(r->err, "%s",
				   step->end == DETECTION_ACCEPT ? "accept: what is it taken for?"
								 : "reject: with which words?");
	return 0;
}

int detection_parse(struct detection_rule *out, const struct text_list *steps, struct arena *arena,
		    struct error *err)
{
	struct reader *r = arena_alloc(arena, sizeof(*r));
	struct detection_rule rule = { 0 };
	const char *rest = "";
	int ret = 0;

	if (steps->count > DETECTION_STEPS_MAX)
		return error_input(err, "more than %d steps", DETECTION_STEPS_MAX);
	rule.steps = arena_alloc(arena, (steps->count + 1) * sizeof(*rule.steps));
	rule.facts = arena_alloc(arena, DETECTION_TESTS_MAX * sizeof(*rule.facts));
	if (!r || !rule.steps || !rule.facts)
		return error_memory(err);
	r->arena = arena;
	r->err = err;
	r->rule = &rule;
	for (size_t i = 0; i < steps->count && !ret; i++, rule.count++) {
		ret = split(r, steps->items[i], &rest);
		if (!ret)
			ret = read_tests(r, &rule.steps[i]);
		if (!ret)
			ret = read_end(r, rest, &rule.steps[i]);
		if (ret)
			error_wrap(err, "step %zu", i + 1);
	}
	if (!ret)
		*out = rule;
	return ret;
}
