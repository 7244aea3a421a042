/* SPDX-License-Identifier: MIT */
/*
 * JUnit XML in the strict dialect (results-schema/junit.xsd), which Jenkins, GitLab, Azure
 * Pipelines and the like all read.
 *
 * What a build system makes of it agrees with the verdict: it has a failure or an error exactly
 * when the verdict is not "conformant".  So the verdict is a test case of its own (an empty run is
 * not green), and a check that is not required shows its outcome as skipped.
 */
#include "report/report.h"

#include "report/outline.h"

#define NO_TIME "1970-01-01T00:00:00" /* the dialect wants one; results have none */

/* RFC 3339 without its zone and fraction, as the dialect has it. */
static void add_timestamp(struct buf *out, const struct doc *run)
{
	const char *started = doc_get_text(run, "started");

	if (started && strlen(started) >= strlen(NO_TIME) &&
	    strspn(started, "0123456789-:T") >= strlen(NO_TIME))
		buf_addn(out, started, strlen(NO_TIME));
	else
		buf_add(out, NO_TIME);
}

static void add_attribute(struct buf *out, const char *name, const char *value)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	add_markup(&text, value);
	if (text.failed)
		out->failed = true;
	buf_addf(out, " %s=\"", name);
	for (const char *s = buf_str(&text); *s; s++) {
		if (*s == '\n')
			buf_add(out, "&#10;"); /* a parser would make a space of it */
		else if (*s == '\t')
			buf_add(out, "&#9;");
		else
			buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

static void add_property(struct buf *out, const char *name, const char *value)
{
	buf_add(out, "      <property");
	add_attribute(out, "name", name);
	add_attribute(out, "value", value);
	buf_add(out, "/>\n");
}

static void open_suite(struct buf *out, const struct results *r, const struct doc *run,
		       const char *name, size_t id, const size_t counts[4])
{
	buf_add(out, "  <testsuite");
	add_attribute(out, "name", name);
	buf_addf(out, " package=\"azlcts\" id=\"%zu\" timestamp=\"", id);
	add_timestamp(out, run);
	buf_addf(out,
		 "\" hostname=\"localhost\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
		 "skipped=\"%zu\" time=\"0\">\n    <properties>\n",
		 counts[0], counts[1], counts[2], counts[3]);
	add_property(out, "profile", r->profile.name);
	add_property(out, "evidence.sha256", r->evidence_sha256);
	if (r->reference_sha256[0])
		add_property(out, "reference.sha256", r->reference_sha256);
	if (r->reference_sha256[0] && r->reference_product)
		add_property(out, "reference.product", r->reference_product);
	if (r->image.sha256[0])
		add_property(out, "image.sha256", r->image.sha256);
	for (size_t i = 0; i < r->repositories_count; i++)
		add_property(out, "repository.sha256", r->repositories[i].sha256);
	if (r->source_sha256)
		add_property(out, "source.sha256", r->source_sha256);
	if (r->product)
		add_property(out, "product", r->product);
	buf_add(out, "    </properties>\n");
}

/* `said` is no part of any case. */
static void close_suite(struct buf *out, const char *said)
{
	buf_add(out, "    <system-out>");
	add_markup(out, said);
	buf_add(out, "</system-out>\n    <system-err/>\n  </testsuite>\n");
}

static void open_case(struct buf *out, const struct results *r, const char *suite, const char *name)
{
	AUTO(buf) struct buf class = BUF_INIT(BUF_LINE);

	buf_addf(&class, "%s.%s", r->profile.name, suite);
	buf_add(out, "    <testcase");
	add_attribute(out, "classname", buf_str(&class));
	add_attribute(out, "name", name);
	buf_add(out, " time=\"0\"");
}

static void add_unchecked(struct buf *text, const struct findings *f)
{
	if (f->unchecked > 0)
		buf_addf(text, "\nnot checked: %zu\n", f->unchecked);
	for (size_t i = findings_shown(f); i < f->kept; i++)
		buf_addf(text, "not checked: %s: %s\n", f->items[i].object, f->items[i].observed);
	if (f->unchecked > f->kept_unchecked)
		buf_addf(text, "and %zu more\n", f->unchecked - f->kept_unchecked);
}

static void describe(struct buf *out, const struct result *r)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const struct findings *f = r->findings;

	buf_addf(&text, "%s\n", r->title);
	for (size_t i = 0; f && i < findings_shown(f); i++) {
		buf_addf(&text, "\nobject:   %s\n", f->items[i].object);
		if (f->items[i].expected[0])
			buf_addf(&text, "expected: %s\n", f->items[i].expected);
		buf_addf(&text, "observed: %s\n", f->items[i].observed);
	}
	if (f && f->total > findings_shown(f))
		buf_addf(&text, "\nand %zu more findings\n", f->total - findings_shown(f));
	if (f)
		add_unchecked(&text, f);
	if (r->remedy)
		buf_addf(&text, "\nremedy: %s\n", r->remedy);
	if (text.failed)
		out->failed = true;
	add_markup(out, buf_str(&text));
}

