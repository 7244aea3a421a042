/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_UNIT_FILE_H
#define JUDGE_UNIT_FILE_H
/*
 * What systemd would make of a unit of a root that does not run.
 *
 * - A unit file is looked for in /etc, /run, /usr/local/lib, /usr/lib (systemd.unit(5), "Unit File
 *   Load Path"); one that is empty or leads to /dev/null masks.
 * - Enabled: a link in *.wants/ or *.requires/ (or an alias) of /etc or /run; one of /usr/lib makes
 *   it `static`, and it starts all the same.
 * - Presets count where the first boot is still to come: /etc/machine-id missing or
 *   "uninitialized"; an empty one is no first boot (machine-id(5)).
 * - A service that a socket, timer or path of its name activates is in use when that one is.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

enum unit_use {
	UNIT_ABSENT,   /* there is no such unit file */
	UNIT_MASKED,   /* it cannot be started */
	UNIT_DISABLED, /* nothing starts it at boot */
	UNIT_ENABLED,  /* links of /etc or /run, or an alias */
	UNIT_STATIC,   /* links of /usr/lib alone */
	UNIT_PRESET,   /* will be enabled by the presets of the first boot */
	UNIT_INDIRECT, /* what activates it is enabled: `by` */
};

struct unit_file {
	enum unit_use use;
	const char *path; /* of the unit file; NULL: none */
	const char *by;	  /* link, preset line ("file:line") or other unit that decided; NULL: none */
};

extern const char *const unit_use_names[]; /* by enum unit_use: "absent" ... */

/* Would it start at boot, or on demand? */
static inline bool unit_in_use(const struct unit_file *u)
{
	return u->use >= UNIT_ENABLED;
}

/* False: `findings` says why it is not known.  Texts are in the arena. */
bool unit_file_find(struct evidence *ev, const char *name, struct arena *arena,
		    struct unit_file *out, struct findings *findings);

struct unit_value {
	const char *value;
	const char *place; /* "file:line" */
};

/*
 * The last assignment of a key in a section, over the unit file and its drop-ins ("*.conf" of NAME.d of
 * all folders by file name; those of TYPE.d before).  1: set; 0: not set, or reset by an empty
 * assignment; -1: `findings` says why it is not known.
 */
int unit_file_value(struct evidence *ev, const char *name, const char *section, const char *key,
		    struct arena *arena, struct unit_value *out, struct findings *findings);

#endif
