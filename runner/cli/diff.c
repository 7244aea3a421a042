/* SPDX-License-Identifier: MIT */
/* azlcts diff: what a candidate changed against a reference, by who would feel it. */
#include "cli/difftext.h"
#include "cli/evidences.h"
#include "base/fs.h"
#include "judge/abi/compare.h"
#include "model/results.h"

struct diff_options {
	bool abi;
	struct text_list consumers;
	struct text_list only;
	const char *severity;
	bool json;
	const char *out;
};

enum { REFERENCE, CANDIDATE, SIDES };

struct side {
	struct evidence *ev;
	struct world world;
};

struct diff {
	struct names names;
	struct side sides[SIDES];
	struct side consumers; /* no evidence of its own: it is released when it is read */
	bool has_consumers;
	struct compare_tally tally;
	enum severity shown; /* the least */
	struct doc *doc;
	struct doc *changes;
	struct doc *unchecked;
};

static const char *const severity_words[] = { "break", "risk", "policy", "info", NULL };
static const char *const side_words[SIDES] = { "reference", "candidate" };

static void diff_init(struct diff *d)
{
	*d = (struct diff){ 0 };
	for (int i = 0; i < SIDES; i++)
		world_init(&d->sides[i].world, &d->names);
	world_init(&d->consumers.world, &d->names);
}

static void diff_release(struct diff *d)
{
	for (int i = 0; i < SIDES; i++) {
		world_release(&d->sides[i].world);
		evidence_free(d->sides[i].ev);
	}
	world_release(&d->consumers.world);
	names_release(&d->names);
	doc_free(d->doc);
}

static enum severity severity_of(const char *word)
{
	enum severity s = SEVERITY_POLICY;

	for (int i = 0; word && i < SEVERITY_COUNT; i++)
		if (streq(word, severity_names[i]))
			s = (enum severity)i;
	return s;
}

static void tell(void *arg, const struct abi_change *change)
{
	struct diff *d = arg;
	struct doc *row;

	if (!change->unchecked && change->severity < d->shown)
		return;
	row = doc_add(change->unchecked ? d->unchecked : d->changes, doc_object());
	doc_set_text(row, "rule", abi_rules[change->rule].id);
	doc_set_text(row, "object", change->object);
	doc_set_text(row, "detail", change->detail);
	if (change->unchecked)
		return;
	doc_set_text(row, "severity", severity_names[change->severity]);
	doc_set_text(row, "symbol", change->symbol && *change->symbol ? change->symbol : NULL);
	doc_set_text(row, "version", change->version && *change->version ? change->version : NULL);
	doc_set_text(row, "consumer",
		     change->consumer && *change->consumer ? change->consumer : NULL);
	doc_set_int(row, "consumers", (int64_t)change->consumers);
	doc_set_text(row, "declared", change->declared);
}

/* A world of one evidence.  What is not complete in it is told in the document. */
static int read_side(struct diff *d, struct side *s, const char *path, const char *words,
		     struct error *err)
{
	unsigned need = EVIDENCE(FILES) | EVIDENCE(ELF);
	unsigned lacks = need & ~evidence_complete(s->ev);
	struct doc *unread = doc_get(d->doc, "unreadable");

	for (unsigned p = 0; p < PART_COUNT; p++) {
		struct doc *row;
		const char *why = evidence_part_failed(s->ev, (enum part)p);

		if (!(lacks & PART_BIT(p)))
			continue;
		row = doc_add(unread, doc_object());
		doc_set_text(row, "side", words);
		doc_set_text(row, "object", parts[p].name);
		doc_set_text(row, "reason", why ? why : "was not collected");
	}
	if (!world_add(&s->world, s->ev, NULL))
		return evidence_failed(s->ev) ? evidences_check(s->ev, path, err)
					      : error_memory(err);
	if (s->world.twice) {
		struct doc *row = doc_add(unread, doc_object());

		doc_set_text(row, "side", words);
		doc_set_text(row, "object", s->world.twice);
		doc_set_text(row, "reason", "stands there twice, with different contents");
	}
	for (size_t i = 0; i < s->world.count; i++) {
		const struct object *b = &s->world.items[i];
		struct doc *row = b->error ? doc_add(unread, doc_object()) : NULL;

		if (!b->error)
			continue;
		doc_set_text(row, "side", words);
		doc_set_text(row, "object", b->path);
		doc_set_text(row, "reason", b->error);
	}
	return 0;
}

