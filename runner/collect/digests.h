/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_DIGESTS_H
#define COLLECT_DIGESTS_H
/*
 * Digests of files of the running root, for as long as the probe lives: a file that did not change
 * since it was read need not be read again.
 *
 * That it did not change is said by the time of its last status change (st_ctim, inode(7)), which a
 * write sets and no call lets a program choose.  What could still deceive is shut out:
 *
 * - The system clock set back: the kernel tells of it (TFD_TIMER_CANCEL_ON_SET,
 *   timerfd_create(2)), and everything is forgotten.
 * - Writes by way of mmap(2), which set the time only when a page that was clean becomes dirty:
 *   before files are read, the file system is made to write its pages back, and what has a time
 *   from then on is not kept.
 * - File systems with rules of their own: only the root's own device counts, and only where it is
 *   ext4 or btrfs.  On XFS a file that was opened by its handle is written without a word
 *   (FMODE_NOCMTIME, xfs_open_by_handle() in fs/xfs).
 *
 * What writes to the block device itself, below the file system, is not seen.
 */
#include <sys/stat.h>

#include "base/error.h"
#include "base/sha256.h"

struct digests;

int digests_new(struct digests **out, struct error *err);
void digests_free(struct digests *d);

/* A collection begins.  What is read is kept when nothing is yet, and where the root allows it. */
void digests_begin(struct digests *d, int root_fd);
/* What was read of a file, and what stat(2) had said before it was. */
void digests_put(struct digests *d, const struct stat *st, const char sha256[SHA256_HEX]);
/* Is it known?  `st` was asked for after digests_begin(). */
bool digests_get(struct digests *d, const struct stat *st, char sha256[SHA256_HEX]);

#endif
