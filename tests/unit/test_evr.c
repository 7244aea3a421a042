/* SPDX-License-Identifier: MIT */
/* Versions compared as rpm compares them; the pairs are those of rpm's own tests/rpmvercmp.at. */
#include "test.h"

#include "judge/dependency.h"
#include "judge/evr.h"

static const struct {
	const char *a;
	const char *b;
	int order;
} pairs[] = {
	{ "1.0", "1.0", 0 },
	{ "1.0", "2.0", -1 },
	{ "2.0", "1.0", 1 },
	{ "2.0.1", "2.0.1", 0 },
	{ "2.0", "2.0.1", -1 },
	{ "2.0.1a", "2.0.1a", 0 },
	{ "2.0.1a", "2.0.1", 1 },
	{ "5.5p1", "5.5p2", -1 },
	{ "5.5p10", "5.5p1", 1 },
	{ "10xyz", "10.1xyz", -1 },
	{ "xyz10", "xyz10.1", -1 },
	{ "xyz.4", "8", -1 },
	{ "xyz.4", "2", -1 },
	{ "5.5p2", "5.6p1", -1 },
	{ "5.6p1", "6.5p1", -1 },
	{ "6.0.rc1", "6.0", 1 },
	{ "10b2", "10a1", 1 },
	{ "1.0aa", "1.0a", 1 },
	{ "10.0001", "10.1", 0 },
	{ "10.0001", "10.0039", -1 },
	{ "4.999.9", "5.0", -1 },
	{ "20101121", "20101122", -1 },
	{ "2_0", "2.0", 0 },
	{ "a", "a", 0 },
	{ "a+", "a_", 0 },
	{ "+a", "a", 0 },
	{ "+", "_", 0 },
	{ "1.0~rc1", "1.0", -1 },
	{ "1.0~rc1", "1.0~rc2", -1 },
	{ "1.0~rc1~git123", "1.0~rc1", -1 },
	{ "1.0^", "1.0", 1 },
	{ "1.0^git1", "1.0", 1 },
	{ "1.0^git1", "1.0^git2", -1 },
	{ "1.0^git1", "1.01", -1 },
	{ "1.0^20160101", "1.0.1", -1 },
	{ "1.0^20160101^git1", "1.0^20160102", -1 },
	{ "1.0~rc1^git1", "1.0~rc1", 1 },
	{ "1.0^git1~pre", "1.0^git1", -1 },
	{ "1b.fc17", "1.fc17", -1 },
	{ "1g.fc17", "1.fc17", 1 },
	{ "1.fc43", "1.azl4", 1 }, /* a Fedora build outranks that of Azure Linux */
	{ "1.00", "1.0", 0 },
	{ "1.a", "1.1", -1 },
	{ "", "1", -1 },
	{ "", "", 0 },
};

static void versions(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		if (evr_vercmp(pairs[i].a, pairs[i].b) != pairs[i].order ||
		    evr_vercmp(pairs[i].b, pairs[i].a) != -pairs[i].order)
			fail_msg("%s and %s", pairs[i].a, pairs[i].b);
	}
}

static bool meet(const char *flags_a, const char *a, const char *flags_b, const char *b)
{
	struct evr_range x = { .evr = a };
	struct evr_range y = { .evr = b };

	assert_true(evr_flags(flags_a, &x.flags));
	assert_true(evr_flags(flags_b, &y.flags));
	assert_int_equal(evr_overlap(x, y), evr_overlap(y, x));
	return evr_overlap(x, y);
}

