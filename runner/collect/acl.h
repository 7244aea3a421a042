/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ACL_H
#define COLLECT_ACL_H
/* Access lists (acl(5), linux/posix_acl_xattr.h) as a text. */
#include <sys/types.h>

#include "base/buf.h"

enum { ACL_XATTR_MAX = 1 << 10 }; /* 127 entries */

/* Of an open file, or, when `fd` is -1, of a path that is not followed: its length; 0: there is
 * none; -1: there is one that cannot be read, or is longer. */
ssize_t acl_get(int fd, const char *path, char out[ACL_XATTR_MAX]);
/*
 * What the mode does not say, as `getfacl -cns` prints it, comma between:
 * "user:1000:r--,group::r--,mask::r--".  Nothing: the list says what the mode does.  One of an
 * unknown form is "invalid", one that was not read "unread".
 */
void acl_text(const char *xattr, ssize_t len, struct buf *out);

#endif
