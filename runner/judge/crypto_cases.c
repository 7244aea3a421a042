/* SPDX-License-Identifier: MIT */
#include "judge/crypto_cases.h"

enum { LINE_MAX_BYTES = 32 << 10, GROUP_CASES_MAX = 400 };

static const char *const expectation_words[] = {
	[EXPECT_WORKS] = "works",
	[EXPECT_REFUSED] = "refused",
	[EXPECT_RECORDED] = "recorded",
	[EXPECT_ABSENT] = "absent",
};

/* Reading one case of a file: a line at a time. */
struct reading {
	const struct data_file *file;
	struct arena *arena;
	struct error *err;
	struct crypto_case *out;
	size_t setups;
	unsigned line;
};

static bool wrong(const struct reading *r, const char *what)
{
	error_input(r->err, "%s:%u: %s", r->file->name, r->line, what);
	return false;
}

static bool add_word(const struct reading *r, const char **words, size_t *count, const char *word)
{
	if (!word) {
		error_memory(r->err);
		return false;
	}
	if (*count == CASE_WORDS_MAX)
		return wrong(r, "too many words");
	words[(*count)++] = word;
	words[*count] = NULL;
	return true;
}

static bool split(const struct reading *r, const char *text, const char **words)
{
	size_t count = 0;

	while (*text) {
		size_t n = strcspn(text, " ");

		if (n > 0 && !add_word(r, words, &count, arena_strndup(r->arena, text, n)))
			return false;
		text += n + (text[n] == ' ');
	}
	return true;
}

static bool read_expect(const struct reading *r, const char *text)
{
	const char *words[CASE_WORDS_MAX + 1] = { NULL };
	size_t count = 0;

	if (!split(r, text, words))
		return false;
	while (words[count])
		count++;
	if (count != 1 && count != VARIANT_COUNT)
		return wrong(r, "expect: wants one word, or one for each variant");
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		size_t e = 0;

		while (e < ARRAY_SIZE(expectation_words) &&
		       !streq(words[count == 1 ? 0 : v], expectation_words[e]))
			e++;
		if (e == ARRAY_SIZE(expectation_words))
			return wrong(r, "expect: works, refused, recorded or absent");
		r->out->expect[v] = (enum expectation)e;
	}
	r->out->expected = true;
	return true;
}

/* A line of the file, cut; false: no more. */
static bool next_line(const struct data_file *f, size_t *at, struct buf *line)
{
	const char *start = f->text + *at;
	const char *end;
	size_t n;

	if (*at >= f->len)
		return false;
	end = memchr(start, '\n', f->len - *at);
	n = end ? (size_t)(end - start) : f->len - *at;
	*at += n + 1;
	while (n > 0 && (start[n - 1] == ' ' || start[n - 1] == '\r' || start[n - 1] == '\t'))
		n--;
	buf_clear(line);
	buf_addn(line, start, n);
	return true;
}

/* "+NAME=HEX" of the block [file NAME], and false when there is no such block. */
static bool add_file(struct reading *r, const char *name)
{
	AUTO(buf) struct buf line = BUF_INIT(LINE_MAX_BYTES);
	AUTO(buf) struct buf head = BUF_INIT(200);
	AUTO(buf) struct buf word = BUF_INIT(LINE_MAX_BYTES);
	bool inside = false;
	size_t at = 0;

	buf_addf(&head, "[file %s]", name);
	buf_addf(&word, "+%s=", name);
	while (next_line(r->file, &at, &line)) {
		const char *s = buf_str(&line);

		if (*s == '[' && inside)
			break;
		if (streq(s, buf_str(&head)))
			inside = true;
		else if (inside && starts_with(s, "hex: "))
			buf_add(&word, s + 5);
	}
	if (!inside || word.failed)
		return wrong(r, "files: there is no such file, or it is too long");
	return add_word(r, r->out->setup, &r->setups, arena_strdup(r->arena, buf_str(&word)));
}

static bool read_files(struct reading *r, const char *text)
{
	const char *names[CASE_WORDS_MAX + 1] = { NULL };

	if (!split(r, text, names))
		return false;
	for (size_t i = 0; names[i]; i++)
		if (!add_file(r, names[i]))
			return false;
	return true;
}

static bool read_built(const struct reading *r, const char *text)
{
	const char *words[CASE_WORDS_MAX + 1] = { NULL };

	if (!split(r, text, words))
		return false;
	if (!words[0] || !words[1] || words[2])
		return wrong(r, "built: wants an option and the name of a module");
	r->out->option = words[0];
	r->out->module = words[1];
	return true;
}

