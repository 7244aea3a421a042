/* SPDX-License-Identifier: MIT */
/* The request that a host sends down the wire, and what a probe makes of one. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "model/wire.h"
#include "model/wire_request.h"
#include "probe/inbox.h"

static char dir[64];

static int setup(void **state UNUSED)
{
	snprintf(dir, sizeof(dir), "/tmp/azlcts-test.XXXXXX");
	return mkdtemp(dir) ? 0 : -1;
}

static int teardown(void **state UNUSED)
{
	struct error err = ERROR_INIT;

	return fs_remove_tree(dir, &err);
}

static int fd_of(const void *data, size_t len)
{
	int fd = memfd_create("request", MFD_CLOEXEC);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write_fd(fd, data, len, &err), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* All of a request, taken in pieces of `step` bytes; or a negative errno. */
static int send_all(const struct wire_wish *wish, size_t step, struct buf *out, struct error *err)
{
	struct wire_sender *s = NULL;
	int ret = wire_sender_open(&s, wish, err);

	while (!ret && !wire_sender_done(s)) {
		const char *data;
		size_t len;

		ret = wire_sender_next(s, &data, &len, err);
		if (ret)
			break;
		if (len > step)
			len = step;
		buf_addn(out, data, len);
		wire_sender_sent(s, len);
	}
	wire_sender_free(s);
	assert_false(out->failed);
	return ret;
}

static void usual_requests(void **state UNUSED)
{
	static const char *const sshd[] = { "sshd", "-T", NULL };
	static const char *const one[] = { "true", NULL };
	static const char *const *const commands[] = { sshd, one };
	static const char *const hole[] = { "a", "", NULL };
	static const char *const *const bad[] = { hole };
	const struct wire_wish wish = { .commands = commands, .commands_count = 2 };
	const struct wire_wish bad_wish = { .commands = bad, .commands_count = 1 };
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_LINE);
	AUTO(wire_request) struct wire_request got = { .commands = BUF_INIT(BUF_LINE) };
	struct error err = ERROR_INIT;
	int fd;

	assert_int_equal(send_all(&wish, 3, &bytes, &err), 0);
	fd = fd_of(bytes.data, bytes.len);
	assert_int_equal(wire_read_request(fd, NULL, &got, &err), 0);
	assert_int_equal(got.commands.len, 15);
	assert_memory_equal(got.commands.data, "sshd\0-T\0\0true\0\0", 15);
	assert_int_equal(got.go.what, WIRE_EVERYTHING);
	assert_int_equal(wire_read_request(fd, NULL, &got, &err), -EPROTO); /* ends early */
	close(fd);
	assert_int_equal(send_all(&bad_wish, 100, &bytes, &err), -EINVAL);
}

/* A file that is there, with these bytes. */
static void file_with(const char *name, const char *data, size_t len, char path[128])
{
	struct error err = ERROR_INIT;

	snprintf(path, 128, "%s/%s", dir, name);
	assert_int_equal(fs_write(path, data, len, &err), 0);
}

static void expect_file(const char *folder, const char *name, const char *data, size_t len)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	char path[200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(fs_read(path, &text, &err), 0);
	assert_int_equal(text.len, len);
	if (len)
		assert_memory_equal(text.data, data, len);
}

