/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_BOOT_FILES_H
#define COLLECT_BOOT_FILES_H
/*
 * What a kernel is booted with and can load, as facts: each function is of the part FILES, which it
 * does not end.  An error is the sink's or memory's; what cannot be read fails the part; what the
 * image has wrong (no PE file, a name too long) gives no row.
 */
#include "collect/part.h"

/* Table kernel_module: modules.dep and modules.builtin of every folder in /usr/lib/modules. */
int collect_kernel_modules(int root_fd, const struct sink *sink, struct part_state *part,
			   struct error *err);
/*
 * Table uki: the command lines of the unified kernel images where the Boot Loader Specification
 * wants them, in EFI/Linux of the EFI system partition and of /boot, and of their addons
 * (systemd-stub(7): NAME.efi.extra.d/, loader/addons/).  A row for each section .cmdline: an image
 * of several profiles has several.
 */
int collect_uki(int root_fd, const struct sink *sink, struct part_state *part, struct error *err);
/*
 * Table text: GRUB's environment blocks, without the variables in which GRUB and systemd count
 * boots.  The file as a whole is no evidence (collect/volatile.c).
 */
int collect_grubenv(int root_fd, const struct sink *sink, struct part_state *part,
		    struct error *err);

#endif
