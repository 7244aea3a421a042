/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_MOUNT_OPTIONS_H
#define JUDGE_MOUNT_OPTIONS_H
#include "base/defs.h"

/*
 * Would a mount with these options, as fstab(5) has them, have the one of the glob?  As mount(8)
 * says: "defaults" is rw,suid,dev,exec,auto,nouser,async; of a pair (nodev, dev) the later one
 * holds; user, users, owner and group bring nosuid and nodev, the first two noexec as well.
 */
bool mount_has_option(const char *options, const char *glob);
/* Is one of the words between the commas like the glob, and no more asked? */
bool mount_has_word(const char *options, const char *glob);

#endif
