/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_VOLATILE_H
#define COLLECT_VOLATILE_H
/*
 * What differs between two boots of the same image and says nothing about the image.
 *
 * The aim is an evidence digest that is equal for both, with no more hidden than needed: what a
 * package delivers is never volatile.  Each entry of the table has its reason.
 */
#include "base/defs.h"

enum volatility {
	STEADY,
	VOLATILE_CONTENT, /* the path is a fact; its size and digest are not */
	VOLATILE_PATH,	  /* whether it is there, or its name, varies: `volatile` alone has it */
};

struct buf;

/* The machine's own names, which turn up in paths. */
struct machine_ids {
	char machine[33]; /* machine-id(5); "" when there is none yet */
	char boot[37];	  /* /proc/sys/kernel/random/boot_id; "" on a system that does not run */
};

/* Reads /etc/machine-id of the root. `live`: the boot id, too. */
void machine_ids_read(struct machine_ids *ids, int root_fd, bool live);
enum volatility path_volatility(const struct machine_ids *ids, const char *path);
/*
 * True for a path that is volatile for nothing but a name of the machine in it.  `out` gets what it
 * is called on any machine: /srv/<machine-id>/key.
 */
bool path_of_machine(const struct machine_ids *ids, const char *path, struct buf *out);

#endif
