/* SPDX-License-Identifier: MIT */
/* Scenarios from the evidence into results, and into results.json. */
#include "model/results_scenarios.h"

/* --- from the evidence --- */

struct filling {
	struct arena *arena;
	struct evidence *ev;
	bool failed;
};

/* NULL for a NULL value. */
static const char *text(struct filling *f, const struct cursor *c, unsigned column)
{
	char *copy = arena_strdup(f->arena, cursor_text(c, column));

	f->failed |= !copy;
	return cursor_null(c, column) ? NULL : copy;
}

static const char *text_or_empty(struct filling *f, const struct cursor *c, unsigned column)
{
	const char *t = text(f, c, column);

	return t ? t : "";
}

static void fill_steps(struct filling *f, struct results_scenario *s)
{
	static const char sql[] = "SELECT action, object, outcome, expected, observed FROM step "
				  "WHERE scenario = ?1 ORDER BY position, 1, 2, 3, 4, 5";
	AUTO(cursor) struct cursor c = cursor_open(f->ev, sql, 1, &s->name);

	s->steps = arena_alloc(f->arena, RESULTS_STEPS_MAX * sizeof(*s->steps));
	f->failed |= !s->steps;
	while (!f->failed && cursor_next(&c)) {
		s->steps_total++;
		if (s->steps_count == RESULTS_STEPS_MAX)
			continue;
		s->steps[s->steps_count++] =
			(struct results_step){ .action = text_or_empty(f, &c, 0),
					       .object = text_or_empty(f, &c, 1),
					       .outcome = text_or_empty(f, &c, 2),
					       .expected = text_or_empty(f, &c, 3),
					       .observed = text_or_empty(f, &c, 4) };
	}
}

enum { CHANGES_MAX = 3 * 14 * RESULTS_CLASS_MAX }; /* spans and classes, each at its most */

/* Takes one row; `same` counts those of its class and span. */
static void take_change(struct filling *f, const struct cursor *c, struct results_changes *out,
			size_t *same)
{
	const struct results_change *last = out->count ? &out->items[out->count - 1] : NULL;

	if (!last || !streq(last->span, cursor_text(c, 0)) ||
	    !streq(last->class, cursor_text(c, 1)))
		*same = 0;
	out->total++;
	if (++*same > RESULTS_CLASS_MAX || out->count == CHANGES_MAX)
		return;
	out->items[out->count++] = (struct results_change){ .span = text_or_empty(f, c, 0),
							    .class = text_or_empty(f, c, 1),
							    .object = text_or_empty(f, c, 2),
							    .change = text_or_empty(f, c, 3),
							    .before = text(f, c, 4),
							    .after = text(f, c, 5),
							    .owner = text_or_empty(f, c, 6),
							    .files = cursor_int(c, 7) };
}

static void fill_changes(struct filling *f, const char *name, bool residue,
			 struct results_changes *out)
{
	static const char sql[] =
		"SELECT span, class, object, change, before, after, owner, n FROM (SELECT span, "
		"class, object, change, before, after, owner, 0 AS n FROM footprint WHERE scenario "
		"= ?1 AND NOT (class = 'file' AND owner <> '') UNION ALL SELECT span, class, "
		"owner, change, NULL, NULL, owner, count(*) FROM footprint WHERE scenario = ?1 AND "
		"class = 'file' AND owner <> '' GROUP BY span, change, owner) WHERE (span = "
		"'erase') = (?2 = 'erase') ORDER BY CASE span WHEN 'install' THEN 0 WHEN 'reboot' "
		"THEN 1 WHEN 'upgrade' THEN 2 ELSE 3 END, span, class, n = 0, object, change, "
		"before, "
		"after, owner";
	const char *const parameters[] = { name, residue ? "erase" : "" };
	AUTO(cursor) struct cursor c = cursor_open(f->ev, sql, 2, parameters);
	size_t same = 0;

