/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_LIVE_H
#define COLLECT_LIVE_H
/* Parts that only a running system has: one function, one file a part. */
#include "base/cancel.h"
#include "model/tables.h"

int collect_kernel(int root_fd, const struct sink *sink, const struct cancel *cancel,
		   struct error *err);
/* sysctl.c; belongs to the part KERNEL, which it does not end. */
struct part_state;
int collect_sysctl(int root_fd, struct part_state *part, const struct sink *sink,
		   struct error *err);
int collect_mounts(int root_fd, const struct sink *sink, struct error *err);
int collect_listeners(int root_fd, const struct sink *sink, struct error *err);
/*
 * Part UNITS, and in table `boot` the rows "target" and "systemd_state".  The manager takes long to
 * answer, and uses one processor: units_ask() puts the questions, in a thread, and collect_units()
 * waits for the answers and ends the asking.
 */
struct units_answer;
int units_ask(struct units_answer **out, const struct cancel *cancel, struct error *err);
int collect_units(int root_fd, struct units_answer *answer, const struct sink *sink,
		  const struct cancel *cancel, struct error *err);
void units_answer_free(struct units_answer *answer);
/*
 * Words end in NUL, a command in an empty word.  Words before the program give it input and files
 * (command_words.h); the program "azlcts-probe" is this one (built_in.h).  The evidence has all
 * words.
 */
struct live_ask; /* collect.h */
int collect_commands(const struct live_ask *ask, const struct sink *sink,
		     const struct cancel *cancel, struct error *err);

#endif
