/* SPDX-License-Identifier: MIT */
#include "install_made.h"

static void check_install(const char *installed, const char *repository, const char *name,
			  const char *expected)
{
	SOLVED v = solve(installed ? WISH_INSTALL : WISH_EMPTY, installed, repository, name);

	assert_string_equal(buf_str(&v.text), expected);
}

static void test_chain(void **state UNUSED)
{
	check_install(NULL,
		      "a 1-1 x86_64\n requires b\n recommends d\n"
		      "b 1-1 x86_64\n requires c >= 2\n"
		      "c 1-1 x86_64\nc 2-1 x86_64\nd 1-1 noarch\n",
		      "a",
		      "install a-1-1.x86_64 asked\n"
		      "install b-1-1.x86_64 required\n"
		      "install c-2-1.x86_64 required\n"
		      "install d-1-1.noarch recommended\n");
}

static void test_weak(void **state UNUSED)
{
	const char *name = "a";
	const struct wish wish = { .kind = WISH_EMPTY, .names = { &name, 1 }, .no_weak = true };
	SOLVED v = solve_wish(made_pool(NULL, NULL, "a 1-1 x86_64\n recommends d\nd 1-1 noarch\n"),
			      &wish);

	assert_string_equal(buf_str(&v.text), "install a-1-1.x86_64 asked\n");
	check_install(NULL, "a 1-1 x86_64\nd 1-1 noarch\n supplements a\n", "a",
		      "install a-1-1.x86_64 asked\ninstall d-1-1.noarch recommended\n");
	/* What cannot be had is no problem. */
	check_install(NULL, "a 1-1 x86_64\n recommends x\n", "a", "install a-1-1.x86_64 asked\n");
	/* What an installed package recommends, and nobody wanted then, does not come now. */
	check_install("a 1-1 x86_64\n recommends d\n",
		      "a 2-1 x86_64\n recommends d\nd 1-1 noarch\n", "a",
		      "upgrade a-2-1.x86_64 (a-1-1.x86_64) asked\n");
}

static void test_names(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n provides tool = 3\n file /usr/bin/a\n"
				    "a 2-1 x86_64\na 2-1 i686\nb 1-1 noarch\n";

	check_install(NULL, world, "a", "install a-2-1.x86_64 asked\n");
	check_install(NULL, world, "a.i686", "install a-2-1.i686 asked\n");
	check_install(NULL, world, "a-1-1.x86_64", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "a < 2", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "tool", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "tool >= 3", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "/usr/bin/a", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "(a and b)",
		      "install a-2-1.x86_64 asked\ninstall b-1-1.noarch asked\n");
	check_install(NULL, world, "(b if a)", "");
}

static void test_nobody(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\nb 1-1 aarch64\nlibx 3-1 x86_64\n"
				    " provides libx.so.3()(64bit)\n provides libx.so.3()\n";

	check_install(NULL, world, "nothing", "nothing is asked for, which nobody provides\n");
	check_install(NULL, world, "a >= 2",
		      "a >= 2 is asked for, which nobody provides (there is a-1-1.x86_64)\n");
	check_install(NULL, world, "b",
		      "b is asked for, which nobody provides "
		      "(b-1-1.aarch64 is for aarch64: this machine is x86_64)\n");
	check_install(NULL, world, "a.i686",
		      "a.i686 is asked for, which nobody provides (there is a-1-1.x86_64)\n");
	check_install(NULL, world, "libx.so.2()(64bit)",
		      "libx.so.2()(64bit) is asked for, which nobody provides "
		      "(libx-3-1.x86_64 provides libx.so.3()(64bit))\n");
	check_install(NULL, world, "/usr/bin/x",
		      "/usr/bin/x is asked for, which nobody provides\n");
	/* Two names nobody has, and one that is there: two problems. */
	{
		const char *names[] = { "y", "a", "x" };
		const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 3 } };
		SOLVED v = solve_wish(made_pool(NULL, NULL, world), &wish);

		assert_string_equal(buf_str(&v.text), "x is asked for, which nobody provides\n\n"
						      "y is asked for, which nobody provides\n");
	}
}

