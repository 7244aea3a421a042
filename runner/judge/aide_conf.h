/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_AIDE_CONF_H
#define JUDGE_AIDE_CONF_H
/*
 * aide.conf as AIDE reads it: which rule a regular file falls under, and what is looked at then.
 *
 * - A rule is a pattern that has to match from the path's beginning on, maybe the kinds of files it
 *   is for, and attributes; '!' leaves out, and that wins over all others.
 * - Of several that match, those count whose pattern has the longest path without anything
 *   special in it; of these the first.
 * - Attributes are joined by '+' and taken off by '-'; a name that was given a value stands for it,
 *   H for all digests.
 *
 * Source: aide.conf(5) of AIDE 0.18 ("SELECTION LINES", "deepest-match", "first-match").
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

struct aide_rule {
	const char *pattern;
	const char *attributes; /* NULL: a '!' rule */
	const char *place;	/* "file:line" */
	size_t literal;		/* bytes of the path that stands before anything special */
};

struct aide_name {
	const char *name;
	const char *value;
};

struct aide_conf {
	struct aide_rule *rules;
	size_t rules_count;
	size_t rules_room;
	struct aide_name *names; /* groups and @@define, the last of a name counts */
	size_t names_count;
	size_t names_room;
};

/* 0: there is no such file; 1: read; -1: `findings` says why not. Texts are in the arena. */
int aide_read(struct evidence *ev, const char *path, struct arena *arena, struct aide_conf *out,
	      struct findings *findings);
/*
 * 1: a rule matches, and *out is it; 0: none does, or *out is the '!' rule that leaves it out; -1:
 * `findings` says that a pattern is not understood.
 */
int aide_match(const struct aide_conf *c, const char *path, const struct aide_rule **out,
	       struct findings *findings);
/* A group, a variable or a parameter; NULL: it has no value. */
const char *aide_value(const struct aide_conf *c, const char *name);
bool aide_has(const struct aide_conf *c, const char *attributes, const char *wanted);

#endif