/* From files of the host to files of the guest, the large one in many pieces. */
static void files_travel(void **state UNUSED)
{
	enum { LARGE = 700 << 10 };
	AUTO_FREE char *large = malloc(LARGE);
	char paths[3][128];
	char folder[100];
	const struct machine_file files[] = { { paths[0], "small.rpm" },
					      { paths[1], "empty" },
					      { paths[2], "large.rpm" } };
	static const char *const one[] = { "true", NULL };
	static const char *const *const commands[] = { one };
	const struct wire_wish wish = { .files = files,
					.files_count = 3,
					.commands = commands,
					.commands_count = 1,
					.go = { .what = WIRE_ASKED,
						.parts = EVIDENCE(FILES) | EVIDENCE(UNITS),
						.seconds = 77,
						.clear = true,
						.lasting = true } };
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);
	AUTO(wire_request) struct wire_request got = { .commands = BUF_INIT(BUF_LINE) };
	struct inbox inbox;
	const struct sink sink = { .arg = &inbox, .file = inbox_file };
	struct error err = ERROR_INIT;
	int fd;

	assert_non_null(large);
	for (size_t i = 0; i < LARGE; i++)
		large[i] = (char)(i * 7 + i / 1000);
	file_with("a", "package", 7, paths[0]);
	file_with("b", "", 0, paths[1]);
	file_with("c", large, LARGE, paths[2]);
	snprintf(folder, sizeof(folder), "%s/work", dir);
	assert_int_equal(mkdir(folder, 0755), 0);
	file_with("work/old", "of the request before", 21, (char[128]){ 0 });

	assert_int_equal(send_all(&wish, 100000, &bytes, &err), 0);
	fd = fd_of(bytes.data, bytes.len);
	inbox_open(&inbox, folder);
	assert_int_equal(wire_read_request(fd, &sink, &got, &err), 0);
	close(fd);
	assert_int_equal(got.go.what, WIRE_ASKED);
	assert_int_equal(got.go.parts, EVIDENCE(FILES) | EVIDENCE(UNITS));
	assert_int_equal(got.go.seconds, 77);
	assert_true(got.go.clear);
	assert_true(got.go.lasting);
	inbox_deliver(&inbox, got.go.clear);
	assert_string_equal(inbox.why, "");
	expect_file(folder, "small.rpm", "package", 7);
	expect_file(folder, "empty", "", 0);
	expect_file(folder, "large.rpm", large, LARGE);
	snprintf(paths[0], 128, "%s/old", folder);
	assert_false(fs_exists(paths[0]));
	snprintf(paths[0], 128, "%s.new", folder);
	assert_false(fs_exists(paths[0]));

	/* Without `clear` what was there stays, and a file of the same name is a new one. */
	inbox_open(&inbox, folder);
	assert_int_equal(inbox_file(&inbox, "empty", "no more", 7, &err), 0);
	inbox_deliver(&inbox, false);
	assert_string_equal(inbox.why, "");
	expect_file(folder, "small.rpm", "package", 7);
	expect_file(folder, "empty", "no more", 7);
}

/* What a guest cannot keep is told, and nothing of it is left half. */
static void files_without_room(void **state UNUSED)
{
	char folder[100];
	struct inbox inbox;
	struct error err = ERROR_INIT;

	snprintf(folder, sizeof(folder), "%s/nowhere/work", dir);
	inbox_open(&inbox, folder);
	assert_int_equal(inbox_file(&inbox, "a", "x", 1, &err), 0);
	assert_int_equal(inbox_file(&inbox, "a", "y", 1, &err), 0);
	inbox_deliver(&inbox, true);
	assert_non_null(strstr(inbox.why, "No such file"));
}

static void bad_wishes(void **state UNUSED)
{
	static const char *const names[] = { "", ".", "..", "a/b", "/a", "../a", "a\nb" };
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_LINE);
	struct machine_file many[WIRE_FILES_MAX + 1];
	char name[WIRE_FILES_MAX + 1][8];
	char path[128];
	char longer[WIRE_FILE_NAME_MAX + 2];
	struct wire_wish wish = { .files = many, .files_count = 1 };
	struct error err = ERROR_INIT;

	file_with("a", "x", 1, path);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		many[0] = (struct machine_file){ path, names[i] };
		assert_int_equal(send_all(&wish, 100, &bytes, &err), -EINVAL);
	}
	memset(longer, 'n', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	many[0] = (struct machine_file){ path, longer };
	assert_int_equal(send_all(&wish, 100, &bytes, &err), -EINVAL);
	longer[sizeof(longer) - 2] = '\0';
	assert_int_equal(send_all(&wish, 100, &bytes, &err), 0);

	many[0] = many[1] = (struct machine_file){ path, "twice" };
	wish.files_count = 2;
	assert_int_equal(send_all(&wish, 100, &bytes, &err), -EINVAL);
	for (unsigned i = 0; i < ARRAY_SIZE(many); i++) {
		snprintf(name[i], sizeof(name[i]), "f%u", i);
		many[i] = (struct machine_file){ path, name[i] };
	}
	wish.files_count = ARRAY_SIZE(many);
	assert_int_equal(send_all(&wish, 100, &bytes, &err), -EINVAL);

	many[0] = (struct machine_file){ "/nonexistent/x.rpm", "x" };
	wish.files_count = 1;
	assert_int_equal(send_all(&wish, 100, &bytes, &err), -ENOENT);
	many[0] = (struct machine_file){ dir, "x" };
	assert_int_equal(send_all(&wish, 100, &bytes, &err), -EINVAL);
}

