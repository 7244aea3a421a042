/* SPDX-License-Identifier: MIT */
/* The "#!" line as the kernel reads it. */
#include "collect/script.h"

#include "test.h"

static const char *line_of(const char *bytes, size_t len)
{
	static char line[SCRIPT_LINE_MAX];

	script_line(bytes, len, line);
	return line;
}

#define LINE(text) line_of(text, sizeof(text) - 1)

static void test_lines(void **state UNUSED)
{
	assert_string_equal(LINE("#!/bin/sh\necho\n"), "/bin/sh");
	assert_string_equal(LINE("#! \t/usr/bin/env  python3 -u \t\nx"),
			    "/usr/bin/env  python3 -u");
	assert_string_equal(LINE("#!/bin/sh"), "/bin/sh");
	/* a carriage return is a part of the name: such a script does not start */
	assert_string_equal(LINE("#!/bin/sh\r\n"), "/bin/sh\r");
}

static void test_no_lines(void **state UNUSED)
{
	assert_string_equal(LINE(""), "");
	assert_string_equal(LINE("#!"), "");
	assert_string_equal(LINE("#!\n"), "");
	assert_string_equal(LINE("# !/bin/sh\n"), "");
	assert_string_equal(LINE(" #!/bin/sh\n"), "");
	assert_string_equal(LINE("#!\0\1\2binary\n"), "");
	assert_string_equal(LINE("\177ELF"), "");
}

/* The kernel looks at 256 bytes; the line must fit our row whatever the file says. */
static void test_long(void **state UNUSED)
{
	char bytes[4096];

	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, "#!/", 3);
	assert_int_equal(strlen(line_of(bytes, sizeof(bytes))), 253);
	assert_int_equal(strlen(line_of(bytes, 256)), 253);
	assert_int_equal(strlen(line_of(bytes, 10)), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_no_lines),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
