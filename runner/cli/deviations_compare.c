/* SPDX-License-Identifier: MIT */
/* azlcts deviations --compare: each difference to Fedora, declared or not. */
#include "base/fs.h"
#include "cli/deviations_compare.h"
#include "cli/evidences.h"
#include "judge/deviating.h"
#include "model/results.h"
#include "version.h"

struct sides {
	struct evidence *candidate;
	struct evidence *reference;
	struct deviations *declared;
	struct doc *doc;
	struct doc *differences;
};

static void sides_release(struct sides *s)
{
	evidence_free(s->candidate);
	evidence_free(s->reference);
	deviations_free(s->declared);
	doc_free(s->doc);
}

static void tell(void *arg, const struct difference *d)
{
	struct sides *s = arg;
	struct doc *row = doc_add(s->differences, doc_object());

	doc_set_text(row, "class", deviation_words[d->class]);
	doc_set_text(row, "package", d->package);
	doc_set_text(row, "candidate", *d->candidate ? d->candidate : NULL);
	doc_set_text(row, "reference", *d->reference ? d->reference : NULL);
	doc_set_text(row, "component", *d->component ? d->component : NULL);
	doc_set_text(row, "declared", d->declared);
	doc_set_text(row, "why", d->declared ? NULL : d->note);
}

static int open_declared(struct sides *s, const struct doc *declared, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int ret = doc_canonical(declared, &text, err);

	return ret ? ret
		   : deviations_read(buf_str(&text), text.len, "declarations", &s->declared, err);
}

static void add_result(struct sides *s, const struct doc *declared,
		       const struct deviating_tally *tally, int status)
{
	struct doc *counts = doc_set(s->doc, "tally", doc_object());
	struct doc *tool = doc_set(s->doc, "tool", doc_object());
	int64_t known = 0;
	int64_t unknown = 0;

	doc_set_text(s->doc, "schema", "azlcts-deviations-compared-1");
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	doc_set(s->doc, "declarations", doc_copy(doc_get(declared, "source")));
	doc_set_text(s->doc, "verdict", status ? "undeclared" : "declared");
	doc_set_int(s->doc, "exit", status);
	for (int i = DEVIATION_SAME + 1; i < DEVIATION_COUNT; i++) {
		known += (int64_t)tally->declared[i];
		unknown += (int64_t)tally->undeclared[i];
	}
	doc_set_int(counts, "candidate", (int64_t)tally->candidate);
	doc_set_int(counts, "reference", (int64_t)tally->reference);
	doc_set_int(counts, "same",
		    (int64_t)(tally->declared[DEVIATION_SAME] + tally->undeclared[DEVIATION_SAME]));
	doc_set_int(counts, "declared", known);
	doc_set_int(counts, "undeclared", unknown);
}

static void add_rows(const struct doc *rows, bool declared, struct buf *out)
{
	for (size_t i = 0; i < doc_count(rows); i++) {
		const struct doc *d = doc_at(rows, i);
		const char *by = doc_get_text(d, "declared");
		const char *candidate = doc_get_text(d, "candidate");
		const char *reference = doc_get_text(d, "reference");

		if ((by != NULL) != declared)
			continue;
		buf_addf(out, "%-10s  %-13s  %s: %s, Fedora %s; %s\n",
			 by ? "declared" : "UNDECLARED", doc_get_text(d, "class"),
			 doc_get_text(d, "package"), candidate ? candidate : "none",
			 reference ? reference : "none", by ? by : doc_get_text(d, "why"));
	}
}

static void add_text(const struct doc *doc, struct buf *out)
{
	const struct doc *tally = doc_get(doc, "tally");

	add_rows(doc_get(doc, "differences"), true, out);
	add_rows(doc_get(doc, "differences"), false, out);
	buf_addf(out,
		 "%lld packages beside %lld of Fedora: %lld the same, %lld declared, %lld "
		 "undeclared\n",
		 (long long)doc_get_int(tally, "candidate", 0),
		 (long long)doc_get_int(tally, "reference", 0),
		 (long long)doc_get_int(tally, "same", 0),
		 (long long)doc_get_int(tally, "declared", 0),
		 (long long)doc_get_int(tally, "undeclared", 0));
}

/* The table of names that came with the program; not there: none. */
static int read_renamed(const struct context *context, struct buf *out, struct error *err)
{
	AUTO_FREE char *path = fs_join(context->suites_dir, "renames/azurelinux4.tsv");

	if (!path)
		return error_memory(err);
	return fs_exists(path) ? fs_read(path, out, err) : 0;
}

static int compare(struct sides *s, const struct deviations_compare *how,
		   struct deviating_tally *tally, const char *renamed, struct error *err)
{
	const unsigned complete = evidence_complete(s->candidate);
	const struct deviating with = {
		.declared = s->declared,
		.available = !(complete & EVIDENCE(PACKAGES)) && complete & EVIDENCE(REPOSITORY),
		.strict = how->strict,
		.after_snapshot = how->after_snapshot,
		.renamed = renamed,
		.tell = tell,
		.arg = s,
	};
	int ret = deviating_compare(&with, s->candidate, s->reference, tally, err);

	if (ret == -ENODATA) {
		err->code = EINVAL; /* what was given has not what is asked for */
		return -EINVAL;
	}
	if (!ret && (!tally->reference || !tally->candidate))
		return error_input(err, "%s has no package",
				   tally->reference ? how->candidate : how->reference);
	return ret;
}

int deviations_compare(const struct context *context, const struct deviations_compare *how,
		       const struct doc *declared, struct error *err)
{
	CLEANUP(sides_release) struct sides s = { .doc = doc_object() };
	AUTO(buf) struct buf renamed = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	struct deviating_tally tally;
	int status = EXIT_CONFORMANT;
	int ret = open_declared(&s, declared, err);

	s.differences = doc_set(s.doc, "differences", doc_list());
	if (!ret)
		ret = read_renamed(context, &renamed, err);
	if (!ret)
		ret = evidences_open(context, how->reference, NULL, &s.reference, err);
	if (!ret)
		ret = evidences_open(context, how->candidate, NULL, &s.candidate, err);
	if (!ret)
		ret = compare(&s, how, &tally, buf_str(&renamed), err);
	if (!ret)
		ret = evidences_doc(s.reference, true, s.doc, "reference", err);
	if (!ret)
		ret = evidences_doc(s.candidate, true, s.doc, "candidate", err);
	if (ret)
		return ret;
	for (int i = DEVIATION_SAME + 1; i < DEVIATION_COUNT; i++)
		if (tally.undeclared[i])
			status = EXIT_NOT_CONFORMANT;
	add_result(&s, declared, &tally, status);
	add_text(s.doc, &text);
	ret = put_document(s.doc, how->json ? NULL : &text, how->out, err);
	return ret ? ret : status;
}
