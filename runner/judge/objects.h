/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_OBJECTS_H
#define JUDGE_OBJECTS_H
/*
 * The ELF objects of an image that the dynamic linker deals with, in memory and sorted, with what
 * each needs and defines.  Walking the closure of every program asks for the same few hundred
 * libraries over and over: arrays answer that, queries would not in time.
 *
 * Everything lives in the arena; texts are copies.
 */
#include "base/arena.h"
#include "model/evidence.h"

struct object_entry { /* a row that belongs to an object */
	int64_t elf;
	const char *name;    /* needed: soname; wanted: library; defined: version */
	const char *version; /* wanted: version of that library */
};

struct object_entries {
	const struct object_entry *items;
	size_t count;
};

struct object {
	int64_t id;
	const char *path;
	int64_t class;
	const char *machine;
	bool executable;
	const char *soname; /* the optional texts are NULL when there is none */
	const char *interpreter;
	const char *rpath;
	const char *runpath;
	const char *error;
	struct object_entries needed;  /* in the order of the dynamic section */
	struct object_entries wanted;  /* versions it asks for, by something that is not weak */
	struct object_entries defined; /* versions it defines */
};

struct objects {
	struct arena arena;
	struct object *items; /* by path, bytewise */
	size_t count;
};

/* False: no memory.  A failed query shows in the evidence, as always. */
bool objects_read(struct objects *out, struct evidence *ev);
void objects_release(struct objects *o);
/* NULL: no ELF object has that (real) path. */
const struct object *objects_at(const struct objects *o, const char *path);

#endif
