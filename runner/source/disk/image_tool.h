/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_IMAGE_TOOL_H
#define SOURCE_DISK_IMAGE_TOOL_H
/*
 * qemu-img: what it knows of the formats that have tables (qcow2, dynamic VHD, VHDX), and the
 * making of an overlay.  Each call is one bounded child process; images are opened read-only.
 */
#include "base/cancel.h"
#include "source/disk/image.h"

struct image_tool {
	const char *program;  /* qemu-img */
	const char *work_dir; /* for scratch */
	const struct cancel *cancel;
};

/* QEMU's name of a format's driver. */
const char *image_tool_driver(enum disk_format format);

/* Are all tables and the bytes they speak of there?  error_input when not. */
int image_tool_check(const struct image_tool *t, const struct disk_image *image, struct error *err);
/* Fills image->size where the header has not told it; refuses an image that needs another file. */
int image_tool_info(const struct image_tool *t, struct disk_image *image, struct error *err);
/* The first bytes of the guest's disk, at most IMAGE_HEAD_MAX. */
int image_tool_head(const struct image_tool *t, const struct disk_image *image, unsigned char *head,
		    size_t *len, struct error *err);
/* An empty qcow2 file with a disk of this size. */
int image_tool_overlay(const struct image_tool *t, const char *path, uint64_t size,
		       struct error *err);

#endif
