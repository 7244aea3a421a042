/* SPDX-License-Identifier: MIT */
#include "cli/readytext.h"

void readytext_answer(const struct ready_answer *a, struct doc *product)
{
	struct doc *reasons = doc_set(product, "reasons", doc_list());
	struct doc *packages = doc_set(product, "packages", doc_list());
	struct doc *unchecked = doc_set(product, "unchecked", doc_list());

	doc_set_text(product, "verdict", ready_verdicts[a->verdict]);
	doc_set_int(product, "objects", (int64_t)a->objects);
	doc_set_int(product, "scripts", (int64_t)a->scripts);
	doc_set_int(product, "reasons_total", (int64_t)a->reasons_total);
	for (size_t i = 0; i < a->reasons_count; i++) {
		const struct ready_reason *r = &a->reasons[i];
		struct doc *row = doc_add(reasons, doc_object());

		doc_set_text(row, "effect", r->undecided ? "not-decided" : "blocks");
		doc_set_text(row, "kind", r->kind);
		doc_set_text(row, "object", r->object);
		doc_set_text(row, "text", r->text);
		doc_set_text(row, "remedy", *r->remedy ? r->remedy : NULL);
	}
	for (size_t i = 0; i < a->packages_count; i++) {
		struct doc *row = doc_add(packages, doc_object());

		doc_set_text(row, "nevra", a->packages[i].nevra);
		doc_set_text(row, "for", a->packages[i].why);
	}
	for (size_t i = 0; i < a->notes_count; i++)
		doc_add(unchecked, doc_text(a->notes[i]));
}

static const char *verdict_words(const char *verdict)
{
	if (streq(verdict, ready_verdicts[READY_WITH_PACKAGES]))
		return "runs with packages";
	return streq(verdict, ready_verdicts[READY_UNDECIDED]) ? "not decided" : verdict;
}

static const char *verdict_colour(const char *verdict)
{
	if (streq(verdict, ready_verdicts[READY_BLOCKED]))
		return "\033[31m";
	return streq(verdict, ready_verdicts[READY_UNDECIDED]) ? "\033[33m" : "\033[32m";
}

enum {
	ALIKE_MAX = 3,	   /* symbols that are shown of one file */
	UNDECIDED_MAX = 8, /* of one kind; --json has more */
};

static bool blocks(const struct doc *reason)
{
	return streq(doc_get_text(reason, "effect"), "blocks");
}

static void add_reason(const struct doc *r, struct buf *out)
{
	const char *remedy = doc_get_text(r, "remedy");
	const char *object = doc_get_text(r, "object");
	const char *text = doc_get_text(r, "text");

	buf_addf(out, "  %s", blocks(r) ? "" : "not decided: ");
	if (!starts_with(text, object)) /* texts of the dynamic linker begin with who asks */
		buf_addf(out, "%s: ", object);
	buf_addf(out, "%s\n", text);
	if (remedy)
		buf_addf(out, "    remedy: %s\n", remedy);
}

static bool alike(const struct doc *a, const struct doc *b)
{
	return a && starts_with(doc_get_text(a, "kind"), "symbol") &&
	       streq(doc_get_text(a, "kind"), doc_get_text(b, "kind")) &&
	       streq(doc_get_text(a, "object"), doc_get_text(b, "object"));
}

/* What is wrong, without the file that has it. */
static const char *fault_of(const struct doc *r)
{
	const char *object = doc_get_text(r, "object");
	const char *text = doc_get_text(r, "text");

	return starts_with(text, object) ? text + strlen(object) : text;
}

static bool same_fault(const struct doc *a, const struct doc *b)
{
	return blocks(a) && blocks(b) && streq(fault_of(a), fault_of(b)) &&
	       streq(doc_get_text(a, "remedy"), doc_get_text(b, "remedy"));
}

