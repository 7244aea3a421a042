/* SPDX-License-Identifier: MIT */
/* Questions about text, and making text from a guest harmless. */
#include "test.h"

#include "base/str.h"

static void test_lines(void **state)
{
	static const struct {
		const char *text;
		const char *lines; /* each with | behind it */
	} cases[] = {
		{ "", "" },	     { "a", "a|" },
		{ "a\n", "a|" },     { "a\nb", "a|b|" },
		{ "\n", "|" },	     { "\n\na\n\n", "||a||" },
		{ "a\r\n", "a\r|" }, { "no end\nx", "no end|x|" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(buf) struct buf got = BUF_INIT(BUF_LINE);
		const char *at = cases[i].text;
		const char *line;
		size_t len;

		while (str_line(&at, &line, &len)) {
			buf_addn(&got, line, len);
			buf_addc(&got, '|');
		}
		assert_string_equal(buf_str(&got), cases[i].lines);
	}
}

static void test_int(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int64_t value;
	} cases[] = {
		{ "0", true, 0 },
		{ "-1", true, -1 },
		{ "+12", true, 12 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "", false, 0 },
		{ NULL, false, 0 },
		{ "-", false, 0 },
		{ "+-1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1\n", false, 0 },
		{ "0x10", false, 0 },
		{ "1.5", false, 0 },
		{ "one", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int64_t v = 42;

		if (str_int(cases[i].text, &v) != cases[i].good)
			fail_msg("str_int(\"%s\")", cases[i].text ? cases[i].text : "NULL");
		assert_int_equal(v, cases[i].good ? cases[i].value : 42);
	}
}

static void test_mode(void **state)
{
	static const struct {
		const char *text;
		int value; /* -1: refused */
	} cases[] = {
		{ "0644", 0644 },
		{ "644", 0644 },
		{ "4755", 04755 },
		{ "0", 0 },
		{ "7777", 07777 },
		{ "07777", 07777 },
		{ "10000", -1 },
		{ "0888", -1 },
		{ "", -1 },
		{ NULL, -1 },
		{ "-1", -1 },
		{ "644 ", -1 },
		{ "rw-r--", -1 },
		{ "0o644", -1 },
		{ "0000000644", 0644 },
		{ "77777777777", -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int v = 42;
		bool good = str_mode(cases[i].text, &v);

		if (good != (cases[i].value >= 0))
			fail_msg("str_mode(\"%s\")", cases[i].text ? cases[i].text : "NULL");
		assert_int_equal(v, good ? cases[i].value : 42);
	}
}

static void test_glob(void **state)
{
	static const struct {
		const char *pattern;
		const char *text;
		bool match;
	} cases[] = {
		{ "*", "", true },
		{ "*", "/a/b", true },
		{ "/usr/*.so", "/usr/a/b.so", true },
		{ "/usr/*.so", "/usr/a.so.1", false },
		{ "a?c", "abc", true },
		{ "a?c", "ac", false },
		{ "[ab]*", "bx", true },
		{ "[!ab]*", "bx", false },
		{ "cis.*", "cis.sysctl.x", true },
		{ "cis.*", "cis", false },
		{ "", "", true },
		{ "", "a", false },
		{ "a\\*", "a*", true },
		{ "a\\*", "ab", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (str_glob(cases[i].pattern, cases[i].text) != cases[i].match)
			fail_msg("'%s' on '%s'", cases[i].pattern, cases[i].text);
}

static void test_list_has(void **state)
{
	static const char *const items[] = { "one", "two" };
	struct text_list list = { items, 2 };
	struct text_list none = { 0 };

	(void)state;
	assert_true(text_list_has(&list, "two"));
	assert_false(text_list_has(&list, "tw"));
	assert_false(text_list_has(&list, ""));
	assert_false(text_list_has(&none, "one"));
}

static const char *name_of(size_t i, const void *arg)
{
	const char *const *names = arg;

	return names[i];
}

static void test_nearest(void **state)
{
	static const char *const names[] = { "mode", "path", "owner", "one-of", NULL };
	static const char *const none[] = { NULL };
	static const char *const twins[] = { "abcd", "abce", NULL };
	static const struct {
		const char *word;
		const char *near;
	} cases[] = {
		{ "mod", "mode" },    { "mode", "mode" },      { "modee", "mode" },
		{ "paht", "path" },   { "onwer", "owner" },    { "oneof", "one-of" },
		{ "Owner", "owner" }, { "colour", NULL },      { "x", NULL },
		{ "", NULL },	      { "permissions", NULL }, { "moderately", NULL },
		{ "pxxx", NULL },
	};
	char big[300];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *got = str_nearest(cases[i].word, name_of, names);

		if (!streq(got, cases[i].near))
			fail_msg("%s: %s", cases[i].word, got ? got : "none");
	}
	assert_null(str_nearest("mode", name_of, none));
	assert_string_equal(str_nearest("abcx", name_of, twins), "abcd"); /* the first of equals */
	memset(big, 'm', sizeof(big) - 1);
	for (size_t n = 0; n < sizeof(big); n++) { /* no length makes a word near to another */
		big[sizeof(big) - 1] = '\0';
		if (n > 8)
			assert_null(str_nearest(big + sizeof(big) - 1 - n, name_of, names));
	}
}

static void test_utf8_len(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} cases[] = {
		{ "", 0 },
		{ "a", 1 },
		{ "\x7f", 1 },
		{ "\x80", 0 },	   /* a continuation alone */
		{ "\xc0\xaf", 0 }, /* overlong '/' */
		{ "\xc1\xbf", 0 },
		{ "\xc2\x80", 2 },
		{ "\xc3\xa9x", 2 },
		{ "\xc3", 0 }, /* cut off */
		{ "\xc3x", 0 },
		{ "\xe0\x9f\xbf", 0 }, /* overlong */
		{ "\xe0\xa0\x80", 3 },
		{ "\xed\x9f\xbf", 3 },
		{ "\xed\xa0\x80", 0 }, /* a surrogate */
		{ "\xef\xbf\xbf", 3 },
		{ "\xe2\x82", 0 },
		{ "\xf0\x8f\xbf\xbf", 0 }, /* overlong */
		{ "\xf0\x90\x80\x80", 4 },
		{ "\xf4\x8f\xbf\xbf", 4 }, /* U+10FFFF */
		{ "\xf4\x90\x80\x80", 0 }, /* behind it */
		{ "\xf5\x80\x80\x80", 0 },
		{ "\xff", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (str_utf8_len(cases[i].bytes) != cases[i].len)
			fail_msg("case %zu: %zu", i, str_utf8_len(cases[i].bytes));
}

static void test_clean(void **state)
{
	static const struct {
		const char *bytes;
		size_t len; /* 0: up to the NUL */
		const char *clean;
	} cases[] = {
		{ "", 0, "" },
		{ "plain\ttext\n", 0, "plain\ttext\n" },
		{ "\033[2J", 0, "\\x1b[2J" },
		{ "a\rb\bc\x7f", 0, "a\\x0db\\x08c\\x7f" },
		{ "a\0b", 3, "a\\x00b" },
		{ "h\xc3\xa9h", 0, "h\xc3\xa9h" },
		{ "\xc2\x9b"
		  "2J",
		  0, "\\xc2\\x9b2J" }, /* CSI as a C1 control */
		{ "\xc2\xa0", 0, "\xc2\xa0" },
		{ "\xc3", 0, "\\xc3" },
		{ "\xc3\xa9", 1, "\\xc3" }, /* what is behind the end does not count */
		{ "\xe2\x82\xac", 2, "\\xe2\\x82" },
		{ "\xf0\x9f\x98\x80", 3, "\\xf0\\x9f\\x98" },
		{ "\xf0\x9f\x98\x80!", 0, "\xf0\x9f\x98\x80!" },
		{ "\xff\xfe", 0, "\\xff\\xfe" },
		{ "a\xe2\x80\xae"
		  "b",
		  0, "a\\xe2\\x80\\xaeb" }, /* text that runs backwards */
		{ "\xe2\x81\xa6\xe2\x81\xa9", 0, "\\xe2\\x81\\xa6\\xe2\\x81\\xa9" },
		{ "\xe2\x80\xa9\xe2\x80\xaf", 0, "\xe2\x80\xa9\xe2\x80\xaf" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);
		size_t len = cases[i].len ? cases[i].len : strlen(cases[i].bytes);
		char *exact = test_malloc(len + 1); /* so that a read behind the end is seen */

		memcpy(exact, cases[i].bytes, len);
		buf_add_clean(&b, exact, len);
		test_free(exact);
		assert_string_equal(buf_str(&b), cases[i].clean);
	}
}

/* Whatever the bytes: valid UTF-8 without controls comes out, and coming again it stays. */
static void test_clean_is_a_fixed_point(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		AUTO(buf) struct buf once = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf twice = BUF_INIT(BUF_LINE);
		char bytes[24];

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24);
		}
		buf_add_clean(&once, bytes, sizeof(bytes));
		buf_add_clean(&twice, buf_str(&once), once.len);
		assert_string_equal(buf_str(&once), buf_str(&twice));
		for (const char *s = buf_str(&once); *s; s += str_utf8_len(s))
			if (str_utf8_len(s) == 0)
				fail_msg("not UTF-8: round %d", round);
	}
}

static void test_ends(void **state)
{
	(void)state;
	assert_true(starts_with("abc", "ab"));
	assert_true(starts_with("abc", ""));
	assert_false(starts_with("ab", "abc"));
	assert_true(ends_with("abc", "bc"));
	assert_true(ends_with("abc", ""));
	assert_false(ends_with("bc", "abc"));
	assert_true(streq(NULL, NULL));
	assert_false(streq(NULL, ""));
	assert_false(streq("a", "b"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_int),
		cmocka_unit_test(test_mode),
		cmocka_unit_test(test_glob),
		cmocka_unit_test(test_list_has),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_utf8_len),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_is_a_fixed_point),
		cmocka_unit_test(test_ends),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
