/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SYSCTL_CONF_H
#define JUDGE_SYSCTL_CONF_H
/*
 * What sysctl.d(5) says about one kernel parameter, as systemd-sysctl applies it:
 *
 * - /etc, /run, /usr/local/lib, /usr/lib: of two files with one name the first folder's; all that
 *   are left in the order of their names, whatever their folder; a later assignment wins;
 * - '/' and '.' change places where '.' comes first; a leading '-' only silences failures;
 * - an assignment by glob counts where nothing names the parameter itself, be it before or after;
 *   "-name" without '=' keeps globs off.
 *
 * Source: systemd src/sysctl/sysctl.c (parse_file, apply_all, apply_glob_option).
 *
 * Where no file says anything, sysctl.NAME= of the kernel's command line holds: the kernel sets it
 * right before it starts init (Documentation/admin-guide/kernel-parameters.txt, sysctl.*=), so that
 * any file comes after it.  And then the kernel's own default.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/results.h"

struct sysctl_setting {
	bool found;
	const char *value;  /* in the arena given */
	const char *place;  /* "/etc/sysctl.d/99.conf:3" */
	const char *losers; /* as struct setting_fact has it */
};

/* By files alone.  False: `findings` says why it is not known. */
bool sysctl_configured(struct evidence *ev, const char *name, struct arena *arena,
		       struct sysctl_setting *out, struct findings *findings);
/* By sysctl.NAME= of boot entries: of several answers one that `is_bad` has it, where there is. */
bool sysctl_of_command_line(struct evidence *ev, const char *name, struct arena *arena,
			    bool (*is_bad)(const void *arg, const char *value), const void *arg,
			    struct sysctl_setting *out, struct findings *findings);
/* The value that the kernel starts with; NULL: not known. */
const char *sysctl_default(struct evidence *ev, const char *name);
/* The same parameter, whether written with dots or slashes. */
void sysctl_normalise(const char *name, struct buf *out);

#endif
