/* SPDX-License-Identifier: MIT */
/*
 * How programs and libraries were built: each property that is asked for, of each file.  What is
 * not as it has to be is told with the rule of ABI compatibility it comes under (abi/rules.def).
 */
#include <stdio.h>

#include "judge/abi/image_world.h"
#include "judge/dlopen_notes.h"
#include "judge/run_path.h"
#include "judge/image.h"
#include "model/kind.h"

enum property {
	PIE,
	EXEC_STACK,
	TEXTREL,
	WX_SEGMENT,
	CANARY,
	FORTIFY,
	IBT,
	SHSTK,
	BIND_NOW,
	PROPERTIES
};

struct elf_args {
	struct text_list paths;
	struct text_list except;
	struct text_list machine;
	struct text_list osabi;
	struct text_list interpreter;
	struct text_list runpath_under;
	struct text_list traits_none;
	const char *dlopen;
	const char *type;
	const char *relro;
	const char *isa_at_most;
	int build_id;
	int rpath;
	int property[PROPERTIES];
};

static const char *const dlopen_words[] = { "resolvable", NULL };
static const char *const trait_words[] = {
	"audit",    "filter",	 "fini",      "indirect-extern-access",
	"init",	    "initfirst", "nodeflib",  "nodelete",
	"noopen",   "origin",	 "relr",      "static-tls",
	"symbolic", "types-btf", "types-ctf", "types-dwarf",
	NULL
};
static const char *const relro_words[] = { "none", "partial", "full", NULL };
static const char *const type_words[] = { "any", "executable", "shared", NULL };
static const char *const isa_words[] = { "x86-64-baseline", "x86-64-v2", "x86-64-v3", "x86-64-v4",
					 NULL };

/* `rule`: what it comes under when it is not `wanted`. */
static const struct property_info {
	const char *name;
	const char *is;
	const char *is_not;
	bool wanted;
	const char *rule;
} properties[PROPERTIES] = {
	[PIE] = { "pie", "position independent", "not position independent", true, "A23: " },
	[EXEC_STACK] = { "exec-stack", "asks for an executable stack", "no executable stack", false,
			 "A19: " },
	[TEXTREL] = { "textrel", "text relocations", "no text relocations", false, "A20: " },
	[WX_SEGMENT] = { "wx-segment", "a segment that is writable and executable",
			 "no segment that is writable and executable", false, "A20: " },
	[CANARY] = { "canary", "stack protector", "no stack protector", true, "A23: " },
	[FORTIFY] = { "fortify", "fortified functions", "no fortified function", true, "A23: " },
	[IBT] = { "ibt", "branch tracking", "not marked for branch tracking", true, "A22: " },
	[SHSTK] = { "shstk", "shadow stack", "not marked for shadow stack", true, "A22: " },
	[BIND_NOW] = { "bind-now", "binds all symbols at its start",
		       "binds symbols at their first use", true, "A23: " },
};

#define AT(member, T) .offset = FIELD_OF(struct elf_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "bind-now", .type = FIELD_BOOL, AT(property[BIND_NOW], int),
	  .help = "binds all symbols at its start" },
	{ .key = "build-id", .type = FIELD_BOOL, AT(build_id, int),
	  .help = "true: has a GNU build id" },
	{ .key = "canary", .type = FIELD_BOOL, AT(property[CANARY], int),
	  .help = "uses the stack protector" },
	{ .key = "dlopen", .type = FIELD_WORD, AT(dlopen, const char *), .words = dlopen_words,
	  .help = "resolvable: what .note.dlopen says is required can be opened" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of paths that are not judged" },
	{ .key = "exec-stack", .type = FIELD_BOOL, AT(property[EXEC_STACK], int),
	  .help = "asks for an executable stack" },
	{ .key = "fortify", .type = FIELD_BOOL, AT(property[FORTIFY], int),
	  .help = "imports a fortified function" },
	{ .key = "ibt", .type = FIELD_BOOL, AT(property[IBT], int),
	  .help = "marked for indirect branch tracking or BTI" },
	{ .key = "interpreter", .type = FIELD_LIST, AT(interpreter, struct text_list),
	  .help = "paths of dynamic linkers it may name; what names none is not judged" },
	{ .key = "isa-at-most", .type = FIELD_WORD, AT(isa_at_most, const char *), .words = isa_words,
	  .help = "the highest x86-64 level a file may say it needs" },
	{ .key = "machine", .type = FIELD_LIST, AT(machine, struct text_list),
	  .help = "machines it may be for, as x86_64" },
	{ .key = "osabi", .type = FIELD_LIST, AT(osabi, struct text_list),
	  .help = "operating systems it may be for (EI_OSABI), as sysv and gnu" },
	{ .key = "paths", .type = FIELD_LIST, AT(paths, struct text_list),
	  .help = "globs of paths that are judged", .required = true },
	{ .key = "pie", .type = FIELD_BOOL, AT(property[PIE], int),
	  .help = "position independent; judged of executables only" },
	{ .key = "relro", .type = FIELD_WORD, AT(relro, const char *), .words = relro_words,
	  .help = "the least RELRO it must have" },
	{ .key = "rpath", .type = FIELD_BOOL, AT(rpath, int),
	  .help = "false: has no DT_RPATH and no DT_RUNPATH" },
	{ .key = "runpath-under", .type = FIELD_LIST, AT(runpath_under, struct text_list),
	  .help = "folders that run paths may lead to, with what is below; its own always" },
	{ .key = "shstk", .type = FIELD_BOOL, AT(property[SHSTK], int),
	  .help = "marked for shadow stack" },
	{ .key = "textrel", .type = FIELD_BOOL, AT(property[TEXTREL], int),
	  .help = "has text relocations" },
	{ .key = "traits-none", .type = FIELD_LIST, AT(traits_none, struct text_list), .words = trait_words,
	  .help = "words of elf.traits that it must not have" },
	{ .key = "type", .type = FIELD_WORD, AT(type, const char *), .words = type_words,
	  .help = "which files: executables, shared libraries or both", .fallback = "any" },
	{ .key = "wx-segment", .type = FIELD_BOOL, AT(property[WX_SEGMENT], int),
	  .help = "has a segment that is writable and executable" },
	{ 0 }
};

