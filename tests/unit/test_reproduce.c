/* SPDX-License-Identifier: MIT */
#include "pool_made.h"

#include "solve/reproduce.h"

struct told {
	struct pool *p;
	struct buf text;
	int stop_after; /* 0: never */
	int count;
};

static int tell(void *arg, const struct difference *d)
{
	static const char *const kinds[] = { "missing", "newer", "extra", "problem" };
	struct told *t = arg;

	buf_addf(&t->text, "%s", kinds[d->kind]);
	if (d->package)
		buf_addf(&t->text, " %s", pool_nevra(t->p, d->package));
	if (d->other)
		buf_addf(&t->text, " (%s)", pool_nevra(t->p, d->other));
	if (d->kind == DIFFERENCE_EXTRA)
		buf_add(&t->text, d->why == STEP_RECOMMENDED ? " recommended" : " required");
	buf_addf(&t->text, "%s%s\n", *d->problem ? ": " : "", d->problem);
	return ++t->count == t->stop_after ? 7 : 0;
}

static void check_reproduce(const char *installed, const char *repository, const char *expected)
{
	const struct cancel never = CANCEL_NEVER;
	CLEANUP(pool_cleanup) struct pool *p = made_pool(installed, NULL, repository);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct told t = { .p = p, .text = BUF_INIT(BUF_TEXT) };
	struct error err = ERROR_INIT;

	assert_int_equal(solution_reproduce(p, &never, tell, &t, &err), 0);
	text = t.text;
	assert_string_equal(buf_str(&text), expected);
}

static void test_same(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n requires b\nb 1-1 noarch\n";

	check_reproduce(world, world, "");
	check_reproduce("a 1-1 x86_64\ngpg-pubkey 1-1 noarch\n", "a 1-1 x86_64\n", "");
}

static void test_missing(void **state UNUSED)
{
	check_reproduce("a 1-1 x86_64\nb 1-1 x86_64\nc 2-1 x86_64\nd 1-1 x86_64\n",
			"b 2-1 x86_64\nb 3-1 x86_64\nc 1-1 x86_64\nd 1-1 x86_64\n requires b\n",
			"missing a-1-1.x86_64\n"
			"missing b-1-1.x86_64 (b-3-1.x86_64)\n"
			"missing c-2-1.x86_64 (c-1-1.x86_64)\n");
}

static void test_newer(void **state UNUSED)
{
	check_reproduce("a 1-1 x86_64\nb 1-1 x86_64\n",
			"a 1-1 x86_64\na 1-2 x86_64\nb 1-1 x86_64\nb 1-1 i686\n",
			"newer a-1-1.x86_64 (a-1-2.x86_64)\n");
}

static void test_extra(void **state UNUSED)
{
	check_reproduce("a 1-1 x86_64\n",
			"a 1-1 x86_64\n requires b\n recommends c\n"
			"b 1-1 x86_64\nc 1-1 x86_64\n requires d\nd 1-1 x86_64\n",
			"extra b-1-1.x86_64 required\n"
			"extra c-1-1.x86_64 recommended\n"
			"extra d-1-1.x86_64 recommended\n");
}

static void test_problem(void **state UNUSED)
{
	check_reproduce("a 1-1 x86_64\nb 1-1 x86_64\n", "a 1-1 x86_64\n requires x\nb 1-1 x86_64\n",
			"problem: a-1-1.x86_64 requires x, which nobody provides\n");
	/* Another architecture is another package. */
	check_reproduce("a 1-1 x86_64\n", "a 1-1 i686\n", "missing a-1-1.x86_64 (a-1-1.i686)\n");
}

static void test_stop(void **state UNUSED)
{
	const struct cancel never = CANCEL_NEVER;
	CLEANUP(pool_cleanup)
	struct pool *p = made_pool("a 1-1 x86_64\nb 1-1 x86_64\n", NULL, "c 1-1 x86_64\n");
	CLEANUP(pool_cleanup) struct pool *none = made_pool(NULL, NULL, "c 1-1 x86_64\n");
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct told t = { .p = p, .text = BUF_INIT(BUF_TEXT), .stop_after = 1 };
	struct error err = ERROR_INIT;

	assert_int_equal(solution_reproduce(p, &never, tell, &t, &err), 7);
	text = t.text;
	assert_int_equal(t.count, 1);
	assert_int_equal(solution_reproduce(none, &never, tell, &t, &err), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),	cmocka_unit_test(test_missing),
		cmocka_unit_test(test_newer),	cmocka_unit_test(test_extra),
		cmocka_unit_test(test_problem), cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