/* What the message attribute says: the reason, or the first finding. */
static void summarise(struct buf *out, const struct result *r)
{
	const struct findings *f = r->findings;

	if (result_outcome(r) != OUTCOME_FAIL) {
		buf_add(out, result_reason(r));
	} else if (f && findings_shown(f) > 0) {
		buf_addf(out, "%s: %s", f->items[0].object, f->items[0].observed);
		if (f->items[0].expected[0])
			buf_addf(out, ", expected %s", f->items[0].expected);
	}
}

static bool is_skipped(const struct result *r)
{
	enum outcome outcome = result_outcome(r);

	return outcome == OUTCOME_NOT_APPLICABLE || (!r->required && outcome != OUTCOME_PASS);
}

static void add_case(struct buf *out, const struct results *results, const struct result *r)
{
	AUTO(buf) struct buf message = BUF_INIT(BUF_TEXT);
	enum outcome outcome = result_outcome(r);
	const char *element = outcome == OUTCOME_FAIL ? "failure" : "error";

	open_case(out, results, r->suite, r->id);
	if (outcome == OUTCOME_PASS) {
		buf_add(out, "/>\n");
		return;
	}
	if (is_skipped(r) && outcome != OUTCOME_NOT_APPLICABLE)
		buf_addf(&message, "not required, %s: ", outcome_names[outcome]);
	summarise(&message, r);
	if (message.failed)
		out->failed = true;
	buf_addf(out, ">\n      <%s", is_skipped(r) ? "skipped" : element);
	add_attribute(out, "message", buf_str(&message));
	if (is_skipped(r)) {
		buf_add(out, "/>\n    </testcase>\n");
		return;
	}
	add_attribute(out, "type", outcome_names[outcome]);
	buf_addc(out, '>');
	describe(out, r);
	buf_addf(out, "</%s>\n    </testcase>\n", element);
}

static void add_suite(struct buf *out, const struct results *r, const struct doc *run,
		      const struct outline_suite *suite, size_t id)
{
	AUTO(buf) struct buf said = BUF_INIT(BUF_TEXT);
	size_t counts[4] = { suite->count };

	for (size_t i = 0; i < suite->count; i++) {
		enum outcome outcome = result_outcome(suite->items[i]);

		if (is_skipped(suite->items[i]))
			counts[3]++;
		else if (outcome == OUTCOME_FAIL)
			counts[1]++;
		else if (outcome != OUTCOME_PASS)
			counts[2]++;
	}
	open_suite(out, r, run, suite->name, id, counts);
	for (size_t i = 0; i < suite->count; i++) {
		const struct result *item = suite->items[i];

		add_case(out, r, item);
		if (result_outcome(item) != OUTCOME_PASS || item->findings->unchecked == 0)
			continue;
		buf_addf(&said, "%s passed\n", item->id); /* such a case has no text of its own */
		add_unchecked(&said, item->findings);
	}
	if (said.failed)
		out->failed = true;
	close_suite(out, buf_str(&said));
}

static void add_verdict(struct buf *out, const struct results *r, const struct doc *run, size_t id)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct tally t;
	int exit_status;
	bool failed;

	results_tally(r, &t);
	exit_status = results_exit(&t);
	failed = exit_status == EXIT_NOT_CONFORMANT;
	verdict_sentence(&t, &text);
	open_suite(out, r, run, "azlcts", id,
		   (const size_t[4]){ 1, failed, !failed && exit_status != EXIT_CONFORMANT, 0 });
	open_case(out, r, "azlcts", "verdict");
	if (exit_status == EXIT_CONFORMANT) {
		buf_add(out, "/>\n");
	} else {
		buf_addf(out, ">\n      <%s", failed ? "failure" : "error");
		add_attribute(out, "message", buf_str(&text));
		add_attribute(out, "type", results_verdict(exit_status));
		buf_add(out, "/>\n    </testcase>\n");
	}
	close_suite(out, "");
}

static int write_junit(const struct results *r, const struct doc *run, struct buf *out,
		       struct error *err)
{
	struct outline o;
	int ret = outline_init(&o, r, err);

	if (ret < 0)
		return ret;
	buf_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
	for (size_t i = 0; i < o.suites_count; i++)
		add_suite(out, r, run, &o.suites[i], i);
	add_verdict(out, r, run, o.suites_count);
	buf_add(out, "</testsuites>\n");
	outline_release(&o);
	return out->failed ? error_memory(err) : 0;
}

const struct report_format format_junit = {
	.name = "junit",
	.summary = "JUnit XML, for build systems",
	.extension = "xml",
	.write = write_junit,
};