/* Several consumers may have the same paths: each lies below its own name then. */
static int read_consumers(struct diff *d, const struct invocation *in, struct error *err)
{
	const struct diff_options *o = in->options;
	struct doc *list = doc_set(d->doc, "consumers", doc_list());
	int ret = 0;

	d->has_consumers = o->consumers.count > 0;
	for (size_t i = 0; i < o->consumers.count && !ret; i++) {
		const char *path = o->consumers.items[i];
		AUTO_EVIDENCE struct evidence *ev = NULL;
		AUTO(buf) struct buf prefix = BUF_INIT(BUF_LINE);

		if (o->consumers.count > 1)
			buf_addf(&prefix, "/%zu-%s", i + 1, fs_basename(path));
		ret = evidences_open(in->context, path, NULL, &ev, err);
		if (!ret && ((EVIDENCE(FILES) | EVIDENCE(ELF)) & ~evidence_complete(ev)))
			return error_input(err, "--consumer %s: its files were not read whole",
					   path);
		if (!ret)
			ret = evidences_doc(ev, o->json, list, NULL, err);
		if (!ret && !world_add(&d->consumers.world, ev, buf_str(&prefix)))
			ret = evidence_failed(ev) ? evidences_check(ev, path, err)
						  : error_memory(err);
	}
	for (size_t i = 0; i < d->consumers.world.count && !ret; i++) {
		const struct object *b = &d->consumers.world.items[i];

		if (b->error)
			return error_input(err, "--consumer: %s: %s", b->path, b->error);
	}
	if (!ret && d->has_consumers && d->consumers.world.count == 0)
		return error_input(err, "--consumer: no program and no library in it");
	return ret;
}

static int read_all(struct diff *d, const struct invocation *in, struct error *err)
{
	const struct diff_options *o = in->options;
	int ret = 0;

	for (int i = 0; i < SIDES && !ret; i++) {
		ret = evidences_open(in->context, in->args[i], NULL, &d->sides[i].ev, err);
		if (!ret)
			ret = read_side(d, &d->sides[i], in->args[i], side_words[i], err);
		if (!ret)
			ret = evidences_doc(d->sides[i].ev, o->json, d->doc, side_words[i], err);
	}
	return ret ? ret : read_consumers(d, in, err);
}

static int exit_of(const struct diff *d)
{
	if (d->tally.objects == 0 || (d->has_consumers && d->tally.users == 0))
		return EXIT_INCOMPLETE;
	if (d->tally.changes[SEVERITY_BREAK])
		return EXIT_NOT_CONFORMANT;
	return doc_count(doc_get(d->doc, "unreadable")) ? EXIT_INCOMPLETE : EXIT_CONFORMANT;
}

static void add_verdict(struct diff *d, int status)
{
	static const char *const verdicts[] = { "compatible", "breaks" };
	struct doc *tally = doc_set(d->doc, "tally", doc_object());

	doc_set_text(d->doc, "verdict", status > 1 ? "incomplete" : verdicts[status]);
	doc_set_int(d->doc, "exit", status);
	doc_set_int(tally, "objects", (int64_t)d->tally.objects);
	doc_set_int(tally, "declared", (int64_t)d->tally.declared);
	doc_set_int(tally, "unchecked", (int64_t)d->tally.unchecked);
	for (int i = 0; i < SEVERITY_COUNT; i++)
		doc_set_int(tally, severity_names[i], (int64_t)d->tally.changes[i]);
}

static bool fits(const struct text_list *only, const struct object *b, const char *soname)
{
	for (size_t i = 0; i < only->count; i++)
		if (str_glob(only->items[i], soname) || str_glob(only->items[i], b->path))
			return true;
	return only->count == 0;
}

/* Something stands in both: two things that have nothing to do with one another are no result. */
static bool have_common(const struct diff *d, const struct text_list *only)
{
	const struct world *old = &d->sides[REFERENCE].world;
	const struct world *new = &d->sides[CANDIDATE].world;

	for (size_t i = 0; i < old->count; i++) {
		const struct object *a = &old->items[i];

		if (!fits(only, a, names_text(&d->names, a->soname)))
			continue;
		for (size_t k = 0; k < new->count; k++) {
			const struct object *b = &new->items[k];

			if (a->soname == b->soname && a->class == b->class &&
			    streq(a->machine, b->machine) && (a->soname || streq(a->path, b->path)))
				return true;
		}
	}
	return false;
}

