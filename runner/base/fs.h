/* SPDX-License-Identifier: MIT */
#ifndef BASE_FS_H
#define BASE_FS_H
/* Files of the host, and files of a foreign root directory that must not lead out of it. */
#include "base/buf.h"
#include "base/error.h"

/* The whole file; more than out->max bytes is an error (EFBIG). */
int fs_read(const char *path, struct buf *out, struct error *err);
int fs_read_fd(int fd, struct buf *out, struct error *err);
/* All or nothing: written beside the target, synced, renamed over it. */
int fs_write(const char *path, const void *data, size_t len, struct error *err);
int fs_write_fd(int fd, const void *data, size_t len, struct error *err);
/* A file that is not there before, or it is replaced; its mode is 0644. */
int fs_copy(const char *from, const char *to, struct error *err);
/* The same, and `from` is gone: renamed where both are on one file system. */
int fs_move(const char *from, const char *to, struct error *err);
/* mkdir -p, mode 0755. */
int fs_mkdirs(const char *path, struct error *err);
/* Removes a tree without following links or leaving its file system; missing is fine. */
int fs_remove_tree(const char *path, struct error *err);
bool fs_exists(const char *path);
char *fs_join(const char *dir, const char *name); /* caller frees; NULL: out of memory */
/* The last part of a path: "/a/b" -> "b".  Borrowed. */
const char *fs_basename(const char *path);

/*
 * Open `path` (absolute or not) as a process chrooted to root_fd would see it: openat2(2) with
 * RESOLVE_IN_ROOT.  Symbolic links cannot lead out.  -1 with errno.
 */
int fs_open_in_root(int root_fd, const char *path, int flags);

#endif
