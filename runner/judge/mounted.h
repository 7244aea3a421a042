/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_MOUNTED_H
#define JUDGE_MOUNTED_H
/*
 * What is mounted on a path, declared and running: fstab(5), mount units of systemd (masked,
 * enabled, with their drop-ins), what the manager mounts by itself, and the running table.
 */
#include "judge/when.h"

struct mount_fact {
	bool declared;
	bool active;	     /* the running table has it; false as well where nothing runs */
	const char *fstype;  /* declared */
	const char *options; /* declared, comma between; systemd's x-... and nofail among them */
	const char *place;   /* "/etc/fstab:3", "/usr/lib/systemd/system/tmp.mount" */
	const char *losers;  /* what does not count, as struct setting_fact has it; NULL: none */
};

/* False: `findings` says why it is not known.  Texts are in the arena. */
bool mount_declared(struct evidence *ev, const char *target, struct arena *arena,
		    struct mount_fact *out, struct findings *findings);
/* Is it a mount of its own: declared, or in the running table? */
enum truth mounted(struct evidence *ev, const char *target, struct findings *findings);

#endif
