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
 */
#include "model/evidence.h"
#include "model/results.h"

struct sysctl_setting {
	bool found;
	const char *value; /* in the arena given */
	const char *place; /* "/etc/sysctl.d/99.conf:3" */
};

/* False: `findings` says why it is not known. */
bool sysctl_configured(struct evidence *ev, const char *name, struct arena *arena,
		       struct sysctl_setting *out, struct findings *findings);
/* The same parameter, whether written with dots or slashes. */
void sysctl_normalise(const char *name, struct buf *out);

#endif
