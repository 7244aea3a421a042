/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "judge/dist.h"

static void check_base(const char *release, const char *base)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	dist_add_base(release, &out);
	assert_string_equal(buf_str(&out), base);
}

static void test_base(void **state UNUSED)
{
	check_base("1.fc43", "1");
	check_base("27.azl4", "27");
	check_base("2.azl4.20260220", "2");
	check_base("2.azl4~20260220", "2");
	check_base("2.azl4.202602", "2");
	check_base("1.eln148", "1");
	check_base("5.el10_1", "5");
	check_base("5.el9_4.2", "5.2");
	/* A smaller change behind the mark stays. */
	check_base("1.fc43.2", "1.2");
	check_base("1.azl4.20260220.1", "1.1");
	check_base("0.3.rc1.fc43", "0.3.rc1");
	check_base("1.fc43~bootstrap", "1~bootstrap");
}

static void test_no_mark(void **state UNUSED)
{
	check_base("", "");
	check_base("1", "1");
	check_base("1.fc", "1.fc");
	check_base("1.elf4x", "1.elf4x");
	check_base("1.el4x", "1.el4x");
	check_base("1fc43", "1fc43");
	check_base("1.20260220", "1.20260220");
	check_base("1.fc43.12345", "1.12345");	       /* too short for a date */
	check_base("1.fc43.123456789", "1.123456789"); /* too long */
}

static void test_class(void **state UNUSED)
{
	assert_int_equal(dist_compare("1.0-1.azl4", "1.0-1.fc43", NULL, 0), DIST_SAME);
	assert_int_equal(dist_compare("1.0-1.azl4.20260220", "1.0-1.fc43", NULL, 0), DIST_SAME);
	assert_int_equal(dist_compare("0:1.0-1.azl4", "1.0-1.fc43", NULL, 0), DIST_SAME);
	assert_int_equal(dist_compare("1.0-2.azl4", "1.0-1.fc43", NULL, 0), DIST_AHEAD);
	assert_int_equal(dist_compare("1.0-1.azl4.1", "1.0-1.fc43", NULL, 0), DIST_AHEAD);
	assert_int_equal(dist_compare("1.0-1.azl4", "1.0-2.fc43", NULL, 0), DIST_BEHIND);
	assert_int_equal(dist_compare("1.0-9.azl4", "1.0-10.fc43", NULL, 0), DIST_BEHIND);
	assert_int_equal(dist_compare("1.1-1.azl4", "1.0-9.fc43", NULL, 0), DIST_VERSION_NEWER);
	assert_int_equal(dist_compare("1.0-9.azl4", "1.1-1.fc43", NULL, 0), DIST_VERSION_OLDER);
	assert_int_equal(dist_compare("1:1.0-1.azl4", "2.0-1.fc43", NULL, 0), DIST_VERSION_NEWER);
	assert_int_equal(dist_compare("1.0~rc1-1.azl4", "1.0-1.fc43", NULL, 0), DIST_VERSION_OLDER);
}

/* systemd says "Conflicts: setup < 2.15.0-3", and setup's release began anew. */
static void test_release_reset(void **state UNUSED)
{
	static const struct dist_dependency conflict = { true, { EVR_LESS, "2.15.0-3" } };
	static const struct dist_dependency older = { true, { EVR_LESS, "2.15.0-1" } };
	static const struct dist_dependency no_release = { true, { EVR_LESS, "2.16.0" } };
	static const struct dist_dependency requires = {
		false, { EVR_GREATER | EVR_EQUAL, "2.15.0-5.fc43" }
	};
	static const struct dist_dependency own = { false, { EVR_EQUAL, "2.15.0-1.azl4" } };
	const struct dist_dependency both[] = { older, conflict };

	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", &conflict, 1),
			 DIST_RELEASE_RESET);
	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", both, 2),
			 DIST_RELEASE_RESET);
	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", &requires, 1),
			 DIST_RELEASE_RESET);
	/* Lower, and nobody minds. */
	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", &older, 1), DIST_BEHIND);
	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", &no_release, 1),
			 DIST_BEHIND);
	assert_int_equal(dist_compare("2.15.0-1.azl4", "2.15.0-27.fc43", &own, 1), DIST_BEHIND);
	assert_int_equal(dist_compare("2.15.0-3.azl4", "2.15.0-27.fc43", &conflict, 1),
			 DIST_BEHIND);
	/* Not lower: nothing has begun anew. */
	assert_int_equal(dist_compare("2.15.0-27.azl4", "2.15.0-27.fc43", &conflict, 1), DIST_SAME);
}

static void test_replaces(void **state UNUSED)
{
	/* "fc" sorts above "azl": the same build of Fedora's would come in its place. */
	assert_true(dist_replaces("1.0-1.azl4", "1.0-1.fc43"));
	assert_true(dist_replaces("1.0-1.azl4", "1.0-2.fc43"));
	assert_true(dist_replaces("2.0-1.azl4", "1:1.0-1.fc43"));
	assert_false(dist_replaces("1.0-2.azl4", "1.0-1.fc43"));
	assert_false(dist_replaces("1.0-1.fc43", "1.0-1.fc43"));
	assert_false(dist_replaces("1:1.0-1.azl4", "2.0-1.fc43"));
}

static void test_words(void **state UNUSED)
{
	for (int c = DIST_SAME; c <= DIST_VERSION_OLDER; c++)
		assert_true(dist_word((enum dist_class)c)[0] != '\0');
	assert_string_equal(dist_word(DIST_RELEASE_RESET), "release reset");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base),	 cmocka_unit_test(test_no_mark),
		cmocka_unit_test(test_class),	 cmocka_unit_test(test_release_reset),
		cmocka_unit_test(test_replaces), cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
