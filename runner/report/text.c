/* SPDX-License-Identifier: MIT */
/* The terminal's summary.  What a symbol and a word say, colour says once more. */
#include "report/report.h"

#include "base/str.h"
#include "report/answers.h"
#include "report/outline.h"
#include "report/scenarios.h"

enum {
	WIDTH = 96,
	LABEL = 10,    /* columns of "expected  " */
	LINES_MAX = 8, /* of one value */
	SHOWN_MAX = 5, /* findings of one check */
};

struct page {
	struct buf *out;
	bool colour;
};

static const char *const outcome_colours[OUTCOME_COUNT] = {
	[OUTCOME_MISSING] = "33",	[OUTCOME_ERROR] = "35", [OUTCOME_FAIL] = "31",
	[OUTCOME_NOT_APPLICABLE] = "2", [OUTCOME_PASS] = "32",
};

static const char *verdict_colour(int exit_status)
{
	switch (exit_status) {
	case EXIT_CONFORMANT:
		return "1;32";
	case EXIT_NOT_CONFORMANT:
		return "1;31";
	case EXIT_INCOMPLETE:
		return "1;33";
	default:
		return "1;35";
	}
}

static void paint(const struct page *p, const char *colour, const char *text)
{
	if (p->colour)
		buf_addf(p->out, "\033[%sm%s\033[0m", colour, text);
	else
		buf_add(p->out, text);
}

static void pad(struct buf *out, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		buf_addc(out, ' ');
}

/* One word at `s`, up to a space or newline, as it may be printed; returns its columns. */
static size_t add_word(struct buf *out, const char **s)
{
	size_t columns = 0;

	while (**s && **s != ' ' && **s != '\n') {
		size_t len = str_utf8_len(*s);

		if (**s == '\t') {
			buf_addc(out, ' ');
			columns++;
		} else {
			buf_addn(out, *s, len);
			columns++;
		}
		*s += len;
	}
	return columns;
}

/*
 * A text that began at column `indent`, wrapped; every further line is indented, so that no text
 * of the image can look like a line of ours.
 */
static void put_wrapped(const struct page *p, const char *text, size_t indent)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	size_t column = indent;
	size_t lines = 1;
	const char *s;

	buf_add_clean(&clean, text, strlen(text));
	for (s = buf_str(&clean); *s && lines <= LINES_MAX;) {
		size_t wide;
		bool fresh = *s == '\n';

		if (*s == ' ' || *s == '\n')
			s++;
		buf_clear(&word);
		wide = add_word(&word, &s);
		if (fresh || (column > indent && column + 1 + wide > WIDTH)) {
			buf_addc(p->out, '\n');
			if (wide || *s)
				pad(p->out, indent);
			column = indent;
			lines++;
		} else if (column > indent) {
			buf_addc(p->out, ' ');
			column++;
		}
		buf_add(p->out, buf_str(&word));
		column += wide;
	}
	if (*s)
		buf_add(p->out, " \u2026");
	if (clean.failed || word.failed)
		p->out->failed = true;
	buf_addc(p->out, '\n');
}

static void put_label(const struct page *p, size_t indent, const char *label)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	pad(p->out, indent);
	buf_addf(&text, "%-*s", LABEL, label);
	paint(p, "2", buf_str(&text));
}

static void put_field(const struct page *p, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	put_label(p, 4, label);
	put_wrapped(p, text, 4 + LABEL);
}

/* All that are shown expect the same: it is said once. */
static bool same_expected(const struct findings *f, size_t shown)
{
	for (size_t i = 1; i < shown; i++)
		if (!streq(f->items[0].expected, f->items[i].expected))
			return false;
	return true;
}