static void ranges(void **state)
{
	(void)state;
	assert_true(meet("=", "1.0-1", ">=", "1.0"));
	assert_true(meet("=", "1.0-1", "=", "1.0"));
	assert_false(meet("=", "1.0-1", "=", "1.0-2"));
	assert_false(meet("=", "1.0-1", ">", "1.0-1"));
	assert_true(meet("=", "1.0-1", "<", "1.1"));
	assert_false(meet("=", "1.1-1", "<", "1.1-1"));
	assert_true(meet("", "", ">=", "9"));
	assert_true(meet("=", "1:3.5.4-3", ">=", "3.0"));
	assert_false(meet("=", "1:3.5.4-3", "=", "3.5.4-3")); /* no epoch is epoch 0 */
	assert_true(meet("=", "0:3.5.4-3", "=", "3.5.4-3"));
	assert_false(meet("=", "2:1-1", ">=", "3:1"));
	assert_true(meet("<", "2", ">", "1"));
	assert_false(meet("<", "1", ">", "2"));
	assert_false(meet("=", "1.0~rc1-1", ">=", "1.0"));
	/* "no release matches any" also at the edge: lib/rpmver.cc */
	assert_true(meet("=", "1.0-5", "<=", "1.0"));
	assert_false(meet("=", "1.0-5", "<", "1.0"));
}

static void flags_of_others(void **state)
{
	unsigned flags = 7;

	(void)state;
	assert_false(evr_flags("==", &flags));
	assert_false(evr_flags("!=", &flags));
	assert_int_equal(flags, 7);
}

static void wanted_by_suites(void **state)
{
	(void)state;
	assert_int_equal(evr_compare(1, "3.5.4", "3.azl4", "3.5"), 1);
	assert_int_equal(evr_compare(1, "3.5.4", "3.azl4", "3.5.4"), 0);
	assert_int_equal(evr_compare(1, "3.5.4", "3.azl4", "3.5.4-2"), 1);
	assert_int_equal(evr_compare(1, "3.5.4", "3.azl4", "2:1.0"), -1);
	assert_int_equal(evr_compare(0, "2.42", "10.azl4", "2.43"), -1);
}

static const struct rich *parse(struct arena *arena, const char *text)
{
	return rich_parse(arena, text);
}

static void rich_dependencies(void **state)
{
	struct arena arena = { 0 };
	const struct rich *r;

	(void)state;
	r = parse(&arena, "(foo >= 1.0 if bar(x86-64) else baz)");
	assert_non_null(r);
	assert_int_equal(r->op, RICH_IF);
	assert_string_equal(r->left->name, "foo");
	assert_string_equal(r->left->range.evr, "1.0");
	assert_string_equal(r->right->name, "bar(x86-64)");
	assert_string_equal(r->otherwise->name, "baz");
	r = parse(&arena, "((a and b and c) or (d with e))");
	assert_non_null(r);
	assert_int_equal(r->op, RICH_OR);
	assert_int_equal(r->left->op, RICH_AND);
	assert_int_equal(r->left->left->op, RICH_AND);
	assert_int_equal(r->right->op, RICH_WITH);
	r = parse(&arena, "(perl(A::B) >= 2 with perl(A::B) < 3)");
	assert_non_null(r);
	assert_int_equal(r->op, RICH_WITH);
	assert_int_equal(r->right->range.flags, EVR_LESS);
	assert_null(parse(&arena, "(a and b or c)")); /* no mixing without brackets */
	assert_null(parse(&arena, "(a if b if c)"));
	assert_null(parse(&arena, "(a xor b)"));
	assert_null(parse(&arena, "(a and b"));
	assert_null(parse(&arena, "(a and )"));
	assert_null(parse(&arena, "(a and b) c"));
	assert_null(parse(&arena, "(a == 1 and b)"));
	assert_null(parse(&arena, "a and b"));
	arena_release(&arena);
}

static void depth_is_bounded(void **state)
{
	struct arena arena = { 0 };
	char text[256];

	(void)state;
	memset(text, '(', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	assert_null(rich_parse(&arena, text));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions),	     cmocka_unit_test(ranges),
		cmocka_unit_test(flags_of_others),   cmocka_unit_test(wanted_by_suites),
		cmocka_unit_test(rich_dependencies), cmocka_unit_test(depth_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
