/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_OF_RECORD_H
#define JUDGE_OF_RECORD_H
/*
 * Which program keeps the system's log of record, "journald" or "rsyslog": rsyslog where its unit
 * is enabled (or will be, by preset, at the first boot); the journal where it is not.
 */
#include "judge/when.h"

enum truth log_of_record(struct evidence *ev, const char *program, struct findings *findings);

#endif
