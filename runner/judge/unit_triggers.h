/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_UNIT_TRIGGERS_H
#define JUDGE_UNIT_TRIGGERS_H
/*
 * Sockets, timers and paths that start a unit: Service= of systemd.socket(5), Unit= of
 * systemd.timer(5) and systemd.path(5), or else the name.
 */
#include "judge/unit_file.h"

/*
 * Makes a disabled unit UNIT_INDIRECT where one of them is in use.  False: `findings` says why it
 * is not known.
 */
bool unit_triggers(struct evidence *ev, const char *name, struct arena *arena,
		   struct unit_file *out, struct findings *findings);

#endif
