/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_FIRMWARE_H
#define SOURCE_DISK_FIRMWARE_H
/*
 * OVMF, the UEFI firmware for QEMU guests, where distributions put it: a code file that is only
 * read, and a file of variables of which every guest gets a copy of its own.  Without Secure Boot:
 * its keys are not the image's matter here.
 */
#include "base/error.h"

struct firmware_files {
	const char *code;
	const char *vars;
};

/* The first pair of the list that is there; NULL: none (see firmware_hint). */
const struct firmware_files *firmware_find(void);
/* The i-th pair that is looked for; NULL at the end. */
const struct firmware_files *firmware_candidate(size_t i);
/* What to install when there is none, one line. */
extern const char firmware_hint[];
/* A copy of the variables for one guest. */
int firmware_copy_vars(const struct firmware_files *f, const char *path, struct error *err);

#endif
