/* SPDX-License-Identifier: MIT */
/*
 * A product on the image it is for: would its programs, libraries and scripts run there?  The same
 * answer as the verb `ready` gives.  A library that only a repository has is no offender here, but
 * nobody has looked into it either.
 */
#include "judge/abi/ready.h"
#include "judge/supply.h"
#include "model/kind.h"

struct runs_args {
	const char *isa;
	struct text_list except;
};

static const char *const isa_words[] = { "x86-64-v1", "x86-64-v2", "x86-64-v3", "x86-64-v4", NULL };

#define AT(member, T) .offset = FIELD_OF(struct runs_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of files of the product that are not judged" },
	{ .key = "isa", .type = FIELD_WORD, AT(isa, const char *), .words = isa_words,
	  .help = "instruction set of the machines", .fallback = "x86-64-v2" },
	{ 0 }
};
/* clang-format on */

struct telling {
	struct supply supply; /* opened when it is first asked */
	bool opened;
	struct evidence *ev;
	struct findings *out;
};

/* The package of a repository that has a library, by its name in rpm, or a path; NULL: none. */
static const char *supplier(struct telling *t, const char *lacks)
{
	const package_id *found = NULL;
	struct error err = ERROR_INIT;
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);

	if (!evidence_repository(t->ev, 0))
		return NULL;
	if (!t->opened && !supply_open(&t->supply, t->ev, 0, t->out))
		return NULL;
	t->opened = true;
	buf_addf(&name, *lacks == '/' ? "%s" : "%s()(64bit)", lacks);
	if (name.failed || pool_providers(t->supply.pool, buf_str(&name), &found, &err)) {
		supply_failed(&err, t->out);
		return NULL;
	}
	for (; found && *found; found++)
		if (pool_origin(t->supply.pool, *found) == POOL_REPOSITORY)
			return pool_nevra(t->supply.pool, *found);
	return NULL;
}

/* Documents, or data: there is nothing that could not run. */
static bool is_empty(struct evidence *ev)
{
	AUTO(buf) struct buf any = BUF_INIT(BUF_LINE);

	return !evidence_text(ev, &any, "SELECT path FROM elf UNION ALL SELECT path FROM script",
			      NULL);
}

/* dnf cannot install what no repository has: where some were given, that is known. */
static void add_remedy(struct buf *out, const struct telling *t, const struct ready_reason *r)
{
	const char *other = strstr(r->remedy, "; or ");

	if (!*r->remedy)
		return;
	if (*r->lacks && evidence_repository(t->ev, 0) && starts_with(r->remedy, "install what "))
		buf_addf(out, "; no repository has it%s", other ? other : "");
	else
		buf_addf(out, "; %s", r->remedy);
}

static void tell(struct telling *t, const struct ready_reason *r)
{
	AUTO(buf) struct buf cure = BUF_INIT(BUF_LINE);
	const char *package;

	/* what its packages require and conflict with is for closure and conflicts to judge */
	if (streq(r->kind, "requires") || streq(r->kind, "conflicts") ||
	    (streq(r->kind, "empty") && is_empty(t->ev)))
		return;
	package = *r->lacks ? supplier(t, r->lacks) : NULL;
	add_remedy(&cure, t, r);
	if (package)
		finding_unchecked(t->out, r->object, "%s: %s has it, which was not looked into",
				  r->lacks, package);
	else if (streq(r->kind, "arch") &&
		 (ends_with(r->object, ".src") || ends_with(r->object, ".nosrc")))
		finding_missing(t->out, "%s is a source package, of which nothing is run",
				r->object);
	else if (r->undecided)
		finding_missing(t->out, "%s: %s", r->object, r->text);
	else
		finding_fail(t->out, r->object, "to load and run", "%s%s", r->text, buf_str(&cure));
}

static void judge_answer(struct evidence *ev, const struct ready_answer *a, struct findings *out)
{
	struct telling t = { .supply = SUPPLY_INIT, .ev = ev, .out = out };

	for (size_t i = 0; i < a->reasons_count; i++)
		tell(&t, &a->reasons[i]);
	supply_release(&t.supply);
	for (size_t i = 0; i < a->notes_count; i++)
		finding_unchecked(out, "product", "%s", a->notes[i]);
	if (a->reasons_total > a->reasons_count)
		finding_fail(out, "product", "to run", "%zu reasons more against it",
			     a->reasons_total - a->reasons_count);
	if (a->objects + a->scripts == 0)
		finding_pass(out, "product", "has no program, library or script");
	else
		finding_pass(out, "product", "%zu programs and libraries, %zu scripts", a->objects,
			     a->scripts);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct runs_args *a = args;
	const struct ready_product product = { .name = "product", .ev = ev, .prefix = "" };
	const struct ready_question question = { .image = evidence_image(ev),
						 .products = &product,
						 .products_count = 1,
						 .isa = a->isa,
						 .except = &a->except };
	CLEANUP(ready_release) struct ready answer = { 0 };

	if (ready_judge(&answer, &question))
		judge_answer(ev, &answer.answers[0], out);
	else
		finding_error(out, "no memory, or evidence that cannot be read");
}

const struct check_kind check_runs = {
	.name = "runs",
	.summary = "A product's programs, libraries and scripts would run on the image",
	.example = "{isa: x86-64-v2, except: [\"*/musl/*\"]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.against = AGAINST_IMAGE,
	.args_size = sizeof(struct runs_args),
	.fields = fields,
	.evaluate = evaluate,
};
