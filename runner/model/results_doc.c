/* SPDX-License-Identifier: MIT */
/* results.json: struct results as a document. */
#include "model/results.h"
#include "version.h"

#define TOOL "azlcts"

/* In the order people look for them. */
static const enum outcome told[] = { OUTCOME_PASS, OUTCOME_FAIL, OUTCOME_ERROR, OUTCOME_MISSING,
				     OUTCOME_NOT_APPLICABLE };

static void put_tally(struct doc *tally, const char *name, const size_t by[OUTCOME_COUNT])
{
	struct doc *d = doc_set(tally, name, doc_object());
	size_t total = 0;

	for (size_t i = 0; i < ARRAY_SIZE(told); i++) {
		doc_set_int(d, outcome_names[told[i]], (int64_t)by[told[i]]);
		total += by[told[i]];
	}
	doc_set_int(d, "total", (int64_t)total);
}

static void put_finding(struct doc *d, const struct finding *f)
{
	doc_set_text(d, "object", f->object);
	if (f->expected[0])
		doc_set_text(d, "expected", f->expected);
	doc_set_text(d, "observed", f->observed);
}

static void put_unchecked(struct doc *d, const struct findings *f)
{
	struct doc *list;

	if (f->unchecked == 0)
		return;
	doc_set_int(d, "unchecked_total", (int64_t)f->unchecked);
	list = doc_set(d, "unchecked", doc_list());
	for (size_t i = findings_shown(f); i < f->kept; i++)
		put_finding(doc_add(list, doc_object()), &f->items[i]);
}

static void put_losers(struct doc *d, const char *losers)
{
	struct doc *list = doc_set(d, "losers", doc_list());

	while (*losers) {
		AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
		size_t n = strcspn(losers, "\n");

		buf_addn(&line, losers, n);
		doc_add(list, doc_text(buf_str(&line)));
		losers += n + (losers[n] == '\n');
	}
}

static void put_settings(struct doc *d, const struct findings *f)
{
	struct doc *list;

	if (f->settings_total == 0)
		return;
	doc_set_int(d, "settings_total", (int64_t)f->settings_total);
	list = doc_set(d, "settings", doc_list());
	for (size_t i = 0; i < f->kept_settings; i++) {
		const struct setting_fact *s = &f->settings[i];
		struct doc *one = doc_add(list, doc_object());

		doc_set_text(one, "object", s->object);
		doc_set_text(one, "set", s->set);
		doc_set_text(one, "place", s->place);
		doc_set_text(one, "effective", s->effective);
		doc_set_text(one, "running", s->running);
		if (s->losers)
			put_losers(one, s->losers);
	}
}

static void put_findings(struct doc *d, const struct findings *f)
{
	size_t shown = findings_shown(f);
	struct doc *list;

	doc_set_text(d, "outcome", outcome_names[f->outcome]);
	if (f->outcome == OUTCOME_ERROR && !f->reason)
		doc_set_text(d, "reason", "out of memory");
	else if (f->outcome == OUTCOME_MISSING && !f->reason)
		doc_set_text(d, "reason", "the check came to no conclusion");
	else
		doc_set_text(d, "reason", f->reason);
	doc_set_int(d, "findings_total", (int64_t)f->total);
	put_unchecked(d, f);
	put_settings(d, f);
	if (shown > 0)
		put_finding(d, &f->items[0]);
	if (shown < 2)
		return;
	list = doc_set(d, "findings", doc_list());
	for (size_t i = 0; i < shown; i++)
		put_finding(doc_add(list, doc_object()), &f->items[i]);
}

static void put_check(struct doc *d, const struct result *r)
{
	static const struct findings nothing; /* zero: missing */

	doc_set_text(d, "id", r->id);
	doc_set_int(d, "version", r->version);
	doc_set_text(d, "suite", r->suite);
	doc_set_text(d, "kind", r->kind);
	doc_set_text(d, "title", r->title);
	doc_set_text(d, "level", r->level);
	doc_set_text(d, "answer", r->answer);
	doc_set_bool(d, "required", r->required);
	doc_set_bool(d, "waivable", r->waivable);
	doc_set_text(d, "why", r->why);
	doc_set_text(d, "remedy", r->remedy);
	if (r->references)
		doc_set(d, "references", doc_copy(r->references));
	put_findings(d, r->findings ? r->findings : &nothing);
}

static void put_entry(struct doc *d, const char *key, const struct digest_entry *e)
{
	doc_set_text(d, "sha256", e->sha256);
	doc_set_text(d, key, e->name);
}

static void put_inputs(struct doc *top, const struct results *r, const struct tally *t)
{
	struct doc *d;
	struct doc *list;

	d = doc_set(top, "tool", doc_object());
	doc_set_text(d, "name", TOOL);
	doc_set_text(d, "version", r->tool_version ? r->tool_version : AZLCTS_VERSION);
	d = doc_set(top, "source", doc_object());
	doc_set_text(d, "kind", r->source_kind);
	doc_set_text(d, "sha256", r->source_sha256);
	doc_set_text(top, "product", r->product);
	d = doc_set(top, "evidence", doc_object());
	doc_set_text(d, "sha256", r->evidence_sha256);
	if (r->reference_sha256[0]) {
		d = doc_set(top, "reference", doc_object());
		doc_set_text(d, "sha256", r->reference_sha256);
		doc_set_text(d, "product", r->reference_product);
	}
	if (r->image.sha256[0])
		put_entry(doc_set(top, "image", doc_object()), "product", &r->image);
	list = r->repositories_count ? doc_set(top, "repositories", doc_list()) : NULL;
	for (size_t i = 0; i < r->repositories_count; i++)
		put_entry(doc_add(list, doc_object()), "url", &r->repositories[i]);
	d = doc_set(top, "profile", doc_object());
	doc_set_text(d, "name", r->profile.name);
	doc_set_text(d, "sha256", r->profile.sha256);
	doc_set_int(d, "required", (int64_t)t->required);
	doc_set_text(d, "required_sha256", r->required_sha256);
	list = doc_set(top, "suites", doc_list());
	for (size_t i = 0; i < r->suites_count; i++) {
		d = doc_add(list, doc_object());
		doc_set_text(d, "name", r->suites[i].name);
		doc_set_text(d, "sha256", r->suites[i].sha256);
	}
}

static void put_answers(struct doc *top, const struct results *r)
{
	struct results_answer a;
	struct doc *list = NULL;

	for (size_t i = 0; results_answer(r, i, &a); i++) {
		struct doc *d;

		if (!list)
			list = doc_set(top, "answers", doc_list());
		d = doc_add(list, doc_object());
		doc_set_text(d, "name", a.name);
		doc_set_text(d, "verdict", results_answer_verdict(&a));
		put_tally(d, "required", a.tally.by);
		put_tally(d, "others", a.tally.others);
	}
}

struct doc *results_to_doc(const struct results *r)
{
	struct doc *top = doc_object();
	struct doc *d;
	struct tally t;

	results_tally(r, &t);
	doc_set_text(top, "schema", RESULTS_SCHEMA);
	doc_set_text(top, "verdict", results_verdict(results_exit(&t)));
	doc_set_int(top, "exit", results_exit(&t));
	put_inputs(top, r, &t);
	d = doc_set(top, "tally", doc_object());
	put_tally(d, "required", t.by);
	put_tally(d, "others", t.others);
	put_answers(top, r);
	d = doc_set(top, "checks", doc_list());
	for (size_t i = 0; i < r->count; i++)
		put_check(doc_add(d, doc_object()), &r->items[i]);
	results_scenarios_put(top, &r->scenarios);
	return top;
}
