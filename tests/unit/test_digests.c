/* SPDX-License-Identifier: MIT */
/* A digest is kept for as long as nothing can have changed the file, and not longer. */
#include "test.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/timex.h>
#include <sys/vfs.h>

#include "base/fs.h"
#include "collect/digests.h"

struct state {
	char dir[64];
	int dir_fd;
	int fd; /* a file of one page that was not touched for two seconds */
	struct digests *d;
};

/* Is the place for temporary files one where digests are kept at all? */
static bool keeps(int fd)
{
	struct statfs fs;

	assert_int_equal(fstatfs(fd, &fs), 0);
	return fs.f_type == EXT4_SUPER_MAGIC || fs.f_type == BTRFS_SUPER_MAGIC;
}

static const char some[SHA256_HEX] =
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static bool known(const struct state *s)
{
	char sha256[SHA256_HEX] = "";
	struct stat st;

	assert_int_equal(fstat(s->fd, &st), 0);
	if (!digests_get(s->d, &st, sha256))
		return false;
	assert_string_equal(sha256, some);
	return true;
}

static void keep(const struct state *s)
{
	struct stat st;

	digests_begin(s->d, s->dir_fd);
	assert_int_equal(fstat(s->fd, &st), 0);
	digests_put(s->d, &st, some);
}

static int setup(void **out)
{
	static struct state s;
	static const char page[4096];
	struct error err = ERROR_INIT;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir) || digests_new(&s.d, &err) < 0)
		return -1;
	s.dir_fd = open(s.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	s.fd = openat(s.dir_fd, "file", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s.fd < 0 || write(s.fd, page, sizeof(page)) != sizeof(page))
		return -1;
	usleep(2100000);
	*out = &s;
	return 0;
}

static int teardown(void **state)
{
	struct state *s = *state;
	struct error err = ERROR_INIT;

	digests_free(s->d);
	close(s->fd);
	close(s->dir_fd);
	return fs_remove_tree(s->dir, &err);
}

static void test_an_old_file_is_known(void **state)
{
	const struct state *s = *state;

	assert_false(known(s));
	keep(s);
	assert_int_equal(known(s), keeps(s->fd));
}

static void test_a_write_makes_it_unknown(void **state)
{
	const struct state *s = *state;
	const struct timespec times[2] = { { 1000, 0 }, { 1000, 0 } };

	keep(s);
	assert_int_equal(pwrite(s->fd, "x", 1, 0), 1);
	assert_int_equal(futimens(s->fd, times), 0); /* the time of the content may be chosen */
	assert_false(known(s));
}

static void test_a_young_file_is_not_kept(void **state)
{
	const struct state *s = *state;

	assert_int_equal(pwrite(s->fd, "x", 1, 0), 1);
	keep(s);
	assert_false(known(s));
}

/* The page stays dirty from before, so that writing to it again would set no time. */
static void test_a_page_that_was_dirty_is_told(void **state)
{
	const struct state *s = *state;
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);

	assert_true(page != MAP_FAILED);
	page[0] = 'a';
	usleep(2100000);
	keep(s);
	page[0] = 'b';
	assert_false(known(s));
	munmap(page, 4096);
}

static void test_what_was_kept_is_not_kept_anew(void **state)
{
	const struct state *s = *state;
	struct stat st;

	keep(s);
	digests_begin(s->d, s->dir_fd);
	assert_int_equal(fstat(s->fd, &st), 0);
	st.st_ino++;
	if (known(s)) {
		digests_put(s->d, &st, some);
		assert_false(digests_get(s->d, &st, (char[SHA256_HEX]){ 0 }));
	}
}

/* A clock that is set, be it by a nanosecond, makes everything unknown. */
static void test_a_clock_that_is_set(void **state)
{
	const struct state *s = *state;
	struct timex little = { .modes = ADJ_SETOFFSET | ADJ_NANO, .time.tv_usec = 1 };

	keep(s);
	if (adjtimex(&little) < 0)
		skip();
	assert_false(known(s));
	assert_false(known(s));
	keep(s);
	assert_int_equal(known(s), keeps(s->fd));
}

static void test_many(void **state)
{
	const struct state *s = *state;
	char sha256[SHA256_HEX];
	struct stat st;

	assert_int_equal(fstat(s->fd, &st), 0);
	digests_begin(s->d, s->dir_fd);
	for (ino_t i = 1; i < 300000; i++) {
		st.st_ino = i * 8192;
		digests_put(s->d, &st, some);
	}
	for (ino_t i = 1; i < 100000; i++) {
		st.st_ino = i * 8192;
		assert_int_equal(digests_get(s->d, &st, sha256), keeps(s->fd));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_an_old_file_is_known, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_write_makes_it_unknown, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_young_file_is_not_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_page_that_was_dirty_is_told, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_what_was_kept_is_not_kept_anew, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_a_clock_that_is_set, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
