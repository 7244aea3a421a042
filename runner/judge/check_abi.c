/* SPDX-License-Identifier: MIT */
/*
 * Everything that is there in the reference, a Fedora tree or the release before, is compared with
 * the image under the rules of abi/rules.def: what would software that was built for the one feel
 * on the other?
 */
#include <stdio.h>

#include "judge/abi/compare.h"
#include "model/kind.h"

struct abi_args {
	struct text_list objects;
	struct text_list except;
	struct text_list except_symbols;
	struct text_list declared;
	const char *fail_at;
	int felt;
	int libraries_only;
};

static const char *const fail_words[] = { "break", "risk", "policy", NULL };

/* clang-format off */
static const struct field fields[] = {
	{ .key = "declared", .type = FIELD_LIST, .offset = FIELD_OF(struct abi_args, declared, struct text_list),
	  .help = "deviations that are meant: \"RULE OBJECT reason\", or \"RULE OBJECT SYMBOL: reason\", with globs; * is any rule" },
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct abi_args, except, struct text_list),
	  .help = "globs of sonames or paths that are not compared" },
	{ .key = "except-symbols", .type = FIELD_LIST, .offset = FIELD_OF(struct abi_args, except_symbols, struct text_list),
	  .help = "globs of name, name@VERSION or version node that are not told" },
	{ .key = "fail-at", .type = FIELD_WORD, .offset = FIELD_OF(struct abi_args, fail_at, const char *),
	  .help = "the least severity that fails", .fallback = "break", .words = fail_words },
	{ .key = "felt", .type = FIELD_BOOL, .offset = FIELD_OF(struct abi_args, felt, int),
	  .help = "only what an object of the reference or the image would feel", .fallback = "false" },
	{ .key = "libraries-only", .type = FIELD_BOOL, .offset = FIELD_OF(struct abi_args, libraries_only, int),
	  .help = "programs are not compared", .fallback = "false" },
	{ .key = "objects", .type = FIELD_LIST, .offset = FIELD_OF(struct abi_args, objects, struct text_list),
	  .help = "globs of the sonames or paths that are compared", .fallback = "*" },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct abi_args *args;
	struct findings *out;
	enum severity fail_at;
	struct arena arena;
	struct names names;
	struct world reference;
	struct world image;
	struct abi_declared *declared;
};

/* The next word of *text, copied; NULL: no more, or no memory. */
static const char *next_word(struct arena *arena, const char **text)
{
	const char *start = *text + strspn(*text, " \t");
	size_t len = strcspn(start, " \t");

	*text = start + len;
	return len ? arena_strndup(arena, start, len) : NULL;
}

static bool is_everything(const char *glob)
{
	return glob[strspn(glob, "*")] == '\0';
}

/* "RULE OBJECT [SYMBOL:] reason": a symbol is what ends in a colon. */
static int read_declared(struct arena *arena, const char *text, struct abi_declared *out,
			 struct error *err)
{
	const char *rest = text;
	const char *behind;
	const char *symbol;

	out->rule = next_word(arena, &rest);
	out->object = next_word(arena, &rest);
	behind = rest;
	symbol = next_word(arena, &behind);
	if (symbol && ends_with(symbol, ":")) {
		out->symbol = arena_strndup(arena, symbol, strlen(symbol) - 1);
		rest = behind;
	}
	rest += strspn(rest, " \t");
	out->reason = arena_strdup(arena, rest);
	if (!out->rule || !out->object || !out->reason || !*out->reason)
		return error_input(err, "declared: \"%s\": write RULE OBJECT [SYMBOL:] reason",
				   text);
	if (streq(out->rule, "*") && is_everything(out->object) &&
	    (!out->symbol || is_everything(out->symbol)))
		return error_input(err, "declared: \"%s\": every difference would be meant", text);
	if (!streq(out->rule, "*") && !abi_rule_find(out->rule))
		return error_input(err, "declared: %s is no rule: A01 to %s, or *", out->rule,
				   abi_rules[RULE_COUNT - 1].id);
	if (!streq(out->rule, "*"))
		out->rule = abi_rule_find(out->rule)->id;
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct abi_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	int ret = 0;

	for (size_t i = 0; !ret && i < a->declared.count; i++) {
		struct abi_declared ignored = { 0 };

		ret = read_declared(&arena, a->declared.items[i], &ignored, err);
	}
	return ret;
}

/* What the reference has, in as few words as will do. */
static void add_expected(const struct abi_change *k, struct buf *out)
{
	if (*k->symbol)
		buf_addf(out, "%s%s%s", k->symbol, *k->version ? "@" : "", k->version);
	else if (*k->version)
		buf_add(out, k->version);
	else
		buf_add(out, k->rule == RULE_A01 ? k->object : "as it is");
	buf_add(out, " (reference)");
}

