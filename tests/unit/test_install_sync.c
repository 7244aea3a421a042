/* SPDX-License-Identifier: MIT */
#include "install_made.h"

static void test_kernel(void **state UNUSED)
{
	static const char old[] = "kernel 1-1 x86_64\n requires kernel-core = 1-1\n"
				  "kernel-core 1-1 x86_64\n provides installonlypkg(kernel)\n";
	static const char new[] = "kernel 2-1 x86_64\n requires kernel-core = 2-1\n"
				  "kernel-core 2-1 x86_64\n provides installonlypkg(kernel)\n";
	SOLVED v = solve(WISH_INSTALL, old, new, "kernel");
	SOLVED w = solve(WISH_UPGRADE, old, new, NULL);

	assert_string_equal(buf_str(&v.text), "install kernel-2-1.x86_64 asked\n"
					      "install kernel-core-2-1.x86_64 required\n");
	assert_string_equal(buf_str(&w.text), "install kernel-2-1.x86_64 required\n"
					      "install kernel-core-2-1.x86_64 required\n");
}

static void test_upgrade(void **state UNUSED)
{
	static const char old[] = "a 1-1 x86_64\nb 2-1 x86_64\nc 1-1 noarch\nold 1-1 x86_64\n";
	static const char new[] = "a 2-1 x86_64\n requires e\nb 1-1 x86_64\nc 1-1 noarch\n"
				  "new 1-1 x86_64\n obsoletes old\ne 1-1 x86_64\n";
	SOLVED v = solve(WISH_UPGRADE, old, new, NULL);

	assert_string_equal(buf_str(&v.text),
			    "upgrade a-2-1.x86_64 (a-1-1.x86_64) asked\n"
			    "install e-1-1.x86_64 required\n"
			    "install new-1-1.x86_64 required\n"
			    "obsoleted old-1-1.x86_64 (new-1-1.x86_64) required\n");
}

static void test_sync(void **state UNUSED)
{
	static const char old[] = "a 1-1 x86_64\nb 2-1 x86_64\nc 1-1 x86_64\nold 1-1 x86_64\n"
				  " vendor One\nfree 1-1 x86_64\nsame 1-1 x86_64\n";
	static const char new[] = "a 2-1 x86_64\nb 1-1 x86_64\nc 2-1 noarch\n"
				  "new 1-1 x86_64\n obsoletes old\n vendor Two\nsame 1-1 x86_64\n";
	SOLVED v = solve(WISH_SYNC, old, new, NULL);

	assert_string_equal(buf_str(&v.text),
			    "upgrade a-2-1.x86_64 (a-1-1.x86_64) asked\n"
			    "downgrade b-1-1.x86_64 (b-2-1.x86_64) asked\n"
			    "upgrade c-2-1.noarch (c-1-1.x86_64) asked\n"
			    "install new-1-1.x86_64 required\n"
			    "obsoleted old-1-1.x86_64 (new-1-1.x86_64) required\n");
}

/* A database has more requirements than a repository, and is in sync nevertheless. */
static void test_in_sync(void **state UNUSED)
{
	SOLVED v = solve(WISH_SYNC,
			 "a 1-1 x86_64\n requires rpmlib(FileDigests) <= 4.6.0-1\n requires a\n"
			 "b 1-1 x86_64\n requires a\n vendor One\n",
			 "a 1-1 x86_64\nb 1-1 x86_64\n requires a\n vendor Two\n", NULL);

	assert_string_equal(buf_str(&v.text), "reinstall b-1-1.x86_64 (b-1-1.x86_64) asked\n");
}

/* Something that no repository has keeps what is to be synchronised. */
static void test_sync_blocked(void **state UNUSED)
{
	const struct wish wish = { .kind = WISH_SYNC, .no_erase = true };
	SOLVED v = solve_wish(made_pool("lib 1-1 x86_64\n provides lib.so.1()(64bit)\n"
					"mine 1-1 x86_64\n requires lib.so.1()(64bit)\n",
					NULL, "lib 2-1 x86_64\n provides lib.so.2()(64bit)\n"),
			      &wish);

	assert_string_equal(buf_str(&v.text),
			    "installed mine-1-1.x86_64 requires lib.so.1()(64bit), which only "
			    "installed lib-1-1.x86_64 provides\n"
			    "installed lib-1-1.x86_64 is not what the repositories have "
			    "(there is lib-2-1.x86_64)\n");
}

