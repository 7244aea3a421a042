/* SPDX-License-Identifier: MIT */
/* What the report says of checks: what blocks first, then all of them by suite and area. */
#include "report/html.h"
#include "report/scenarios.h"

enum {
	VALUE_MAX = 1000, /* bytes of one text shown in the page; results.json has more */
	CARD_MAX = 3,	  /* findings in a card; the check's own place has all */
};

static void badge(struct buf *out, enum outcome outcome)
{
	buf_addf(out, "<span class=\"badge %s\">", outcome_names[outcome]);
	html_icon(out, outcome_names[outcome]);
	buf_addf(out, "%s</span>", outcome_names[outcome]);
}

static void value(struct buf *out, const char *tag, const char *label, const char *text)
{
	buf_addf(out, "<%s%s%s%s>", tag, label ? " data-label=\"" : "", label ? label : "",
		 label ? "\"" : "");
	buf_add(out, "<span class=\"val\">");
	add_markup_short(out, *text ? text : "(empty)", VALUE_MAX);
	buf_addf(out, "</span></%s>", tag);
}

static void address(struct buf *out, const char *id)
{
	buf_add(out, "c/");
	add_markup(out, id);
}

enum expected { EXPECTED_NONE, EXPECTED_SAME, EXPECTED_EACH };

/* One expectation that all share stands above the table, not in each row. */
static enum expected expected_of(const struct findings *f, size_t shown)
{
	for (size_t i = 1; i < shown; i++)
		if (!streq(f->items[0].expected, f->items[i].expected))
			return EXPECTED_EACH;
	if (!f->items[0].expected[0])
		return EXPECTED_NONE;
	return shown > 1 ? EXPECTED_SAME : EXPECTED_EACH;
}