	out->items = arena_alloc(f->arena, CHANGES_MAX * sizeof(*out->items));
	f->failed |= !out->items;
	while (!f->failed && cursor_next(&c))
		take_change(f, &c, out, &same);
}

static void fill_scenario(struct filling *f, const struct cursor *c, struct results_scenario *s)
{
	*s = (struct results_scenario){ .name = text_or_empty(f, c, 0),
					.product = text_or_empty(f, c, 1),
					.outcome = text_or_empty(f, c, 2),
					.reason = text_or_empty(f, c, 3) };
	if (f->failed)
		return;
	fill_steps(f, s);
	fill_changes(f, s->name, false, &s->footprint);
	fill_changes(f, s->name, true, &s->residue);
}

int results_scenarios_fill(struct results_scenarios *out, struct arena *arena, struct evidence *ev,
			   struct error *err)
{
	static const char sql[] =
		"SELECT name, product, outcome, reason FROM scenario ORDER BY 1, 2, 3, 4";
	struct filling f = { .arena = arena, .ev = ev };

	*out = (struct results_scenarios){ 0 };
	if (!(evidence_complete(ev) & EVIDENCE(SCENARIO)))
		return 0;

	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	out->items = arena_alloc(arena, RESULTS_SCENARIOS_MAX * sizeof(*out->items));
	f.failed = !out->items;
	while (!f.failed && cursor_next(&c)) {
		out->total++;
		if (out->count < RESULTS_SCENARIOS_MAX)
			fill_scenario(&f, &c, &out->items[out->count++]);
	}
	if (f.failed)
		return error_memory(err);
	return evidence_failed(ev) ? error_set(err, EIO, "%s", evidence_why(ev)) : 0;
}

/* --- into the document --- */

static void put_step(struct doc *d, const struct results_step *s)
{
	doc_set_text(d, "action", s->action);
	doc_set_text(d, "object", s->object);
	doc_set_text(d, "outcome", s->outcome);
	doc_set_text(d, "expected", s->expected);
	doc_set_text(d, "observed", s->observed);
}

static void put_changes(struct doc *top, const char *key, const char *total,
			const struct results_changes *changes)
{
	struct doc *list = doc_set(top, key, doc_list());

	doc_set_int(top, total, (int64_t)changes->total);
	for (size_t i = 0; i < changes->count; i++) {
		const struct results_change *c = &changes->items[i];
		struct doc *d = doc_add(list, doc_object());

		doc_set_text(d, "span", c->span);
		doc_set_text(d, "class", c->class);
		doc_set_text(d, "object", c->object);
		doc_set_text(d, "change", c->change);
		doc_set_text(d, "before", c->before);
		doc_set_text(d, "after", c->after);
		doc_set_text(d, "owner", c->owner);
		if (c->files)
			doc_set_int(d, "files", c->files);
	}
}

void results_scenarios_put(struct doc *top, const struct results_scenarios *s)
{
	struct doc *list;

	if (!s->items)
		return;
	doc_set_int(top, "scenarios_total", (int64_t)s->total);
	list = doc_set(top, "scenarios", doc_list());
	for (size_t i = 0; i < s->count; i++) {
		const struct results_scenario *it = &s->items[i];
		struct doc *d = doc_add(list, doc_object());
		struct doc *steps = doc_set(d, "steps", doc_list());

		doc_set_text(d, "name", it->name);
		doc_set_text(d, "product", it->product);
		doc_set_text(d, "outcome", it->outcome);
		doc_set_text(d, "reason", it->reason);
		doc_set_int(d, "steps_total", (int64_t)it->steps_total);
		for (size_t k = 0; k < it->steps_count; k++)
			put_step(doc_add(steps, doc_object()), &it->steps[k]);
		put_changes(d, "footprint", "footprint_total", &it->footprint);
		put_changes(d, "residue", "residue_total", &it->residue);
	}
}
