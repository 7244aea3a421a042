/* SPDX-License-Identifier: MIT */
/* The command line: what is read, and what is said to whoever mistypes it. */
#include "test.h"

#include <stdio.h>

#include "cli/command.h"

struct cook_options {
	bool salt;
	const char *output;
	const char *heat;
	unsigned minutes;
	struct text_list spices;
};

static const char *const heats[] = { "low", "high", NULL };

static const struct option_spec cook_specs[] = {
	{ "salt", 's', OPTION_FLAG, NULL, OPTION_OF(struct cook_options, salt, bool), "with salt",
	  NULL },
	{ "output", 'o', OPTION_TEXT, "DIR", OPTION_OF(struct cook_options, output, const char *),
	  "where it goes", NULL },
	{ "heat", '\0', OPTION_TEXT, "HOW", OPTION_OF(struct cook_options, heat, const char *),
	  "how hot", heats },
	{ "minutes", 'm', OPTION_NUMBER, "N", OPTION_OF(struct cook_options, minutes, unsigned),
	  "how long", NULL },
	{ "spice", 'p', OPTION_TEXTS, "NAME",
	  OPTION_OF(struct cook_options, spices, struct text_list), "again and again", NULL },
	{ 0 }
};

static const struct command cook = {
	.name = "cook",
	.args = "DISH [GUEST]",
	.summary = "make a dish",
	.details = "Takes a while.\n",
	.min_args = 1,
	.max_args = 2,
	.options_size = sizeof(struct cook_options),
	.options = cook_specs,
};
static const struct command serve = { .name = "serve", .args = "", .max_args = -1 };

const struct command *const commands[] = { &cook, &serve, NULL }; /* main.c has the real ones */

struct parsed {
	struct cook_options o;
	struct text_list args;
	struct context context;
	struct arena arena;
	struct error err;
};

static void parsed_release(struct parsed *p)
{
	arena_release(&p->arena);
}

/* Words, NULL at the end, after the verb's name. */
static int parse(const struct command *command, const char *const *words, struct parsed *p)
{
	char *argv[24];
	int argc = 1;

	argv[0] = test_malloc(1); /* never looked at */
	for (; words[argc - 1]; argc++)
		memcpy(&argv[argc], &words[argc - 1], sizeof(*argv));
	argv[argc] = NULL;
	argc = options_parse(command, argc, argv, &p->o, &p->args, &p->context, &p->arena, &p->err);
	test_free(argv[0]);
	return argc;
}

#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static void test_every_spelling(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };

	(void)state;
	assert_int_equal(parse(&cook,
			       WORDS("--salt", "soup", "--output=dir", "--heat", "low", "-m", "12",
				     "guest", "-q", "--color=always"),
			       &p),
			 0);
	assert_true(p.o.salt);
	assert_string_equal(p.o.output, "dir");
	assert_string_equal(p.o.heat, "low");
	assert_int_equal(p.o.minutes, 12);
	assert_int_equal(p.args.count, 2);
	assert_string_equal(p.args.items[0], "soup");
	assert_string_equal(p.args.items[1], "guest");
	assert_true(p.context.quiet);
	assert_true(p.context.colour);
	assert_int_equal(p.o.spices.count, 0);
}

static void test_values(void **state)
{
	static const struct {
		const char *words[4];
		const char *output;
	} cases[] = {
		{ { "x", "-oDIR" }, "DIR" },
		{ { "x", "-o", "DIR" }, "DIR" },
		{ { "x", "-o=DIR" }, "=DIR" },
		{ { "x", "--output=" }, "" },
		{ { "x", "--output", "" }, "" },
		{ { "x", "--output=a=b" }, "a=b" },
		{ { "x", "--output", "--salt" }, "--salt" },
		{ { "x", "-o", "--" }, "--" },
		{ { "x", "--output=a", "--output=b" }, "b" },
		{ { "x" }, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(parsed) struct parsed p = { 0 };

		assert_int_equal(parse(&cook, cases[i].words, &p), 0);
		if (!streq(p.o.output, cases[i].output))
			fail_msg("case %zu: %s", i, p.o.output ? p.o.output : "not given");
		assert_false(p.o.salt);
	}
}

static void test_texts_are_kept_in_order(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };

	(void)state;
	assert_int_equal(parse(&cook, WORDS("-p", "salt", "x", "--spice=pepper", "-psalt"), &p), 0);
	assert_int_equal(p.o.spices.count, 3);
	assert_string_equal(p.o.spices.items[0], "salt");
	assert_string_equal(p.o.spices.items[1], "pepper");
	assert_string_equal(p.o.spices.items[2], "salt");
	assert_int_equal(p.args.count, 1);
}

