/* SPDX-License-Identifier: MIT */
/* The HTML report: the page around the checks. */
#include "report/html.h"

#include "report/answers.h"
#include "report/report.h"
#include "version.h"

void html_element(struct buf *out, const char *tag, const char *class, const char *text)
{
	buf_addf(out, "<%s", tag);
	if (class)
		buf_addf(out, " class=\"%s\"", class);
	buf_addc(out, '>');
	add_markup(out, text);
	buf_addf(out, "</%s>", tag);
}

void html_copy(struct buf *out, const char *text, const char *what)
{
	buf_addf(out,
		 "<button type=\"button\" class=\"copy js-only\" aria-label=\"Copy %s\" "
		 "data-copy=\"",
		 what);
	add_markup(out, text);
	buf_add(out, "\">Copy</button>");
}

void html_digest(struct buf *out, const char *sha256)
{
	buf_add(out, "<span class=\"digest\"><code title=\"sha256:");
	add_markup(out, sha256);
	buf_add(out, "\">sha256:");
	add_markup(out, sha256);
	buf_add(out, "</code>");
	html_copy(out, sha256, "SHA-256");
	buf_add(out, "</span>");
}

static const char *product(const struct results *r)
{
	return r->product && *r->product ? r->product : "Unnamed image";
}

/* The tab's picture; data, so that no browser asks a server for one. */
#define FAVICON                                                                             \
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' " \
	"fill='none' stroke='%232f6bff' stroke-width='1.6' stroke-linejoin='round' "        \
	"stroke-linecap='round'%3E%3Cpath d='M8 1.2 14 3.4v4.4c0 3.4-2.5 5.9-6 7-3.5-1.1-"  \
	"6-3.6-6-7V3.4z'/%3E%3Cpath d='m5.2 8 2 2 3.6-4'/%3E%3C/svg%3E"

