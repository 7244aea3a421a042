/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_KEPT_H
#define CLI_SCENARIOS_KEPT_H
/*
 * --machine DIR: a folder in which a booted machine is kept for the next certification.
 *
 * Whoever makes it has the folder alone until it is whole; those who find it there share it.
 */
#include "base/error.h"
#include "cli/command.h"

struct kept_folder {
	int fd; /* lock; -1: none */
	bool alone;
};

#define KEPT_FOLDER_INIT \
	{                \
		.fd = -1 \
	}

/* Makes the folder where it is not there; waits for others, and says so. */
int kept_share(struct kept_folder *k, const struct context *context, const char *folder,
	       struct error *err);
/*
 * From shared to alone, when nobody else is there just now; else, a moment later, to nothing.
 * Whoever waited for a turn alone would wait for ever where others come and go.
 */
int kept_claim(struct kept_folder *k, const struct context *context, const char *folder,
	       bool *alone, struct error *err);
/* From alone to shared, where it was alone.  Replaced by another in that moment: an error. */
int kept_open(struct kept_folder *k, const struct context *context, const char *folder,
	      struct error *err);
void kept_leave(struct kept_folder *k);

#endif