/* Programs that need nothing of the reference feel no change of it, which is no result. */
static void add_useless(struct diff *d)
{
	struct doc *row = doc_add(doc_get(d->doc, "unreadable"), doc_object());

	doc_set_text(row, "side", "consumer");
	doc_set_text(row, "object", d->consumers.world.items[0].path);
	doc_set_text(row, "reason",
		     d->consumers.world.count > 1
			     ? "needs no library of the reference, nor does any other consumer"
			     : "needs no library of the reference");
}

static int compare(struct diff *d, const struct invocation *in, struct error *err)
{
	const struct diff_options *o = in->options;
	struct compare_options how = { .objects = &o->only };
	int ret = read_all(d, in, err);

	if (ret || !have_common(d, &o->only))
		return ret;
	how.consumers = d->has_consumers ? &d->consumers.world : NULL;
	how.only_felt = d->has_consumers;
	progress_say(&in->context->progress, "compare", "%zu and %zu objects",
		     d->sides[REFERENCE].world.count, d->sides[CANDIDATE].world.count);
	if (!compare_worlds(&d->sides[REFERENCE].world, &d->sides[CANDIDATE].world, &how, tell, d,
			    &d->tally))
		return error_memory(err);
	if (d->has_consumers && d->tally.users == 0)
		add_useless(d);
	return cancel_check(in->context->cancel, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct diff_options *o = in->options;
	CLEANUP(diff_release) struct diff d;
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int status;
	int ret;

	diff_init(&d);
	if (!o->abi)
		return error_input(err, "diff: say what to compare: --abi is all there is so far");
	d.shown = severity_of(o->severity);
	d.doc = difftext_doc(&d.changes, &d.unchecked);
	ret = compare(&d, in, err);
	if (ret)
		return ret;
	status = exit_of(&d);
	add_verdict(&d, status);
	difftext(d.doc, in->context->colour && !o->out, &text);
	ret = put_document(d.doc, o->json ? NULL : &text, o->out, err);
	return ret ? ret : status;
}

static const struct option_spec options[] = {
	{ "abi", '\0', OPTION_FLAG, NULL, OPTION_OF(struct diff_options, abi, bool),
	  "compare the binary interfaces of libraries; the only aspect so far, to be named", NULL },
	{ "consumer", 'c', OPTION_TEXTS, "PATH",
	  OPTION_OF(struct diff_options, consumers, struct text_list),
	  "only what the programs in PATH would feel counts; may be given again", NULL },
	{ "only", '\0', OPTION_TEXTS, "GLOB",
	  OPTION_OF(struct diff_options, only, struct text_list),
	  "only libraries whose soname or path fits; may be given again", NULL },
	{ "severity", '\0', OPTION_TEXT, "LEAST",
	  OPTION_OF(struct diff_options, severity, const char *),
	  "the least severity that is listed (default policy); all are counted", severity_words },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct diff_options, json, bool),
	  "one canonical document: results-schema/diff.schema.json", NULL },
	{ "output", 'o', OPTION_TEXT, "FILE", OPTION_OF(struct diff_options, out, const char *),
	  "write there instead of standard output", NULL },
	{ 0 }
};

const struct command command_diff = {
	.name = "diff",
	.args = "REFERENCE CANDIDATE",
	.summary = "compare two systems: what would break a program that runs today?",
	.details =
		"Both are evidence files, folders of a run, or anything `azlcts collect` can read: "
		"a "
		"root\ndirectory, a folder of libraries, RPMs, a tarball, a disk image (which is "
		"booted).\n"
		"Rules are told by `azlcts list rules` and `azlcts explain A05`.\n"
		"Exit status: 0 nothing that exists breaks, 1 something does, 4 it cannot be "
		"said:\n"
		"no ELF file stands in both, one could not be read, or no consumer needs any.\n",
	.examples = "  azlcts diff fedora43/evidence.db out/evidence.db --abi\n"
		    "  azlcts diff /mnt/last /mnt/new --abi --only 'libssl*' --severity info\n"
		    "  azlcts diff /mnt/last /mnt/new --abi --consumer /opt/product --json -o "
		    "diff.json\n",
	.min_args = 2,
	.max_args = 2,
	.options_size = sizeof(struct diff_options),
	.options = options,
	.run = run,
};
