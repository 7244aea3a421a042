/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SSHD_SAID_H
#define JUDGE_SSHD_SAID_H
/*
 * What the image's own sshd says of its configuration: `sshd -T`, or `sshd -G` where there are no
 * host keys (sshd(8)).  Neither sees Match blocks but "Match all", nor the unit's command line.
 */
#include "base/buf.h"
#include "model/evidence.h"

/* argv of the i-th command, as kind.command has it. */
const char *const *sshd_said_command(size_t i);
/* What it printed, into `out`; false: it was not run, or ended badly. */
bool sshd_said(struct evidence *ev, struct buf *out);
/* The values of a keyword in it, a blank between, into `out` (cleared first); false: none. */
bool sshd_said_value(const char *said, const char *keyword, struct buf *out);
/*
 * Do the two say the same?  sshd leaves out algorithms that it does not know; the order of a list
 * that collects does not count.  True as well for keywords that it prints in a form of its own.
 */
bool sshd_said_same(const char *keyword, const char *ours, const char *said);

#endif