static void add_observed(const struct abi_change *k, struct buf *out)
{
	buf_addf(out, "%s (%s %s)", k->detail, abi_rules[k->rule].id, severity_names[k->severity]);
	if (*k->consumer)
		buf_addf(out, "; needed by %s", k->consumer);
	if (k->consumers > 1)
		buf_addf(out, " and %zu more", k->consumers - 1);
}

static void tell(void *arg, const struct abi_change *k)
{
	struct judging *j = arg;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf observed = BUF_INIT(BUF_LINE);

	if (k->unchecked) {
		if (k->rule != RULE_A27) /* that one is told once, not for each library */
			finding_error(j->out, "%s: %s", k->object, k->detail);
		return;
	}
	if (k->severity < j->fail_at)
		return;
	add_expected(k, &expected);
	add_observed(k, &observed);
	if (k->declared)
		finding_pass(j->out, k->object, "declared: %s: %s: %s", buf_str(&expected),
			     buf_str(&observed), k->declared);
	else
		finding_fail(j->out, k->object, buf_str(&expected), "%s. %s", buf_str(&observed),
			     abi_rules[k->rule].remedy);
}

static bool load(struct judging *j, struct world *w, struct evidence *ev, const char *whose)
{
	if (!world_add(w, ev, NULL)) {
		finding_error(j->out, "%s: its objects could not be read", whose);
		return false;
	}
	if (*w->why)
		finding_error(j->out, "%s: %s", whose, w->why);
	return !*w->why;
}

/* A soname that was mistyped must not look like one that was compared. */
static bool globs_fit(struct judging *j)
{
	const struct text_list *objects = &j->args->objects;

	for (size_t i = 0; i < objects->count; i++) {
		bool fits = false;

		for (size_t k = 0; k < j->reference.count && !fits; k++) {
			const struct object *b = &j->reference.items[k];

			fits = str_glob(objects->items[i], b->path) ||
			       str_glob(objects->items[i], names_text(&j->names, b->soname));
		}
		if (!fits)
			finding_missing(j->out, "the reference has nothing that fits '%s'",
					objects->items[i]);
	}
	return j->out->outcome != OUTCOME_ERROR;
}

static void conclude(struct judging *j, const struct compare_tally *t)
{
	if (t->objects == 0) {
		finding_missing(j->out, "nothing was compared: no object of the reference fits");
		return;
	}
	finding_pass(j->out, "image",
		     "%zu objects compared: %zu breaks, %zu risks, %zu of policy, %zu for "
		     "information, %zu declared",
		     t->objects, t->changes[SEVERITY_BREAK], t->changes[SEVERITY_RISK],
		     t->changes[SEVERITY_POLICY], t->changes[SEVERITY_INFO], t->declared);
	if (t->unchecked)
		finding_unchecked(j->out, "types",
				  "of %zu libraries: no tool that reads debug information ran (%s)",
				  t->unchecked, abi_rules[RULE_A27].id);
}

static void compare(struct judging *j, struct evidence *ev)
{
	const struct abi_args *a = j->args;
	struct compare_options options = {
		.objects = &a->objects,
		.except = &a->except,
		.except_symbols = &a->except_symbols,
		.only_felt = a->felt == 1,
		.libraries_only = a->libraries_only == 1,
		.declared = j->declared,
		.declared_count = a->declared.count,
	};
	struct compare_tally tally;

	if (!load(j, &j->reference, evidence_reference(ev), "reference") ||
	    !load(j, &j->image, ev, "image") || !globs_fit(j))
		return;
	if (compare_worlds(&j->reference, &j->image, &options, tell, j, &tally))
		conclude(j, &tally);
	else
		finding_error(j->out, "no memory to compare the reference and the image");
}

static bool prepare(struct judging *j)
{
	const struct abi_args *a = j->args;
	struct error err = ERROR_INIT;

	j->fail_at = streq(a->fail_at, "policy") ? SEVERITY_POLICY
		     : streq(a->fail_at, "risk") ? SEVERITY_RISK
						 : SEVERITY_BREAK;
	j->declared = arena_alloc(&j->arena, (a->declared.count + 1) * sizeof(*j->declared));
	for (size_t i = 0; j->declared && i < a->declared.count; i++)
		if (read_declared(&j->arena, a->declared.items[i], &j->declared[i], &err))
			return false;
	return j->declared != NULL;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct judging j = { .args = args, .out = out };

	world_init(&j.reference, &j.names);
	world_init(&j.image, &j.names);
	if (prepare(&j))
		compare(&j, ev);
	else
		finding_error(out, "no memory for what is declared");
	world_release(&j.reference);
	world_release(&j.image);
	names_release(&j.names);
	arena_release(&j.arena);
}

const struct check_kind check_abi = {
	.name = "abi",
	.summary = "Nothing that the reference has is lost to software built for it",
	.example = "{objects: [\"libc.so.*\", \"libssl.so.*\"], declared: [\"A01 libfuse3.so.3 "
		   "fuse 3.17 "
		   "has another soname\"]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.against = AGAINST_REFERENCE,
	.args_size = sizeof(struct abi_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
