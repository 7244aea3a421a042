/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PROBE_INSTANT_H
#define COLLECT_PROBE_INSTANT_H
/*
 * "azlcts-probe instant": the boot id, which guests restored from one instant share, and a reboot
 * changes.  "azlcts-probe memory": MiB in use, MemTotal less MemAvailable.
 */
#include "base/buf.h"

int probe_instant_main(int argc, const char *const *argv, struct buf *out);
int probe_memory_main(int argc, const char *const *argv, struct buf *out);

#endif
