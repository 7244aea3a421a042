/* SPDX-License-Identifier: MIT */
/* How programs and libraries were built: each property that is asked for, of each file. */
#include <stdio.h>

#include "judge/image.h"
#include "model/kind.h"

enum property { PIE, EXEC_STACK, TEXTREL, WX_SEGMENT, CANARY, FORTIFY, IBT, SHSTK, PROPERTIES };

struct elf_args {
	struct text_list paths;
	struct text_list except;
	struct text_list machine;
	const char *type;
	const char *relro;
	const char *isa_at_most;
	int build_id;
	int rpath;
	int property[PROPERTIES];
};

static const char *const relro_words[] = { "none", "partial", "full", NULL };
static const char *const type_words[] = { "any", "executable", "shared", NULL };
static const char *const isa_words[] = { "x86-64-baseline", "x86-64-v2", "x86-64-v3", "x86-64-v4",
					 NULL };

static const struct property_info {
	const char *name;
	const char *column;
	const char *is;
	const char *is_not;
} properties[PROPERTIES] = {
	[PIE] = { "pie", "pie", "position independent", "not position independent" },
	[EXEC_STACK] = { "exec-stack", "exec_stack", "asks for an executable stack",
			 "no executable stack" },
	[TEXTREL] = { "textrel", "textrel", "text relocations", "no text relocations" },
	[WX_SEGMENT] = { "wx-segment", "wx_segment", "a segment that is writable and executable",
			 "no segment that is writable and executable" },
	[CANARY] = { "canary", "canary", "stack protector", "no stack protector" },
	[FORTIFY] = { "fortify", "fortify", "fortified functions", "no fortified function" },
	[IBT] = { "ibt", "ibt", "branch tracking", "not marked for branch tracking" },
	[SHSTK] = { "shstk", "shstk", "shadow stack", "not marked for shadow stack" },
};

#define AT(member, T) .offset = FIELD_OF(struct elf_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "build-id", .type = FIELD_BOOL, AT(build_id, int),
	  .help = "true: has a GNU build id" },
	{ .key = "canary", .type = FIELD_BOOL, AT(property[CANARY], int),
	  .help = "uses the stack protector" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of paths that are not judged" },
	{ .key = "exec-stack", .type = FIELD_BOOL, AT(property[EXEC_STACK], int),
	  .help = "asks for an executable stack" },
	{ .key = "fortify", .type = FIELD_BOOL, AT(property[FORTIFY], int),
	  .help = "imports a fortified function" },
	{ .key = "ibt", .type = FIELD_BOOL, AT(property[IBT], int),
	  .help = "marked for indirect branch tracking or BTI" },
	{ .key = "isa-at-most", .type = FIELD_WORD, AT(isa_at_most, const char *), .words = isa_words,
	  .help = "the highest x86-64 level a file may say it needs" },
	{ .key = "machine", .type = FIELD_LIST, AT(machine, struct text_list),
	  .help = "machines it may be for, as x86_64" },
	{ .key = "paths", .type = FIELD_LIST, AT(paths, struct text_list),
	  .help = "globs of paths that are judged", .required = true },
	{ .key = "pie", .type = FIELD_BOOL, AT(property[PIE], int),
	  .help = "position independent; judged of executables only" },
	{ .key = "relro", .type = FIELD_WORD, AT(relro, const char *), .words = relro_words,
	  .help = "the least RELRO it must have" },
	{ .key = "rpath", .type = FIELD_BOOL, AT(rpath, int),
	  .help = "false: has no DT_RPATH and no DT_RUNPATH" },
	{ .key = "shstk", .type = FIELD_BOOL, AT(property[SHSTK], int),
	  .help = "marked for shadow stack" },
	{ .key = "textrel", .type = FIELD_BOOL, AT(property[TEXTREL], int),
	  .help = "has text relocations" },
	{ .key = "type", .type = FIELD_WORD, AT(type, const char *), .words = type_words,
	  .help = "which files: executables, shared libraries or both", .fallback = "any" },
	{ .key = "wx-segment", .type = FIELD_BOOL, AT(property[WX_SEGMENT], int),
	  .help = "has a segment that is writable and executable" },
	{ 0 }
};

