/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_AUTHSELECT_H
#define JUDGE_AUTHSELECT_H
/*
 * The profile that authselect(8) has selected: the first line of /etc/authselect/authselect.conf
 * names it; "custom/NAME" is in /etc/authselect/custom, others are in /usr/share/authselect, vendor
 * before default.
 */
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

/*
 * Do the profile's texts of these services name the modules?  False: there is no authselect, and
 * nothing was said.
 */
bool authselect_judged(struct evidence *ev, const struct text_list *modules,
		       const struct text_list *services, struct findings *out);

#endif
