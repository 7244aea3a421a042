/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_FAT_H
#define SOURCE_DISK_FAT_H
/*
 * A small FAT16 file system of a few files in its root folder, written in one go: the disk on which
 * the probe travels.  Every kernel that boots with UEFI can read it, no tool is needed to make it,
 * and the same files give the same bytes.
 *
 * No partition table: the disk is the file system.  Names may be long (VFAT); times are zero.
 * Source: Microsoft Extensible Firmware Initiative FAT32 File System Specification, 1.03.
 */
#include "base/buf.h"
#include "base/error.h"

struct fat_file {
	const char *name; /* ASCII, at most 52 characters */
	const void *data;
	size_t len;
};

enum { FAT_FILES_MAX = 8, FAT_BYTES_MAX = 24 << 20 };

/* `label`: at most 11 capital letters.  EFBIG when the files are more than FAT_BYTES_MAX. */
int fat_make(struct buf *out, const char *label, const struct fat_file *files, size_t count,
	     struct error *err);

#endif