static void head(struct buf *out, const struct results *r, int exit_status)
{
	buf_add(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	html_policy(out);
	buf_add(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		     "<meta name=\"color-scheme\" content=\"light dark\">\n"
		     "<meta name=\"referrer\" content=\"no-referrer\">\n"
		     "<meta name=\"generator\" content=\"azlcts " AZLCTS_VERSION "\">\n<title>");
	buf_addf(out, "%s %s: ", verdict_symbol(exit_status), verdict_title(exit_status));
	add_markup(out, product(r));
	buf_add(out, "</title>\n<link rel=\"icon\" href=\"" FAVICON "\">\n");
	html_style(out);
	html_script(out);
	buf_add(out, "</head>\n");
}

static void bar(struct buf *out)
{
	buf_add(out, "<div class=\"bar\"><span class=\"brand\">");
	html_icon(out, "brand");
	buf_add(out, "azlcts</span><span class=\"what\">Azure Linux compatibility report</span>"
		     "<button type=\"button\" class=\"tool js-only\" id=\"keys\" "
		     "aria-label=\"Keyboard shortcuts\">?</button>"
		     "<button type=\"button\" class=\"tool js-only\" id=\"theme\" "
		     "aria-label=\"Switch colours\">");
	html_icon(out, "theme");
	buf_add(out, "</button></div>\n");
}

static void verdict(struct buf *out, const struct tally *t)
{
	int exit_status = results_exit(t);
	static const char *const icons[] = {
		[EXIT_CONFORMANT] = "pass",    [EXIT_NOT_CONFORMANT] = "fail",
		[EXIT_USAGE] = "error",	       [EXIT_INFRASTRUCTURE] = "error",
		[EXIT_INCOMPLETE] = "missing",
	};

	buf_addf(out, "<div class=\"verdict %s\">", results_verdict(exit_status));
	html_icon(out, icons[exit_status]);
	buf_addf(out, "<div><strong>%s</strong><p>", verdict_title(exit_status));
	verdict_sentence(t, out);
	buf_add(out, "</p></div></div>\n");
}

/* The required checks as a strip of colours; the table under it says the same in numbers. */
static void strip(struct buf *out, const struct tally *t)
{
	size_t x = 0;

	if (t->required == 0)
		return;
	buf_addf(out,
		 "<svg class=\"strip\" aria-hidden=\"true\" viewBox=\"0 0 %zu 1\" "
		 "preserveAspectRatio=\"none\">",
		 t->required);
	for (size_t i = TOLD_COUNT; i-- > 0;) {
		size_t n = t->by[told_order[i]];

		if (n > 0)
			buf_addf(out,
				 "<rect class=\"%s\" x=\"%zu\" y=\"0\" width=\"%zu\" "
				 "height=\"1\"/>",
				 outcome_names[told_order[i]], x, n);
		x += n;
	}
	buf_add(out, "</svg>\n");
}

static void tally_row(struct buf *out, const char *label, const size_t by[OUTCOME_COUNT])
{
	size_t total = 0;

	buf_addf(out, "<tr><th scope=\"row\">%s</th>", label);
	for (size_t i = TOLD_COUNT; i-- > 0;) {
		size_t n = by[told_order[i]];

		total += n;
		buf_addf(out, "<td class=\"%s %s\">%zu</td>", n ? "some" : "zero",
			 outcome_names[told_order[i]], n);
	}
	buf_addf(out, "<td>%zu</td></tr>\n", total);
}

static void tally(struct buf *out, const struct results *r, const struct tally *t)
{
	buf_add(out, "<div><h2>Checks</h2>\n");
	strip(out, t);
	buf_add(out, "<table class=\"tally\"><thead><tr><td></td>");
	for (size_t i = TOLD_COUNT; i-- > 0;) {
		const char *name = outcome_names[told_order[i]];

		buf_addf(out, "<th scope=\"col\" class=\"%s\">", name);
		html_icon(out, name);
		buf_addf(out, " <span class=\"word\">%s</span></th>",
			 told_order[i] == OUTCOME_NOT_APPLICABLE ? "n/a" : name);
	}
	buf_add(out, "<th scope=\"col\">total</th></tr></thead><tbody>\n");
	tally_row(out, "Required", t->by);
	tally_row(out, "Others", t->others);
	buf_add(out, "</tbody></table>\n");
	answers_html(r, out);
	buf_add(out, "</div>\n");
}

/* Evidence that this one was judged with. */
static void beside(struct buf *out, const char *label, const char *name, const char *sha256)
{
	buf_addf(out, "</dd><dt>%s</dt><dd>", label);
	if (name) {
		html_element(out, "span", NULL, name);
		buf_add(out, "<br>");
	}
	html_digest(out, sha256);
}

static void facts(struct buf *out, const struct results *r, const struct tally *t)
{
	buf_add(out, "<div><h2>What was judged</h2>\n<dl class=\"facts\">");
	if (r->source_sha256) {
		buf_add(out, "<dt>Image</dt><dd>");
		html_digest(out, r->source_sha256);
		buf_add(out, "</dd>");
	}
	buf_add(out, "<dt>Source</dt><dd>");
	add_markup(out, r->source_kind);
	buf_add(out, "</dd><dt>Profile</dt><dd>");
	add_markup(out, r->profile.name);
	buf_addf(out, ", %zu required</dd><dt>Suites</dt><dd>", t->required);
	for (size_t i = 0; i < r->suites_count; i++) {
		buf_add(out, i ? ", " : "");
		add_markup(out, r->suites[i].name);
	}
	buf_add(out, "</dd><dt>Evidence</dt><dd>");
	html_digest(out, r->evidence_sha256);
	if (r->reference_sha256[0])
		beside(out, "Compared with", r->reference_product, r->reference_sha256);
	if (r->image.sha256[0])
		beside(out, "On image", r->image.name, r->image.sha256);
	for (size_t i = 0; i < r->repositories_count; i++)
		beside(out, "With repository", r->repositories[i].name, r->repositories[i].sha256);
	buf_add(out, "</dd><dt>Judged by</dt><dd>azlcts ");
	add_markup(out, r->tool_version ? r->tool_version : AZLCTS_VERSION);
	buf_add(out, "</dd></dl></div>\n");
}

static void header(struct buf *out, const struct results *r, const struct tally *t)
{
	buf_add(out, "<header class=\"top\"><div class=\"wrap\">\n");
	bar(out);
	buf_add(out, "<div class=\"hero\">");
	html_element(out, "h1", NULL, product(r));
	buf_add(out, "\n");
	verdict(out, t);
	buf_add(out, "<div class=\"sums\">");
	tally(out, r, t);
	facts(out, r, t);
	buf_add(out, "</div></div></div></header>\n");
}

static void filters(struct buf *out, const struct results *r)
{
	buf_add(out,
		"<nav class=\"filters js-only\" aria-label=\"Filter checks\">"
		"<div class=\"wrap\"><label class=\"search\"><span class=\"sr\">Search</span>");
	html_icon(out, "search");
	buf_add(out, "<input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
		     "placeholder=\"Search id, title, path, value\"><kbd>/</kbd></label>"
		     "<div class=\"chips\" role=\"group\" aria-label=\"Outcomes\">\n");
	for (size_t i = 0; i < TOLD_COUNT; i++) {
		const char *name = outcome_names[told_order[i]];
		size_t n = outline_count(r, told_order[i], true) +
			   outline_count(r, told_order[i], false);

		buf_addf(out,
			 "<button type=\"button\" class=\"chip %s\" data-o=\"%s\" "
			 "aria-pressed=\"false\"%s>",
			 name, name, n ? "" : " disabled");
		html_icon(out, name);
		buf_addf(out, "%s <b>%zu</b></button>\n", name, n);
	}
	buf_add(out, "<button type=\"button\" class=\"chip\" id=\"required\" "
		     "aria-pressed=\"false\">required only</button>"
		     "<button type=\"button\" class=\"chip\" id=\"clear\" hidden>Clear</button>"
		     "</div></div></nav>\n");
}

struct flat {
	struct buf *out;
	const char *prefix;
};

/* One line for each fact of the run, whatever it is called. */
static void run_fact(const char *key, const struct doc *fact, void *arg)
{
	struct flat *flat = arg;
	struct error ignored = ERROR_INIT;
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addf(&name, "%s%s%s", flat->prefix, *flat->prefix ? "." : "", key);
	if (doc_string(fact))
		buf_add(&text, doc_string(fact));
	else if (doc_canonical(fact, &text, &ignored) < 0)
		return; /* no value a run document may have */
	if (!doc_string(fact) && buf_str(&text)[0] == '{') {
		struct flat inner = { .out = flat->out, .prefix = buf_str(&name) };

		doc_each(fact, run_fact, &inner);
		return;
	}
	html_element(flat->out, "dt", NULL, buf_str(&name));
	buf_add(flat->out, "<dd>");
	add_markup_short(flat->out, buf_str(&text), BUF_LINE);
	buf_add(flat->out, "</dd>");
}

static void footer(struct buf *out, const struct results *r, const struct doc *run)
{
	struct flat flat = { .out = out, .prefix = "" };

	buf_add(out, "<footer><div class=\"wrap\">\n<details><summary>Digests</summary>"
		     "<dl class=\"facts\"><dt>profile</dt><dd>");
	html_digest(out, r->profile.sha256);
	buf_add(out, "</dd><dt>required checks</dt><dd>");
	html_digest(out, r->required_sha256);
	buf_add(out, "</dd>");
	for (size_t i = 0; i < r->suites_count; i++) {
		buf_add(out, "<dt>suite ");
		add_markup(out, r->suites[i].name);
		buf_add(out, "</dt><dd>");
		html_digest(out, r->suites[i].sha256);
		buf_add(out, "</dd>");
	}
	buf_add(out, "</dl></details>\n");
	if (run) {
		buf_add(out, "<details><summary>This run</summary><dl class=\"facts\">");
		doc_each(run, run_fact, &flat);
		buf_add(out, "</dl></details>\n");
	}
	buf_add(out, "<p>Made from results.json; the same results give the same page, but for "
		     "the facts of the run. Error and missing never count as pass.</p>"
		     "</div></footer>\n");
}

static void help(struct buf *out)
{
	static const char *const keys[][2] = {
		{ "/", "Search" },
		{ "j", "Next check" },
		{ "k", "Previous check" },
		{ "Enter", "Open or close the check" },
		{ "Esc", "Clear search and filters" },
		{ "?", "This help" },
	};

	buf_add(out, "<dialog id=\"help\" aria-labelledby=\"help-title\">"
		     "<h2 id=\"help-title\">Keyboard shortcuts</h2><dl>");
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		buf_addf(out, "<dt><kbd>%s</kbd></dt><dd>%s</dd>", keys[i][0], keys[i][1]);
	buf_add(out, "</dl><form method=\"dialog\"><button type=\"submit\" "
		     "class=\"chip\">Close</button></form>"
		     "</dialog>\n");
}

static int write_html(const struct results *r, const struct doc *run, struct buf *out,
		      struct error *err)
{
	struct outline o;
	struct tally t;
	int ret = outline_init(&o, r, err);

	if (ret < 0)
		return ret;
	results_tally(r, &t);
	head(out, r, results_exit(&t));
	buf_add(out, "<body>\n");
	html_symbols(out);
	buf_add(out, "<a class=\"skip\" href=\"#main\">Skip to the checks</a>\n");
	header(out, r, &t);
	filters(out, r);
	buf_add(out, "<main id=\"main\"><div class=\"wrap\">\n");
	html_checks(out, r, &o);
	buf_add(out, "</div></main>\n");
	footer(out, r, run);
	help(out);
	buf_add(out, "</body>\n</html>\n");
	outline_release(&o);
	return out->failed ? error_memory(err) : 0;
}

const struct report_format format_html = {
	.name = "html",
	.summary = "One page that needs nothing else, for people",
	.extension = "html",
	.write = write_html,
};
