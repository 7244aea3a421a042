/* SPDX-License-Identifier: MIT */
#ifndef UNIT_CLOSED_MOUNT_H
#define UNIT_CLOSED_MOUNT_H
/*
 * Mounts that not even root may look at: FUSE of another user, and FUSE whose program has ended.
 * The kernel answers for both by itself, so no program has to serve them.
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/defs.h"

/* Where nobody else sees it.  False: not allowed here. */
static bool closed_mount(const char *folder, uid_t owner)
{
	int fd = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	struct stat st;
	char options[100];
	bool mounted;

	if (fd < 0)
		return false;
	snprintf(options, sizeof(options), "fd=%d,rootmode=40000,user_id=%u,group_id=%u", fd, owner,
		 owner);
	mounted = unshare(CLONE_NEWNS) == 0 &&
		  mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
		  mount("azlcts", folder, "fuse", MS_NOSUID | MS_NODEV, options) == 0;
	close(fd);
	if (mounted)
		assert_int_equal(stat(folder, &st), -1);
	return mounted;
}

static void closed_unmount(const char *folder)
{
	assert_int_equal(umount2(folder, MNT_DETACH), 0);
}

#endif