static void test_missing_chain(void **state UNUSED)
{
	check_install(NULL,
		      "a 1-1 x86_64\n requires b\n requires fine\n"
		      "b 1-1 x86_64\n requires c\n requires fine\n"
		      "c 1-1 x86_64\n requires libfoo.so.2()(64bit)\n"
		      "fine 1-1 x86_64\n"
		      "libfoo 3-1 x86_64\n provides libfoo.so.3()(64bit)\n",
		      "a",
		      "a-1-1.x86_64 requires b, which only b-1-1.x86_64 provides\n"
		      "b-1-1.x86_64 requires c, which only c-1-1.x86_64 provides\n"
		      "c-1-1.x86_64 requires libfoo.so.2()(64bit), which nobody provides "
		      "(libfoo-3-1.x86_64 provides libfoo.so.3()(64bit))\n");
	/* Two providers, both of which lack something. */
	check_install(NULL,
		      "a 1-1 x86_64\n requires m\n"
		      "b 1-1 x86_64\n provides m\n requires x\n"
		      "c 1-1 x86_64\n provides m\n requires y\n",
		      "a",
		      "a-1-1.x86_64 requires m, which b-1-1.x86_64 and c-1-1.x86_64 provide\n"
		      "b-1-1.x86_64 requires x, which nobody provides\n"
		      "c-1-1.x86_64 requires y, which nobody provides\n");
}

static void test_two_problems(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n requires x\nb 1-1 x86_64\n requires y\n"
				    "c 1-1 x86_64\n";
	const char *names[] = { "b", "c", "a" };
	const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 3 } };
	SOLVED v = solve_wish(made_pool(NULL, NULL, world), &wish);

	assert_int_equal(v.s.problems.count, 2);
	assert_string_equal(buf_str(&v.text), "a-1-1.x86_64 requires x, which nobody provides\n\n"
					      "b-1-1.x86_64 requires y, which nobody provides\n");
}

/* What fails for the same reason is counted there, and the reason alone is told. */
static void test_one_reason(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n requires b\nb 1-1 x86_64\n requires x\n"
				    "c 1-1 x86_64\n requires a\n";
	const char *names[] = { "a", "b", "c" };
	const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 3 } };
	SOLVED v = solve_wish(made_pool("y 1-1 x86_64\n provides x\n", NULL, world), &wish);

	assert_string_equal(buf_str(&v.text),
			    "b-1-1.x86_64 requires x, which nobody provides (y-1-1.x86_64, which "
			    "provides it, is installed, but in no repository)\n"
			    "(2 more problems go back to this)\n");
}

static void test_conflicts(void **state UNUSED)
{
	const char *names[] = { "a", "b" };
	const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 2 } };
	const struct wish keep = { .kind = WISH_INSTALL, .names = { names, 1 }, .no_erase = true };

	{
		SOLVED v = solve_wish(made_pool(NULL, NULL,
						"a 1-1 x86_64\n conflicts b < 3\n"
						"b 2-1 x86_64\n"),
				      &wish);

		assert_string_equal(buf_str(&v.text), "a-1-1.x86_64 conflicts with b < 3, which is "
						      "provided by b-2-1.x86_64\n");
	}
	{
		SOLVED v = solve_wish(
			made_pool("b 2-1 x86_64\n", NULL, "a 1-1 x86_64\n conflicts b\n"), &keep);

		assert_string_equal(buf_str(&v.text), "a-1-1.x86_64 conflicts with b, which is "
						      "provided by installed b-2-1.x86_64\n");
	}
	/* Two that are needed far below. */
	{
		SOLVED v = solve_wish(made_pool(NULL, NULL,
						"a 1-1 x86_64\n requires c\nb 1-1 x86_64\n"
						" requires d\nc 1-1 x86_64\n conflicts d\n"
						"d 1-1 x86_64\n"),
				      &wish);

		assert_string_equal(buf_str(&v.text),
				    "a-1-1.x86_64 requires c, which only c-1-1.x86_64 provides\n"
				    "b-1-1.x86_64 requires d, which only d-1-1.x86_64 provides\n"
				    "c-1-1.x86_64 conflicts with d, which is provided by "
				    "d-1-1.x86_64\n");
	}
	/* With leave to remove, the installed one goes. */
	check_install("b 2-1 x86_64\n", "a 1-1 x86_64\n conflicts b\n", "a",
		      "install a-1-1.x86_64 asked\nerase b-2-1.x86_64 required\n");
}

