/* SPDX-License-Identifier: MIT */
/* The solver is stopped in the midst of it. */
#include "install_made.h"

#include "solve/closure.h"

/* What libsolv keeps on its stack when it is stopped, some hundred bytes, nobody can give back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libsolv.so\n";
}

static int nothing(void *arg UNUSED, const struct closure_gap *gap UNUSED)
{
	return 0;
}

/* Which of twelve fit into eleven places?  Nobody lives to see the answer. */
static void a_limit(void **state UNUSED)
{
	enum { COUNT = 12 };
	AUTO(buf) struct buf world = BUF_INIT(BUF_TEXT);
	CLEANUP(cancel_limit_release) struct cancel_limit limit = CANCEL_LIMIT_INIT;
	struct solution s = { 0 };
	struct error err = ERROR_INIT;
	const char *name = "all";
	const struct wish wish = { .kind = WISH_EMPTY, .names = { &name, 1 } };
	struct pool *p;

	buf_add(&world, "all 1-1 noarch\n");
	for (int i = 0; i < COUNT; i++)
		buf_addf(&world, " requires pigeon%d\n", i);
	for (int i = 0; i < COUNT; i++)
		for (int j = 0; j < COUNT - 1; j++) {
			buf_addf(&world, "p%dh%d 1-1 noarch\n provides pigeon%d\n", i, j, i);
			for (int k = i + 1; k < COUNT; k++)
				buf_addf(&world, " conflicts p%dh%d\n", k, j);
		}
	p = made_pool(NULL, NULL, buf_str(&world));
	assert_int_equal(cancel_limit_open(&limit, NULL, 300, &err), 0);
	assert_int_equal(solution_find(p, &wish, &limit.cancel, &s, &err), -ECANCELED);
	cancel_limit_release(&limit);
	assert_int_equal(cancel_limit_open(&limit, NULL, 300, &err), 0);
	assert_int_equal(
		closure_installable(p, POOL_ANY, POOL_ANY, &limit.cancel, nothing, NULL, &err),
		-ECANCELED);
	/* who asks next is answered */
	name = "p0h0";
	{
		SOLVED v = solve_wish(p, &wish);

		assert_string_equal(buf_str(&v.text), "install p0h0-1-1.noarch asked\n");
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_limit),
	};

	return cmocka_run_group_tests_name("limited", tests, NULL, NULL);
}
