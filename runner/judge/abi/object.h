/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_OBJECT_H
#define JUDGE_ABI_OBJECT_H
/*
 * One ELF object of a world, with what it needs, defines and asks for.  Numbers are of the world's
 * names; arrays and texts live as long as the world.
 */
#include "judge/abi/names.h"

enum symbol_type {
	SYMBOL_NONE,
	SYMBOL_FUNCTION,
	SYMBOL_OBJECT,
	SYMBOL_TLS,
	SYMBOL_IFUNC,
	SYMBOL_COMMON,
	SYMBOL_UNSAID, /* of a contract that does not say: not judged */
};
#define SIZE_UNSAID UINT64_MAX /* likewise */
enum symbol_binding { BINDING_GLOBAL, BINDING_WEAK, BINDING_UNIQUE };
enum symbol_visibility { VISIBILITY_DEFAULT, VISIBILITY_PROTECTED };

struct abi_export { /* a defined symbol; an object's are sorted by name, then version */
	uint32_t name;
	uint32_t version; /* 0: unversioned */
	uint64_t size;
	uint64_t address; /* names of one address (not 0) are aliases */
	uint8_t type;	  /* enum symbol_type ... */
	uint8_t binding;
	uint8_t visibility;
	bool hidden; /* name@VERSION, not the default name@@VERSION */
};

struct abi_import { /* sorted by name, then version */
	uint32_t name;
	uint32_t version; /* 0: any */
	uint32_t library; /* soname of its verneed; 0: none */
	bool weak;
	uint8_t type;
};

struct abi_copy { /* R_*_COPY: an executable's own room for a library's object */
	uint32_t name;
	uint32_t version;
	uint64_t size; /* of that room */
};

struct abi_verdef {
	uint32_t version;
	uint32_t parent; /* 0: none */
	unsigned index;	 /* vd_ndx; 2 is the oldest */
	bool weak;	 /* VER_FLG_WEAK */
};

struct abi_verneed {
	uint32_t library;
	uint32_t version;
	bool weak;
};

struct abi_dlopen { /* .note.dlopen */
	const char *feature;
	const char *priority; /* required, recommended, suggested */
	uint32_t soname;
	unsigned choice; /* those of one number: any one of them is enough */
};

struct object {
	const char *path; /* absolute, no link in it */
	unsigned layer;
	unsigned class; /* 32, 64 */
	const char *machine;
	int64_t flags; /* e_flags */
	const char *osabi;
	bool executable;	 /* PIE too */
	uint32_t soname;	 /* 0: none */
	const char *interpreter; /* the optional texts are NULL when there is none */
	const char *rpath;
	const char *runpath;
	const char *relro;
	const char *isa_needed;
	const char *traits; /* words, space between: tables.def has them */
	bool bind_now, pie, exec_stack, textrel, wx_segment, canary, fortify, ibt, shstk;
	const char *build_id;
	const char *error; /* NULL: it was read whole */

	const uint32_t *needed; /* sonames in the order of the dynamic section */
	const struct abi_export *exports;
	const struct abi_import *imports;
	const struct abi_copy *copies;
	const struct abi_verdef *verdefs; /* by index */
	const struct abi_verneed *verneeds;
	const struct abi_dlopen *dlopens;
	size_t needed_count, exports_count, imports_count, copies_count, verdefs_count,
		verneeds_count, dlopens_count;
};

/* First export of a name in an object (they are sorted), and how many follow; NULL: none. */
const struct abi_export *object_exports(const struct object *b, uint32_t name, size_t *count);
const struct abi_verdef *object_verdef(const struct object *b, uint32_t version);
/* It can be in a process of this class and machine; what could not be read may be anything. */
bool object_fits(const struct object *b, unsigned class, const char *machine);
bool object_has_trait(const struct object *b, const char *trait);
/* GLIBC_PRIVATE, *_PRIVATE*, *_INTERNAL*: a node that its own source package alone may use. */
bool version_is_private(const char *version);

#endif