static void test_what_is_no_option(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };
	AUTO(parsed) struct parsed q = { 0 };

	(void)state;
	assert_int_equal(parse(&cook, WORDS("--", "--salt"), &p), 0);
	assert_false(p.o.salt);
	assert_int_equal(p.args.count, 1);
	assert_string_equal(p.args.items[0], "--salt");
	assert_int_equal(parse(&cook, WORDS("-", "-s", "--", "--"), &q), 0);
	assert_true(q.o.salt);
	assert_int_equal(q.args.count, 2);
	assert_string_equal(q.args.items[0], "-");
	assert_string_equal(q.args.items[1], "--"); /* only the first one is special */
}

static void test_any_number_of_arguments(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };
	AUTO(parsed) struct parsed q = { 0 };

	(void)state;
	assert_int_equal(parse(&serve, WORDS("a", "b", "c", "d"), &p), 0);
	assert_int_equal(p.args.count, 4);
	assert_int_equal(parse(&serve, WORDS("-q"), &q), 0);
	assert_int_equal(q.args.count, 0);
}

static void test_colour(void **state)
{
	static const struct {
		const char *words[3];
		bool before;
		bool after;
	} cases[] = {
		{ { "x", "--color=always" }, false, true },
		{ { "x", "--color=never" }, true, false },
		{ { "x", "--color=auto" }, true, true },
		{ { "x", "--color=auto" }, false, false },
		{ { "x" }, true, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(parsed) struct parsed p = { .context.colour = cases[i].before };

		assert_int_equal(parse(&cook, cases[i].words, &p), 0);
		assert_int_equal(p.context.colour, cases[i].after);
	}
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *words[5];
		const char *message;
	} cases[] = {
		{ { "x", "--otput=a" }, "cook: unknown option --otput; did you mean --output?" },
		{ { "x", "--Salt" }, "cook: unknown option --Salt; did you mean --salt?" },
		{ { "x", "--quite" }, "cook: unknown option --quite; did you mean --quiet?" },
		{ { "x", "--frobnicate" },
		  "cook: unknown option --frobnicate; see azlcts cook --help" },
		{ { "x", "--out" }, "cook: unknown option --out; see azlcts cook --help" },
		{ { "x", "--=a" }, "cook: unknown option --; see azlcts cook --help" },
		{ { "x", "--output" }, "--output needs a value: DIR" },
		{ { "x", "-o" }, "--output needs a value: DIR" },
		{ { "x", "-m" }, "--minutes needs a value: N" },
		{ { "x", "--color" }, "--color needs a value: WHEN" },
		{ { "x", "--salt=yes" }, "--salt takes no value" },
		{ { "x", "-sx" }, "--salt takes no value" },
		{ { "x", "--quiet=1" }, "--quiet takes no value" },
		{ { "x", "--heat=medium" }, "--heat: 'medium' is none of low, high" },
		{ { "x", "--heat=" }, "--heat: '' is none of low, high" },
		{ { "x", "--color=red" }, "--color: 'red' is none of auto, always, never" },
		{ { "-s" }, "cook: too few arguments: azlcts cook DISH [GUEST]" },
		{ { "a", "b", "c" }, "cook: too many arguments: 'c' is one too many" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(parsed) struct parsed p = { 0 };

		assert_int_equal(parse(&cook, cases[i].words, &p), -EINVAL);
		assert_int_equal(p.err.code, EINVAL);
		assert_string_equal(p.err.text, cases[i].message);
	}
}

static void test_letter_that_is_none(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };

	(void)state;
	assert_int_equal(parse(&cook, WORDS("x", "-z"), &p), -EINVAL);
	assert_non_null(strstr(p.err.text, "cook: unknown option -"));
}

