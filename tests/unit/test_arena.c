/* SPDX-License-Identifier: MIT */
/* Many things with one end: zeroed, apart from each other, under one ceiling. */
#include "test.h"

#include "base/arena.h"

static void test_memory_is_zero_and_aligned(void **state)
{
	static const size_t sizes[] = { 1, 7, 16, 17, 1000, 65535, 65536, 65537, 1 << 20 };
	AUTO(arena) struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		unsigned char *p = arena_alloc(&a, sizes[i]);

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t n = 0; n < sizes[i]; n++)
			if (p[n] != 0)
				fail_msg("byte %zu of %zu is not zero", n, sizes[i]);
		memset(p, 0xff, sizes[i]);
	}
}

/* Each of many pieces still holds what was written when all are there. */
static void test_pieces_do_not_overlap(void **state)
{
	enum { COUNT = 3000 };
	AUTO(arena) struct arena a = { 0 };
	unsigned char *pieces[COUNT];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		pieces[i] = arena_alloc(&a, i % 97 + 1);
		assert_non_null(pieces[i]);
		memset(pieces[i], (int)(i % 251), i % 97 + 1);
	}
	for (size_t i = 0; i < COUNT; i++)
		for (size_t n = 0; n < i % 97 + 1; n++)
			if (pieces[i][n] != i % 251)
				fail_msg("piece %zu was written over", i);
}

static void test_texts(void **state)
{
	AUTO(arena) struct arena a = { 0 };
	char *text = arena_strdup(&a, "hello");

	(void)state;
	assert_string_equal(text, "hello");
	assert_string_equal(arena_strdup(&a, ""), "");
	assert_string_equal(arena_strndup(&a, text, 4), "hell");
	assert_string_equal(arena_strndup(&a, text, 0), "");
	assert_string_equal(arena_printf(&a, "%s %d%%", text, 7), "hello 7%");
	assert_string_equal(arena_printf(&a, "%s", ""), "");
	assert_string_equal(text, "hello");
}

static void test_too_much_is_null(void **state)
{
	AUTO(arena) struct arena a = { 0 };

	(void)state;
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_null(arena_alloc(&a, SIZE_MAX - 15));
	assert_null(arena_alloc(&a, ARENA_MAX + 1));
	assert_non_null(arena_alloc(&a, 1));
	assert_null(arena_alloc(&a, ARENA_MAX));
}

/* The ceiling is one for all blocks, also when their sizes do not add up to it exactly. */
static void test_ceiling_is_not_passed(void **state)
{
	enum { PIECE = (1 << 20) + 16 };
	AUTO(arena) struct arena a = { 0 };
	size_t count = 0;

	(void)state;
	while (count < 2 * ARENA_MAX / PIECE && arena_alloc(&a, PIECE))
		count++;
	assert_int_equal(count, ARENA_MAX / PIECE);
	count = 0;
	while (count < 10000 && arena_alloc(&a, 40000))
		count++;
	assert_true(count < 10000);
	assert_true(a.total <= ARENA_MAX);
	assert_null(arena_alloc(&a, 40000));
}

static void test_release_leaves_it_usable(void **state)
{
	AUTO(arena) struct arena a = { 0 };

	(void)state;
	arena_release(&a); /* nothing to release */
	assert_non_null(arena_alloc(&a, 100));
	arena_release(&a);
	assert_null(a.blocks);
	assert_int_equal(a.total, 0);
	assert_string_equal(arena_strdup(&a, "again"), "again");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory_is_zero_and_aligned),
		cmocka_unit_test(test_pieces_do_not_overlap),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_too_much_is_null),
		cmocka_unit_test(test_ceiling_is_not_passed),
		cmocka_unit_test(test_release_leaves_it_usable),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