/* The columns after the properties, in the order of `properties`. */
enum {
	PATH, TYPE, RELRO, ISA, MACHINE, BUILD_ID, RPATH, RUNPATH, OSABI, INTERPRETER, TRAITS, ERROR,
	FIRST_PROPERTY
};
static const char query[] =
	"SELECT path, type, relro, isa_needed, machine, build_id, rpath, runpath, osabi, interpreter, "
	"traits, error, pie, exec_stack, textrel, wx_segment, canary, fortify, ibt, shstk, bind_now FROM elf "
	"WHERE type IN ('executable', 'shared') ORDER BY path";
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct elf_args *a = args;

	for (size_t i = 0; i < PROPERTIES; i++)
		if (a->property[i] >= 0)
			return 0;
	if (a->relro || a->isa_at_most || a->dlopen || a->machine.count || a->osabi.count ||
	    a->interpreter.count || a->runpath_under.count || a->traits_none.count ||
	    a->build_id >= 0 || a->rpath >= 0)
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
		bool said = !cursor_null(c, FIRST_PROPERTY + i);
		bool has = cursor_int(c, FIRST_PROPERTY + i) != 0;

		if (a->property[i] < 0 || (said && has == (a->property[i] == 1)))
			continue;
		if (i == PIE && !streq(cursor_text(c, TYPE), "executable"))
			continue;
		if (!said)
			finding_error(out, "%s: %s is not in the evidence", path, p->name);
		else
			finding_fail(out, path, has ? p->is_not : p->is, "%s%s",
				     has == p->wanted ? "" : p->rule, has ? p->is : p->is_not);
	}
}

/* Run paths: none at all, or those of the allowed folders only. */
static void judge_run_paths(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	static const unsigned columns[] = { RPATH, RUNPATH };
	bool none = cursor_null(c, RPATH) && cursor_null(c, RUNPATH);
	const char *path = cursor_text(c, PATH);
	AUTO(buf) struct buf entry = BUF_INIT(BUF_LINE);

	if (a->rpath >= 0 && none == (a->rpath == 1))
		finding_fail(out, path, a->rpath ? "a run path" : "no run path", "%s%s",
			     a->rpath ? "" : "A20: ",
			     a->rpath ? "none"
				      : cursor_text(c, cursor_null(c, RPATH) ? RUNPATH : RPATH));
	for (size_t i = 0; a->runpath_under.count && i < ARRAY_SIZE(columns); i++) {
		const char *run_path = cursor_text(c, columns[i]);

		if (cursor_null(c, columns[i]) ||
		    !run_path_astray(path, run_path, &a->runpath_under, &entry))
			continue;
		if (entry.len)
			finding_fail(out, path, "run paths of allowed folders", "A20: %s in %s",
				     buf_str(&entry), run_path);
		else
			finding_fail(out, path, "run paths of allowed folders",
				     "A20: the current directory (an empty entry) in '%s'",
				     run_path);
	}
}

