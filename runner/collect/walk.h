/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_WALK_H
#define COLLECT_WALK_H
/*
 * Every path of a root file system, once, in a fixed order: the entries of a folder sorted by the
 * bytes of their names, a folder before what is in it.
 *
 * Other file systems are entered when they hold files of the image (/boot, /usr ... on disks), and
 * not when they are the kernel's or the memory's (proc, tmpfs ...); their mount point is seen in
 * any case, as a folder of mode 0 where it shows nothing of itself.  Nothing is followed: neither
 * symbolic links nor "..".
 */
#include <sys/stat.h>

#include "base/cancel.h"
#include "base/error.h"

enum {
	WALK_DEPTH_MAX = 128,	   /* folders within folders */
	WALK_FOLDER_MAX = 1000000, /* entries of one folder */
	WALK_PATH_MAX = 4096,
};

struct walk_entry {
	int dir_fd;	  /* the folder it is in */
	const char *name; /* "." for the root itself */
	const char *path; /* absolute, "/" for the root */
	struct stat st;
};

struct walk {
	const struct cancel *cancel; /* NULL: cannot be cancelled */
	void *arg;
	/* A path; a negative return ends the walk and is handed on. */
	int (*visit)(void *arg, const struct walk_entry *e, struct error *err);
	/* A path that could not be looked at, and why. */
	void (*failed)(void *arg, const char *path, const char *why);
};

int walk_root(const struct walk *w, int root_fd, struct error *err);
/* Can this open folder's file system hold files of an image? */
bool walk_enters(int fd);
/*
 * Could this not be looked at (errno `why`) because somebody's file system is mounted there that
 * the walk would not enter?  FUSE of a user lets not even root in, and none whose program is gone.
 */
bool walk_is_closed(int dir_fd, const char *name, int why);

#endif
