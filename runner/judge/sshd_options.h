/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SSHD_OPTIONS_H
#define JUDGE_SSHD_OPTIONS_H
/*
 * What the unit says on sshd's command line, which comes before every file.
 *
 * Source: sshd(8) and the getopt string of sshd.c.  ExecStart= of sshd.service with its drop-ins;
 * $OPTIONS in it is OPTIONS of /etc/sysconfig/sshd (Fedora's unit).  Without a unit file that names
 * a command, OPTIONS alone.
 */
#include "base/arena.h"
#include "model/evidence.h"

struct sshd_option {
	const char *text; /* a line as of sshd_config: "PermitRootLogin=yes" */
	const char *file;
	unsigned line;
};

struct sshd_options {
	struct sshd_option *items; /* in the order sshd reads them: the first wins */
	size_t count;
	const char *why; /* what is not known; NULL: all is */
	const char *why_file;
};

/* False: no memory. */
bool sshd_options_read(struct sshd_options *out, struct evidence *ev, struct arena *arena);

#endif
