/* SPDX-License-Identifier: MIT */
/* SHA-256 against the examples of FIPS 180-4 and its predecessors, in pieces, and of files. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

#include "base/fs.h"
#include "base/sha256.h"

#define EMPTY	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

static const struct {
	const char *text;
	const char *digest;
} vectors[] = {
	{ "", EMPTY },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
	  "klmnopqrlmnopqrsmnopqrstnopqrstu",
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void test_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(vectors); i++) {
		size_t len = strlen(vectors[i].text);

		for (size_t cut = 0; cut <= len; cut++) { /* in two pieces, cut everywhere */
			struct sha256 h;
			char hex[SHA256_HEX];

			sha256_init(&h);
			sha256_add(&h, vectors[i].text, cut);
			sha256_add(&h, vectors[i].text + cut, len - cut);
			sha256_hex(&h, hex);
			assert_string_equal(hex, vectors[i].digest);
		}
	}
}

static int memory_file(const char *text, size_t times)
{
	int fd = memfd_create("sha256", MFD_CLOEXEC);
	struct error err = ERROR_INIT;

	assert_true(fd >= 0);
	for (size_t i = 0; i < times; i++)
		assert_int_equal(fs_write_fd(fd, text, strlen(text), &err), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* A million 'a', more than one of the pieces that a file is read in. */
static void test_descriptor(void **state)
{
	AUTO_CLOSE int fd = memory_file("aaaaaaaaaa", 100000);
	AUTO_CLOSE int empty = memory_file("", 1);
	struct error err = ERROR_INIT;
	char hex[SHA256_HEX];
	uint64_t size = 1;

	(void)state;
	assert_int_equal(sha256_fd(fd, hex, &size, &err), 0);
	assert_string_equal(hex, MILLION);
	assert_int_equal(size, 1000000);
	assert_int_equal(sha256_fd(fd, hex, &size, &err), 0); /* nothing is left */
	assert_string_equal(hex, EMPTY);
	assert_int_equal(size, 0);
	assert_int_equal(sha256_fd(empty, hex, NULL, &err), 0);
	assert_string_equal(hex, EMPTY);
	assert_int_equal(sha256_fd(-1, hex, NULL, &err), -EBADF);
}

static void test_file(void **state)
{
	AUTO_CLOSE int fd = memory_file("abc", 1);
	struct error err = ERROR_INIT;
	char hex[SHA256_HEX];
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	assert_int_equal(sha256_file(path, hex, &err), 0);
	assert_string_equal(hex, vectors[1].digest);
	assert_int_equal(sha256_file("/nowhere/at/all", hex, &err), -ENOENT);
	assert_string_equal(err.text, "open /nowhere/at/all: No such file or directory");
	assert_int_equal(sha256_file("/", hex, &err), -EISDIR);
	assert_string_equal(err.text, "/: read: Is a directory");
	assert_string_equal(hex, vectors[1].digest); /* written on success only */
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_descriptor),
		cmocka_unit_test(test_file),
	};

	return cmocka_run_group_tests_name("sha256", tests, NULL, NULL);
}