static void test_obsoletes(void **state UNUSED)
{
	const char *names[] = { "a", "b" };
	const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 2 } };
	const struct wish keep = { .kind = WISH_INSTALL, .names = { names, 1 }, .no_erase = true };
	SOLVED v = solve_wish(
		made_pool(NULL, NULL, "a 1-1 x86_64\n obsoletes b < 3\nb 2-1 x86_64\n"), &wish);
	SOLVED w = solve_wish(made_pool("b 2-1 x86_64\nc 1-1 x86_64\n requires b\n", NULL,
					"a 1-1 x86_64\n obsoletes b\n"),
			      &keep);

	assert_string_equal(buf_str(&v.text), "a-1-1.x86_64 obsoletes b < 3, and so cannot be "
					      "installed together with b-2-1.x86_64\n");
	assert_string_equal(buf_str(&w.text),
			    "installed c-1-1.x86_64 requires b, which only installed "
			    "b-2-1.x86_64 provides\n"
			    "a-1-1.x86_64 obsoletes b: installed b-2-1.x86_64 would have to go\n");
	check_install("b 2-1 x86_64\n", "a 1-1 x86_64\n obsoletes b\n", "a",
		      "install a-1-1.x86_64 asked\n"
		      "obsoleted b-2-1.x86_64 (a-1-1.x86_64) required\n");
}

static void test_arch(void **state UNUSED)
{
	struct pool *p = made_pool(NULL, "a 1-1 aarch64\nb 1-1 src\n", "c 1-1 x86_64\n");
	const package_id ids[] = { made_id(p, POOL_PRODUCT, "a-1-1.aarch64"), 0 };
	const struct wish wish = { .kind = WISH_EMPTY, .packages = ids };
	SOLVED v = solve_wish(p, &wish);

	assert_string_equal(buf_str(&v.text),
			    "a-1-1.aarch64 is for aarch64: this machine is x86_64\n");
}

static void test_same_name(void **state UNUSED)
{
	struct pool *p = made_pool(NULL, "a 1-1 x86_64\n",
				   "a 2-1 x86_64\nkernel 1-1 x86_64\n"
				   "kernel 2-1 x86_64\n");
	const package_id ids[] = { made_id(p, POOL_PRODUCT, "a-1-1.x86_64"),
				   made_id(p, POOL_REPOSITORY, "a-2-1.x86_64"), 0 };
	const struct wish wish = { .kind = WISH_EMPTY, .packages = ids };
	SOLVED v = solve_wish(p, &wish);

	assert_string_equal(buf_str(&v.text), "two versions of a cannot be installed together: "
					      "a-1-1.x86_64 and a-2-1.x86_64\n");
}

static void test_rich(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n requires (b if c)\nc 1-1 x86_64\n"
				    "d 1-1 x86_64\n requires (e or f)\ne 1-1 x86_64\n"
				    "g 1-1 x86_64\n requires (p with q)\n"
				    "h 1-1 x86_64\n provides p\ni 1-1 x86_64\n provides q\n"
				    "k 1-1 x86_64\n conflicts (c and e)\n";
	const char *names[] = { "a", "c" };
	const char *three[] = { "k", "c", "e" };
	const struct wish wish = { .kind = WISH_EMPTY, .names = { names, 2 } };
	const struct wish forbidden = { .kind = WISH_EMPTY, .names = { three, 3 } };
	SOLVED v = solve_wish(made_pool(NULL, NULL, world), &wish);
	SOLVED w = solve_wish(made_pool(NULL, NULL, world), &forbidden);

	assert_string_equal(buf_str(&v.text), "a-1-1.x86_64 requires (b if c): with c-1-1.x86_64 "
					      "it needs what nobody provides\n");
	assert_string_equal(buf_str(&w.text), "k-1-1.x86_64 conflicts with (c and e): with "
					      "c-1-1.x86_64 and e-1-1.x86_64\n");
	check_install(NULL, world, "a", "install a-1-1.x86_64 asked\n");
	check_install(NULL, world, "d",
		      "install d-1-1.x86_64 asked\ninstall e-1-1.x86_64 required\n");
	check_install(NULL, world, "g",
		      "g-1-1.x86_64 requires (p with q), which nobody provides\n");
}

