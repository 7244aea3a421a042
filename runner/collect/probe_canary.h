/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PROBE_CANARY_H
#define COLLECT_PROBE_CANARY_H
/*
 * A mark that a guest leaves, in memory and on the disk, so that the next one can prove that it is
 * another: "azlcts-probe canary plant TOKEN", "azlcts-probe canary check".
 *
 * check: a line for each mark that is there, "PATH: TOKEN".  0: none is, and both places could be
 * looked at; 1: not so.  plant: 0 once both are on their disks.
 */
#include "base/buf.h"

#define CANARY_MEMORY "/run/azlcts-canary"
#define CANARY_DISK   "/var/lib/azlcts-canary"

enum { CANARY_TOKEN_MAX = 128 };

int probe_canary_main(int argc, const char *const *argv, struct buf *out);
/* The same with these files. */
int probe_canary(const char *const paths[2], int argc, const char *const *argv, struct buf *out);

#endif
