/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_MOUNTED_H
#define JUDGE_MOUNTED_H
/*
 * What is mounted on a path, declared and running: fstab(5), mount units of systemd (masked,
 * enabled, with their drop-ins), what the manager mounts by itself, and the running table.
 *
 * - A unit file of /etc or /run comes before fstab, fstab before one of /usr (systemd.unit(5): the
 *   folder of normal generators); a unit that is masked or that nothing pulls in mounts nothing.
 * - Of several lines of fstab for one path the first makes the unit (fstab-generator.c); "noauto"
 *   without x-systemd.automount does not mount it.
 * - /dev/shm and its kin are mounted before units are read (src/shared/mount-setup.c); fstab can
 *   change their options (systemd-remount-fs.service(8)), a unit cannot.
 * - Discovered partitions (systemd-gpt-auto-generator(8)) are in no file: the running table has
 *   them.
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
