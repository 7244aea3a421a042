/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_POSTFIX_H
#define JUDGE_POSTFIX_H
/* Where Postfix listens, by its main.cf: postconf(5), "inet_interfaces". */
#include "model/evidence.h"
#include "model/findings.h"

/*
 * Passes, or fails where what starts Postfix is enabled.  False: nothing was concluded, as there is
 * no Postfix, nothing starts it, or its file leaves it open.
 */
bool postfix_judge(struct evidence *ev, struct findings *out);

#endif
