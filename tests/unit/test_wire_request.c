/* SPDX-License-Identifier: MIT */
/* The request that a host sends down the wire. */
#include "test.h"

#include <sys/mman.h>

#include "base/fs.h"
#include "model/wire.h"

static int fd_of(const struct buf *b)
{
	int fd = memfd_create("request", MFD_CLOEXEC);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write_fd(fd, b->data, b->len, &err), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void requests(void **state)
{
	static const char *const sshd[] = { "sshd", "-T", NULL };
	static const char *const one[] = { "true", NULL };
	static const char *const *const commands[] = { sshd, one };
	static const char *const hole[] = { "a", "", NULL };
	static const char *const *const bad[] = { hole };
	AUTO(buf) struct buf request = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf got = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	int fd;

	(void)state;
	wire_write_request(&request, commands, 2);
	assert_false(request.failed);
	fd = fd_of(&request);
	assert_int_equal(wire_read_request(fd, &got, &err), 0);
	assert_int_equal(got.len, 15);
	assert_memory_equal(got.data, "sshd\0-T\0\0true\0\0", 15);
	assert_int_equal(wire_read_request(fd, &got, &err), -EPROTO); /* ends early */
	close(fd);
	wire_write_request(&request, bad, 1);
	assert_true(request.failed);
}

static void bad_requests(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
		{ "\0\0\0\0G", 5 },	{ "\1\0\0\0Z", 5 },
		{ "\1\0\0\0C", 5 },	{ "\xff\xff\xff\xffG", 5 },
		{ "\4\0\0\0Ca\0b", 7 }, { "\5\0\0\0Ca\0\0b", 9 },
		{ "\3\0\0\0C\0a", 7 },	{ "\3\0\0\0Ca\0\1\0\0\0G", 12 },
		{ "\2\0\0\0GG", 6 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		AUTO(buf) struct buf request = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf got = BUF_INIT(BUF_LINE);
		struct error err = ERROR_INIT;
		int fd;

		buf_addn(&request, bad[i].bytes, bad[i].len);
		fd = fd_of(&request);
		assert_int_equal(wire_read_request(fd, &got, &err), -EPROTO);
		close(fd);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests),
		cmocka_unit_test(bad_requests),
	};

	return cmocka_run_group_tests_name("wire_request", tests, NULL, NULL);
}
