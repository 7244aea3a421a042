/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_GUEST_H
#define SOURCE_DISK_GUEST_H
/*
 * One QEMU process: started directly, with nothing but what it is given here, and three sockets to
 * it that have no name in any file system.
 *
 * The guest's life is bound to ours: it gets SIGKILL when this process ends (PR_SET_PDEATHSIG), has
 * a process group of its own, and guest_stop() leaves no process behind.  All its files are in
 * work_dir.  UUID, serials and clock base are fixed, so that two boots see the same machine.
 */
#include <sys/types.h>

#include "base/arena.h"
#include "model/source.h"
#include "source/disk/accelerator.h"
#include "source/disk/firmware.h"
#include "source/disk/image.h"

enum { ENTRY_STRINGS_MAX = 8, GUEST_ARGS_MAX = 96 };

struct machine_grant; /* model/machine.h */

/* What the way in (entry.h) adds to the machine.  Texts live in the arena. */
struct entry_plan {
	struct arena arena;
	const char *disk; /* raw image of the second, read-only disk; NULL: none */
	const char *smbios[ENTRY_STRINGS_MAX]; /* type 11 strings: no comma in them */
	size_t smbios_count;
	const char *fw_cfg[2]; /* name, file; NULL: none */
};

static inline void entry_plan_release(struct entry_plan *p)
{
	arena_release(&p->arena);
	*p = (struct entry_plan){ 0 };
}

struct guest_spec {
	const char *qemu; /* program */
	bool kvm;
	bool plain_cpu; /* qemu_needs_one_cpu() */
	enum firmware firmware;
	const struct firmware_files *uefi; /* FIRMWARE_UEFI only */
	unsigned memory_mib;
	unsigned cpus;
	const struct disk_image *image;
	const char *overlay; /* qcow2 file that takes all writes */
	const char *work_dir;
	const struct entry_plan *entry;
	/* Of guests that scenarios run in; the hardware of others is without it. */
	bool scenario;	    /* that hardware: a drive, a network of Azure's addresses, reboots */
	bool incoming;	    /* does not start, and waits for a state (machine_state.h) */
	const char *frozen; /* qcow2 file between image and overlay, only read; NULL: none */
	const char *probe;  /* relays what is granted */
	const struct machine_grant *grants;
	size_t grants_count;
};

struct guest {
	pid_t pid;   /* 0: none */
	int console; /* our ends; non-blocking; -1: closed */
	int qmp;
	int wire;
	char log[4096]; /* file with what QEMU said on its standard error */
};

#define GUEST_INIT                                   \
	{                                            \
		.console = -1, .qmp = -1, .wire = -1 \
	}

#define GUEST_DRIVE "drive" /* id of the device that takes media; scenarios only */

/*
 * The words of the command line, NULL at the end, in the arena.  `fds` are QEMU's ends of console,
 * QMP and wire.  Pure.
 */
int guest_args(const struct guest_spec *spec, const int fds[3], struct arena *arena,
	       const char *args[GUEST_ARGS_MAX], struct error *err);
/* -blockdev texts for the image under its overlay: the nodes "image" and "disk". */
const char *guest_image_node(const struct guest_spec *spec, struct arena *arena);
const char *guest_disk_node(const struct guest_spec *spec, struct arena *arena);
/* A text as one word of a shell's, and of what QEMU splits like one. */
void guest_quote(struct buf *b, const char *text);

int guest_start(struct guest *g, const struct guest_spec *spec, struct error *err);
/* Has QEMU ended?  `how` gets "exited with status 1: its last line", or "was killed by signal 9".
 */
bool guest_ended(struct guest *g, char how[256]);
/* Kills what is left of it, and waits.  Fine on one that never started. */
void guest_stop(struct guest *g);
static inline void guest_release(struct guest *g)
{
	guest_stop(g);
}

#endif