static void put_findings(const struct page *p, const struct findings *f)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	size_t kept = findings_shown(f);
	size_t shown = kept < SHOWN_MAX ? kept : SHOWN_MAX;
	bool same = same_expected(f, shown);

	if (shown == 1)
		put_field(p, "object", f->items[0].object);
	if (shown > 0 && same)
		put_field(p, "expected", f->items[0].expected);
	if (shown == 1)
		put_field(p, "observed", f->items[0].observed);
	for (size_t i = 0; shown > 1 && i < shown; i++) {
		const struct finding *item = &f->items[i];

		buf_clear(&line);
		buf_addf(&line, "%s: %s", item->object, item->observed);
		if (!same && item->expected[0])
			buf_addf(&line, " (expected: %s)", item->expected);
		put_label(p, 4, i == 0 ? "observed" : "");
		put_wrapped(p, buf_str(&line), 4 + LABEL);
	}
	if (f->total > shown) {
		pad(p->out, 4 + LABEL);
		buf_addf(p->out, "and %zu more\n", f->total - shown);
	}
}

/* What nobody looked at, beside what was judged. */
static void put_unchecked(const struct page *p, const struct findings *f)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	size_t first = findings_shown(f);
	size_t shown = f->kept_unchecked < SHOWN_MAX ? f->kept_unchecked : SHOWN_MAX;

	if (f->unchecked == 0)
		return;
	pad(p->out, 4);
	buf_addf(&line, "? not checked (%zu)", f->unchecked);
	paint(p, "2", buf_str(&line));
	buf_addc(p->out, '\n');
	for (size_t i = first; i < first + shown; i++) {
		buf_clear(&line);
		buf_addf(&line, "%s: %s", f->items[i].object, f->items[i].observed);
		pad(p->out, 6);
		put_wrapped(p, buf_str(&line), 6);
	}
	if (f->unchecked > shown) {
		pad(p->out, 6);
		buf_addf(p->out, "and %zu more\n", f->unchecked - shown);
	}
}

static void put_check(const struct page *p, const struct result *r)
{
	enum outcome outcome = result_outcome(r);
	AUTO(buf) struct buf head = BUF_INIT(BUF_LINE);

	buf_addf(&head, "%s %s", outcome_symbols[outcome], outcome_names[outcome]);
	buf_add(p->out, "  ");
	paint(p, outcome_colours[outcome], buf_str(&head));
	buf_add(p->out, "  ");
	paint(p, "1", r->id);
	buf_add(p->out, "\n    ");
	put_wrapped(p, r->title, 4);
	if (outcome != OUTCOME_FAIL)
		put_field(p, "reason", result_reason(r));
	if (r->findings) {
		put_findings(p, r->findings);
		put_unchecked(p, r->findings);
	}
	if (outcome == OUTCOME_FAIL)
		put_field(p, "remedy", r->remedy);
	buf_addc(p->out, '\n');
}

static void put_heading(const struct page *p, const char *text, size_t count)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);

	buf_addf(&line, "%s (%zu)", text, count);
	paint(p, "1", buf_str(&line));
	buf_add(p->out, "\n\n");
}

/* A reason that many checks share is said once, with their ids behind it. */
static void put_group(const struct page *p, const struct results *r, size_t first)
{
	const struct result *leader = &r->items[first];
	enum outcome outcome = result_outcome(leader);
	AUTO(buf) struct buf ids = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf head = BUF_INIT(BUF_LINE);
	size_t count = 0;

	for (size_t i = 0; i < first; i++)
		if (told_together(leader, &r->items[i]))
			return; /* said before */
	for (size_t i = first; i < r->count; i++) {
		if (!told_together(leader, &r->items[i]))
			continue;
		buf_addf(&ids, "%s%s", count ? " " : "", r->items[i].id);
		count++;
	}
	if (count == 1 && leader->required) {
		put_check(p, leader);
		return;
	}
	buf_addf(&head, "%s %s", outcome_symbols[outcome], outcome_names[outcome]);
	buf_add(p->out, "  ");
	paint(p, outcome_colours[outcome], buf_str(&head));
	buf_addf(p->out, "  %zu: ", count);
	put_wrapped(p, result_reason(leader), 4);
	pad(p->out, 4);
	put_wrapped(p, buf_str(&ids), 4);
	buf_addc(p->out, '\n');
}

static bool undecided(const struct result *r)
{
	return result_outcome(r) == OUTCOME_ERROR || result_outcome(r) == OUTCOME_MISSING;
}

