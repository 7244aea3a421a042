/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_CAPS_H
#define COLLECT_CAPS_H
/* File capabilities (capabilities(7), linux/capability.h: struct vfs_cap_data) as a text. */
#include "base/buf.h"

enum { CAPS_XATTR_MAX = 24 }; /* bytes of the extended attribute security.capability */

/* As getcap(8) of libcap 2.66 prints them: "cap_net_raw=ep".  An unknown form is "invalid". */
void caps_text(const void *xattr, size_t len, struct buf *out);

#endif
