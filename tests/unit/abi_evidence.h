/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_ABI_EVIDENCE_H
#define TESTS_UNIT_ABI_EVIDENCE_H
/* Evidence out of INSERT statements, and a world out of one or two of them. */
#include "test.h"

#include <stdio.h>

#include "judge/abi/search.h"
#include "judge/abi/world.h"

/* Columns that most rows of an object need. */
#define ELF(id, path, type, soname)                                                        \
	"INSERT INTO elf (id, path, class, machine, type, soname) VALUES (" #id ", '" path \
	"', 64, 'x86_64', '" type "', " soname ");"
#define PROGRAM(id, path)	  ELF(id, path, "executable", "NULL")
#define LIBRARY(id, path, soname) ELF(id, path, "shared", "'" soname "'")
#define NEEDED(id, position, soname) \
	"INSERT INTO elf_needed VALUES (" #id ", " #position ", '" soname "');"
#define EXPORT(id, name, version, hidden, type)                                       \
	"INSERT INTO elf_export VALUES (" #id ", '" name "', '" version "', " #hidden \
	", 'global', '" type "', 'default', 8, 4096);"
#define IMPORT(id, name, version, library)                                             \
	"INSERT INTO elf_import VALUES (" #id ", '" name "', '" version "', '" library \
	"', 0, 'function');"
#define LINK(path, target) \
	"INSERT INTO file (path, type, target) VALUES ('" path "', 'symlink', '" target "');"
#define FOLDER(path)	    "INSERT INTO file (path, type) VALUES ('" path "', 'directory');"
#define PLAIN(path)	    "INSERT INTO file (path, type) VALUES ('" path "', 'file');"
#define TEXT(path, content) PLAIN(path) "INSERT INTO text VALUES ('" path "', '" content "', 0);"
#define CACHED(position, soname, path, hwcaps)                                                     \
	"INSERT INTO ld_cache (position, soname, path, machine, class, hwcaps) VALUES (" #position \
	", '" soname "', '" path "', 'x86_64', 64, '" hwcaps "');"
/* A system whose /usr is merged. */
#define MERGED               \
	FOLDER("/usr")       \
	FOLDER("/usr/lib64") \
	FOLDER("/usr/lib") FOLDER("/etc") LINK("/lib64", "usr/lib64") LINK("/lib", "usr/lib")

static inline struct evidence *evidence_of(const char *sql)
{
	char dir[] = "/tmp/azlcts-test.XXXXXX";
	struct error err = ERROR_INIT;
	struct evidence *ev;
	struct evidence *copy;
	char path[64];

	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/evidence.db", dir);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	if (evidence_copy(&copy, path, &err) != 0 || evidence_change(copy, sql, &err) != 0)
		fail_msg("%s", err.text);
	unlink(path);
	rmdir(dir);
	return copy;
}

struct made_world {
	struct names names;
	struct world world;
};

static inline void made_add(struct made_world *m, const char *sql, const char *prefix)
{
	AUTO_EVIDENCE struct evidence *ev = evidence_of(sql);

	if (!m->world.names)
		world_init(&m->world, &m->names);
	assert_true(world_add(&m->world, ev, prefix));
	assert_false(evidence_failed(ev));
}

static inline void made_world_release(struct made_world *m)
{
	world_release(&m->world);
	names_release(&m->names);
}

static inline const struct object *made_at(const struct made_world *m, const char *path)
{
	const struct object *b = world_at(&m->world, path);

	if (!b)
		fail_msg("%s: not there", path);
	return b;
}

/* The path that a name leads to; "": none. */
static inline const char *made_found(const struct made_world *m, const char *name)
{
	const struct object *b = world_library(&m->world, name, 64, "x86_64");

	return b ? b->path : "";
}

#endif