/* The columns after the properties, in the order of `properties`. */
enum { PATH, TYPE, RELRO, ISA, MACHINE, BUILD_ID, RPATH, ERROR, FIRST_PROPERTY };
static const char query[] =
	"SELECT path, type, relro, isa_needed, machine, build_id, coalesce(rpath, runpath), error, "
	"pie, exec_stack, textrel, wx_segment, canary, fortify, ibt, shstk FROM elf "
	"WHERE type IN ('executable', 'shared') ORDER BY path";
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct elf_args *a = args;

	for (size_t i = 0; i < PROPERTIES; i++)
		if (a->property[i] >= 0)
			return 0;
	if (a->relro || a->isa_at_most || a->machine.count || a->build_id >= 0 || a->rpath >= 0)
		return 0;
	return error_input(err, "says not what the files have to be");
}

/* The place of a word in its list; past the end when it is not there. */
static size_t rank(const char *const *words, const char *word)
{
	size_t i = 0;

	while (words[i] && !streq(words[i], word))
		i++;
	return i;
}

/*
 * Several levels may be noted, with something between; the highest counts.  A note with none of
 * them is of a level we do not know, which no bound lets pass.
 */
static size_t isa_rank(const char *noted)
{
	size_t highest = *noted ? SIZE_MAX : 0;

	for (size_t i = 0; isa_words[i]; i++)
		if (strstr(noted, isa_words[i]))
			highest = i;
	return highest;
}

static void judge_properties(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	const char *path = cursor_text(c, PATH);

	for (unsigned i = 0; i < PROPERTIES; i++) {
		const struct property_info *p = &properties[i];
		bool has = cursor_int(c, FIRST_PROPERTY + i) != 0;

		if (a->property[i] < 0 || has == (a->property[i] == 1))
			continue;
		if (i == PIE && !streq(cursor_text(c, TYPE), "executable"))
			continue;
		if (cursor_null(c, FIRST_PROPERTY + i))
			finding_error(out, "%s: %s is not in the evidence", path, p->name);
		else
			finding_fail(out, path, has ? p->is_not : p->is, "%s",
				     has ? p->is : p->is_not);
	}
}

static void judge_file(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	const char *path = cursor_text(c, PATH);
	char expected[64];

	if (!cursor_null(c, ERROR)) {
		finding_error(out, "%s: %s", path, cursor_text(c, ERROR));
		return;
	}
	judge_properties(a, c, out);
	if (a->relro && rank(relro_words, cursor_text(c, RELRO)) < rank(relro_words, a->relro)) {
		snprintf(expected, sizeof(expected), "RELRO at least %s", a->relro);
		finding_fail(out, path, expected, "%s", cursor_text(c, RELRO));
	}
	if (a->isa_at_most && isa_rank(cursor_text(c, ISA)) > rank(isa_words, a->isa_at_most)) {
		snprintf(expected, sizeof(expected), "needs at most %s", a->isa_at_most);
		finding_fail(out, path, expected, "needs %s", cursor_text(c, ISA));
	}
	if (a->machine.count && !text_list_has(&a->machine, cursor_text(c, MACHINE)))
		finding_fail(out, path, a->machine.items[0], "for %s", cursor_text(c, MACHINE));
	if (a->build_id >= 0 && cursor_null(c, BUILD_ID) == (a->build_id == 1))
		finding_fail(out, path, a->build_id ? "a build id" : "no build id", "%s",
			     a->build_id ? "none" : cursor_text(c, BUILD_ID));
	if (a->rpath >= 0 && cursor_null(c, RPATH) == (a->rpath == 1))
		finding_fail(out, path, a->rpath ? "a run path" : "no run path", "%s",
			     a->rpath ? "none" : cursor_text(c, RPATH));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct elf_args *a = args;
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 0, NULL);
	size_t judged = 0;

	while (cursor_next(&c)) {
		const char *path = cursor_text(&c, PATH);

		if (!streq(a->type, "any") && !streq(a->type, cursor_text(&c, TYPE)))
			continue;
		if (!image_matches(&a->paths, path) || image_matches(&a->except, path))
			continue;
		judge_file(a, &c, out);
		judged++;
	}
	if (judged == 0)
		finding_error(out, "no ELF file matches 'paths': nothing was judged");
	else
		finding_pass(out, "ELF files", "%zu looked at", judged);
}

const struct check_kind check_elf = {
	.name = "elf",
	.summary = "Programs and libraries are built as hardened as they must be",
	.example = "{paths: [/usr/bin/*], relro: full, pie: true, exec-stack: false}",
	.needs = EVIDENCE(ELF),
	.args_size = sizeof(struct elf_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
