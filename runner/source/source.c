/* SPDX-License-Identifier: MIT */
/* The registry of things that can be looked at: one line a kind, in the order they are asked. */
#include "model/source.h"

extern const struct source_kind source_disk;
extern const struct source_kind source_rootfs;
extern const struct source_kind source_repository;
extern const struct source_kind source_rpm;
extern const struct source_kind source_archive;
extern const struct source_kind source_binaries;

const struct source_kind *const source_kinds[] = {
	&source_disk,	  &source_rootfs, &source_repository, &source_rpm, &source_archive,
	&source_binaries, NULL,
};