/* Which system and machine it is for. */
static void judge_system(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	const char *path = cursor_text(c, PATH);

	if (a->machine.count && !text_list_has(&a->machine, cursor_text(c, MACHINE)))
		finding_fail(out, path, a->machine.items[0], "A24: for %s",
			     cursor_text(c, MACHINE));
	if (a->osabi.count && cursor_null(c, OSABI))
		finding_error(out, "%s: osabi is not in the evidence", path);
	else if (a->osabi.count && !text_list_has(&a->osabi, cursor_text(c, OSABI)))
		finding_fail(out, path, a->osabi.items[0], "A24: for the operating system %s",
			     cursor_text(c, OSABI));
	if (a->interpreter.count && !cursor_null(c, INTERPRETER) &&
	    !text_list_has(&a->interpreter, cursor_text(c, INTERPRETER)))
		finding_fail(out, path, a->interpreter.items[0], "A24: %s",
			     cursor_text(c, INTERPRETER));
}

/* The rule that a trait comes under; "": none. */
static const char *trait_rule(const char *trait)
{
	static const char *const rules[][2] = {
		{ "audit", "A20: " },	   { "filter", "A20: " },
		{ "static-tls", "A13: " }, { "indirect-extern-access", "A14: " },
		{ "symbolic", "A25: " },   { "noopen", "A25: " },
		{ "initfirst", "A25: " },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (streq(rules[i][0], trait))
			return rules[i][1];
	return "";
}

static bool has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *s = words; (s = strstr(s, word)); s += len)
		if ((s == words || s[-1] == ' ') && (s[len] == ' ' || s[len] == '\0'))
			return true;
	return false;
}

static void judge_traits(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	const char *path = cursor_text(c, PATH);
	char expected[64];

	if (a->traits_none.count && cursor_null(c, TRAITS)) {
		finding_error(out, "%s: its traits are not in the evidence", path);
		return;
	}
	for (size_t i = 0; i < a->traits_none.count; i++) {
		const char *trait = a->traits_none.items[i];

		if (!has_word(cursor_text(c, TRAITS), trait))
			continue;
		snprintf(expected, sizeof(expected), "not %s", trait);
		finding_fail(out, path, expected, "%s%s", trait_rule(trait), trait);
	}
}

static void judge_file(const struct elf_args *a, const struct cursor *c, struct findings *out)
{
	const char *path = cursor_text(c, PATH);
	char expected[64];

	judge_properties(a, c, out);
	if (a->relro && !relro_words[rank(relro_words, cursor_text(c, RELRO))])
		finding_error(out, "%s: relro is not in the evidence", path);
	else if (a->relro &&
		 rank(relro_words, cursor_text(c, RELRO)) < rank(relro_words, a->relro)) {
		snprintf(expected, sizeof(expected), "RELRO at least %s", a->relro);
		finding_fail(out, path, expected, "A23: %s", cursor_text(c, RELRO));
	}
	if (a->isa_at_most && isa_rank(cursor_text(c, ISA)) > rank(isa_words, a->isa_at_most)) {
		snprintf(expected, sizeof(expected), "needs at most %s", a->isa_at_most);
		finding_fail(out, path, expected, "A21: needs %s", cursor_text(c, ISA));
	}
	if (a->build_id >= 0 && cursor_null(c, BUILD_ID) == (a->build_id == 1))
		finding_fail(out, path, a->build_id ? "a build id" : "no build id", "%s",
			     a->build_id ? "A23: none" : cursor_text(c, BUILD_ID));
	judge_system(a, c, out);
	judge_run_paths(a, c, out);
	judge_traits(a, c, out);
}

static void judge_files(const struct elf_args *a, struct evidence *ev, const struct world *w,
			struct findings *out)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 0, NULL);
	size_t judged = 0;

	while (cursor_next(&c)) {
		const char *path = cursor_text(&c, PATH);
		const struct object *b;

		if (!streq(a->type, "any") && !streq(a->type, cursor_text(&c, TYPE)))
			continue;
		if (!image_matches(&a->paths, path) || image_matches(&a->except, path))
			continue;
		judged++;
		if (!cursor_null(&c, ERROR)) {
			finding_error(out, "%s: %s", path, cursor_text(&c, ERROR));
			continue;
		}
		judge_file(a, &c, out);
		b = w ? world_at(w, path) : NULL;
		if (b)
			dlopen_notes_judge(w, b, out);
	}
	if (judged == 0)
		finding_error(out, "no ELF file matches 'paths': nothing was judged");
	else
		finding_pass(out, "ELF files", "%zu looked at", judged);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct elf_args *a = args;
	const struct world *w;

	if (!a->dlopen) {
		judge_files(a, ev, NULL, out);
		return;
	}
	if (!(evidence_complete(ev) & EVIDENCE(FILES))) {
		finding_missing(out, "files were not collected, through whose links ld.so finds "
				     "libraries");
		return;
	}
	w = image_world(ev);
	if (w)
		judge_files(a, ev, w, out);
	else
		finding_error(out, "no memory, or the evidence cannot be read");
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
