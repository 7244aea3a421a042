/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_SCOPE_H
#define JUDGE_ABI_SCOPE_H
/*
 * Loading one object as glibc's ld.so does (ld.so(8); glibc 2.42 elf/dl-load.c, dl-deps.c,
 * dl-version.c, dl-lookup.c), without running anything:
 *
 * 1. its DT_NEEDED closure, breadth first, one library once: a name with '/' is a path; else
 *    DT_RPATH of the asker and of its loaders (only while the asker has no DT_RUNPATH),
 *    DT_RUNPATH of the asker alone, the cache with its hwcaps subfolders up to `isa`, the built-in
 *    folders unless DF_1_NODEFLIB.  $ORIGIN, $LIB, $PLATFORM are expanded.  A file of another
 *    class or machine is passed over.
 * 2. versions: each Verneed(file, node) of each object in the scope: the object that was loaded
 *    under that name must define the node, unless it defines none at all, or the need is weak.
 * 3. symbols: each import of each object, looked up in the scope in breadth-first order:
 *    versioned: the first object that has no version table, or has that version (hidden or not),
 *    or a base-version, non-hidden definition.  Unversioned: index <= 2 at once, else the single
 *    default.  Weak and not found: fine.
 * 4. copy relocations: the size and type of what an executable has room for.
 *
 * A plug-in is no program: it is loaded by a host, whose scope comes first; hosts.def says by whom.
 * What a host would have to give that is not in this world is undecided, and so are symbols that
 * a plug-in (a library in no folder that is searched) of no known host lacks while some object
 * here defines them: it may be in the process that opens it.
 *
 * Not followed: DT_AUDIT, DT_FILTER and DT_AUXILIARY (audit modules, filter libraries), LD_PRELOAD
 * and LD_LIBRARY_PATH, dlopen() by name; dynamic linkers other than glibc's are taken for it.
 */
#include "judge/abi/world.h"

enum { SCOPE_MAX = 4096 };

enum link_fault {
	LINK_UNREADABLE,  /* the object's evidence has an error: nothing can be said */
	LINK_INTERPRETER, /* its interpreter is not there */
	LINK_LIBRARY,	  /* a needed library is in no folder that is searched */
	LINK_VERSION,	  /* a library that is loaded lacks a version node that is needed */
	LINK_SYMBOL,	  /* a symbol that is not weak is defined nowhere in the scope */
	LINK_SYMBOL_LAZY, /* ... by a name bound only at its first call (no BIND_NOW) */
	LINK_COPY,	  /* an object may not be copied: protected, and its library forbids it */
	LINK_COPY_SIZE,	  /* a copied object is larger in the library than the room for it */
	LINK_TYPE,	  /* found, but a function where an object or TLS is wanted, or so */
	LINK_EXEC_STACK,  /* wants an executable stack; dlopen() refuses since glibc 2.41 */
	LINK_ISA,	  /* needs a higher x86-64 level than `isa` */
	LINK_UNDECIDED,	  /* symbols that a host provides which is not in this world */
	LINK_FAULT_COUNT,
};
extern const char *const link_fault_names[LINK_FAULT_COUNT]; /* "library" ... */

struct link_problem { /* what stops an object; texts live as long as the world */
	enum link_fault fault;
	const struct object *root;     /* what was being loaded */
	const struct object *consumer; /* who asks: the root or a library of its closure */
	const char *library;	       /* soname asked of or for; "": none */
	const char *symbol;	       /* "": not about a symbol */
	const char *version;	       /* "": none */
	const struct object *found;    /* the object that lacks it, or has it wrong; NULL: none */
	int64_t have, want;	       /* LINK_COPY_SIZE: bytes in the library, bytes of room */
	size_t more;		       /* LINK_UNDECIDED: how many symbols, `symbol` is the first */
};

/* Who loads plug-ins: objects that match `plugin` see the symbols of `host` and its closure first.
 */
struct link_host {
	const char *plugin;  /* glob of paths */
	const char *host;    /* globs of paths, space between: the first glob that fits an object of
			      * the world, and of several objects the nearest to the plug-in */
	const char *symbols; /* globs, space between: what it gives when it is not in this world */
	const char *name;    /* for people: "Node.js" */
};
extern const struct link_host link_hosts[]; /* hosts.def; plugin NULL at the end */

struct scope_options {
	const char *isa; /* x86-64-baseline (default, NULL) to x86-64-v4: what the machine has */
	const struct text_list *provided; /* globs of sonames that the process has loaded before */
	const struct text_list *provided_symbols; /* globs of symbols it has */
	bool no_hosts;				  /* plug-ins stand alone */
	bool no_symbols;			  /* libraries and versions only */
	struct scope_memo *memo;		  /* NULL: each root is looked at afresh */
};

/*
 * What many roots have in common, for whoever loads a whole world: where each object finds its
 * symbols in its own closure.  In a scope that has those same libraries it need not be asked
 * again.  Same world, `provided` and `isa` for all roots.  scope_memo_new(): NULL: no memory.
 */
struct scope_memo *scope_memo_new(const struct world *w);
void scope_memo_free(struct scope_memo *m);

struct scope {
	const struct object *members[SCOPE_MAX]; /* breadth first; a host's before the plug-in */
	size_t count;
	size_t root; /* index of what was loaded */
};

/*
 * Loads `root` and tells every problem in the order above.  Each missing library and each
 * (consumer, symbol, version) is told once.  `scope` (may be NULL) gets the members.
 * Returns how many problems were told.
 */
size_t scope_load(const struct world *w, const struct object *root,
		  const struct scope_options *options,
		  void (*tell)(void *arg, const struct link_problem *problem), void *arg,
		  struct scope *scope);
/*
 * The definition that `import` of an object of this scope binds to; NULL: none.  `*in` (may be
 * NULL) gets the object.
 */
const struct abi_export *scope_lookup(const struct world *w, const struct scope *scope,
				      const struct object *consumer,
				      const struct abi_import *import, const struct object **in);
/* The definition of one object that a reference binds to, as check_match() of ld.so; NULL: none. */
const struct abi_export *object_definition(const struct object *b, uint32_t name, uint32_t version);
/* "libssl.so.3 wants X@V, which libcrypto.so.3 (path) does not define": one line, no full stop. */
void link_problem_text(const struct world *w, const struct link_problem *p, struct buf *out);

#endif
