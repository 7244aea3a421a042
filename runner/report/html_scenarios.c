/* SPDX-License-Identifier: MIT */
#include "report/html.h"
#include "report/scenarios.h"

enum { VALUE_MAX = 1000 }; /* bytes of one text shown in the page; results.json has more */

static void cell(struct buf *out, const char *label, const char *text)
{
	buf_addf(out, "<td data-label=\"%s\"><span class=\"val\">", label);
	add_markup_short(out, text, VALUE_MAX);
	buf_add(out, "</span></td>");
}

/* A word of ours, which does not break. */
static void word(struct buf *out, const char *label, const char *text)
{
	buf_addf(out, "<td class=\"word\" data-label=\"%s\">", label);
	add_markup_short(out, text, VALUE_MAX);
	buf_add(out, "</td>");
}

/* The outcome of a step or scenario, in the colours of checks. */
static enum outcome colour(const char *outcome)
{
	if (streq(outcome, "passed"))
		return OUTCOME_PASS;
	if (streq(outcome, "failed"))
		return OUTCOME_FAIL;
	return streq(outcome, "error") ? OUTCOME_ERROR : OUTCOME_MISSING;
}

static void badge(struct buf *out, const char *outcome)
{
	const char *class = outcome_names[colour(outcome)];

	buf_addf(out, "<span class=\"badge %s\">", class);
	html_icon(out, class);
	add_markup(out, outcome);
	buf_add(out, "</span>");
}

static void table_head(struct buf *out, const char *label, const char *const *columns)
{
	buf_addf(out,
		 "<div class=\"found\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">"
		 "<table><thead><tr>",
		 label);
	for (size_t i = 0; columns[i]; i++)
		buf_addf(out, "<th scope=\"col\">%s</th>", columns[i]);
	buf_add(out, "</tr></thead><tbody>\n");
}

static void more(struct buf *out, size_t total, size_t kept, const char *what)
{
	if (total > kept)
		buf_addf(out, "<p class=\"n\">%zu more %s were counted, and not kept.</p>\n",
			 total - kept, what);
}

static void steps(struct buf *out, const struct results_scenario *s)
{
	static const char *const columns[] = { "Step",	   "Outcome",  "Object",
					       "Expected", "Observed", NULL };

	buf_add(out, "<h4>Steps</h4>\n");
	table_head(out, "Steps", columns);
	for (size_t i = 0; i < s->steps_count; i++) {
		const struct results_step *step = &s->steps[i];

		buf_add(out, "<tr>");
		word(out, "Step", step->action);
		buf_add(out, "<td data-label=\"Outcome\">");
		badge(out, step->outcome);
		buf_add(out, "</td>");
		cell(out, "Object", step->object);
		cell(out, "Expected", step->expected);
		cell(out, "Observed", step->observed);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody></table></div>\n");
	more(out, s->steps_total, s->steps_count, "steps");
}

static void change(struct buf *out, const struct results_change *c)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_add(out, "<tr>");
	word(out, "After", c->span);
	word(out, "Class", c->class);
	if (c->files)
		buf_addf(&text, "%lld files of package %s", (long long)c->files, c->object);
	else
		buf_add(&text, c->object);
	cell(out, "Object", buf_str(&text));
	word(out, "Change", c->change);
	cell(out, "Was", c->before ? c->before : "");
	cell(out, "Is", c->after ? c->after : "");
	cell(out, "Package", c->owner);
	buf_add(out, "</tr>\n");
}

static void changes(struct buf *out, const char *heading, const char *none,
		    const struct results_changes *list)
{
	static const char *const columns[] = { "After", "Class", "Object",  "Change",
					       "Was",	"Is",	 "Package", NULL };

	buf_addf(out, "<h4>%s <span class=\"n\">%zu</span></h4>\n", heading, list->total);
	if (list->count == 0) {
		buf_addf(out, "<p class=\"n\">%s</p>\n", none);
		return;
	}
	table_head(out, heading, columns);
	for (size_t i = 0; i < list->count; i++)
		change(out, &list->items[i]);
	buf_add(out, "</tbody></table></div>\n");
	more(out, list->total, list->count, "lines");
}

static void scenario(struct buf *out, const struct results_scenario *s)
{
	buf_addf(out, "<details class=\"scenario\"%s><summary><h3>",
		 streq(s->outcome, "passed") && !s->residue.total ? "" : " open");
	add_markup(out, s->name);
	buf_add(out, "</h3>");
	badge(out, s->outcome);
	buf_add(out, "</summary>\n<div class=\"body\">");
	if (*s->reason) {
		buf_add(out, "<p>");
		add_markup_short(out, s->reason, VALUE_MAX);
		buf_add(out, "</p>\n");
	}
	steps(out, s);
	changes(out, "Footprint", "Nothing differs, or nothing was looked at.", &s->footprint);
	changes(out, "Residue", "Nothing was left, or nothing was erased.", &s->residue);
	buf_add(out, "</div></details>\n");
}

void scenarios_html(const struct results *r, struct buf *out)
{
	if (r->scenarios.count == 0)
		return;
	buf_addf(out,
		 "<section class=\"scenarios\" aria-labelledby=\"scenarios\"><h2 id=\"scenarios\">"
		 "Scenarios in a booted guest <span class=\"n\">%zu</span></h2>\n",
		 r->scenarios.total);
	for (size_t i = 0; i < r->scenarios.count; i++)
		scenario(out, &r->scenarios.items[i]);
	more(out, r->scenarios.total, r->scenarios.count, "scenarios");
	buf_add(out, "</section>\n");
}