static void test_files(void **state UNUSED)
{
	static const char world[] = "a 1-1 x86_64\n requires /usr/bin/b\n"
				    "b 1-1 x86_64\n file /usr/bin/b\n"
				    "c 1-1 x86_64\n requires /usr/bin/none\n";

	check_install(NULL, world, "a",
		      "install a-1-1.x86_64 asked\ninstall b-1-1.x86_64 required\n");
	check_install(NULL, world, "c",
		      "c-1-1.x86_64 requires /usr/bin/none, which nobody provides\n");
}

static void test_best(void **state UNUSED)
{
	/* As dnf5's best: the newest or nothing. */
	check_install(NULL, "a 1-1 x86_64\na 2-1 x86_64\n requires x\n", "a",
		      "a-2-1.x86_64 is the newest that is asked for\n"
		      "a-2-1.x86_64 requires x, which nobody provides\n");
}

/* The same words whatever order packages came in. */
static void test_order(void **state UNUSED)
{
	static const char one[] = "a 1-1 x86_64\n requires m\n"
				  "b 1-1 x86_64\n provides m\n requires x\n"
				  "c 1-1 x86_64\n provides m\n requires x\n";
	static const char two[] = "c 1-1 x86_64\n provides m\n requires x\n"
				  "b 1-1 x86_64\n provides m\n requires x\n"
				  "a 1-1 x86_64\n requires m\n";
	SOLVED v = solve(WISH_EMPTY, NULL, one, "a");
	SOLVED w = solve(WISH_EMPTY, NULL, two, "a");

	assert_string_equal(buf_str(&v.text), buf_str(&w.text));
}

static void test_refused(void **state UNUSED)
{
	const struct cancel never = CANCEL_NEVER;
	CLEANUP(pool_cleanup) struct pool *p = made_pool(NULL, NULL, "a 1-1 x86_64\n");
	const char *name = "(a if";
	const package_id ids[] = { 12345, 0 };
	const struct wish broken = { .kind = WISH_EMPTY, .names = { &name, 1 } };
	const struct wish unknown = { .kind = WISH_EMPTY, .packages = ids };
	struct solution s = { 0 };
	struct error err = ERROR_INIT;

	assert_int_equal(solution_find(p, &broken, &never, &s, &err), -EINVAL);
	assert_non_null(strstr(err.text, "(a if"));
	assert_int_equal(solution_find(p, &unknown, &never, &s, &err), -EINVAL);
}

/* What a repository calls things moves no cursor. */
static void test_foreign(void **state UNUSED)
{
	SOLVED v = solve(WISH_EMPTY, NULL, "a 1-1 x86_64\n requires x\033[31m\n", "a");

	assert_null(strchr(buf_str(&v.text), '\033'));
	assert_true(starts_with(buf_str(&v.text), "a-1-1.x86_64 requires x\\x"));
}

/* A pool answers one question after another. */
static void test_again(void **state UNUSED)
{
	const struct cancel never = CANCEL_NEVER;
	CLEANUP(pool_cleanup)
	struct pool *p = made_pool("b 1-1 x86_64\n", NULL, "a 1-1 x86_64\n requires b\n");
	const char *name = "a";
	struct wish wish = { .names = { &name, 1 } };
	struct error err = ERROR_INIT;

	for (int i = 0; i < 4; i++) {
		CLEANUP(solution_release) struct solution s = { 0 };

		wish.kind = i % 2 ? WISH_EMPTY : WISH_INSTALL;
		assert_int_equal(solution_find(p, &wish, &never, &s, &err), 0);
		assert_int_equal(s.possible, wish.kind == WISH_INSTALL);
		if (!s.possible)
			assert_string_equal(s.problems.items[0],
					    "a-1-1.x86_64 requires b, which nobody provides "
					    "(b-1-1.x86_64 is installed, but in no repository)");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chain),	      cmocka_unit_test(test_weak),
		cmocka_unit_test(test_names),	      cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_missing_chain), cmocka_unit_test(test_two_problems),
		cmocka_unit_test(test_one_reason),    cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_obsoletes),     cmocka_unit_test(test_arch),
		cmocka_unit_test(test_same_name),     cmocka_unit_test(test_rich),
		cmocka_unit_test(test_files),	      cmocka_unit_test(test_best),
		cmocka_unit_test(test_order),	      cmocka_unit_test(test_refused),
		cmocka_unit_test(test_again),	      cmocka_unit_test(test_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
