/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_COMPARISON_H
#define JUDGE_ABI_COMPARISON_H
/*
 * What the files of the comparison (compare*.c) share: two worlds, who would feel a change, and
 * the changes found so far.  Nobody else includes it.
 *
 * - No memory is sticky (`failed`), looked at once at the end.
 * - Indexes are by the number of a name: each is a counting sort, made once.
 */
#include "judge/abi/compare.h"
#include "judge/abi/finder.h"
#include "judge/abi/scope.h"

enum side { OLD, NEW, SIDES };

struct consumer {
	const struct object *object;
	bool rebuilt;		       /* of the candidate: linked with what is compared with;
					* beside given ones: a library that one of them loads */
	bool resolved;		       /* `closure` is known */
	const struct object **closure; /* of the candidate, what it loads; NULL at the end */
};

/* Consumers by one name that they mention. */
enum mention { MENTION_IMPORT, MENTION_NEEDED, MENTION_VERNEED, MENTION_COPY, MENTION_KINDS };
struct mention_entry {
	uint32_t consumer;
	uint32_t item; /* index into the object's imports, needed ... */
};
struct mentions {
	uint32_t *start; /* by name; one more than there are names */
	struct mention_entry *entries;
	uint32_t names;
};

/* Who feels a change: the first by path, and how many. */
struct feeling {
	const struct object *first; /* NULL: nobody */
	size_t count;
};

struct comparison {
	const struct world *world[SIDES];
	struct finder finder[SIDES];
	const struct names *names;
	const struct compare_options *options;
	struct arena arena;	    /* of the whole comparison: closures */
	struct consumer *consumers; /* by path; those given, then what they load */
	size_t consumers_count;
	size_t consumers_given; /* 0: none were */
	struct mentions mentions[MENTION_KINDS];
	const struct object **queue; /* room for a closure */
	uint32_t *seen;		     /* by index of the candidate's objects */
	uint32_t stamp;

	struct arena texts;	    /* details of the changes below */
	struct abi_change *changes; /* of the object that is being compared */
	size_t count;
	size_t room;
	compare_tell *tell;
	void *arg;
	struct compare_tally *tally;
	bool failed;
};

struct pair {
	const struct object *old;
	const struct object *new; /* NULL: it is gone */
	const char *name;	  /* soname or path */
	bool contract;		  /* the reference only says nodes, symbols, types and sizes */
	bool library;		  /* others can be linked with it */
	struct feeling users;	  /* who needs it by soname */
	bool resolved;
	const struct object **closure; /* of `new`, itself first; NULL at the end */
	size_t unversioned;	       /* symbols that had a version and have none */
};

struct item {		  /* what a change is about */
	uint32_t symbol;  /* 0: about the object */
	uint32_t version; /* 0: none */
};

/* compare_report.c: `detail` is a literal or lives in c->texts. */
void change_add(struct comparison *c, const struct pair *p, enum abi_rule rule,
		enum severity severity, struct item item, struct feeling felt, const char *detail);
void change_undecided(struct comparison *c, const struct pair *p, enum abi_rule rule,
		      const char *why);
const char *change_text(struct comparison *c, const char *fmt, ...) PRINTF(2, 3);
/* Tells what was found so far, sorted; the list is empty then. */
void changes_flush(struct comparison *c);
bool globs_match(const struct text_list *globs, const char *text);

/* compare_felt.c */
bool consumers_init(struct comparison *c);
void consumers_release(struct comparison *c);
/* Who loads the library `old`, or what replaces it (`new`, may be NULL). */
struct feeling felt_object(struct comparison *c, const struct object *old,
			   const struct object *new);
/* Who was linked with p->old alone, and got symbols through it that nobody gives now. */
struct feeling felt_need(struct comparison *c, const struct pair *p, uint32_t needed);
struct feeling felt_node(const struct comparison *c, const struct pair *p, uint32_t version);
/* References that are not weak; with `gone`, only those that the candidate leaves unresolved. */
struct feeling felt_symbol(struct comparison *c, const struct pair *p, const struct abi_export *e,
			   bool gone);
/* Copies whose room is not `size`; SIZE_UNSAID: all. */
struct feeling felt_copy(const struct comparison *c, const struct pair *p,
			 const struct abi_export *e, uint64_t size);
/* Who mentions a member of the C++ class that this symbol (_ZTV..., _ZTI...) is of. */
struct feeling felt_class(const struct comparison *c, const struct pair *p,
			  const struct abi_export *e);

/* compare_scope.c */
const struct abi_export *object_export(const struct object *b, uint32_t name, uint32_t version);
bool symbol_is_linker_made(const char *name);
/* Everything that `b` loads in the candidate, `b` first when `self`. */
const struct object **closure_of(struct comparison *c, const struct object *b, bool self);
/* A library, other than `p->new`, in its closure that a reference binds to; NULL: none. */
const struct object *moved_to(struct comparison *c, struct pair *p, uint32_t name,
			      uint32_t version);
bool object_needs(const struct object *b, uint32_t soname);
/* The candidate's C library is 2.41 or later, or not known. */
bool glibc_is_modern(const struct comparison *c, const struct object *like);

/* The rules, one file a subject; `p->new` is there. */
void compare_symbols(struct comparison *c, struct pair *p);
void compare_definition(struct comparison *c, struct pair *p, const struct abi_export *old,
			const struct abi_export *new);
void compare_aliases(struct comparison *c, struct pair *p);
void compare_nodes(struct comparison *c, struct pair *p);
void compare_needs(struct comparison *c, struct pair *p);
void compare_build(struct comparison *c, struct pair *p);

#endif
