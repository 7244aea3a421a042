/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/want.h"

struct kernel_args {
	const char *key;
	struct text_list words;
	struct text_list absent_words;
	struct want want;
};

static const struct field fields[] = {
	{ .key = "absent-pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct kernel_args, want.absent_pattern, const char *),
	  .help = "what the value must not match" },
	{ .key = "absent-words",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct kernel_args, absent_words, struct text_list),
	  .help = "words the value must not have, globs; words are parted by space or comma" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct kernel_args, want.equals, const char *),
	  .help = "the value it has to be" },
	{ .key = "key",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct kernel_args, key, const char *),
	  .help = "release, version, machine, cmdline, lockdown, lsm, taint or fips_enabled",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct kernel_args, want.one_of, struct text_list),
	  .help = "the values it may be" },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct kernel_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "words",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct kernel_args, words, struct text_list),
	  .help = "words the value has to have, globs, as fips=1 of cmdline or landlock of lsm" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct kernel_args *a = args;

	if (a->words.count || a->absent_words.count)
		return 0;
	return want_check(&a->want, NULL, err);
}

static bool has_word(const char *value, const char *glob)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);

	while (*value) {
		size_t n = strcspn(value, " ,\t\n");

		buf_clear(&word);
		buf_addn(&word, value, n);
		if (n > 0 && str_glob(glob, buf_str(&word)))
			return true;
		value += n + (value[n] != '\0');
	}
	return false;
}

static void judge_value(const struct kernel_args *a, const char *value, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (want_anything(&a->want, NULL) && !want_met(&a->want, NULL, value, out)) {
		want_say(&a->want, NULL, &expected);
		finding_fail(out, a->key, buf_str(&expected), "%s", *value ? value : "empty");
	}
	for (size_t i = 0; i < a->words.count; i++) {
		buf_clear(&expected);
		buf_addf(&expected, "the word %s", a->words.items[i]);
		if (!has_word(value, a->words.items[i]))
			finding_fail(out, a->key, buf_str(&expected), "%s", value);
	}
	for (size_t i = 0; i < a->absent_words.count; i++) {
		buf_clear(&expected);
		buf_addf(&expected, "not the word %s", a->absent_words.items[i]);
		if (has_word(value, a->absent_words.items[i]))
			finding_fail(out, a->key, buf_str(&expected), "%s", value);
	}
	finding_pass(out, a->key, "%s", value);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct kernel_args *a = args;
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT value FROM kernel WHERE key = ?1 ORDER BY value",
				      1, &a->key);
	bool found = false;

	while (cursor_next(&c)) {
		judge_value(a, cursor_text(&c, 0), out);
		found = true;
	}
	if (!found)
		finding_missing(out, "the running kernel says nothing about %s", a->key);
}

const struct check_kind check_kernel = {
	.name = "kernel",
	.summary = "A fact about the running kernel",
	.example = "{key: cmdline, words: [fips=1]}",
	.needs = EVIDENCE(KERNEL),
	.args_size = sizeof(struct kernel_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
