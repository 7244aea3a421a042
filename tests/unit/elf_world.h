/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_ELF_WORLD_H
#define TESTS_UNIT_ELF_WORLD_H
/*
 * An image made up from a number: a C library, some libraries that need one another, programs that
 * need them; every symbol that is asked for is there.  Then, as the number will have it, faults.
 * The same number gives the same rows.
 */
#include "test.h"

#include <stdio.h>

#include "base/arena.h"
#include "model/evidence.h"

enum { WORLD_LIBRARIES = 6, WORLD_PROGRAMS = 3, WORLD_SYMBOLS = 10, WORLD_ROWS = 600 };

struct elf_world {
	struct arena arena;
	struct row rows[WORLD_ROWS];
	size_t count;
	uint64_t random;
};

/* xorshift64*: the tests have no other chance than this number. */
static inline unsigned chance(uint64_t *state, unsigned below)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (unsigned)((*state * 0x2545f4914f6cdd1dU) >> 40) % below;
}

#define WORLD_TEXT(w, ...) world_text(w, arena_printf(&(w)->arena, __VA_ARGS__))
static inline const char *world_text(struct elf_world *w, char *text)
{
	(void)w;
	assert_non_null(text);
	return text;
}

/* A row whose columns that are not set are NULL. */
static inline struct row *world_row(struct elf_world *w, enum table table)
{
	struct row *row = &w->rows[w->count++];

	assert_true(w->count <= WORLD_ROWS);
	*row = row_of(table);
	for (unsigned c = 0; c < tables[table].columns_count; c++)
		row_null(row);
	return row;
}

static inline unsigned world_column(const struct row *row, const char *name)
{
	const struct table_info *t = &tables[row->table];

	for (unsigned c = 0; c < t->columns_count; c++)
		if (streq(t->columns[c].name, name))
			return c;
	fail_msg("%s has no column %s", t->name, name);
	return 0;
}

static inline void set_int(struct row *row, const char *column, int64_t number)
{
	row->values[world_column(row, column)] =
		(struct value){ .type = VALUE_INT, .number = number };
}

static inline void set_text(struct row *row, const char *column, const char *text)
{
	row->values[world_column(row, column)] =
		(struct value){ .type = VALUE_TEXT, .text = text, .len = strlen(text) };
}

static inline const char *row_says(const struct row *row, const char *column)
{
	const struct value *v = &row->values[world_column(row, column)];

	return v->type == VALUE_TEXT ? v->text : "";
}

static inline void world_file(struct elf_world *w, const char *path, const char *type,
			      const char *target)
{
	struct row *row = world_row(w, TABLE_file);

	set_text(row, "path", path);
	set_text(row, "type", type);
	set_int(row, "mode", 0755);
	set_int(row, "uid", 0);
	set_int(row, "gid", 0);
	if (target)
		set_text(row, "target", target);
}

static inline void world_object(struct elf_world *w, int id, const char *path, const char *soname)
{
	static const char *const flags[] = { "bind_now", "pie",	       "exec_stack",
					     "textrel",	 "wx_segment", "canary",
					     "fortify",	 "ibt",	       "shstk" };
	struct row *row = world_row(w, TABLE_elf);

	world_file(w, path, "file", NULL);
	set_int(row, "id", id);
	set_text(row, "path", path);
	set_int(row, "class", 64);
	set_text(row, "machine", "x86_64");
	set_text(row, "osabi", "sysv");
	set_int(row, "flags", 0);
	set_text(row, "type", soname ? "shared" : "executable");
	if (soname)
		set_text(row, "soname", soname);
	else
		set_text(row, "interpreter", "/lib64/ld-linux-x86-64.so.2");
	set_text(row, "build_id", WORLD_TEXT(w, "%040d", id));
	set_text(row, "relro", "full");
	set_text(row, "traits", "");
	for (size_t i = 0; i < ARRAY_SIZE(flags); i++)
		set_int(row, flags[i], i < 2 || i > 4);
}

static inline const char *library_name(struct elf_world *w, int library)
{
	return library ? WORLD_TEXT(w, "lib%d.so.1", library) : "libc.so.6";
}

static inline const char *symbol_name(struct elf_world *w, int library, int symbol)
{
	return WORLD_TEXT(w, "s%d_%d", library, symbol);
}

static inline const char *version_name(struct elf_world *w, int library, int symbol)
{
	return WORLD_TEXT(w, "V%d_%d", library, symbol % 2);
}

/* Functions and objects of two versions; each third name is the alias of the one before. */
static inline void world_exports(struct elf_world *w, int library)
{
	for (int i = 0; i < WORLD_SYMBOLS; i++) {
		struct row *row = world_row(w, TABLE_elf_export);

		set_int(row, "elf", library);
		set_text(row, "name", symbol_name(w, library, i));
		set_text(row, "version", version_name(w, library, i));
		set_int(row, "hidden", 0);
		set_text(row, "binding", i % 4 ? "global" : "weak");
		set_text(row, "type", i % 5 == 4 ? "object" : "function");
		set_text(row, "visibility", "default");
		set_int(row, "size", 8 * (i + 1));
		set_int(row, "address", 4096 + 64 * (i - (i % 3 == 2)));
	}
	for (int v = 0; v < 2; v++) {
		struct row *row = world_row(w, TABLE_elf_verdef);

		set_int(row, "elf", library);
		set_text(row, "version", version_name(w, library, v));
		set_int(row, "number", 2 + v);
		set_text(row, "parent", v ? version_name(w, library, 0) : "");
		set_int(row, "weak", 0);
	}
}