static void put_failed(const struct page *p, const struct results *r)
{
	if (outline_count(r, OUTCOME_FAIL, true) == 0)
		return;
	put_heading(p, "What blocks conformance", outline_count(r, OUTCOME_FAIL, true));
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].required && result_outcome(&r->items[i]) == OUTCOME_FAIL)
			put_check(p, &r->items[i]);
}

static void put_undecided(const struct page *p, const struct results *r)
{
	size_t count =
		outline_count(r, OUTCOME_ERROR, true) + outline_count(r, OUTCOME_MISSING, true);

	if (count == 0)
		return;
	put_heading(p, "Not decided", count);
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].required && undecided(&r->items[i]))
			put_group(p, r, i);
}

/* Checks that are not required and did not pass, in short. */
static void put_others(const struct page *p, const struct results *r)
{
	size_t count = outline_count(r, OUTCOME_FAIL, false) +
		       outline_count(r, OUTCOME_ERROR, false) +
		       outline_count(r, OUTCOME_MISSING, false);

	if (count == 0)
		return;
	put_heading(p, "Not required, not passed", count);
	for (size_t i = 0; i < r->count; i++) {
		const struct result *item = &r->items[i];
		AUTO(buf) struct buf head = BUF_INIT(BUF_LINE);

		if (item->required || result_outcome(item) != OUTCOME_FAIL)
			continue;
		buf_addf(&head, "%s %s", outcome_symbols[OUTCOME_FAIL],
			 outcome_names[OUTCOME_FAIL]);
		buf_add(p->out, "  ");
		paint(p, outcome_colours[OUTCOME_FAIL], buf_str(&head));
		buf_addf(p->out, "  %s\n", item->id);
		pad(p->out, 4);
		put_wrapped(p, item->title, 4);
		put_findings(p, item->findings);
		buf_addc(p->out, '\n');
	}
	for (size_t i = 0; i < r->count; i++)
		if (!r->items[i].required && undecided(&r->items[i]))
			put_group(p, r, i);
}

/* The one thing that a pass says no word about; NULL when it is no pass, or there are several. */
static const char *only_unchecked(const struct result *r)
{
	const struct findings *f = r->findings;

	if (result_outcome(r) != OUTCOME_PASS || f->unchecked != 1 || f->kept_unchecked != 1)
		return NULL;
	return f->items[findings_shown(f)].observed;
}

/* What many checks did not look at is said once, with their ids behind it. */
static bool put_partly_group(const struct page *p, const struct results *r, size_t first)
{
	const char *text = only_unchecked(&r->items[first]);
	AUTO(buf) struct buf ids = BUF_INIT(BUF_TEXT);
	size_t count = 0;

	if (!text)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		if (!streq(text, only_unchecked(&r->items[i])))
			continue;
		if (i < first)
			return true; /* said before */
		buf_addf(&ids, "%s%s", count ? " " : "", r->items[i].id);
		count++;
	}
	if (count == 1)
		return false;
	buf_add(p->out, "  ");
	paint(p, "2", "? not checked");
	buf_addf(p->out, "  %zu: ", count);
	put_wrapped(p, text, 4);
	pad(p->out, 4);
	put_wrapped(p, buf_str(&ids), 4);
	return true;
}

/* A pass that says no word about some things is told with its ids. */
static void put_partly(const struct page *p, const struct results *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += result_outcome(&r->items[i]) == OUTCOME_PASS &&
			 r->items[i].findings->unchecked > 0;
	if (count == 0)
		return;
	put_heading(p, "Passed, with something not checked", count);
	for (size_t i = 0; i < r->count; i++) {
		const struct result *item = &r->items[i];

		if (result_outcome(item) != OUTCOME_PASS || item->findings->unchecked == 0 ||
		    put_partly_group(p, r, i))
			continue;
		buf_add(p->out, "  ");
		paint(p, "1", item->id);
		buf_addc(p->out, '\n');
		put_unchecked(p, item->findings);
	}
	buf_addc(p->out, '\n');
}

