/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_MACHINE_STATE_H
#define SOURCE_DISK_MACHINE_STATE_H
/*
 * The instant of a guest: its devices and memory, as QEMU writes them for a migration, in a file.
 * The disk's part of it is the overlay, and the firmware's is its file of variables.
 */
#include "source/disk/accelerator.h"
#include "source/disk/follow.h"

/* Stops the guest, writes `file`, and ends QEMU, which has all its files whole then. */
int state_save(struct follow *f, const struct qemu_version *v, const char *file, struct error *err);
/* Of a guest that was started with guest_spec.incoming: it has the state, and stands still. */
int state_load(struct follow *f, const struct qemu_version *v, const char *file, struct error *err);
/* Puts an image file into the drive; it can only be read. */
int state_insert(struct follow *f, const char *medium, struct error *err);
/* And it goes on. */
int state_continue(struct follow *f, struct error *err);

#endif
