/* SPDX-License-Identifier: MIT */
/* Steps of scenarios, as the engine of scenarios put them down: what passed, what did not. */
#include "model/kind.h"
#include "model/manifest.h"

struct scenario_args {
	const char *product;
	const char *name;
	struct text_list action;
};

static const struct field fields[] = {
	{ .key = "action",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct scenario_args, action, struct text_list),
	  .help = "steps that are asked about; none given: all",
	  .words = step_action_names },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct scenario_args, name, const char *),
	  .help = "glob of scenarios' names",
	  .fallback = "*" },
	{ .key = "product",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct scenario_args, product, const char *),
	  .help = "product of the manifest; not given: whatever there is" },
	{ 0 },
};

struct counts {
	size_t scenarios;
	size_t steps;
	size_t passed;
	size_t not_run;
	size_t failed;
};

static void judge_step(const struct cursor *c, struct counts *n, struct findings *out)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_TEXT);
	const char *outcome = cursor_text(c, 3);

	n->steps++;
	buf_addf(&object, "%s: %s %s", cursor_text(c, 0), cursor_text(c, 1), cursor_text(c, 2));
	if (streq(outcome, "passed")) {
		n->passed++;
	} else if (streq(outcome, "failed")) {
		n->failed++;
		finding_fail(out, buf_str(&object), cursor_text(c, 4), "%s", cursor_text(c, 5));
	} else if (streq(outcome, "not-run")) {
		n->not_run++;
	} else {
		finding_error(out, "%s: %s", buf_str(&object),
			      *cursor_text(c, 5) ? cursor_text(c, 5) : outcome);
	}
}

static void judge_steps(const struct scenario_args *a, struct evidence *ev, const char *name,
			struct counts *n, struct findings *out)
{
	static const char sql[] =
		"SELECT scenario, action, object, outcome, expected, observed FROM step WHERE "
		"scenario = ?1 ORDER BY position, action, object, outcome, observed";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 1, &name);

	while (cursor_next(&c))
		if (!a->action.count || text_list_has(&a->action, cursor_text(&c, 1)))
			judge_step(&c, n, out);
}

/* Units that nobody asked for have to be there to be missed: does a package of the product have
 * one? */
static bool has_no_unit(const struct scenario_args *a, struct evidence *ev)
{
	static const char sql[] =
		"SELECT (SELECT count(*) FROM package) > 0 AND NOT EXISTS (SELECT 1 FROM "
		"package_file "
		"WHERE path LIKE '%/systemd/system/%' AND (path LIKE '%.service' OR path LIKE "
		"'%.socket' OR path LIKE '%.timer' OR path LIKE '%.path' OR path LIKE '%.mount'))";
	AUTO(cursor) struct cursor c = { 0 };

	if (a->action.count != 1 || !streq(a->action.items[0], step_action_names[STEP_ACTIVE]) ||
	    !(evidence_complete(ev) & EVIDENCE(PACKAGES)))
		return false;
	c = cursor_open(ev, sql, 0, NULL);
	return cursor_next(&c) && cursor_int(&c, 0);
}

static void conclude(const struct scenario_args *a, const struct counts *n, struct evidence *ev,
		     struct findings *out)
{
	AUTO(buf) struct buf what = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < a->action.count; i++)
		buf_addf(&what, "%s%s", i ? ", " : "", a->action.items[i]);
	if (!what.len)
		buf_add(&what, "any");
	if (!n->scenarios)
		finding_missing(out, "no scenario of that product and name was run");
	else if (!n->steps && has_no_unit(a, ev))
		finding_pass(out, "active", "none of its packages has a unit");
	else if (!n->steps)
		finding_missing(out, "no scenario has a step of this kind: %s", buf_str(&what));
	else if (n->not_run && !n->failed)
		finding_missing(out, "%zu of %zu steps (%s) were not run: an earlier one failed",
				n->not_run, n->steps, buf_str(&what));
	else if (n->passed == n->steps)
		finding_pass(out, buf_str(&what), "%zu %s passed", n->passed,
			     n->passed == 1 ? "step" : "steps");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct scenario_args *a = args;
	struct counts n = { 0 };
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT name, product, outcome, reason FROM scenario ORDER BY 1, 2, 3, 4", 0,
		NULL);

	while (cursor_next(&c)) {
		const char *name = cursor_text(&c, 0);

		if (!str_glob(a->name, name) ||
		    (a->product && !streq(a->product, cursor_text(&c, 1))))
			continue;
		n.scenarios++;
		if (!streq(cursor_text(&c, 2), "passed") && !streq(cursor_text(&c, 2), "failed"))
			finding_error(out, "scenario %s: %s", name,
				      *cursor_text(&c, 3) ? cursor_text(&c, 3) : "no outcome");
		judge_steps(a, ev, name, &n, out);
	}
	conclude(a, &n, ev, out);
}

const struct check_kind check_scenario = {
	.name = "scenario",
	.summary = "Steps of the product's scenarios passed",
	.example = "{action: [install]}",
	.needs = EVIDENCE(SCENARIO),
	.uses = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct scenario_args),
	.fields = fields,
	.evaluate = evaluate,
};