static void findings_table(struct buf *out, const struct findings *f, size_t max)
{
	size_t kept = findings_shown(f);
	size_t shown = kept < max ? kept : max;
	enum expected expected = expected_of(f, shown);

	buf_add(out, "<div class=\"found\" tabindex=\"0\" role=\"group\" aria-label=\"Findings\">"
		     "<table>");
	if (expected == EXPECTED_SAME) {
		buf_add(out, "<caption><b>Expected</b>");
		value(out, "span", NULL, f->items[0].expected);
		buf_add(out, "</caption>");
	}
	buf_add(out, "<thead><tr><th scope=\"col\">Object</th>");
	if (expected == EXPECTED_EACH)
		buf_add(out, "<th scope=\"col\">Expected</th>");
	buf_add(out, "<th scope=\"col\">Observed</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < shown; i++) {
		buf_add(out, "<tr>");
		value(out, "td", "Object", f->items[i].object);
		if (expected == EXPECTED_EACH)
			value(out, "td", "Expected", f->items[i].expected);
		value(out, "td", "Observed", f->items[i].observed);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody></table></div>\n");
}

/* All that were kept, and how many more there were. */
static void findings_all(struct buf *out, const struct findings *f)
{
	size_t kept = findings_shown(f);

	if (kept > 0)
		findings_table(out, f, kept);
	if (f->total > kept)
		buf_addf(out, "<p class=\"n\">%zu more were counted, and not kept.</p>\n",
			 f->total - kept);
}

static void unchecked_count(struct buf *out, const struct findings *f)
{
	if (f && f->unchecked > 0)
		buf_addf(out, "<span class=\"tag unchecked\">? %zu not checked</span>",
			 f->unchecked);
}

/* What nobody looked at: no finding, and no part of the outcome. */
static void unchecked_all(struct buf *out, const struct findings *f)
{
	if (f->unchecked == 0)
		return;
	buf_addf(out,
		 "<div class=\"note unchecked\"><b>? Not checked (%zu)</b>"
		 "<ul tabindex=\"0\" aria-label=\"Not checked\">\n",
		 f->unchecked);
	for (size_t i = findings_shown(f); i < f->kept; i++) {
		buf_add(out, "<li>");
		value(out, "span", NULL, f->items[i].object);
		buf_add(out, ": ");
		add_markup_short(out, f->items[i].observed, VALUE_MAX);
		buf_add(out, "</li>\n");
	}
	if (f->unchecked > f->kept_unchecked)
		buf_addf(out, "<li>and %zu more</li>\n", f->unchecked - f->kept_unchecked);
	buf_add(out, "</ul></div>\n");
}

struct refs {
	struct buf *out;
};

static void one_reference(struct buf *out, const char *name, const char *text)
{
	bool link = text && starts_with(text, "https://");

	if (!text)
		return;
	buf_add(out, "<li><span>");
	add_markup(out, name);
	buf_add(out, "</span>");
	if (link) {
		buf_add(out, "<a rel=\"noreferrer noopener\" href=\"");
		add_markup(out, text);
		buf_add(out, "\">");
	}
	add_markup(out, text);
	buf_addf(out, "%s</li>", link ? "</a>" : "");
}

static void reference(const char *name, const struct doc *list, void *arg)
{
	struct refs *refs = arg;

	one_reference(refs->out, name, doc_string(list));
	for (size_t i = 0; doc_is_list(list) && i < doc_count(list); i++)
		one_reference(refs->out, name, doc_string(doc_at(list, i)));
}

static void note(struct buf *out, const char *class, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	buf_addf(out, "<div class=\"note %s\"><b>%s</b>", class, label);
	add_markup(out, text);
	buf_add(out, "</div>\n");
}

static void explain(struct buf *out, const char *id)
{
	AUTO(buf) struct buf command = BUF_INIT(BUF_LINE);

	buf_addf(&command, "azlcts explain %s", id);
	buf_add(out, "<span class=\"cmd\">");
	html_element(out, "code", NULL, buf_str(&command));
	html_copy(out, buf_str(&command), "command");
	buf_add(out, "</span>");
}

static void body(struct buf *out, const struct result *r)
{
	enum outcome outcome = result_outcome(r);

	buf_add(out, "<div class=\"body\">\n");
	if (outcome != OUTCOME_PASS && outcome != OUTCOME_FAIL)
		note(out, outcome_names[outcome],
		     outcome == OUTCOME_NOT_APPLICABLE ? "Why it does not apply"
						       : "Why there is no decision",
		     result_reason(r));
	if (r->why && *r->why)
		html_element(out, "p", "why", r->why);
	if (r->findings) {
		/* What a pass saw of settings stands in their table. */
		if (outcome != OUTCOME_PASS || r->findings->settings_total < r->findings->total)
			findings_all(out, r->findings);
		html_settings(out, r->findings);
		unchecked_all(out, r->findings);
	}
	note(out, "", "Remedy", r->remedy);
	if (doc_count(r->references) > 0) {
		struct refs refs = { .out = out };

		buf_add(out, "<ul class=\"refs\" aria-label=\"References\">");
		doc_each(r->references, reference, &refs);
		buf_add(out, "</ul>\n");
	}
	buf_add(out, "<p class=\"meta\">");
	explain(out, r->id);
	buf_addf(out, "<span>version %lld</span><span>kind ", (long long)r->version);
	add_markup(out, r->kind);
	buf_add(out, "</span><span>");
	add_markup(out, r->level);
	buf_addf(out, ", %s%s</span><a href=\"#", r->required ? "required" : "not required",
		 r->waivable ? "" : ", not waivable");
	address(out, r->id);
	buf_add(out, "\">Link to this check</a></p>\n</div>\n");
}

static void row(struct buf *out, const struct result *r)
{
	enum outcome outcome = result_outcome(r);

	buf_addf(out, "<details class=\"check\" data-o=\"%s\" data-r=\"%d\" id=\"",
		 outcome_names[outcome], r->required);
	address(out, r->id);
	buf_add(out, "\"><summary>");
	badge(out, outcome);
	buf_add(out, " <span class=\"name\"><span class=\"title\">");
	add_markup(out, r->title);
	buf_add(out, "</span> ");
	if (r->findings && r->findings->total > 1 && outcome != OUTCOME_PASS)
		buf_addf(out, "<span class=\"tag\">%zu findings</span>", r->findings->total);
	unchecked_count(out, r->findings);
	if (!r->required)
		html_element(out, "span", "tag", r->level);
	buf_add(out, "</span> ");
	html_element(out, "span", "id", r->id);
	buf_add(out, "</summary>\n");
	body(out, r);
	buf_add(out, "</details>\n");
}

/* "a.b.c" is of area "b"; "a.c" is of none. */
static size_t area_of(const char *id, const char **area)
{
	const char *dot = strchr(id, '.');
	const char *end = dot ? strchr(dot + 1, '.') : NULL;

	*area = end ? dot + 1 : "";
	return end ? (size_t)(end - dot - 1) : 0;
}

static bool same_area(const char *a, const char *b)
{
	const char *x;
	const char *y;
	size_t n = area_of(a, &x);

	return n == area_of(b, &y) && memcmp(x, y, n) == 0;
}

static void area_heading(struct buf *out, const char *id)
{
	const char *area;
	size_t n = area_of(id, &area);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	buf_addn(&text, area, n);
	html_element(out, "h4", "area", n ? buf_str(&text) : "general");
}

static void suite(struct buf *out, const struct outline_suite *s)
{
	size_t by[OUTCOME_COUNT] = { 0 };
	bool areas = false;

	for (size_t i = 0; i < s->count; i++) {
		by[result_outcome(s->items[i])]++;
		areas = areas || !same_area(s->items[0]->id, s->items[i]->id);
	}
	buf_addf(out, "<details class=\"suite\"%s><summary>",
		 by[OUTCOME_PASS] + by[OUTCOME_NOT_APPLICABLE] < s->count ? " open" : "");
	html_element(out, "h3", NULL, s->name);
	buf_add(out, "<span class=\"counts\">");
	for (size_t i = 0; i < TOLD_COUNT; i++) {
		if (by[told_order[i]] == 0)
			continue;
		buf_addf(out, "<span class=\"%s\">", outcome_names[told_order[i]]);
		html_icon(out, outcome_names[told_order[i]]);
		buf_addf(out, "%zu %s</span>", by[told_order[i]], outcome_names[told_order[i]]);
	}
	buf_add(out, "</span></summary>\n");
	for (size_t i = 0; i < s->count; i++) {
		if (areas && (i == 0 || !same_area(s->items[i - 1]->id, s->items[i]->id)))
			area_heading(out, s->items[i]->id);
		row(out, s->items[i]);
	}
	buf_add(out, "</details>\n");
}

static void pair(struct buf *out, const char *label, const char *text)
{
	if (!*text)
		return;
	buf_addf(out, "<dt>%s</dt>", label);
	value(out, "dd", NULL, text);
}

static void card_findings(struct buf *out, const struct findings *f)
{
	if (findings_shown(f) > 1) {
		findings_table(out, f, CARD_MAX);
	} else if (findings_shown(f) == 1) {
		buf_add(out, "<dl class=\"pairs\">");
		pair(out, "Object", f->items[0].object);
		pair(out, "Expected", f->items[0].expected);
		pair(out, "Observed", f->items[0].observed);
		buf_add(out, "</dl>\n");
	}
}

static void card(struct buf *out, const struct result *r)
{
	enum outcome outcome = result_outcome(r);
	size_t total = r->findings ? r->findings->total : 0;

	buf_add(out, "<li class=\"card\">");
	badge(out, outcome);
	buf_add(out, "<div>");
	html_element(out, "h3", NULL, r->title);
	html_element(out, "span", "id", r->id);
	buf_add(out, " ");
	unchecked_count(out, r->findings);
	buf_add(out, "</div>\n");
	if (outcome != OUTCOME_FAIL) {
		buf_add(out, "<p>");
		add_markup_short(out, result_reason(r), VALUE_MAX);
		buf_add(out, "</p>\n");
	}
	if (r->findings)
		card_findings(out, r->findings);
	if (outcome == OUTCOME_FAIL)
		note(out, "", "Remedy", r->remedy);
	buf_add(out, "<p class=\"more\"><a href=\"#");
	address(out, r->id);
	if (total > CARD_MAX)
		buf_addf(out, "\">All %zu findings and background</a></p></li>\n", total);
	else
		buf_add(out, "\">Why it matters, references</a></p></li>\n");
}

/* Many checks with one reason and nothing more to say. */
static void card_of_many(struct buf *out, const struct results *r, size_t first, size_t count)
{
	const struct result *leader = &r->items[first];

	buf_add(out, "<li class=\"card\">");
	badge(out, result_outcome(leader));
	buf_addf(out, "<div><h3>%zu checks</h3></div>\n<p>", count);
	add_markup_short(out, result_reason(leader), VALUE_MAX);
	buf_add(out, "</p>\n<p class=\"more\">");
	for (size_t i = first; i < r->count; i++) {
		if (!told_together(leader, &r->items[i]))
			continue;
		buf_add(out, "<a class=\"id\" href=\"#");
		address(out, r->items[i].id);
		buf_add(out, "\">");
		add_markup(out, r->items[i].id);
		buf_add(out, "</a> ");
	}
	buf_add(out, "</p></li>\n");
}

/* The card of a check, or of all that are told with it; none when an earlier one has it. */
static void card_or_group(struct buf *out, const struct results *r, size_t at)
{
	size_t count = 0;
	size_t first = at;
	bool plain = true; /* none of them has more to say */

	for (size_t i = r->count; i-- > 0;) {
		const struct findings *f = r->items[i].findings;

		if (!told_together(&r->items[at], &r->items[i]))
			continue;
		plain = plain && (!f || f->kept == 0);
		first = i;
		count++;
	}
	if (count == 1 || !plain)
		card(out, &r->items[at]);
	else if (first == at)
		card_of_many(out, r, at, count);
}

static void lead(struct buf *out, const struct results *r, const char *id, const char *heading,
		 const enum outcome outcomes[2])
{
	size_t count = outline_count(r, outcomes[0], true);

	if (outcomes[1] != outcomes[0])
		count += outline_count(r, outcomes[1], true);
	if (count == 0)
		return;
	buf_addf(out, "<section class=\"lead\" aria-labelledby=\"%s\"><h2 id=\"%s\">%s ", id, id,
		 heading);
	buf_addf(out, "<span class=\"n\">%zu required</span></h2>\n<ol class=\"cards\">\n", count);
	for (size_t i = 0; i < r->count; i++) {
		enum outcome outcome = result_outcome(&r->items[i]);

		if (r->items[i].required && (outcome == outcomes[0] || outcome == outcomes[1]))
			card_or_group(out, r, i);
	}
	buf_add(out, "</ol></section>\n");
}

void html_checks(struct buf *out, const struct results *r, const struct outline *o)
{
	static const enum outcome blocks[] = { OUTCOME_FAIL, OUTCOME_FAIL };
	static const enum outcome open[] = { OUTCOME_ERROR, OUTCOME_MISSING };

	lead(out, r, "blocks", "What blocks conformance", blocks);
	lead(out, r, "undecided", "Not decided", open);
	scenarios_html(r, out);
	buf_addf(out,
		 "<section aria-labelledby=\"checks\"><h2 id=\"checks\">All checks "
		 "<span class=\"n\" id=\"status\" role=\"status\">%zu</span>"
		 "<button type=\"button\" class=\"copy js-only\" id=\"all\">Open or close "
		 "all</button>"
		 "</h2>\n",
		 r->count);
	for (size_t i = 0; i < o->suites_count; i++)
		suite(out, &o->suites[i]);
	buf_add(out,
		"<p class=\"nothing\" id=\"nothing\" hidden>No check matches.</p></section>\n");
}
