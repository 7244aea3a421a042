/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PROBE_SET_ID_H
#define COLLECT_PROBE_SET_ID_H
/*
 * "azlcts-probe set-id": programs with rights of their own on file systems in memory (/tmp, /run,
 * /dev/shm), which no collector of files enters (walk.h).
 *
 * A line each: TYPE MODE UID:GID CAPABILITIES PATH; capabilities "-" where there are none, control
 * characters of a path as '?'.  0: all of them was looked at; 1: not so, and the last line says
 * why.
 */
#include "base/buf.h"

enum { SET_ID_ENTRIES_MAX = 500000 };

int probe_set_id_main(int argc, const char *const *argv, struct buf *out);
/* The same below these folders alone; NULL at the end. */
int probe_set_id(char *const *folders, struct buf *out);

#endif
