/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_UNIT_FILE_H
#define JUDGE_UNIT_FILE_H
/*
 * What systemd would make of a unit of a root that does not run.
 *
 * - A unit file is looked for in /etc, /run, /usr/local/lib, /usr/lib (systemd.unit(5), "Unit File
 *   Load Path"); one that is empty or leads to /dev/null masks.  x@y.service is read from
 *   x@.service where it has no file of its own.
 * - Enabled: a link in *.wants/, *.requires/ or *.upholds/ (or an alias) of /etc or /run; one of
 *   /usr/lib makes it `static`, and it starts all the same.  The name of such a link counts, not
 *   where it leads; one of the same name in a folder before it that leads to /dev/null takes it
 *   away (src/core/load-dropin.c).  A template is enabled when one of its instances is.
 * - Presets count where the first boot is still to come: /etc/machine-id missing or
 *   "uninitialized"; an empty one is no first boot (machine-id(5)).
 * - A service that a socket, timer or path of its name activates (or one whose Service= or Unit=
 *   says so) is in use when that one is.
 *
 * Wants= and Requires= of other unit files and D-Bus names start units as well: those are not
 * looked at, as systemctl is-enabled does not.
 */
#include "base/arena.h"
#include "base/str.h"
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
	const char *by; /* link, preset line ("file:line") or other unit that decided; NULL: none */
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
 * The last assignment of a key in a section, over the unit file and its drop-ins.  These are one
 * list by file name, of NAME.d, of its template's and its prefixes' folders (a-.service.d), and of
 * TYPE.d (src/shared/dropin.c).  1: set; 0: not set, or reset by an empty assignment; -1:
 * `findings` says why it is not known.
 */
int unit_file_value(struct evidence *ev, const char *name, const char *section, const char *key,
		    struct arena *arena, struct unit_value *out, struct findings *findings);

/* For the parts of it. */

/* The folders of unit files, highest precedence first. */
extern const struct text_list unit_folders;

/*
 * The folders of a unit's drop-ins, highest precedence first (src/shared/dropin.c,
 * unit_file_find_dropin_paths()).  False: no memory.
 */
bool unit_drop_ins(struct arena *arena, const char *name, struct text_list *out);

/* "x@y.service" -> "x@.service"; NULL: not an instance, or no memory. */
const char *unit_template(struct arena *arena, const char *name);

enum unit_found { UNIT_FILE_NONE, UNIT_FILE_MASK, UNIT_FILE_THERE };
/* The file that systemd reads for exactly this name; an alias is followed. */
enum unit_found unit_file_look(struct evidence *ev, const char *name, struct arena *arena,
			       const char **path);

/*
 * Would the presets enable it at the first boot?  1: yes, and `place` is the line or NULL where no
 * line names it, which enables (systemd.preset(5)); 0: no, or no first boot is to come; -1:
 * `findings` says why it is not known.
 */
int unit_preset_enables(struct evidence *ev, const char *name, struct arena *arena,
			const char **place, struct findings *findings);

#endif
