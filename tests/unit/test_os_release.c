/* SPDX-License-Identifier: MIT */
/* os-release(5) as a shell would read it. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "collect/os_release.h"

static int put(void *arg, const struct row *row, struct error *err)
{
	(void)err;
	assert_int_equal(row->table, TABLE_os_release);
	buf_addf(arg, "%.*s=<%.*s>\n", (int)row->values[0].len, row->values[0].text,
		 (int)row->values[1].len, row->values[1].text);
	return 0;
}

static void gives(const char *text, const char *expected)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct sink sink = { .arg = &out, .put = put };
	struct error err = ERROR_INIT;

	assert_int_equal(os_release_put(&sink, text, &err), 0);
	assert_string_equal(buf_str(&out), expected);
}

static void values(void **state)
{
	(void)state;
	gives("ID=azurelinux\n", "ID=<azurelinux>\n");
	gives("NAME=\"Azure Linux\"\nID='x y'", "NAME=<Azure Linux>\nID=<x y>\n");
	gives("A=\"a \\\"b\\\" \\$c \\\\ \\n\"\n", "A=<a \"b\" $c \\ \\n>\n");
	gives("A='a\\b'\n", "A=<a\\b>\n");
	gives("A=a\\ b\n", "A=<a b>\n");
	gives("A=\"a\"'b'c\n", "A=<abc>\n");
	gives("A=\"x  \nB=1\n", "A=<x>\nB=<1>\n"); /* no end: what is there */
	gives("A=1  \nB=\t2\r\n", "A=<1>\nB=<\t2>\n");
	gives("A=\n", "A=<>\n");
}

static void lines(void **state)
{
	(void)state;
	gives("", "");
	gives("\n\n# ID=no\nnot a line\n=x\n1A=x\nA B=x\n  C=1\n", "C=<1>\n");
	gives("ID=first\nVERSION_ID=4.0\nID=last\n", "VERSION_ID=<4.0>\nID=<last>\n");
}

static void found_in_the_root(void **state)
{
	char dir[] = "/tmp/azlcts-test.XXXXXX";
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct sink sink = { .arg = &out, .put = put };
	struct error err = ERROR_INIT;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(collect_os_release(fd, &sink, &err), 0);
	assert_string_equal(buf_str(&out), "");
	assert_int_equal(mkdirat(fd, "etc", 0755) | mkdirat(fd, "usr", 0755) |
				 mkdirat(fd, "usr/lib", 0755),
			 0);
	/* an absolute link stays within the root */
	assert_int_equal(symlinkat("/usr/lib/os-release", fd, "etc/os-release"), 0);
	AUTO_FREE char *path = fs_join(dir, "usr/lib/os-release");
	assert_int_equal(fs_write(path, "ID=inside\n", 10, &err), 0);
	assert_int_equal(collect_os_release(fd, &sink, &err), 0);
	assert_string_equal(buf_str(&out), "ID=<inside>\n");
	close(fd);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(lines),
		cmocka_unit_test(found_in_the_root),
	};

	return cmocka_run_group_tests_name("os_release", tests, NULL, NULL);
}
