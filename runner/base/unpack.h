/* SPDX-License-Identifier: MIT */
#ifndef BASE_UNPACK_H
#define BASE_UNPACK_H
/*
 * Where the files of an archive are put: a folder that nothing leads out of, whatever the archive
 * says.
 *
 * - Names are walked one by one without following a link; absolute names and ".." are refused.
 * - On disk all is 0600 and 0700, ours, and devices, sockets and pipes are not made: an unpacked
 *   set-uid program is nobody's.  What the archive said of types and modes is remembered.
 * - Bytes and entries are bounded.  A sparse file counts with its whole size.
 *
 * What an archive does wrong is EINVAL; a full disk is ENOSPC.
 */
#include <sys/types.h>

#include "base/error.h"
#include "base/textmap.h"

struct unpack_limits {
	uint64_t bytes;	  /* 0: 16 GiB; in any case, 512 MiB of the disk stay free */
	uint64_t entries; /* 0: a million */
};

struct unpack;

/* `folder` is there and empty. */
int unpack_open(struct unpack **out, const char *folder, const struct unpack_limits *limits,
		struct error *err);
void unpack_free(struct unpack *u);
static inline void unpack_cleanup(struct unpack **u)
{
	unpack_free(*u);
}
#define AUTO_UNPACK CLEANUP(unpack_cleanup)

int unpack_folder(struct unpack *u, const char *path, mode_t mode, struct error *err);
int unpack_symlink(struct unpack *u, const char *path, const char *target, struct error *err);
/* Another name of a file that was unpacked before. */
int unpack_link(struct unpack *u, const char *path, const char *to, struct error *err);
/* A device, socket or pipe: remembered, not made. */
int unpack_special(struct unpack *u, const char *path, mode_t mode, struct error *err);

/* A file of `size` bytes: begin, its pieces, end.  What was not written is a hole. */
int unpack_begin(struct unpack *u, const char *path, mode_t mode, uint64_t size, struct error *err);
int unpack_data(struct unpack *u, const void *data, size_t len, uint64_t at, struct error *err);
int unpack_end(struct unpack *u, struct error *err);

int unpack_root(const struct unpack *u);
size_t unpack_entries(const struct unpack *u);
/* Paths from the root on ("usr/bin/true", "" for the root) with their type and mode. */
const struct textmap *unpack_modes(const struct unpack *u);

#endif
