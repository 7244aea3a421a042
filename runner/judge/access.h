/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ACCESS_H
#define JUDGE_ACCESS_H
/*
 * Who may do what with a file: its owner, group, mode and access list against what is asked.
 *
 * - Names are resolved with the image's own accounts and groups, of which one may have several
 *   ids (/usr/lib/passwd beside /etc/passwd); only "root" is known without them.
 * - "0640 or less" is a mask of bits that must not be set: 0000 keeps every such rule.
 * - An access list can let in more than the mode shows, bounded by its mask (acl(5)).  Whom it
 *   names is neither the owner nor of the group, and is judged as the others are.
 */
#include "model/kind.h"

struct access_want {
	struct text_list owner; /* names or numbers, one of which it is */
	struct text_list group;
	struct text_list either; /* "OWNER:GROUP:BITS", one of which holds as a whole */
	int mode;
	int mode_at_most;
	int without_bits;
};

struct access_file {
	const char *path; /* what findings call it */
	const char *type;
	unsigned mode;
	int64_t uid;
	int64_t gid;
	bool no_owner;	 /* unpacked from an archive: nobody knows */
	const char *acl; /* as file.acl; empty: none */
};

/* For a kind's check_args. */
int access_check(const struct access_want *w, struct error *err);
bool access_asked(const struct access_want *w);
/* Adds what is wrong; says nothing when all is well. */
void access_judge(const struct access_want *w, struct evidence *ev, const struct access_file *f,
		  struct findings *out);

/* The bits of mode that count: with an access list those of the group are bounded by its mask. */
unsigned access_mode(const struct access_file *f);
/* What those whom an access list names may do, as bits 0007; more than that: it is unreadable. */
unsigned access_named(const struct access_file *f);

#endif
