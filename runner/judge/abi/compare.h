/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_COMPARE_H
#define JUDGE_ABI_COMPARE_H
/*
 * A reference and a candidate under the rules of rules.def, weighted by who would feel it.
 *
 * - Two worlds that share one table of names.  Libraries are matched by (soname, class, machine),
 *   as ld.so would find them; executables and objects without soname by path.
 * - Consumers are the objects whose imports count: those given, else every object of both worlds.
 *   A change on an item that no consumer imports *and* that is private goes one severity down,
 *   never away.  With `only_felt`, what no consumer feels is left out (diff --consumer).
 * - A removed symbol is first looked for in the scope of its consumers: what moved to a sibling
 *   while its version node stayed is information.
 * - Types (A27) cannot be seen in ELF: told once for every library in both, as `unchecked`.
 */
#include "judge/abi/rules.h"
#include "judge/abi/world.h"

struct abi_change {
	enum abi_rule rule;
	enum severity severity;
	bool unchecked;	      /* could not be decided: `detail` says why; severity is INFO */
	const char *object;   /* soname, or path when there is none */
	const char *symbol;   /* "": about the object */
	const char *version;  /* "": none */
	const char *detail;   /* "removed", "size 8 -> 16": one line, no full stop */
	const char *consumer; /* path of the first that feels it; "": none known */
	size_t consumers;     /* how many */
	const char *declared; /* reason of the declared deviation; NULL: undeclared */
};

struct abi_declared {	    /* a deviation that the distribution declares */
	const char *rule;   /* "A01"; "*": any */
	const char *object; /* glob of sonames or paths */
	const char *symbol; /* glob; NULL: any */
	const char *reason;
};

struct compare_options {
	const struct text_list *objects;	/* globs of sonames or paths; NULL, empty: all */
	const struct text_list *except;		/* globs that are left out */
	const struct text_list *except_symbols; /* globs of name, name@VERSION, node */
	const struct world *consumers; /* NULL: the reference and the candidate themselves */
	bool only_felt;
	bool libraries_only; /* no rule about how executables were built */
	const struct abi_declared *declared;
	size_t declared_count;
};

struct compare_tally {
	size_t objects;			/* compared */
	size_t changes[SEVERITY_COUNT]; /* undeclared */
	size_t declared;
	size_t unchecked; /* objects whose types were not compared */
	size_t users;	  /* given consumers that need a library of the reference */
};

typedef void compare_tell(void *arg, const struct abi_change *change);

/*
 * Tells changes sorted by object, then rule, then symbol.  Texts of a change are borrowed until
 * the callback returns.  False: no memory.
 */
bool compare_worlds(const struct world *reference, const struct world *candidate,
		    const struct compare_options *options, compare_tell *tell, void *arg,
		    struct compare_tally *tally);
/* One pair, as it stands, for the kind `library` and its contract. */
bool compare_library(const struct world *reference, const struct object *old,
		     const struct world *candidate, const struct object *new,
		     const struct compare_options *options, compare_tell *tell, void *arg,
		     struct compare_tally *tally);

#endif
