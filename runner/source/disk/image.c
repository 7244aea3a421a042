/* SPDX-License-Identifier: MIT */
#include "source/disk/image.h"

#include <fcntl.h>
#include <limits.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "source/disk/image_tool.h"
#include "source/disk/bytes.h"

enum {
	VHD_FOOTER = 512,
	VHD_TYPE_FIXED = 2,
	VHD_TYPE_DYNAMIC = 3,
};

const char *const disk_format_names[DISK_FORMAT_COUNT] = {
	[DISK_RAW] = "raw",
	[DISK_QCOW2] = "qcow2",
	[DISK_VHD_FIXED] = "vhd-fixed",
	[DISK_VHD_DYNAMIC] = "vhd-dynamic",
	[DISK_VHDX] = "vhdx",
};

/* What a file is called when it is meant to be a disk. */
static const struct {
	const char *suffix;
	enum disk_format format;
} suffixes[] = {
	{ ".raw", DISK_RAW },	    { ".img", DISK_RAW },   { ".qcow2", DISK_QCOW2 },
	{ ".vhd", DISK_VHD_FIXED }, { ".vhdx", DISK_VHDX },
};

void disk_image_release(struct disk_image *image)
{
	free(image->path);
	*image = (struct disk_image){ 0 };
}

static const char *suffix_of(const char *path, enum disk_format *format)
{
	size_t n = strlen(path);

	for (size_t i = 0; i < ARRAY_SIZE(suffixes); i++) {
		size_t m = strlen(suffixes[i].suffix);

		if (n > m && strcasecmp(path + n - m, suffixes[i].suffix) == 0) {
			*format = suffixes[i].format;
			return suffixes[i].suffix;
		}
	}
	return NULL;
}

size_t disk_read_at(int fd, uint64_t at, unsigned char *out, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = pread(fd, out + done, n - done, (off_t)(at + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		done += (size_t)got;
	}
	return done;
}

/* One's complement of the sum of all bytes, the checksum itself left out. */
static bool vhd_footer_whole(const unsigned char *f)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < VHD_FOOTER; i++)
		if (i < 64 || i >= 68)
			sum += f[i];
	return (uint32_t)~sum == (uint32_t)bytes_get_be(f + 64, 4);
}

static int detect_vhd_fixed(const unsigned char *footer, uint64_t file_size, uint64_t *size,
			    struct error *err)
{
	uint64_t disk = bytes_get_be(footer + 48, 8);

	if (!vhd_footer_whole(footer))
		return error_input(err, "the VHD footer is damaged: its checksum is wrong");
	if (bytes_get_be(footer + 60, 4) != VHD_TYPE_FIXED)
		return error_input(err, "not a whole VHD: a footer of type %u and no header",
				   (unsigned)bytes_get_be(footer + 60, 4));
	if (disk % 512 || disk > file_size - VHD_FOOTER)
		return error_input(err,
				   "disk image truncated: its VHD footer speaks of %llu bytes, the "
				   "file has %llu",
				   (unsigned long long)disk, (unsigned long long)file_size);
	*size = disk;
	return 0;
}

/* A dynamic VHD has its footer at both ends. */
static int detect_vhd_dynamic(const unsigned char *header, bool footer, uint64_t *size,
			      struct error *err)
{
	uint64_t type = bytes_get_be(header + 60, 4);

	*size = bytes_get_be(header + 48, 8) / 512 * 512;

	if (type != VHD_TYPE_DYNAMIC)
		return error_input(err,
				   "a VHD of type %u needs another file; convert it to a "
				   "dynamic or fixed one",
				   (unsigned)type);
	if (!footer)
		return error_input(err, "disk image truncated: a dynamic VHD without the footer at "
					"its end");
	return 0;
}

int disk_format_detect(int fd, uint64_t file_size, const char *path, enum disk_format *format,
		       uint64_t *size, struct error *err)
{
	unsigned char head[VHD_FOOTER] = { 0 };
	unsigned char tail[VHD_FOOTER] = { 0 };
	enum disk_format named;
	const char *suffix = suffix_of(path, &named);
	bool footer;

	disk_read_at(fd, 0, head, sizeof(head));
	if (file_size >= VHD_FOOTER)
		disk_read_at(fd, file_size - VHD_FOOTER, tail, sizeof(tail));
	footer = memcmp(tail, "conectix", 8) == 0;
	*size = 0;
	if (memcmp(head, "QFI\xfb", 4) == 0) {
		*format = DISK_QCOW2;
	} else if (memcmp(head, "vhdxfile", 8) == 0) {
		*format = DISK_VHDX;
	} else if (memcmp(head, "conectix", 8) == 0 && file_size > VHD_FOOTER) {
		*format = DISK_VHD_DYNAMIC;
		return detect_vhd_dynamic(head, footer, size, err);
	} else if (footer) {
		*format = DISK_VHD_FIXED;
		return detect_vhd_fixed(tail, file_size, size, err);
	} else {
		*format = DISK_RAW;
		*size = (file_size + 511) / 512 * 512;
		if (suffix && named == DISK_VHD_FIXED)
			return error_input(err,
					   "disk image truncated: named %s, and has no VHD "
					   "footer at its end",
					   suffix);
		if (suffix && named != DISK_RAW)
			return error_input(err, "named %s, but its bytes are of no such format",
					   suffix);
	}
	return 0;
}

bool disk_image_recognise(const char *path)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char head[1024] = { 0 };
	enum disk_format format;
	struct error ignored = ERROR_INIT;
	struct stat st;
	uint64_t size;
	size_t n;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return false;
	if (suffix_of(path, &format))
		return true;
	n = disk_read_at(fd, 0, head, sizeof(head));
	if (n == sizeof(head) &&
	    ((head[510] == 0x55 && head[511] == 0xaa) || memcmp(head + 512, "EFI PART", 8) == 0))
		return true;
	return disk_format_detect(fd, (uint64_t)st.st_size, "", &format, &size, &ignored) < 0 ||
	       format != DISK_RAW;
}

static int open_checked(struct disk_image *image, int fd, const struct image_tool *tool,
			struct error *err)
{
	AUTO_FREE unsigned char *head = malloc(IMAGE_HEAD_MAX);
	size_t len = 0;
	int ret = 0;

	if (!head)
		return error_memory(err);
	if (image->format == DISK_RAW || image->format == DISK_VHD_FIXED) {
		len = disk_read_at(fd, 0, head, IMAGE_HEAD_MAX);
	} else {
		/* first: an image that names another file must not have it opened */
		ret = image_tool_info(tool, image, err);
		if (!ret)
			ret = image_tool_check(tool, image, err);
		if (!ret)
			ret = image_tool_head(tool, image, head, &len, err);
	}
	return ret ? ret : disk_table_check(head, len, image->size, err);
}

int disk_image_open(struct disk_image *out, const char *path, const struct image_tool *tool,
		    struct error *err)
{
	AUTO(disk_image) struct disk_image image = { .path = realpath(path, NULL) };
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int ret;

	if (image.path)
		fd = open(image.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size == 0)
		return error_input(err, "%s: %s", path,
				   st.st_size ? "not a regular file" : "an empty file");
	image.file_size = (uint64_t)st.st_size;
	ret = disk_format_detect(fd, image.file_size, image.path, &image.format, &image.size, err);
	if (!ret)
		ret = open_checked(&image, fd, tool, err);
	if (ret)
		return error_wrap(err, "%s", path);
	*out = image;
	image.path = NULL;
	return 0;
}
