/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PROBE_SET_ID_H
#define COLLECT_PROBE_SET_ID_H
/*
 * "azlcts-probe set-id": programs with rights of their own where table `file` has none: on file
 * systems in memory (/tmp, /run, /dev/shm), which the walk does not enter (walk.h), and at paths
 * that are volatile (volatile.h), as all below /var/tmp.
 *
 * A line each: TYPE MODE UID:GID CAPABILITIES PATH; capabilities "-" where there are none, control
 * characters of a path as '?'.  0: all of it was looked at; 1: not so, and the last line says why.
 */
#include "base/buf.h"

enum { SET_ID_ENTRIES_MAX = 5000000 };

struct machine_ids;

int probe_set_id_main(int argc, const char *const *argv, struct buf *out);
/* The same in one file system, below this folder.  `ids`: volatile paths alone; NULL: all. */
int probe_set_id(const char *folder, const struct machine_ids *ids, struct buf *out);

#endif
