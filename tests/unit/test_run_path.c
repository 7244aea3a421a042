/* SPDX-License-Identifier: MIT */
/* Run paths as ld.so reads them: expansion, and what leads out of the allowed folders. */
#include "judge/run_path.h"
#include "test.h"

static const char *expanded(const char *object, const char *entry, struct buf *out)
{
	return run_path_expand(object, entry, strlen(entry), out) ? buf_str(out) : NULL;
}

static void test_expand(void **state)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	(void)state;
	assert_string_equal(expanded("/usr/bin/a", "/usr/lib64", &out), "/usr/lib64");
	assert_string_equal(expanded("/usr/bin/a", "$ORIGIN", &out), "/usr/bin");
	assert_string_equal(expanded("/usr/bin/a", "${ORIGIN}/../$LIB/b", &out), "/usr/lib64/b");
	assert_string_equal(expanded("/usr/bin/a", "//usr/./lib64//", &out), "/usr/lib64");
	assert_string_equal(expanded("/a", "$ORIGIN/x", &out), "/x");
	assert_string_equal(expanded("/a", "$ORIGIN", &out), "/");
	assert_string_equal(expanded("/usr/bin/a", "/usr/..", &out), "/");
	/* a name that only begins like a token's is none of ours, but stays a folder */
	assert_string_equal(expanded("/usr/bin/a", "/x/...", &out), "/x/...");
}

static void test_expand_refuses(void **state)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	(void)state;
	assert_null(expanded("/usr/bin/a", "", &out));
	assert_null(expanded("/usr/bin/a", "lib", &out));
	assert_null(expanded("/usr/bin/a", "../lib", &out));
	assert_null(expanded("/usr/bin/a", "/..", &out));
	assert_null(expanded("/usr/bin/a", "$ORIGIN/../../..", &out));
	assert_null(expanded("/usr/bin/a", "$PLATFORM/x", &out));
}

static bool astray(const char *object, const char *run_path, struct buf *out)
{
	const char *items[] = { "/usr/lib64", "/opt/", NULL };
	const struct text_list folders = { .items = items, .count = 2 };

	return run_path_astray(object, run_path, &folders, out);
}

static void test_astray(void **state)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	(void)state;
	assert_false(astray("/usr/bin/a", "/usr/lib64", &out));
	assert_false(astray("/usr/bin/a", "/usr/lib64/x:/opt:/opt/b", &out));
	assert_false(astray("/usr/bin/a", "$ORIGIN:$ORIGIN/b", &out));
	assert_true(astray("/usr/bin/a", "/usr/lib64:/optx:/tmp", &out));
	assert_string_equal(buf_str(&out), "/optx");
	assert_true(astray("/usr/bin/a", "$ORIGIN/..", &out));
	assert_true(astray("/usr/bin/a", "", &out));
	assert_int_equal(out.len, 0);
	assert_true(astray("/usr/bin/a", "/opt::/opt", &out));
	assert_int_equal(out.len, 0);
	/* an object in the root has no folder tree of its own: everything would be below it */
	assert_true(astray("/a", "$ORIGIN/home", &out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expand),
		cmocka_unit_test(test_expand_refuses),
		cmocka_unit_test(test_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
