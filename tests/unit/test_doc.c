/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/doc.h"

static void canonical_of(const char *text, struct buf *out)
{
	struct error err = ERROR_INIT;
	struct doc *d = NULL;

	buf_clear(out);
	if (doc_parse(text, strlen(text), "t", &d, &err) != 0)
		fail_msg("%s: %s", text, err.text);
	assert_int_equal(doc_canonical(d, out, &err), 0);
	doc_free(d);
}

/* RFC 8785: what goes in, what must come out. */
static void test_canonical(void **state UNUSED)
{
	static const char *const cases[][2] = {
		{ "{ }", "{}" },
		{ " [ 1 , -2,\n0 ] ", "[1,-2,0]" },
		{ "{\"b\":1,\"a\":{\"d\":[],\"c\":true}}",
		  "{\"a\":{\"c\":true,\"d\":[]},\"b\":1}" },
		/* section 3.2.2.2: the shortest escapes, lower-case hexadecimal, and no others */
		{ "[\"\\u0001\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\u007f\"]",
		  "[\"\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\x7f\"]" },
		{ "[\"\\u0022\\u005c\\u002f\\/\\u20ac\\u00e9\"]", "[\"\\\"\\\\//\u20ac\u00e9\"]" },
		{ "[\"\\ud83d\\ude00\\u2028\"]", "[\"\U0001f600\u2028\"]" },
		/* section 3.2.3: by UTF-16 code units, so a surrogate pair comes before U+FB33 */
		{ "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,"
		  "\"\\u0080\":6,\"\\u00f6\":7}",
		  "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\u00f6\":7,\"\u20ac\":1,"
		  "\"\U0001f600\":5,\"\ufb33\":3}" },
		{ "{\"ab\":1,\"a\":2,\"\":3,\"B\":4,\"a\\u0001\":5}",
		  "{\"\":3,\"B\":4,\"a\":2,\"a\\u0001\":5,\"ab\":1}" },
		{ "[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]" },
	};
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		canonical_of(cases[i][0], &out);
		assert_string_equal(buf_str(&out), cases[i][1]);
	}
}

static void test_refused(void **state UNUSED)
{
	static const char *const bad[] = {
		"",
		"{",
		"[1,]",
		"{\"a\":1,\"a\":2}",
		"[\"\\u0000\"]",
		"[\"\\ud800\"]",
		"[\"\xff\"]",
		"[1] x",
		"[\"\x01\"]",
		"{a:1}",
		"[01]",
	};

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct error err = ERROR_INIT;
		struct doc *d = NULL;

		if (doc_parse(bad[i], strlen(bad[i]), "name", &d, &err) != -EINVAL)
			fail_msg("not refused: %s", bad[i]);
		assert_null(d);
		assert_int_equal(strncmp(err.text, "name:", 5), 0);
	}
}

/* What our documents never hold does not get out. */
static void test_not_canonical(void **state UNUSED)
{
	static const char *const bad[] = { "[1.5]", "[1e2]", "[null]", "{\"a\":{\"b\":null}}" };

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
		struct error err = ERROR_INIT;
		struct doc *d = NULL;

		assert_int_equal(doc_parse(bad[i], strlen(bad[i]), "t", &d, &err), 0);
		assert_true(doc_canonical(d, &out, &err) < 0);
		doc_free(d);
	}
}

static void test_nasty_texts(void **state UNUSED)
{
	AUTO_DOC struct doc *d = doc_object();
	AUTO_DOC struct doc *again = NULL;
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	doc_set_text(d, "controls", "\x1b[2J\x07\x7f\r");
	doc_set_text(d, "bytes", "\xff\xfe \xc3( \xed\xa0\x80 \xc0\xaf");
	doc_set_text(d, "c1",
		     "\xc2\x9b"
		     "31m");
	doc_set_text(d, "quotes", "\"\\\n\t</script>");
	doc_set_text(d, "none", NULL);
	doc_set_int(d, "big", INT64_MAX);
	doc_set_int(d, "edge", DOC_INT_MAX);
	doc_set_bool(d, "yes", true);
	assert_int_equal(doc_canonical(d, &out, &err), 0);
	assert_string_equal(
		buf_str(&out),
		"{\"big\":\"9223372036854775807\","
		"\"bytes\":\"\\\\xff\\\\xfe \\\\xc3( \\\\xed\\\\xa0\\\\x80 \\\\xc0\\\\xaf\","
		"\"c1\":\"\\\\xc2\\\\x9b31m\","
		"\"controls\":\"\\\\x1b[2J\\\\x07\\\\x7f\\\\x0d\","
		"\"edge\":9007199254740991,"
		"\"quotes\":\"\\\"\\\\\\n\\t</script>\",\"yes\":true}");
	assert_int_equal(doc_parse(buf_str(&out), out.len, "t", &again, &err), 0);
	assert_string_equal(doc_get_text(again, "c1"), "\\xc2\\x9b"
						       "31m");
}

static void test_sticky(void **state UNUSED)
{
	AUTO_DOC struct doc *d = doc_object();
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	assert_null(doc_set(NULL, "key", doc_text("freed, not leaked")));
	assert_null(doc_add(NULL, doc_int(1)));
	doc_set_text(doc_get(d, "not there"), "key", "value");
	assert_int_equal(doc_canonical(d, &out, &err), 0); /* nothing of d failed */
	assert_null(doc_set(d, "key", NULL));
	assert_int_equal(doc_canonical(d, &out, &err), -ENOMEM);
	assert_int_equal(doc_canonical(NULL, &out, &err), -ENOMEM);
}

static void test_copy(void **state UNUSED)
{
	struct doc *d = doc_object();
	struct doc *copy;
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	doc_add(doc_set(d, "list", doc_list()), doc_text("a"));
	copy = doc_copy(d);
	doc_add(doc_get(d, "list"), doc_text("b")); /* does not reach the copy */
	doc_free(d);
	assert_int_equal(doc_canonical(copy, &out, &err), 0);
	assert_string_equal(buf_str(&out), "{\"list\":[\"a\"]}");
	doc_free(copy);
	assert_null(doc_copy(NULL));
}

static void test_readers(void **state UNUSED)
{
	static const char text[] = "{\"t\":\"x\",\"n\":7,\"b\":true,\"l\":[1,\"two\"]}";
	AUTO_DOC struct doc *d = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(doc_parse(text, strlen(text), "t", &d, &err), 0);
	assert_string_equal(doc_get_text(d, "t"), "x");
	assert_null(doc_get_text(d, "n"));
	assert_int_equal(doc_get_int(d, "n", -1), 7);
	assert_int_equal(doc_get_int(d, "t", -1), -1);
	assert_true(doc_get_bool(d, "b", false));
	assert_true(doc_get_bool(d, "none", true));
	assert_int_equal(doc_count(doc_get(d, "l")), 2);
	assert_true(doc_is_list(doc_get(d, "l")));
	assert_false(doc_is_list(doc_get(d, "t")));
	assert_string_equal(doc_string(doc_at(doc_get(d, "l"), 1)), "two");
	assert_null(doc_at(doc_get(d, "l"), 2));
	assert_null(doc_get(NULL, "x"));
	assert_int_equal(doc_count(NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_canonical),     cmocka_unit_test(test_refused),
		cmocka_unit_test(test_not_canonical), cmocka_unit_test(test_nasty_texts),
		cmocka_unit_test(test_sticky),	      cmocka_unit_test(test_copy),
		cmocka_unit_test(test_readers),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
