/* SPDX-License-Identifier: MIT */
/* Errors: the code that comes back, the text on one line, context in front. */
#include "test.h"

#include "base/error.h"

static void test_set_says_code_and_text(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(err.code, 0);
	assert_int_equal(error_set(&err, ENOSPC, "disk %d of %s", 2, "x"), -ENOSPC);
	assert_int_equal(err.code, ENOSPC);
	assert_string_equal(err.text, "disk 2 of x");
	assert_int_equal(error_input(&err, "no %s", "such thing"), -EINVAL);
	assert_int_equal(err.code, EINVAL);
	assert_string_equal(err.text, "no such thing");
	assert_int_equal(error_memory(&err), -ENOMEM);
	assert_int_equal(err.code, ENOMEM);
	assert_string_equal(err.text, "out of memory");
}

/* EINVAL and ECANCELED decide the exit status, so a system call may not bring them about. */
static void test_errno_keeps_our_codes_to_us(void **state)
{
	static const struct {
		int from;
		int code;
		const char *text;
	} cases[] = {
		{ EACCES, EACCES, "open /x: Permission denied" },
		{ ENOENT, ENOENT, "open /x: No such file or directory" },
		{ EINVAL, EIO, "open /x: Invalid argument" },
		{ ECANCELED, EIO, "open /x: Operation canceled" },
		{ 0, EIO, "open /x: Input/output error" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct error err = ERROR_INIT;

		errno = cases[i].from;
		assert_int_equal(error_errno(&err, "open %s", "/x"), -cases[i].code);
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err.text, cases[i].text);
	}
}

static void test_wrap_puts_context_in_front(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	error_input(&err, "unknown key");
	assert_int_equal(error_wrap(&err, "check %s", "a.b"), -EINVAL);
	assert_int_equal(error_wrap(&err, "suite"), -EINVAL);
	assert_string_equal(err.text, "suite: check a.b: unknown key");
	assert_int_equal(err.code, EINVAL);
}

static void test_text_is_one_line(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	error_set(&err, EIO, "a\nb\rc\033[2Jd\x7f");
	assert_string_equal(err.text, "a b c [2Jd ");
	error_wrap(&err, "e\tf");
	assert_string_equal(err.text, "e f: a b c [2Jd ");
}

static void test_long_texts_are_cut(void **state)
{
	char big[4096];
	struct error err = ERROR_INIT;

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	assert_int_equal(error_set(&err, EIO, "%s", big), -EIO);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	assert_int_equal(error_wrap(&err, "outer"), -EIO);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	assert_true(starts_with(err.text, "outer: xxx"));
	errno = ENOENT;
	assert_int_equal(error_errno(&err, "%s", big), -ENOENT);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_says_code_and_text),
		cmocka_unit_test(test_errno_keeps_our_codes_to_us),
		cmocka_unit_test(test_wrap_puts_context_in_front),
		cmocka_unit_test(test_text_is_one_line),
		cmocka_unit_test(test_long_texts_are_cut),
	};

	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