static bool read_line(struct reading *r, const char *s)
{
	const char *value = strstr(s, ": ");
	struct crypto_case *c = r->out;
	size_t one = 0;
	size_t n;

	if (!value)
		return wrong(r, "not a line KEY: VALUE");
	n = (size_t)(value - s);
	value += 2;
	if (n == 3 && strncmp(s, "run", n) == 0)
		return split(r, value, c->words);
	if (n == 7 && strncmp(s, "control", n) == 0)
		return split(r, value, c->control);
	if (n == 6 && strncmp(s, "expect", n) == 0)
		return read_expect(r, value);
	if (n == 5 && strncmp(s, "files", n) == 0)
		return read_files(r, value);
	if (n == 5 && strncmp(s, "built", n) == 0)
		return read_built(r, value);
	if (n == 5 && strncmp(s, "stdin", n) == 0)
		return add_word(r, c->setup, &r->setups, arena_printf(r->arena, "<%s", value));
	if (n == 6 && strncmp(s, "answer", n) == 0)
		return (c->answer = arena_strdup(r->arena, value)) != NULL;
	if (n == 4 && strncmp(s, "note", n) == 0)
		return (c->note = arena_strdup(r->arena, value)) != NULL;
	if (n == 6 && strncmp(s, "script", n) == 0) {
		c->script = true;
		return add_word(r, c->words, &one, arena_strdup(r->arena, value));
	}
	return wrong(r, "no such key");
}

/* "[GROUP NAME]" of this group: the name, in the arena; else NULL. */
static const char *case_name(struct reading *r, const char *s, const char *group)
{
	size_t n = strlen(group);

	if (*s != '[' || strncmp(s + 1, group, n) != 0 || s[1 + n] != ' ' || !ends_with(s, "]"))
		return NULL;
	return arena_strndup(r->arena, s + n + 2, strlen(s) - n - 3);
}

bool crypto_case_read(const struct data_file *file, const char *group, size_t i,
		      struct arena *arena, struct crypto_case *out, struct error *err)
{
	AUTO(buf) struct buf line = BUF_INIT(LINE_MAX_BYTES);
	struct reading r = { .file = file, .arena = arena, .err = err, .out = out };
	size_t found = 0;
	size_t at = 0;

	*out = (struct crypto_case){ 0 };
	while (next_line(file, &at, &line)) {
		const char *s = buf_str(&line);
		const char *name = case_name(&r, s, group);

		r.line++;
		if (line.failed)
			return wrong(&r, "the line is too long");
		if (*s == '[' && out->name)
			break;
		if (name && found++ == i)
			out->name = name;
		if (out->name && *s && *s != '#' && *s != '[' && !read_line(&r, s))
			return false;
	}
	if (!out->name)
		return false;
	if (!out->words[0] || !out->expected)
		return wrong(&r, "the case before has no run, or no expect");
	return true;
}

int crypto_cases_check(const struct data_file *file, const char *group, struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	struct crypto_case c;
	bool works = false, refused = false;
	size_t i = 0;

	for (; i < GROUP_CASES_MAX && crypto_case_read(file, group, i, &arena, &c, err); i++)
		for (size_t v = 0; v < VARIANT_COUNT; v++) {
			works = works || c.expect[v] == EXPECT_WORKS;
			refused = refused || c.expect[v] == EXPECT_REFUSED;
		}
	if (err->code)
		return -err->code;
	if (i == 0 || i == GROUP_CASES_MAX)
		return error_input(err, "%s: no case, or too many, of group %s", file->name, group);
	if (refused && !works)
		return error_input(err, "%s: group %s: where nothing works, refusals prove nothing",
				   file->name, group);
	return 0;
}

/* "+NAME=HEX", env and its settings; not the program itself, which stands last. */
static bool control_word(const char *word)
{
	return *word == '+' || streq(word, "/usr/bin/env") || strchr(word, '=');
}

const char *const *crypto_case_argv(const struct crypto_case *c, const struct crypto_asker *asker,
				    bool control, struct arena *arena)
{
	static const char *const shell[] = { "/bin/sh", "-c", NULL };
	const char *const *lists[3] = { c->setup, control ? asker->control : asker->program,
					c->words };
	const char **argv = arena_alloc(arena, (3 * CASE_WORDS_MAX + 3) * sizeof(*argv));
	size_t count = 0;

	if (control && c->control[0])
		lists[2] = c->control;
	for (size_t l = 0; argv && l < ARRAY_SIZE(lists); l++) {
		const char *const *list = lists[l];

		/* What stands before a program of its own is kept of what asks: files and settings.
		 */
		for (size_t i = 0; list[i]; i++)
			if (l != 1 || !c->script || control_word(list[i]))
				argv[count++] = list[i];
		for (size_t i = 0; l == 1 && c->script && shell[i]; i++)
			argv[count++] = shell[i];
	}
	return argv;
}

const char *const *crypto_command(const struct data_file *file, const char *group,
				  const struct crypto_asker *asker, size_t i, struct arena *arena)
{
	struct error ignored = ERROR_INIT;
	struct crypto_case c;
	bool control = false;

	if (!crypto_case_read(file, group, i / 2, arena, &c, &ignored))
		return NULL;
	/* A control only where something may be refused; what is asked twice is run once. */
	for (size_t v = 0; v < VARIANT_COUNT; v++)
		control = control || c.expect[v] == EXPECT_REFUSED || c.expect[v] == EXPECT_ABSENT;
	return crypto_case_argv(&c, asker, control && i % 2 == 1, arena);
}
