/* SPDX-License-Identifier: MIT */
/* The growing string: its ceiling holds at every size, and a failure stays. */
#include "test.h"

#include "base/buf.h"

static void test_empty_is_a_string(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(8);

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_addn(&b, NULL, 0);
	buf_add(&b, "");
	assert_string_equal(buf_str(&b), "");
	assert_int_equal(b.len, 0);
	assert_false(b.failed);
}

static void test_adds_in_order(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);

	(void)state;
	buf_add(&b, "one");
	buf_addc(&b, ' ');
	buf_addn(&b, "two!", 3);
	buf_addf(&b, " %d %s", 3, "four");
	assert_string_equal(buf_str(&b), "one two 3 four");
	assert_int_equal(b.len, strlen("one two 3 four"));
	buf_addn(&b, "\0x", 2);
	assert_int_equal(b.len, strlen("one two 3 four") + 2);
	assert_memory_equal(b.data + b.len - 2, "\0x", 3);
}

/* Ceilings around every power of two, filled by bytes and at once, and one byte more. */
static void test_ceiling_holds(void **state)
{
	static const size_t limits[] = { 0, 1, 2, 62, 63, 64, 65, 127, 128, 129, 1000, 65536 };
	char *text = test_malloc(65537);

	(void)state;
	memset(text, 'x', 65537);
	for (size_t i = 0; i < ARRAY_SIZE(limits); i++) {
		AUTO(buf) struct buf bytes = BUF_INIT(limits[i]);
		AUTO(buf) struct buf whole = BUF_INIT(limits[i]);
		AUTO(buf) struct buf over = BUF_INIT(limits[i]);

		for (size_t n = 0; n < limits[i]; n++)
			buf_addc(&bytes, 'x');
		assert_false(bytes.failed);
		assert_int_equal(bytes.len, limits[i]);
		assert_int_equal(strlen(buf_str(&bytes)), limits[i]);
		buf_addc(&bytes, 'y');
		assert_true(bytes.failed);
		assert_int_equal(bytes.len, limits[i]);
		buf_addn(&whole, text, limits[i]);
		assert_false(whole.failed);
		assert_string_equal(buf_str(&whole), limits[i] ? buf_str(&bytes) : "");
		buf_addn(&over, text, limits[i] + 1);
		assert_true(over.failed);
		assert_string_equal(buf_str(&over), "");
	}
	test_free(text);
}

static void test_ceiling_holds_for_formats(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(5);

	(void)state;
	buf_addf(&b, "%s", "12345");
	assert_false(b.failed);
	assert_string_equal(buf_str(&b), "12345");
	buf_clear(&b);
	buf_addf(&b, "%s", "123456");
	assert_true(b.failed);
	assert_string_equal(buf_str(&b), "");
}

static void test_huge_adds_do_not_wrap(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(100);

	(void)state;
	buf_add(&b, "abc");
	buf_addn(&b, "x", SIZE_MAX);
	assert_true(b.failed);
	buf_clear(&b);
	buf_add(&b, "abc");
	buf_addn(&b, "x", SIZE_MAX - 3);
	assert_true(b.failed);
	assert_string_equal(buf_str(&b), "abc");
}

static void test_failure_stays_until_cleared(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(3);

	(void)state;
	buf_add(&b, "ab");
	buf_add(&b, "cd");
	buf_add(&b, "e"); /* would fit; but something before it is lost */
	assert_true(b.failed);
	assert_string_equal(buf_str(&b), "ab");
	assert_null(buf_take(&b));
	buf_clear(&b);
	assert_false(b.failed);
	assert_string_equal(buf_str(&b), "");
	buf_add(&b, "xyz");
	assert_false(b.failed);
	assert_string_equal(buf_str(&b), "xyz");
}

static void test_take_hands_over(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(3);
	AUTO_FREE char *first = NULL;
	AUTO_FREE char *empty = NULL;

	(void)state;
	buf_add(&b, "abc");
	first = buf_take(&b);
	assert_string_equal(first, "abc");
	assert_string_equal(buf_str(&b), "");
	assert_int_equal(b.max, 3);
	empty = buf_take(&b);
	assert_non_null(empty);
	assert_string_equal(empty, "");
	buf_add(&b, "abcd");
	assert_true(b.failed); /* the ceiling is the same afterwards */
}

static void test_release_leaves_it_usable(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(4);

	(void)state;
	buf_add(&b, "abcde");
	assert_true(b.failed);
	buf_release(&b);
	assert_false(b.failed);
	assert_null(b.data);
	buf_add(&b, "abcd");
	assert_string_equal(buf_str(&b), "abcd");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty_is_a_string),
		cmocka_unit_test(test_adds_in_order),
		cmocka_unit_test(test_ceiling_holds),
		cmocka_unit_test(test_ceiling_holds_for_formats),
		cmocka_unit_test(test_huge_adds_do_not_wrap),
		cmocka_unit_test(test_failure_stays_until_cleared),
		cmocka_unit_test(test_take_hands_over),
		cmocka_unit_test(test_release_leaves_it_usable),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
