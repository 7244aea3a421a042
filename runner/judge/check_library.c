/* SPDX-License-Identifier: MIT */
/*
 * The contract of one library: it is where ld.so finds it, and defines the versions and symbols
 * that software built for this release binds to.
 */
#include <stdio.h>

#include "judge/image.h"
#include "judge/ldpath.h"
#include "model/kind.h"

struct library_args {
	const char *soname;
	const char *machine;
	struct text_list versions;
	struct text_list symbols;
};

/* clang-format off */
static const struct field fields[] = {
	{ .key = "machine", .type = FIELD_TEXT, .offset = FIELD_OF(struct library_args, machine, const char *),
	  .help = "judge only the library for this machine, as x86_64; default: each that is found" },
	{ .key = "soname", .type = FIELD_TEXT, .offset = FIELD_OF(struct library_args, soname, const char *),
	  .help = "DT_SONAME of the library, as libc.so.6", .required = true },
	{ .key = "symbols", .type = FIELD_LIST, .offset = FIELD_OF(struct library_args, symbols, struct text_list),
	  .help = "symbols it has to export, as name or name@VERSION" },
	{ .key = "versions", .type = FIELD_LIST, .offset = FIELD_OF(struct library_args, versions, struct text_list),
	  .help = "version nodes it has to define, as GLIBC_2.42" },
	{ 0 }
};
/* clang-format on */

static bool has_version(struct evidence *ev, const char *id, const char *version)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT 1 FROM elf_verdef WHERE elf = CAST(?1 AS INTEGER) AND version = ?2", 2,
		(const char *[]){ id, version });

	return cursor_next(&c);
}

/*
 * "name" is exported under any version that is not hidden, "name@VERSION" under that one, hidden
 * or not: old binaries bind to hidden versions (glibc elf/dl-lookup.c, check_match).
 */
static bool has_symbol(struct evidence *ev, const char *id, const char *symbol)
{
	const char *at = strchr(symbol, '@');
	AUTO_FREE char *name = strndup(symbol, at ? (size_t)(at - symbol) : strlen(symbol));
	AUTO(cursor) struct cursor c = { 0 };

	if (!name)
		return false;
	while (at && *at == '@')
		at++;
	c = cursor_open(
		ev,
		"SELECT 1 FROM elf_export WHERE elf = CAST(?1 AS INTEGER) AND name = ?2 AND "
		"(version = ?3 OR (?3 = '' AND hidden = 0))",
		3, (const char *[]){ id, name, at ? at : "" });
	return cursor_next(&c);
}

static void judge_library(const struct library_args *a, struct evidence *ev, const char *id,
			  const char *path, struct findings *out)
{
	char expected[256];

	for (size_t i = 0; i < a->versions.count; i++) {
		if (has_version(ev, id, a->versions.items[i]))
			continue;
		snprintf(expected, sizeof(expected), "defines %s", a->versions.items[i]);
		finding_fail(out, path, expected, "no such version node");
	}
	for (size_t i = 0; i < a->symbols.count; i++) {
		if (has_symbol(ev, id, a->symbols.items[i]))
			continue;
		snprintf(expected, sizeof(expected), "exports %s", a->symbols.items[i]);
		finding_fail(out, path, expected, "not exported");
	}
	finding_pass(out, a->soname, "%s", path);
}

/* One folder of the search path: the name there, followed to the file. */
static bool judge_in(const struct library_args *a, struct evidence *ev, const char *folder,
		     struct text_list *seen, struct arena *arena, struct findings *out)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	const char **items;
	const char *machine;

	buf_addf(&path, "%s/%s", folder, a->soname);
	if (!image_real_path(ev, buf_str(&path), &real))
		return false;
	c = cursor_open(ev, "SELECT id, machine || class, error, machine FROM elf WHERE path = ?1",
			1, (const char *[]){ buf_str(&real) });
	if (!cursor_next(&c)) {
		finding_error(out, "%s: not read as an ELF file", buf_str(&real));
		return true;
	}
	if (a->machine && !streq(a->machine, cursor_text(&c, 3)))
		return false;
	machine = arena_strdup(arena, cursor_text(&c, 1));
	if (!machine || text_list_has(seen, machine))
		return true; /* the first folder of its machine is what ld.so loads */
	items = arena_alloc(arena, (seen->count + 1) * sizeof(*items));
	if (!items) {
		finding_error(out, "no memory");
		return true;
	}
	if (seen->count)
		memcpy(items, seen->items, seen->count * sizeof(*items));
	items[seen->count] = machine;
	*seen = (struct text_list){ .items = items, .count = seen->count + 1 };
	if (!cursor_null(&c, 2))
		finding_error(out, "%s: %s", buf_str(&real), cursor_text(&c, 2));
	else
		judge_library(a, ev, cursor_text(&c, 0), buf_str(&real), out);
	return true;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct library_args *a = args;
	AUTO(ldpath) struct ldpath search = { 0 };
	struct text_list seen = { 0 };
	bool found = false;

	if (!ldpath_read(&search, ev)) {
		finding_error(out, "%s", search.why ? search.why : "no memory for the search path");
		return;
	}
	for (size_t i = 0; i < search.folders.count; i++)
		if (judge_in(a, ev, search.folders.items[i], &seen, &search.arena, out))
			found = true;
	if (!found)
		finding_fail(out, a->soname, "in a folder that ld.so searches", "not there");
}

const struct check_kind check_library = {
	.name = "library",
	.summary = "A shared library is there with the versions and symbols that software binds to",
	.example = "{soname: libc.so.6, versions: [GLIBC_2.42], symbols: [memcpy@GLIBC_2.14]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.args_size = sizeof(struct library_args),
	.fields = fields,
	.evaluate = evaluate,
};
