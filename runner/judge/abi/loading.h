/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_LOADING_H
#define JUDGE_ABI_LOADING_H
/* One object being loaded: the inside of scope.h, of the files scope*.c and hosts.c. */
#include "judge/abi/scope.h"

#define MEMBER_NONE UINT32_MAX

struct scope_alias { /* a name that a library was asked for by */
	uint32_t name;
	uint32_t member; /* MEMBER_NONE: not found, or `provided` */
};

enum { ALIASES_MAX = 2 * SCOPE_MAX };

struct loading {
	const struct world *w;
	const struct scope_options *options;
	const struct object *root;
	void (*tell)(void *arg, const struct link_problem *problem);
	void *arg;
	struct scope *scope;
	const struct object *interpreter; /* NULL: none known */
	unsigned level;			  /* x86-64 level of the machine */
	size_t told;
	size_t aliases_count;
	bool missing;  /* a library was not found */
	bool provided; /* a library is there before the process loads this */
	bool unread;   /* evidence of a member has an error */
	bool has_host;
	bool quiet;	  /* a host is being loaded */
	size_t undecided; /* symbols left to a host that is not here */
	const char *undecided_first;
	const struct object *undecided_by;
	uint32_t loaders[SCOPE_MAX]; /* index of who asked first; its own for a root */
	struct scope_alias aliases[ALIASES_MAX];
};

/* Makes ready for another root; the big arrays are not cleared. */
void loading_init(struct loading *l, const struct world *w, const struct object *root,
		  const struct scope_options *options, struct scope *scope);
/* The root, behind its host, with its closure; tells what is not found. */
void loading_closure(struct loading *l);
/* The member that a name leads to in this scope; MEMBER_NONE: none. */
uint32_t loading_named(const struct loading *l, uint32_t name, bool *asked);
/* Tells a problem of a member unless it belongs to the host. */
void loading_tell(struct loading *l, struct link_problem problem);
bool loading_has_list(const struct text_list *globs, const char *text);

/* scope_symbols.c */
void loading_symbols(struct loading *l);
void loading_copies(struct loading *l);
/* Whether what was found breaks an import of this type. */
bool types_clash(uint8_t wanted, uint8_t found);

/* hosts.c: who loads this object; NULL: nobody known that is in this world. */
const struct object *host_find(const struct world *w, const struct object *plugin,
			       struct scope_memo *memo);
/* Who loads a plug-in, for people: "Node.js"; NULL: it is none that is known. */
const char *host_name(const struct object *plugin);
/* A host that is not in this world would give this symbol. */
bool host_gives(const struct object *plugin, const char *symbol);

/* scope_memo.c */
struct memo_entry {
	bool ready;
	uint32_t *providers; /* indices of objects that its imports bind to in its own closure */
	uint32_t providers_count;
	uint32_t *rest; /* indices of imports that are to be looked up in every scope */
	uint32_t rest_count;
};
/* NULL: no memory. */
const struct memo_entry *memo_of(struct scope_memo *m, const struct object *b,
				 const struct scope_options *options);
/* The members of this scope are those that memo_holds() asks about. */
void memo_scope(struct scope_memo *m, const struct scope *scope);
bool memo_holds(const struct scope_memo *m, const struct memo_entry *e);
struct host_list { /* indices of objects that may be the host of a row of hosts.def */
	uint32_t *items;
	size_t count;
	bool made;
};
struct host_list *memo_hosts(struct scope_memo *m, size_t row);
/* Some object of the world exports this name. */
bool memo_exported(struct scope_memo *m, uint32_t name);

#endif
