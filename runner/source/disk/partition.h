/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_PARTITION_H
#define SOURCE_DISK_PARTITION_H
/* Where on a disk may the root file system be?  By GPT types and MBR types, not by content. */
#include "base/defs.h"

struct partition {
	uint64_t offset; /* bytes */
	uint64_t size;
	bool root; /* typed as an x86-64 root (Discoverable Partitions Specification) */
};

enum { PARTITIONS_MAX = 32 };

/*
 * Partitions typed for Linux data or root, the likeliest first: typed roots, then by size.
 * `head` is the start of the disk (IMAGE_HEAD_MAX bytes of it).  Gives their number.
 */
size_t partitions_linux(const unsigned char *head, size_t len,
			struct partition out[PARTITIONS_MAX]);

#endif
