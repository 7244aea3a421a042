/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_AUDIT_RULES_H
#define JUDGE_AUDIT_RULES_H
/*
 * Rules of the kernel's audit system, as auditctl(8) reads them, and compared by what they mean.
 *
 * Source: audit 4.1, src/auditctl.c, src/auditctl-listing.c, init.d/augenrules; the kernel's
 * kernel/auditsc.c and kernel/auditfilter.c.
 * - augenrules puts the *.rules of rules.d together in natural order; the last -D, -b and -f go to
 *   the front, the last -e to the end, wherever they stand.
 * - auditctl -R stops at the first line that it does not take, but for -c and -i before it; after
 *   -e 2 nothing can be loaded any more.
 * - The first rule of a list that matches an event decides; -A puts a rule in front.
 * - "-w PATH -p wa" is "-a always,exit -F path=PATH -F perm=wa", or dir= where PATH is a folder.
 * - A rule of the list "task" with "never" leaves a task without an audit context: none of the
 *   list "exit" is asked for it, wherever it stands.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/results.h"

enum { AUDIT_B32 = 1 << 0, AUDIT_B64 = 1 << 1, AUDIT_BOTH = AUDIT_B32 | AUDIT_B64 };
enum { AUDIT_R = 1 << 0, AUDIT_W = 1 << 1, AUDIT_X = 1 << 2, AUDIT_A = 1 << 3, AUDIT_ALL = 15 };
enum audit_list { LIST_EXIT, LIST_TASK, LIST_EXCLUDE, LIST_OTHER };

/* -F and -C, in one form: unset for -1, auid for loginuid, >= for >. */
struct audit_field {
	const char *name;
	const char *op;
	const char *value;
	bool compared; /* -C: value is a field, too */
};

struct audit_rule {
	const char *text;
	const char *place;   /* "file:line"; "" for what is loaded */
	const char *why;     /* why it is not loaded; NULL: it is */
	const char *meaning; /* one text for all rules that mean the same */
	enum audit_list list;
	bool never;
	bool watch;
	bool is_dir;
	bool all; /* system calls */
	unsigned arches;
	unsigned perm;	  /* 0: not asked */
	const char *path; /* links on the way followed, no slash at the end; NULL: none */
	struct text_list syscalls;
	size_t syscalls_room;
	struct audit_field *fields; /* but arch, path, dir, perm and key */
	size_t count;
	size_t room;
};

struct audit_rules {
	struct arena arena;
	struct audit_rule *items; /* in the order in which the kernel asks them */
	size_t count;
	size_t room;
	bool continues; /* -c */
	const char *c_place;
	bool lenient;	     /* -c or -i so far */
	const char *enabled; /* of the last -e; NULL: none */
	const char *e_place;
	const char
		*stopped;   /* "file:line: text" that auditctl does not take; NULL: all are taken */
	const char *source; /* what is read: a folder, a file */
	bool failed;	    /* no memory */
};

/* As they will be loaded at the next boot.  False: `findings` says why it is not known. */
bool audit_rules_written(struct audit_rules *out, struct evidence *ev, struct findings *findings);
/* What `auditctl -l` printed. */
void audit_rules_listed(struct audit_rules *out, struct evidence *ev, const char *text);
void audit_rules_release(struct audit_rules *r);
/* One line of either. */
void audit_rules_add(struct audit_rules *r, struct evidence *ev, const char *place,
		     const char *line);

/* "auid>=1000", "euid!=uid"; false: it is not written so, or there is no memory. */
bool audit_field_parse(struct arena *arena, const char *text, bool compared,
		       struct audit_field *out);
/* "wa" as bits; 0: it is not written so. */
unsigned audit_perm_parse(const char *text);

/* One question: is this recorded? */
struct audit_want {
	const char *syscall; /* NULL: a path is asked for */
	const char *path;    /* links on the way followed */
	bool is_dir;
	unsigned perm;
	unsigned arch; /* one */
	const char *exit;
	const struct audit_field *filters; /* a rule may be narrowed by these, and by no other */
	size_t count;
};

/* The rule that decides; NULL: none.  `near`: the last one that is about it and does not do. */
const struct audit_rule *audit_rules_find(const struct audit_rules *r, const struct audit_want *w,
					  const struct audit_rule **near);
/* A rule for which no other counts; NULL: none. */
const struct audit_rule *audit_rules_killer(const struct audit_rules *r);
/* What `meaning` has to be, in the arena; NULL: no memory. */
const char *audit_rule_meaning(const struct audit_rule *rule, struct arena *arena);

#endif