static void test_sizes(void **state UNUSED)
{
	SOLVED v = solve(WISH_UPGRADE, "a 1-1 x86_64\n size 1000\n",
			 "a 2-1 x86_64\n size 1500\n download 300\n requires b\n"
			 "b 1-1 x86_64\n size 50\n download 20\n",
			 NULL);

	assert_int_equal(v.s.download, 320);
	assert_int_equal(v.s.installed, 550);
}

/* With leave to remove things, what is in the way goes, and nothing else. */
static void test_sync_erase(void **state UNUSED)
{
	static const char old[] = "lib 1-1 x86_64\n provides lib.so.1()(64bit)\n"
				  "mine 1-1 x86_64\n requires lib.so.1()(64bit)\n"
				  "plugin 1-1 x86_64\n requires mine\nfree 1-1 x86_64\n";
	static const char new[] = "lib 2-1 x86_64\n provides lib.so.2()(64bit)\n";
	static const char steps[] = "upgrade lib-2-1.x86_64 (lib-1-1.x86_64) asked\n"
				    "erase mine-1-1.x86_64 required\n"
				    "erase plugin-1-1.x86_64 required\n";
	SOLVED v = solve(WISH_SYNC, old, new, NULL);
	SOLVED w = solve(WISH_UPGRADE, old, new, NULL);

	assert_string_equal(buf_str(&v.text), steps);
	assert_string_equal(buf_str(&w.text), steps);
}

/* From one release to the next: renamed, split, moved to noarch, another vendor, dropped. */
static void test_next_release(void **state UNUSED)
{
	SOLVED v = solve(WISH_SYNC,
			 "release 3.0-1 noarch\n provides system-release = 3.0\n vendor M\n"
			 "tdnf 3-1 x86_64\n requires tdnf-libs = 3-1\n vendor M\n"
			 "tdnf-libs 3-1 x86_64\n vendor M\n"
			 "tool 1-9 x86_64\n vendor M\n"
			 "data 1-1 x86_64\n vendor M\n"
			 "dropped 1-1 x86_64\n vendor M\n",
			 "release 4.0-1 noarch\n provides system-release = 4.0\n vendor N\n"
			 "dnf5 5-1 x86_64\n requires dnf5-libs = 5-1\n obsoletes tdnf < 4\n"
			 " provides tdnf = 4\n vendor N\n"
			 "dnf5-libs 5-1 x86_64\n obsoletes tdnf-libs < 4\n vendor N\n"
			 "tool 1-1 x86_64\n requires tool-common\n vendor N\n"
			 "tool-common 1-1 noarch\n vendor N\n"
			 "data 2-1 noarch\n vendor N\n",
			 NULL);

	assert_string_equal(buf_str(&v.text),
			    "upgrade data-2-1.noarch (data-1-1.x86_64) asked\n"
			    "install dnf5-5-1.x86_64 required\n"
			    "install dnf5-libs-5-1.x86_64 required\n"
			    "upgrade release-4.0-1.noarch (release-3.0-1.noarch) asked\n"
			    "obsoleted tdnf-3-1.x86_64 (dnf5-5-1.x86_64) required\n"
			    "obsoleted tdnf-libs-3-1.x86_64 (dnf5-libs-5-1.x86_64) required\n"
			    "downgrade tool-1-1.x86_64 (tool-1-9.x86_64) asked\n"
			    "install tool-common-1-1.noarch required\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernel),	     cmocka_unit_test(test_upgrade),
		cmocka_unit_test(test_sync),	     cmocka_unit_test(test_in_sync),
		cmocka_unit_test(test_sync_blocked), cmocka_unit_test(test_sync_erase),
		cmocka_unit_test(test_next_release), cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