static int keep(void *arg UNUSED, const char *name UNUSED, const void *data UNUSED,
		size_t len UNUSED, struct error *err UNUSED)
{
	return 0;
}

static int read_bytes(const char *bytes, size_t len, bool files)
{
	const struct sink sink = { .file = keep };
	AUTO(wire_request) struct wire_request got = { .commands = BUF_INIT(BUF_LINE) };
	struct error err = ERROR_INIT;
	int fd = fd_of(bytes, len);
	int ret = wire_read_request(fd, files ? &sink : NULL, &got, &err);

	close(fd);
	return ret;
}

static void bad_requests(void **state UNUSED)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
		{ "\0\0\0\0G", 5 },
		{ "\1\0\0\0Z", 5 },
		{ "\1\0\0\0C", 5 },
		{ "\xff\xff\xff\xffG", 5 },
		{ "\4\0\0\0Ca\0b", 7 },
		{ "\5\0\0\0Ca\0\0b", 9 },
		{ "\3\0\0\0C\0a", 7 },
		{ "\3\0\0\0Ca\0\1\0\0\0G", 12 },
		{ "\2\0\0\0GG", 6 },
		/* a go with parts, times or words that there are not */
		{ "\14\0\0\0G\2\0\0\0\0\0\0\0\0\0\0", 16 },
		{ "\14\0\0\0G\1\0\0\0\xff\0\0\0\0\0\0", 16 },
		{ "\14\0\0\0G\1\0\0\0\0\0\0\0\xff\0\0", 16 },
		{ "\14\0\0\0G\1\0\0\0\0\0\0\0\0\7\0", 16 },
		{ "\14\0\0\0G\1\0\0\0\0\0\0\0\0\0\7", 16 },
		{ "\13\0\0\0G\1\0\0\0\0\0\0\0\0\0", 15 },
		/* files without a name, or with one that leads elsewhere */
		{ "\1\0\0\0F\1\0\0\0G", 10 },
		{ "\2\0\0\0F\0\1\0\0\0G", 11 },
		{ "\3\0\0\0F\5a\1\0\0\0G", 12 },
		{ "\3\0\0\0F\1.\1\0\0\0G", 12 },
		{ "\4\0\0\0F\2..\1\0\0\0G", 13 },
		{ "\5\0\0\0F\3a/b\1\0\0\0G", 14 },
		{ "\5\0\0\0F\3a\0b\1\0\0\0G", 14 },
		{ "\5\0\0\0F\3/ab\1\0\0\0G", 14 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(read_bytes(bad[i].bytes, bad[i].len, true), -EPROTO);
	assert_int_equal(read_bytes("\4\0\0\0F\1ab\1\0\0\0G", 13, true), 0);
	assert_int_equal(read_bytes("\4\0\0\0F\1ab\1\0\0\0G", 13, false), -EPROTO);
	assert_int_equal(read_bytes("\14\0\0\0G\1\1\0\0\0\5\0\0\0\1\1", 16, false), 0);
}

static void too_many_files(void **state UNUSED)
{
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);

	for (unsigned i = 0; i <= WIRE_FILES_MAX; i++) {
		const char frame[] = {
			4, 0, 0, 0, 'F', 2, (char)('A' + i / 26), (char)('A' + i % 26)
		};

		if (i == WIRE_FILES_MAX)
			assert_int_equal(read_bytes(bytes.data, bytes.len, true), -EPROTO);
		buf_addn(&bytes, frame, sizeof(frame));
	}
	buf_addn(&bytes, "\1\0\0\0G", 5);
	assert_int_equal(read_bytes(bytes.data, bytes.len, true), -EPROTO);
	/* one fewer is fine */
	assert_int_equal(read_bytes(bytes.data + 8, bytes.len - 8, true), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(usual_requests),     cmocka_unit_test(files_travel),
		cmocka_unit_test(files_without_room), cmocka_unit_test(bad_wishes),
		cmocka_unit_test(bad_requests),	      cmocka_unit_test(too_many_files),
	};

	return cmocka_run_group_tests_name("wire_request", tests, setup, teardown);
}
