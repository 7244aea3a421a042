/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "closed_mount.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "collect/built_in.h"
#include "collect/probe_set_id.h"
#include "collect/volatile.h"

static void put(const char *path, mode_t mode)
{
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, "x", 1, &err), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void test_finds(void **state UNUSED)
{
	char folder[] = "/tmp/azlcts-set-id-XXXXXX";
	struct buf out = BUF_INIT(BUF_TEXT);
	struct buf wanted = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(probe_set_id(folder, NULL, &out), 0);
	assert_int_equal(out.len, 0);
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("a b", 0755), 0);
	assert_int_equal(mkdir("s", 02755), 0);
	assert_int_equal(symlink("a b/root", "link"), 0);
	put("plain", 0755);
	put("a b/root", 04755);
	put("new\nline", 02755);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(probe_set_id(folder, NULL, &out), 0);
	buf_addf(&wanted,
		 "file 4755 %u:%u - %s/a b/root\n"
		 "file 2755 %u:%u - %s/new?line\n",
		 getuid(), getgid(), folder, getuid(), getgid(), folder);
	assert_string_equal(buf_str(&out), buf_str(&wanted));
	assert_int_equal(fs_remove_tree(folder, &err), 0);
	/* gone while somebody looks */
	buf_clear(&out);
	assert_int_equal(probe_set_id(folder, NULL, &out), 0);
	buf_release(&out);
	buf_release(&wanted);
}

/* On disks those alone that table `file` has not. */
static void test_volatile(void **state UNUSED)
{
	static const struct machine_ids ids = { .machine = "" };
	char steady[] = "/dev/shm/azlcts-set-id-XXXXXX";
	char scratch[] = "/var/tmp/azlcts-set-id-XXXXXX";
	const char *const folders[] = { steady, scratch };
	struct error err = ERROR_INIT;

	assert_true(mkdtemp(steady) && mkdtemp(scratch));
	for (size_t i = 0; i < 2; i++) {
		struct buf out = BUF_INIT(BUF_TEXT);

		assert_int_equal(chdir(folders[i]), 0);
		put("root", 04755);
		assert_int_equal(probe_set_id(folders[i], &ids, &out), 0);
		assert_int_equal(out.len > 0, i);
		buf_release(&out);
		assert_int_equal(chdir("/"), 0);
		assert_int_equal(fs_remove_tree(folders[i], &err), 0);
	}
}

static void test_cut(void **state UNUSED)
{
	char folder[] = "/tmp/azlcts-set-id-XXXXXX";
	struct buf out = BUF_INIT(8);
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	put("root", 04755);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(probe_set_id(folder, NULL, &out), 1);
	assert_int_equal(fs_remove_tree(folder, &err), 0);
	buf_release(&out);
}

/* A mount that root may not look at is one of those that are not gone into. */
static void test_closed(void **state UNUSED)
{
	static const uid_t owners[] = { 1000, 0 };
	char folder[] = "/tmp/azlcts-set-id-XXXXXX";
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("doc", 0755), 0);
	put("root", 04755);
	for (size_t i = 0; i < ARRAY_SIZE(owners); i++) {
		struct buf out = BUF_INIT(BUF_TEXT);

		if (!closed_mount("doc", owners[i]))
			break;
		assert_int_equal(probe_set_id(folder, NULL, &out), 0);
		closed_unmount("doc");
		assert_non_null(strstr(buf_str(&out), "/root\n"));
		buf_release(&out);
	}
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(fs_remove_tree(folder, &err), 0);
}

static void test_words(void **state UNUSED)
{
	static const char *const more[] = { "x" };
	struct buf out = BUF_INIT(BUF_TEXT);

	assert_ptr_equal(built_in_find("set-id")->main, probe_set_id_main);
	assert_int_equal(probe_set_id_main(1, more, &out), BUILT_IN_MALFORMED);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds), cmocka_unit_test(test_volatile),
		cmocka_unit_test(test_cut),   cmocka_unit_test(test_closed),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
