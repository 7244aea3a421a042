/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_IMAGE_H
#define SOURCE_DISK_IMAGE_H
/*
 * A disk image file: which format it has, how large its disk is, and whether all of it is there.
 *
 * - The format is read from the bytes, never trusted to the name.  A fixed VHD is a raw disk with a
 *   footer ("conectix", Virtual Hard Disk Image Format Specification 1.0), which QEMU's own probe
 *   takes for raw.
 * - A file that was cut short is found before anything boots: its partition table, footer or
 *   tables speak of bytes that are not there.  That is an error_input: there is no image to judge.
 * - An image that names another file (a backing or data file) is refused: a foreign image could
 *   name any file of the host.
 * - The file is only ever opened for reading.
 */
#include "base/error.h"

enum disk_format {
	DISK_RAW,
	DISK_QCOW2,
	DISK_VHD_FIXED,
	DISK_VHD_DYNAMIC,
	DISK_VHDX,
	DISK_FORMAT_COUNT,
};

extern const char *const disk_format_names[DISK_FORMAT_COUNT]; /* "raw", "vhd-fixed" ... */

enum {
	IMAGE_HEAD_MAX = 64 << 10, /* holds a partition table, whatever the sector size */
};

struct image_tool; /* image_tool.h */

struct disk_image {
	char *path; /* absolute; owned */
	enum disk_format format;
	uint64_t file_size;
	uint64_t size; /* bytes of the guest's disk, a multiple of 512 */
};

void disk_image_release(struct disk_image *image);
/* Is it a disk image, by its bytes or, where they say nothing, by its name? */
bool disk_image_recognise(const char *path);
/* Looks at the file.  *out is written on success only. */
int disk_image_open(struct disk_image *out, const char *path, const struct image_tool *tool,
		    struct error *err);

/*
 * The format by the bytes, where `path` only helps to say what is wrong; `size` is 0 for formats
 * whose tables tell it.
 */
int disk_format_detect(int fd, uint64_t file_size, const char *path, enum disk_format *format,
		       uint64_t *size, struct error *err);
/*
 * Does a partition table at the start of a disk (`head`: its first IMAGE_HEAD_MAX bytes, where
 * there are so many) fit into `disk_size` bytes?  No table is fine: the firmware will say so.
 */
int disk_table_check(const unsigned char *head, size_t len, uint64_t disk_size, struct error *err);
/* Bytes read at `at`; fewer than asked at the end of the file. */
size_t disk_read_at(int fd, uint64_t at, unsigned char *out, size_t n);

#endif
