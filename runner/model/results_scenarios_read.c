/* SPDX-License-Identifier: MIT */
/* Scenarios of results.json back again. */
#include "model/manifest.h"
#include "model/results_scenarios.h"

struct loading {
	struct arena *arena;
	struct error *err;
	int ret;
};

static void wrong(struct loading *l, const char *where, const char *what)
{
	if (l->ret == 0)
		l->ret = error_input(l->err, "results: scenarios: %s: %s", where, what);
}

static const char *maybe(struct loading *l, const struct doc *d, const char *key)
{
	const char *t = doc_get_text(d, key);
	char *copy = t ? arena_strdup(l->arena, t) : NULL;

	if (t && !copy && l->ret == 0)
		l->ret = error_memory(l->err);
	return copy;
}

static const char *must(struct loading *l, const struct doc *d, const char *key)
{
	const char *t = maybe(l, d, key);

	if (!t)
		wrong(l, key, "missing, or not a text");
	return t ? t : "";
}

/* One of the words, NULL at the end. */
static const char *word(struct loading *l, const struct doc *d, const char *key,
			const char *const *words)
{
	const char *t = must(l, d, key);

	for (size_t i = 0; words[i]; i++)
		if (streq(words[i], t))
			return t;
	wrong(l, key, "not a word that stands there");
	return t;
}

/* How many there are to read, at most `max`; *total is what the document says of all. */
static size_t count_of(struct loading *l, const struct doc *d, const char *key, const char *total,
		       size_t max, size_t *all)
{
	const struct doc *list = doc_get(d, key);
	int64_t n = doc_get_int(d, total, -1);

	*all = 0;
	if (!doc_is_list(list) || doc_count(list) > max) {
		wrong(l, key, "not a list, or too long");
		return 0;
	}
	if (n < (int64_t)doc_count(list)) {
		wrong(l, total, "less than there are");
		return 0;
	}
	*all = (size_t)n;
	return doc_count(list);
}

static void *room(struct loading *l, size_t count, size_t size)
{
	void *p = arena_alloc(l->arena, (count + 1) * size);

	if (!p && l->ret == 0)
		l->ret = error_memory(l->err);
	return p;
}

static void read_steps(struct loading *l, const struct doc *d, struct results_scenario *s)
{
	static const char *const outcomes[] = { "passed", "failed", "error", "not-run", NULL };
	const struct doc *list = doc_get(d, "steps");
	size_t n = count_of(l, d, "steps", "steps_total", RESULTS_STEPS_MAX, &s->steps_total);

	s->steps = room(l, n, sizeof(*s->steps));
	for (size_t i = 0; i < n && l->ret == 0; i++) {
		const struct doc *one = doc_at(list, i);

		s->steps[i] =
			(struct results_step){ .action = word(l, one, "action", step_action_names),
					       .object = must(l, one, "object"),
					       .outcome = word(l, one, "outcome", outcomes),
					       .expected = must(l, one, "expected"),
					       .observed = must(l, one, "observed") };
		s->steps_count = i + 1;
		if (streq(s->outcome, "passed") && !streq(s->steps[i].outcome, "passed"))
			wrong(l, "outcome", "passed, and a step did not");
	}
}

static void read_changes(struct loading *l, const struct doc *d, const char *key, const char *total,
			 struct results_changes *out)
{
	static const char *const spans[] = { "install", "reboot", "upgrade", "erase", NULL };
	static const char *const changes[] = { "added", "removed", "changed", "unknown", NULL };
	const struct doc *list = doc_get(d, key);
	size_t max = (size_t)4 * FOOTPRINT_CLASS_COUNT * RESULTS_CLASS_MAX;
	size_t n = count_of(l, d, key, total, max, &out->total);
	bool residue = streq(key, "residue");

	out->items = room(l, n, sizeof(*out->items));
	for (size_t i = 0; i < n && l->ret == 0; i++) {
		const struct doc *one = doc_at(list, i);

		out->items[i] = (struct results_change){ .span = word(l, one, "span", spans),
							 .class = word(l, one, "class",
								       footprint_class_names),
							 .object = must(l, one, "object"),
							 .change = word(l, one, "change", changes),
							 .before = maybe(l, one, "before"),
							 .after = maybe(l, one, "after"),
							 .owner = must(l, one, "owner"),
							 .files = doc_get_int(one, "files", 0) };
		out->count = i + 1;
		if (streq(out->items[i].span, "erase") != residue || out->items[i].files < 0)
			wrong(l, key, "a line that stands in the wrong list, or counts wrongly");
	}
}

static void read_scenario(struct loading *l, const struct doc *d, struct results_scenario *s)
{
	static const char *const outcomes[] = { "passed", "failed", "error", NULL };

	s->name = must(l, d, "name");
	s->product = must(l, d, "product");
	s->outcome = word(l, d, "outcome", outcomes);
	s->reason = must(l, d, "reason");
	if (l->ret == 0)
		read_steps(l, d, s);
	if (l->ret == 0)
		read_changes(l, d, "footprint", "footprint_total", &s->footprint);
	if (l->ret == 0)
		read_changes(l, d, "residue", "residue_total", &s->residue);
}

int results_scenarios_read(const struct doc *top, struct results_scenarios *out,
			   struct arena *arena, struct error *err)
{
	struct loading l = { .arena = arena, .err = err };
	const struct doc *list = doc_get(top, "scenarios");
	size_t n;

	*out = (struct results_scenarios){ 0 };
	if (!list)
		return 0;
	n = count_of(&l, top, "scenarios", "scenarios_total", RESULTS_SCENARIOS_MAX, &out->total);
	out->items = room(&l, n, sizeof(*out->items));
	for (size_t i = 0; i < n && l.ret == 0; i++) {
		read_scenario(&l, doc_at(list, i), &out->items[i]);
		out->count = i + 1;
	}
	return l.ret;
}