static void put_verdict(const struct page *p, const struct tally *t)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	int exit_status = results_exit(t);

	buf_addf(&line, "%s %s", verdict_symbol(exit_status), verdict_title(exit_status));
	paint(p, verdict_colour(exit_status), buf_str(&line));
	buf_clear(&line);
	verdict_sentence(t, &line);
	buf_addf(p->out, ". %s\n", buf_str(&line));
}

static void put_counts(const struct page *p, const char *label, const size_t by[OUTCOME_COUNT])
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	const char *comma = "";

	for (size_t i = TOLD_COUNT; i-- > 0;) {
		enum outcome outcome = told_order[i];

		if (by[outcome] == 0)
			continue;
		buf_addf(&line, "%s%zu %s", comma, by[outcome], outcome_names[outcome]);
		comma = ", ";
	}
	put_label(p, 2, label);
	buf_addf(p->out, "%s\n", line.len ? buf_str(&line) : "none");
}

static void put_beside(const struct page *p, const char *label, const char *name,
		       const char *nameless, const char *sha256)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);

	put_label(p, 2, label);
	buf_addf(&line, "%s, sha256 %.12s\u2026", name ? name : nameless, sha256);
	put_wrapped(p, buf_str(&line), 2 + LABEL);
}

static void put_header(const struct page *p, const struct results *r, const struct doc *run)
{
	const struct doc *guest = doc_get(run, "guest");
	const char *accelerator = doc_get_text(guest, "accelerator");
	int64_t total = doc_get_int(doc_get(run, "durations_ms"), "total", -1);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);

	buf_add(p->out, "\n  ");
	put_wrapped(p, r->product ? r->product : "An image that does not name itself", 2);
	put_label(p, 2, "source");
	buf_add(&line, r->source_kind);
	if (r->source_sha256)
		buf_addf(&line, ", sha256 %.12s\u2026", r->source_sha256);
	put_wrapped(p, buf_str(&line), 2 + LABEL);
	put_label(p, 2, "profile");
	put_wrapped(p, r->profile.name, 2 + LABEL);
	put_label(p, 2, "evidence");
	buf_addf(p->out, "sha256 %.12s\u2026\n", r->evidence_sha256);
	if (r->reference_sha256[0])
		put_beside(p, "against", r->reference_product, "a reference", r->reference_sha256);
	if (r->image.sha256[0])
		put_beside(p, "on", r->image.name, "an image", r->image.sha256);
	for (size_t i = 0; i < r->repositories_count; i++)
		put_beside(p, "with", r->repositories[i].name, "a repository",
			   r->repositories[i].sha256);
	if (total >= 0) {
		put_label(p, 2, "took");
		buf_addf(p->out, "%lld.%lld s", (long long)(total / 1000),
			 (long long)(total % 1000 / 100));
		if (accelerator) {
			buf_add(p->out, ", accelerator ");
			put_wrapped(p, accelerator, 2 + LABEL);
		} else {
			buf_addc(p->out, '\n');
		}
	}
	buf_addc(p->out, '\n');
}

int report_text(const struct results *r, const struct doc *run, bool colour, struct buf *out,
		struct error *err)
{
	const struct page p = { .out = out, .colour = colour };
	struct tally t;

	results_tally(r, &t);
	put_verdict(&p, &t);
	put_header(&p, r, run);
	put_failed(&p, r);
	put_undecided(&p, r);
	scenarios_text(r, out);
	put_others(&p, r);
	put_partly(&p, r);
	put_counts(&p, "required", t.by);
	put_counts(&p, "others", t.others);
	answers_text(r, out);
	buf_addc(out, '\n');
	put_verdict(&p, &t);
	return out->failed ? error_memory(err) : 0;
}

static int write_text(const struct results *r, const struct doc *run, struct buf *out,
		      struct error *err)
{
	return report_text(r, run, false, out, err);
}

const struct report_format format_text = {
	.name = "text",
	.summary = "The summary a terminal shows",
	.extension = "txt",
	.write = write_text,
};