static void test_numbers(void **state)
{
	static const struct {
		const char *text;
		unsigned value; /* 0: refused */
	} cases[] = {
		{ "1", 1 },	   { "10000000", 10000000 },
		{ "+7", 7 },	   { "007", 7 },
		{ "0", 0 },	   { "-1", 0 },
		{ "10000001", 0 }, { "99999999999999999999", 0 },
		{ "", 0 },	   { "5s", 0 },
		{ " 5", 0 },	   { "0x5", 0 },
		{ "five", 0 },	   { "1.5", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(parsed) struct parsed p = { 0 };
		AUTO(buf) struct buf message = BUF_INIT(BUF_LINE);
		int ret = parse(&cook, WORDS("x", "--minutes", cases[i].text), &p);

		assert_int_equal(p.o.minutes, cases[i].value);
		assert_int_equal(ret, cases[i].value ? 0 : -EINVAL);
		buf_addf(&message, "--minutes: '%s' is not a positive whole number", cases[i].text);
		assert_string_equal(p.err.text, cases[i].value ? "" : buf_str(&message));
	}
}

static void test_long_option_names_are_cut(void **state)
{
	AUTO(parsed) struct parsed p = { 0 };
	char word[4000];

	(void)state;
	memset(word, 'o', sizeof(word) - 1);
	memcpy(word, "--", 2);
	word[sizeof(word) - 1] = '\0';
	assert_int_equal(parse(&cook, WORDS("x", word), &p), -EINVAL);
	assert_true(strlen(p.err.text) < 200);
}

static void test_help_is_asked_for(void **state)
{
	static const char *const asks[][2] = { { "--help" }, { "-h" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(asks); i++) {
		AUTO(parsed) struct parsed p = { 0 };

		assert_int_equal(parse(&cook, asks[i], &p), 1); /* also with too few arguments */
	}
	{
		AUTO(parsed) struct parsed p = { 0 };

		assert_int_equal(parse(&cook, WORDS("--help", "--nonsense"), &p), -EINVAL);
	}
}

/* Every option, its argument and its words are in the help; nothing is wider than 100 columns. */
static void test_help_text(void **state)
{
	static const char *const parts[] = {
		"azlcts cook - make a dish\n",
		"usage: azlcts cook [OPTION]... DISH [GUEST]\n",
		"Takes a while.\n",
		"-s, --salt",
		"-o, --output DIR",
		"    --heat HOW",
		"how hot (low, high)",
		"-m, --minutes N",
		"-h, --help",
		"-q, --quiet",
		"    --color WHEN",
	};
	AUTO_FREE char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	options_help(&cook, out);
	fclose(out);
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (!strstr(text, parts[i]))
			fail_msg("'%s' is not in:\n%s", parts[i], text);
	for (const char *at = text, *line; str_line(&at, &line, &len);)
		assert_true(len <= 100);
}

static void test_verbs(void **state)
{
	(void)state;
	assert_ptr_equal(command_find("cook"), &cook);
	assert_null(command_find("coo"));
	assert_null(command_find(""));
	assert_string_equal(command_nearest("serv"), "serve");
	assert_string_equal(command_nearest("kook"), "cook");
	assert_null(command_nearest("explain"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_spelling),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_texts_are_kept_in_order),
		cmocka_unit_test(test_what_is_no_option),
		cmocka_unit_test(test_any_number_of_arguments),
		cmocka_unit_test(test_colour),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_letter_that_is_none),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_long_option_names_are_cut),
		cmocka_unit_test(test_help_is_asked_for),
		cmocka_unit_test(test_help_text),
		cmocka_unit_test(test_verbs),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