/* `elf` needs the library, and some symbols of it. */
static inline void world_needs(struct elf_world *w, int elf, int position, int library)
{
	bool seen[2] = { false, false };
	struct row *row = world_row(w, TABLE_elf_needed);

	set_int(row, "elf", elf);
	set_int(row, "position", position);
	set_text(row, "soname", library_name(w, library));
	for (int i = (int)chance(&w->random, 3); i < WORLD_SYMBOLS;
	     i += 1 + (int)chance(&w->random, 4)) {
		row = world_row(w, TABLE_elf_import);
		set_int(row, "elf", elf);
		set_text(row, "name", symbol_name(w, library, i));
		set_text(row, "version", version_name(w, library, i));
		set_text(row, "library", library_name(w, library));
		set_int(row, "weak", 0);
		set_text(row, "type", i % 5 == 4 ? "object" : "none");
		seen[i % 2] = true;
		if (i % 5 != 4 || elf <= WORLD_LIBRARIES)
			continue;
		row = world_row(w, TABLE_elf_copy); /* a program has its own room for it */
		set_int(row, "elf", elf);
		set_text(row, "name", symbol_name(w, library, i));
		set_text(row, "version", version_name(w, library, i));
		set_int(row, "size", 8 * (i + 1));
	}
	for (int v = 0; v < 2; v++) {
		if (!seen[v])
			continue;
		row = world_row(w, TABLE_elf_verneed);
		set_int(row, "elf", elf);
		set_text(row, "library", library_name(w, library));
		set_text(row, "version", version_name(w, library, v));
		set_int(row, "weak", 0);
	}
}

/* A library may open another one, by any of three names of which one is there. */
static inline void world_opens(struct elf_world *w, int elf, int library)
{
	const char *const names[] = { WORLD_TEXT(w, "lib%d.so.9", library),
				      library_name(w, library), "libaway.so.1" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct row *row = world_row(w, TABLE_elf_dlopen);

		set_int(row, "elf", elf);
		set_text(row, "feature", "extra");
		set_text(row, "priority", "required");
		set_text(row, "soname", names[i]);
		set_int(row, "choice", library % 2);
	}
}

/* One row that something stands on is no longer as it was. */
static inline void world_break(struct elf_world *w)
{
	static const enum table candidates[] = { TABLE_elf_export, TABLE_elf_verdef, TABLE_elf,
						 TABLE_elf_export, TABLE_elf_export };
	enum table table = candidates[chance(&w->random, ARRAY_SIZE(candidates))];
	struct row *row;

	do
		row = &w->rows[chance(&w->random, (unsigned)w->count)];
	while (row->table != table);
	if (table == TABLE_elf && chance(&w->random, 2)) {
		set_int(row, "exec_stack", 1);
		set_text(row, "relro", "partial");
	} else if (table == TABLE_elf_export && chance(&w->random, 2)) {
		set_text(row, "type",
			 streq(row_says(row, "type"), "object") ? "function" : "object");
		set_int(row, "size", 4);
	} else {
		*row = w->rows[--w->count];
	}
}

static inline void elf_world_init(struct elf_world *w, unsigned number, unsigned faults)
{
	static const char *const folders[] = { "/", "/etc", "/usr", "/usr/bin", "/usr/lib64" };

	*w = (struct elf_world){ .random = 0x9e3779b97f4a7c15U * (number + 1) };
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		world_file(w, folders[i], "directory", NULL);
	world_file(w, "/lib64", "symlink", "usr/lib64");
	world_object(w, 1000, "/usr/lib64/ld-linux-x86-64.so.2", "ld-linux-x86-64.so.2");
	for (int i = 0; i <= WORLD_LIBRARIES; i++) {
		int position = 0;

		world_object(w, i, WORLD_TEXT(w, "/usr/lib64/%s", library_name(w, i)),
			     library_name(w, i));
		world_exports(w, i);
		world_opens(w, i, 1 + (i + 1) % WORLD_LIBRARIES);
		world_opens(w, i, 1 + (i + 2) % WORLD_LIBRARIES);
		for (int k = 0; k < i; k++)
			if (k == 0 || chance(&w->random, 3) == 0)
				world_needs(w, i, position++, k);
	}
	for (int i = 0; i < WORLD_PROGRAMS; i++) {
		int id = WORLD_LIBRARIES + 1 + i;

		world_object(w, id, WORLD_TEXT(w, "/usr/bin/p%d", i), NULL);
		world_needs(w, id, 0, 1 + (int)chance(&w->random, WORLD_LIBRARIES / 2));
		world_needs(w, id, 1,
			    1 + WORLD_LIBRARIES / 2 + (int)chance(&w->random, WORLD_LIBRARIES / 2));
		world_needs(w, id, 2, 0);
	}
	while (faults-- > 0)
		world_break(w);
}

#endif