/* A fault of many files is told of the first. */
static size_t same_faults(const struct doc *reasons, size_t from, size_t to, const struct doc *r)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += same_fault(doc_at(reasons, i), r);
	return n;
}

static void add_hidden(size_t hidden, struct buf *out)
{
	if (hidden)
		buf_addf(out, "    and %zu more %s\n", hidden, hidden == 1 ? "symbol" : "symbols");
}

static void add_blocking(const struct doc *reasons, struct buf *out)
{
	const struct doc *last = NULL;
	size_t same = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < doc_count(reasons); i++) {
		const struct doc *r = doc_at(reasons, i);
		size_t others;

		if (!blocks(r) || same_faults(reasons, 0, i, r))
			continue;
		same = alike(last, r) ? same + 1 : 0;
		if (same == 0) {
			add_hidden(hidden, out);
			hidden = 0;
		}
		last = r;
		if (same >= ALIKE_MAX) {
			hidden++;
			continue;
		}
		add_reason(r, out);
		others = same_faults(reasons, i + 1, doc_count(reasons), r);
		if (others)
			buf_addf(out, "    so it is with %zu more %s; --json names %s\n", others,
				 others == 1 ? "file" : "files", others == 1 ? "it" : "them");
	}
	add_hidden(hidden, out);
}

/* How many before this one are undecided for the same kind of reason. */
static size_t undecided_before(const struct doc *reasons, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < at; i++)
		n += !blocks(doc_at(reasons, i)) &&
		     streq(doc_get_text(doc_at(reasons, i), "kind"),
			   doc_get_text(doc_at(reasons, at), "kind"));
	return n;
}

static void add_undecided(const struct doc *reasons, struct buf *out)
{
	size_t left = 0;

	for (size_t i = 0; i < doc_count(reasons); i++) {
		if (blocks(doc_at(reasons, i)))
			continue;
		if (undecided_before(reasons, i) < UNDECIDED_MAX)
			add_reason(doc_at(reasons, i), out);
		else
			left++;
	}
	if (left)
		buf_addf(out, "  not decided: and %zu more like these; --json names them\n", left);
}

/* What blocks comes first. */
static void add_reasons(const struct doc *product, struct buf *out)
{
	const struct doc *reasons = doc_get(product, "reasons");
	long long total = doc_get_int(product, "reasons_total", 0);

	add_blocking(reasons, out);
	add_undecided(reasons, out);
	if (total > (long long)doc_count(reasons))
		buf_addf(out, "  and %lld more\n", total - (long long)doc_count(reasons));
}

static void add_product(const struct doc *p, bool colour, struct buf *out)
{
	const struct doc *packages = doc_get(p, "packages");
	const struct doc *unchecked = doc_get(p, "unchecked");
	const char *verdict = doc_get_text(p, "verdict");
	long long objects = doc_get_int(p, "objects", 0);
	long long scripts = doc_get_int(p, "scripts", 0);

	buf_addf(out, "%s: %s%s%s (%lld ELF %s, %lld %s)\n", doc_get_text(p, "name"),
		 colour ? verdict_colour(verdict) : "", verdict_words(verdict),
		 colour ? "\033[0m" : "", objects, objects == 1 ? "file" : "files", scripts,
		 scripts == 1 ? "script" : "scripts");
	add_reasons(p, out);
	for (size_t i = 0; i < doc_count(packages); i++)
		buf_addf(out, "  not installed, has to be: %s, for %s\n",
			 doc_get_text(doc_at(packages, i), "nevra"),
			 doc_get_text(doc_at(packages, i), "for"));
	for (size_t i = 0; i < doc_count(unchecked); i++)
		buf_addf(out, "  not checked: %s\n", doc_string(doc_at(unchecked, i)));
}

void readytext(const struct doc *ready, bool colour, struct buf *out)
{
	const struct doc *products = doc_get(ready, "products");

	for (size_t i = 0; i < doc_count(products); i++)
		add_product(doc_at(products, i), colour, out);
}
