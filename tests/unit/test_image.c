/* SPDX-License-Identifier: MIT */
/* Disk images: every format by its bytes, and what was cut short found before anything boots. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/subprocess.h"
#include "source/disk/bytes.h"
#include "source/disk/digest.h"
#include "source/disk/image_tool.h"
#include "source/disk/partition.h"

enum { SECTOR = 512, DISK = 4 << 20 };

struct state {
	char dir[64];
	unsigned char *disk; /* DISK bytes and room for a footer */
};

static int setup(void **out)
{
	static struct state s;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	s.disk = calloc(1, DISK + SECTOR);
	if (!s.disk || !mkdtemp(s.dir))
		return -1;
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;

	free(s->disk);
	return fs_remove_tree(s->dir, &err);
}

static void put_be(unsigned char *p, uint64_t v, unsigned n)
{
	while (n-- > 0) {
		p[n] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

/* A GPT whose backup is in the last sector, with one partition of Linux data and one root. */
static void write_gpt(unsigned char *d, uint64_t sectors)
{
	static const unsigned char data[16] = { 0xaf, 0x3d, 0xc6, 0x0f, 0x83, 0x84, 0x72, 0x47,
						0x8e, 0x79, 0x3d, 0x69, 0xd8, 0x47, 0x7d, 0xe4 };
	static const unsigned char root[16] = { 0xe3, 0xbc, 0x68, 0x4f, 0xcd, 0xe8, 0xb1, 0x4d,
						0x96, 0xe7, 0xfb, 0xca, 0xf9, 0x84, 0xb7, 0x09 };

	d[510] = 0x55;
	d[511] = 0xaa;
	d[446 + 4] = 0xee;
	bytes_put_le(d + 446 + 8, 1, 4);
	bytes_put_le(d + 446 + 12, 0xffffffff, 4);
	memcpy(d + SECTOR, "EFI PART", 8);
	bytes_put_le(d + SECTOR + 32, sectors - 1, 8);
	bytes_put_le(d + SECTOR + 72, 2, 8);
	bytes_put_le(d + SECTOR + 80, 128, 4);
	bytes_put_le(d + SECTOR + 84, 128, 4);
	memcpy(d + 2 * SECTOR, data, 16);
	bytes_put_le(d + 2 * SECTOR + 32, 64, 8);
	bytes_put_le(d + 2 * SECTOR + 40, 5000, 8);
	memcpy(d + 2 * SECTOR + 128, root, 16);
	bytes_put_le(d + 2 * SECTOR + 128 + 32, 5001, 8);
	bytes_put_le(d + 2 * SECTOR + 128 + 40, 6000, 8);
}

static void write_footer(unsigned char *f, uint64_t disk, unsigned type)
{
	uint32_t sum = 0;

	memset(f, 0, SECTOR);
	memcpy(f, "conectix", 8);
	put_be(f + 48, disk, 8);
	put_be(f + 60, type, 4);
	for (size_t i = 0; i < SECTOR; i++)
		sum += f[i];
	put_be(f + 64, (uint32_t)~sum, 4);
}

static const char *write_file(const struct state *s, const char *name, size_t len, char path[96])
{
	struct error err = ERROR_INIT;

	snprintf(path, 96, "%s/%s", s->dir, name);
	assert_int_equal(fs_write(path, s->disk, len, &err), 0);
	return path;
}

/* Opens an image; gives its format's name, or the error. */
static const char *look(const struct state *s, const char *path, struct disk_image *image,
			struct error *err)
{
	const struct image_tool tool = { "qemu-img", s->dir, NULL };

	*err = (struct error)ERROR_INIT;
	*image = (struct disk_image){ 0 };
	if (disk_image_open(image, path, &tool, err) < 0)
		return err->text;
	return disk_format_names[image->format];
}

#define assert_contains(text, part)                                   \
	do {                                                          \
		if (!strstr(text, part))                              \
			print_error("'%s' lacks '%s'\n", text, part); \
		assert_non_null(strstr(text, part));                  \
	} while (0)

static void test_raw(void **in)
{
	struct state *s = *in;
	AUTO(disk_image) struct disk_image image = { 0 };
	struct error err;
	char path[96];

	memset(s->disk, 0, DISK + SECTOR);
	write_gpt(s->disk, DISK / SECTOR);
	write_file(s, "whole", DISK, path); /* no suffix: by its bytes */
	assert_true(disk_image_recognise(path));
	assert_string_equal(look(s, path, &image, &err), "raw");
	assert_int_equal(image.size, DISK);
	disk_image_release(&image);

	write_file(s, "short.raw", DISK - SECTOR, path);
	assert_contains(look(s, path, &image, &err),
			"disk image truncated: its partition table speaks of 4194304 bytes, the "
			"disk has 4193792");
	assert_int_equal(err.code, EINVAL);

	/* a backup header inside the file, but a partition past it */
	write_gpt(s->disk, 4096);
	write_file(s, "partition.raw", 4096 * SECTOR, path);
	assert_contains(look(s, path, &image, &err), "truncated");

	/* no table at all is the firmware's matter */
	memset(s->disk, 0, DISK);
	write_file(s, "empty.raw", DISK, path);
	assert_true(disk_image_recognise(path));
	assert_string_equal(look(s, path, &image, &err), "raw");
	disk_image_release(&image);
	write_file(s, "zeros", DISK, path);
	assert_false(disk_image_recognise(path));
	write_file(s, "nothing.raw", 0, path);
	assert_contains(look(s, path, &image, &err), "empty");
}

static void test_mbr(void **in)
{
	struct state *s = *in;
	AUTO(disk_image) struct disk_image image = { 0 };
	struct error err;
	char path[96];

	memset(s->disk, 0, DISK + SECTOR);
	s->disk[510] = 0x55;
	s->disk[511] = 0xaa;
	s->disk[446 + 4] = 0x83;
	bytes_put_le(s->disk + 446 + 8, 2048, 4);
	bytes_put_le(s->disk + 446 + 12, DISK / SECTOR - 2048, 4);
	assert_string_equal(look(s, write_file(s, "mbr", DISK, path), &image, &err), "raw");
	disk_image_release(&image);
	assert_contains(look(s, write_file(s, "mbr", DISK - 1024, path), &image, &err),
			"truncated");
	s->disk[446] = 0x31; /* code where a table would be */
	assert_string_equal(look(s, write_file(s, "mbr", DISK - 1024, path), &image, &err), "raw");
}

static void test_vhd(void **in)
{
	struct state *s = *in;
	AUTO(disk_image) struct disk_image image = { 0 };
	struct error err;
	char path[96];

	memset(s->disk, 0, DISK);
	write_gpt(s->disk, DISK / SECTOR);
	write_footer(s->disk + DISK, DISK, 2);
	write_file(s, "fixed", DISK + SECTOR, path);
	assert_true(disk_image_recognise(path));
	assert_string_equal(look(s, path, &image, &err), "vhd-fixed");
	assert_int_equal(image.size, DISK);
	disk_image_release(&image);

	write_footer(s->disk + DISK, DISK + SECTOR, 2);
	write_file(s, "fixed.vhd", DISK + SECTOR, path);
	assert_contains(look(s, path, &image, &err), "its VHD footer speaks of 4194816 bytes");
	s->disk[DISK + 100] = 1;
	write_file(s, "fixed.vhd", DISK + SECTOR, path);
	assert_contains(look(s, path, &image, &err), "checksum");
	write_footer(s->disk + DISK, DISK, 4);
	write_file(s, "fixed.vhd", DISK + SECTOR, path);
	assert_contains(look(s, path, &image, &err), "type 4");
	write_file(s, "cut.vhd", DISK, path);
	assert_contains(look(s, path, &image, &err), "no VHD footer");
	write_footer(s->disk, DISK, 3);
	write_file(s, "dynamic.vhd", DISK, path);
	assert_contains(look(s, path, &image, &err), "dynamic VHD without the footer");
}

static bool run_img(const char *const *argv)
{
	const struct subprocess what = { .argv = argv, .timeout_ms = 20000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error err = ERROR_INIT;

	return subprocess_run(&what, &r, &err) == 0 && subprocess_ok(&r);
}

/* The formats with tables, as qemu-img writes them; then half of the file. */
static void test_tables(void **in)
{
	static const char *const formats[][2] = { { "qcow2", "qcow2" },
						  { "vpc", "vhd-dynamic" },
						  { "vhdx", "vhdx" } };
	struct state *s = *in;
	struct error err;
	char raw[96];
	char path[96];

	for (size_t i = DISK / 2; i < DISK; i++) /* something to allocate */
		s->disk[i] = (unsigned char)(i * 7 + 1);
	memset(s->disk, 0, DISK / 2);
	write_gpt(s->disk, DISK / SECTOR);
	write_file(s, "source.raw", DISK, raw);
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		const char *const argv[] = { "qemu-img",    "convert", "-f", "raw", "-O",
					     formats[i][0], raw,       path, NULL };
		AUTO(disk_image) struct disk_image image = { 0 };

		snprintf(path, sizeof(path), "%s/image-%s", s->dir, formats[i][0]);
		if (!run_img(argv))
			skip(); /* no qemu-img here */
		assert_true(disk_image_recognise(path));
		assert_string_equal(look(s, path, &image, &err), formats[i][1]);
		assert_true(image.size >= DISK);
		assert_int_equal(truncate(path, (off_t)image.file_size / 2), 0);
		disk_image_release(&image);
		assert_contains(look(s, path, &image, &err), "truncated");
		assert_int_equal(err.code, EINVAL);
	}
}

static void test_backing(void **in)
{
	struct state *s = *in;
	AUTO(disk_image) struct disk_image image = { 0 };
	struct error err;
	char path[96];
	const char *const argv[] = { "qemu-img", "create",	  "-f", "qcow2", "-u", "-F", "raw",
				     "-b",	 "/etc/hostname", path, "1M",	 NULL };

	snprintf(path, sizeof(path), "%s/backed.qcow2", s->dir);
	if (!run_img(argv))
		skip();
	assert_contains(look(s, path, &image, &err), "needs another file, /etc/hostname");
	assert_int_equal(err.code, EINVAL);
}

static void test_partitions(void **in)
{
	struct state *s = *in;
	struct partition p[PARTITIONS_MAX];

	memset(s->disk, 0, DISK);
	write_gpt(s->disk, DISK / SECTOR);
	assert_int_equal(partitions_linux(s->disk, IMAGE_HEAD_MAX, p), 2);
	assert_true(p[0].root); /* the smaller, but typed as root */
	assert_int_equal(p[0].offset, 5001 * SECTOR);
	assert_int_equal(p[0].size, 1000 * SECTOR);
	assert_int_equal(p[1].offset, 64 * SECTOR);
	/* a table that lies about its place or size reads nothing past the end */
	bytes_put_le(s->disk + SECTOR + 72, UINT64_MAX / 2, 8);
	assert_int_equal(partitions_linux(s->disk, IMAGE_HEAD_MAX, p), 0);
	bytes_put_le(s->disk + SECTOR + 72, 2, 8);
	bytes_put_le(s->disk + SECTOR + 80, UINT32_MAX, 4);
	assert_int_equal(partitions_linux(s->disk, 4096, p), 2);
	assert_int_equal(partitions_linux(s->disk, 100, p), 0);
}

/* Holes are hashed as what they read as. */
static void test_digest(void **in)
{
	struct state *s = *in;
	CLEANUP(digest_release) struct digest d = DIGEST_INIT;
	const struct cancel never = CANCEL_NEVER;
	struct error err = ERROR_INIT;
	char path[96];
	char plain[SHA256_HEX];
	char sparse[SHA256_HEX];
	AUTO_CLOSE int fd = -1;

	memset(s->disk, 0, DISK);
	memcpy(s->disk + 100, "data", 4);
	memcpy(s->disk + DISK - 100, "end", 3);
	write_file(s, "plain", DISK, path);
	assert_int_equal(sha256_file(path, plain, &err), 0);
	snprintf(path, sizeof(path), "%s/sparse", s->dir);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, DISK), 0);
	assert_int_equal(pwrite(fd, "data", 4, 100), 4);
	assert_int_equal(pwrite(fd, "end", 3, DISK - 100), 3);
	assert_int_equal(digest_start(&d, path, &err), 0);
	assert_int_equal(digest_finish(&d, &never, sparse, &err), 0);
	assert_string_equal(sparse, plain);
	assert_int_equal(digest_start(&d, "/nonexistent", &err), 0);
	assert_int_equal(digest_finish(&d, &never, sparse, &err), -EIO);
	assert_contains(err.text, "No such file");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw),	cmocka_unit_test(test_mbr),
		cmocka_unit_test(test_vhd),	cmocka_unit_test(test_tables),
		cmocka_unit_test(test_backing), cmocka_unit_test(test_partitions),
		cmocka_unit_test(test_digest),
	};

	return cmocka_run_group_tests_name("image", tests, setup, teardown);
}
