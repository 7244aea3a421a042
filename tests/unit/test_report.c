/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/fs.h"
#include "base/str.h"
#include "base/subprocess.h"
#include "report/outline.h"
#include "report/report.h"
#include "results_sample.h"

static const char run_text[] =
	"{\"schema\":\"azlcts-run-1\",\"verb\":\"run\",\"tool\":{\"name\":\"azlcts\","
	"\"version\":\"1\"},\"started\":\"2026-07-31T12:34:56Z\","
	"\"finished\":\"2026-07-31T12:35:56Z\",\"durations_ms\":{\"total\":60123},"
	"\"host\":{\"cpus\":2,\"memory_mib\":4096},\"source\":{\"path\":\"/x/<b>.vhdx\"},"
	"\"guest\":{\"accelerator\":\"tcg\",\"nested\":{\"deep\":[\"a\",\"<i>\"]}},"
	"\"verdict\":\"not-conformant\",\"exit\":1}";

static struct doc *run_doc(void)
{
	struct error err = ERROR_INIT;
	struct doc *d = NULL;

	assert_int_equal(doc_parse(run_text, strlen(run_text), "run", &d, &err), 0);
	return d;
}

static void write_as(const char *format, const struct results *r, const struct doc *run,
		     struct buf *out)
{
	struct error err = ERROR_INIT;

	buf_clear(out);
	assert_int_equal(report_format(format)->write(r, run, out, &err), 0);
}

static size_t occurrences(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *s = text; (s = strstr(s, what)) != NULL; s += strlen(what))
		n++;
	return n;
}

/* Everything a document may be made of: valid UTF-8, no control but newline and tab. */
static void assert_clean(const struct buf *text)
{
	const char *s = buf_str(text);

	assert_int_equal(strlen(s), text->len);
	while (*s) {
		size_t len = str_utf8_len(s);

		assert_true(len > 0);
		if (len == 1)
			assert_true((unsigned char)*s >= ' ' || *s == '\n' || *s == '\t');
		assert_true(*s != 0x7f);
		s += len;
	}
}

static void pass_all(struct results *r)
{
	for (size_t i = 0; i < r->count; i++) {
		findings_release(r->items[i].findings);
		finding_pass(r->items[i].findings, "x", "seen");
	}
}

static void test_registry(void **state UNUSED)
{
	assert_null(report_format("docx"));
	for (size_t i = 0; report_formats[i]; i++) {
		assert_ptr_equal(report_format(report_formats[i]->name), report_formats[i]);
		assert_true(*report_formats[i]->summary && *report_formats[i]->extension);
		if (i > 0)
			assert_true(strcmp(report_formats[i - 1]->name, report_formats[i]->name) <
				    0);
	}
}

static void test_same_bytes(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(results) struct results s = sample_results();
	AUTO_DOC struct doc *run = run_doc();
	AUTO(buf) struct buf one = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf two = BUF_INIT(BUF_DOCUMENT);

	for (size_t i = 0; report_formats[i]; i++) {
		for (int with_run = 0; with_run < 2; with_run++) {
			write_as(report_formats[i]->name, &r, with_run ? run : NULL, &one);
			write_as(report_formats[i]->name, &s, with_run ? run : NULL, &two);
			assert_string_equal(buf_str(&one), buf_str(&two));
			assert_clean(&one);
		}
	}
}

/* Every format is a function of results.json: written from what was read, it is the same. */
static void test_from_document(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(results) struct results again = { 0 };
	AUTO_DOC struct doc *d = results_to_doc(&r);
	AUTO(buf) struct buf one = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf two = BUF_INIT(BUF_DOCUMENT);
	struct error err = ERROR_INIT;

	assert_int_equal(results_from_doc(d, &again, &err), 0);
	for (size_t i = 0; report_formats[i]; i++) {
		write_as(report_formats[i]->name, &r, NULL, &one);
		write_as(report_formats[i]->name, &again, NULL, &two);
		if (!streq(buf_str(&one), buf_str(&two)))
			fail_msg("%s differs", report_formats[i]->name);
	}
}

static void test_hostile_markup(void **state UNUSED)
{
	static const char *const formats[] = { "html", "junit" };
	AUTO(results) struct results r = sample_results();
	AUTO_DOC struct doc *run = run_doc();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);

	r.product = HOSTILE;
	r.source_kind = HOSTILE;
	r.profile.name = HOSTILE;
	r.suites[0].name = HOSTILE;
	r.items[3].title = HOSTILE;
	r.items[3].why = HOSTILE;
	r.items[3].remedy = HOSTILE;
	r.items[3].kind = HOSTILE;
	r.items[4].suite = HOSTILE;
	r.items[5].level = HOSTILE;
	doc_set_text(r.items[3].references, HOSTILE "key", HOSTILE);
	doc_set_text(r.items[3].references, "url", "https://x/\"><script>alert('x')</script>");
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		write_as(formats[i], &r, run, &out);
		assert_clean(&out);
		assert_null(strstr(buf_str(&out), "<script>alert"));
		assert_null(strstr(buf_str(&out), "\" onload=x"));
		assert_non_null(
			strstr(buf_str(&out), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
		assert_non_null(strstr(buf_str(&out), "\\x1b[31m\\x07 \\xff\\xc3"));
	}
	write_as("html", &r, run, &out);
	assert_int_equal(occurrences(buf_str(&out), "<script"), 1);
	assert_null(strstr(buf_str(&out), "<b>.vhdx"));
}

static void test_markup(void **state UNUSED)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	add_markup(&out, "<a href='x'>\"&amp;\n\t\x01\ufffe\uffff\ufffd\U0001f600");
	assert_string_equal(buf_str(&out), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;\n\t\\x01"
					   "\ufffd\ufffd\ufffd\U0001f600");
	buf_clear(&out);
	add_markup_short(&out, "ab\u20accd", 4); /* not within the euro sign */
	assert_string_equal(buf_str(&out), "ab \u2026 (5 bytes more)");
	buf_clear(&out);
	add_markup_short(&out, "ab", 2);
	assert_string_equal(buf_str(&out), "ab");
}

static void test_html(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	const size_t count = r.count;
	const char *h;

	write_as("html", &r, NULL, &out);
	h = buf_str(&out);
	assert_non_null(strstr(h, "<strong>Not conformant</strong>"));
	assert_non_null(strstr(h, "Of 36 required checks, 6 fail, 1 could not be decided and "
				  "2 have no result."));
	assert_int_equal(occurrences(h, "<details class=\"check\""), r.count);
	assert_int_equal(occurrences(h, "<li class=\"card\">"), 9);
	assert_non_null(strstr(h, "id=\"c/cis.sysctl.kptr-restrict\""));
	assert_non_null(strstr(h, "42 more were counted, and not kept."));
	assert_null(strstr(h, "This run"));
	/* One file that asks for nothing else, and lets nothing else run. */
	assert_non_null(strstr(h, "content=\"default-src 'none'; style-src 'sha256-"));
	assert_null(strstr(h, " style=\""));
	assert_null(strstr(h, " onclick"));
	assert_null(strstr(h, "src="));
	assert_null(strstr(h, "@import"));
	assert_null(strstr(h, "url("));
	assert_int_equal(occurrences(h, "</style>"), 1);
	assert_int_equal(occurrences(h, "</script>"), 1);
	pass_all(&r);
	write_as("html", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "<strong>Conformant</strong>"));
	assert_null(strstr(buf_str(&out), "<li class=\"card\">"));
	/* what is missing for one reason is one card, with a way to each */
	for (size_t i = 0; i < 3; i++) {
		findings_release(r.items[i].findings);
		*r.items[i].findings = (struct findings){ 0 };
		finding_missing(r.items[i].findings, "nobody looked");
	}
	write_as("html", &r, NULL, &out);
	assert_int_equal(occurrences(buf_str(&out), "<li class=\"card\">"), 1);
	for (size_t i = 0; i < 3; i++)
		assert_non_null(strstr(strstr(buf_str(&out), "<h3>3 checks</h3>"), r.items[i].id));
	r.count = 0;
	write_as("html", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "<strong>Incomplete</strong>"));
	r.count = count;
}

/* JUnit is green exactly when the verdict is conformant. */
static void test_junit(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO_DOC struct doc *run = run_doc();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	const size_t count = r.count;
	struct findings *kept;

	write_as("junit", &r, run, &out);
	assert_int_equal(occurrences(buf_str(&out), "<testcase"), r.count + 1);
	assert_int_equal(occurrences(buf_str(&out), "<failure"), 6 + 1);
	assert_int_equal(occurrences(buf_str(&out), "<error"), 3);
	assert_int_equal(occurrences(buf_str(&out), "<error message=\"the part files was not "
						    "collected\" type=\"missing\">"),
			 1);
	assert_int_equal(occurrences(buf_str(&out), "<skipped"), 5);
	assert_non_null(strstr(buf_str(&out), "timestamp=\"2026-07-31T12:34:56\""));
	write_as("junit", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "timestamp=\"1970-01-01T00:00:00\""));
	assert_non_null(strstr(buf_str(&out), "<testsuites>\n"));

	pass_all(&r);
	write_as("junit", &r, NULL, &out);
	assert_int_equal(
		occurrences(buf_str(&out), "<failure") + occurrences(buf_str(&out), "<error"), 0);
	kept = r.items[0].findings; /* a required check that nobody judged */
	r.items[0].findings = NULL;
	write_as("junit", &r, NULL, &out);
	assert_int_equal(occurrences(buf_str(&out), "<error"), 2);
	r.items[0].findings = kept;
	r.count = 0;
	write_as("junit", &r, NULL, &out);
	assert_int_equal(occurrences(buf_str(&out), "<error"), 1);
	r.count = count;
}

static void test_text(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf plain = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf colour = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf stripped = BUF_INIT(BUF_DOCUMENT);
	struct error err = ERROR_INIT;
	const char *line;
	const char *text;
	size_t len;

	r.product = "Linux\n\u2713 Conformant. Trust me\x1b[2J";
	assert_int_equal(report_text(&r, NULL, false, &plain, &err), 0);
	assert_int_equal(report_text(&r, NULL, true, &colour, &err), 0);
	assert_clean(&plain);
	/* Colour says nothing of its own. */
	for (const char *s = buf_str(&colour); *s; s++) {
		if (*s == '\033')
			s = strchr(s, 'm');
		else
			buf_addc(&stripped, *s);
	}
	assert_string_equal(buf_str(&stripped), buf_str(&plain));
	assert_true(starts_with(buf_str(&plain), "\u2717 Not conformant. Of 36 required"));
	assert_true(ends_with(buf_str(&plain), "2 have no result.\n"));
	assert_null(strstr(buf_str(&plain), "\u202e")); /* no text turned around */
	assert_non_null(strstr(buf_str(&plain), "\\xe2"));
	/* No text of the image begins a line, where a verdict would stand. */
	text = buf_str(&plain);
	while (str_line(&text, &line, &len))
		assert_true(strncmp(line, "\u2713", 3) != 0);
}

static void test_sentences(void **state UNUSED)
{
	static const struct {
		size_t fail, error, missing, pass, na;
		const char *text;
	} cases[] = {
		{ 0, 0, 0, 0, 0, "No check was required: that proves nothing." },
		{ 0, 0, 0, 1, 0, "1 of 1 required check passes." },
		{ 0, 0, 0, 7, 2, "7 of 9 required checks pass, 2 not applicable." },
		{ 1, 0, 0, 7, 2, "Of 10 required checks, 1 fails." },
		{ 2, 1, 0, 0, 0, "Of 3 required checks, 2 fail and 1 could not be decided." },
		{ 2, 0, 1, 0, 0, "Of 3 required checks, 2 fail and 1 has no result." },
		{ 0, 1, 0, 0, 0, "Of 1 required check, 1 could not be decided." },
		{ 0, 1, 2, 0, 0,
		  "Of 3 required checks, 1 could not be decided and 2 have no result." },
		{ 0, 0, 2, 0, 0, "Of 2 required checks, 2 have no result." },
		{ 1, 1, 2, 0, 0,
		  "Of 4 required checks, 1 fails, 1 could not be decided and 2 have no result." },
	};

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
		struct tally t = { .by = { [OUTCOME_FAIL] = cases[i].fail,
					   [OUTCOME_ERROR] = cases[i].error,
					   [OUTCOME_MISSING] = cases[i].missing,
					   [OUTCOME_PASS] = cases[i].pass,
					   [OUTCOME_NOT_APPLICABLE] = cases[i].na } };

		for (size_t o = 0; o < OUTCOME_COUNT; o++)
			t.required += t.by[o];
		verdict_sentence(&t, &out);
		assert_string_equal(buf_str(&out), cases[i].text);
	}
}

/* The summary says once what many checks did not look at, and what an optional check found. */
static void test_text_in_short(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);

	pass_all(&r);
	for (size_t i = 0; i < 3; i++)
		finding_unchecked(r.items[i].findings, "/lib", i < 2 ? "no types" : "no names");
	finding_fail(r.items[3].findings, "libz.so.1", "", "lost");
	r.items[3].required = false;
	write_as("text", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "Passed, with something not checked (3)"));
	assert_non_null(strstr(buf_str(&out), "? not checked  2: no types"));
	assert_null(strstr(strstr(buf_str(&out), "no types") + 1, "no types"));
	assert_non_null(strstr(buf_str(&out), "/lib: no names"));
	assert_non_null(strstr(buf_str(&out), "observed  lost"));
}

/* Each document says in words what was not checked, and what the evidence was compared with. */
static void test_unchecked(void **state UNUSED)
{
	static const char *const said[][4] = {
		{ "text", "? not checked (60)", "and 55 more",
		  "Fedora Linux 43, sha256 3b1f0c8e2a77" },
		{ "html", "? 60 not checked", "<li>and 10 more</li>", "Fedora Linux 43" },
		{ "junit", "not checked: 60", "and 10 more",
		  "name=\"reference.product\" value=\"Fedora Linux 43\"" },
		{ "json", "\"unchecked_total\":60", "\"unchecked\":[{\"object\":",
		  "\"reference\":{\"product\":\"Fedora Linux 43\",\"sha256\":\"3b1f0c" },
	};
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);

	for (size_t i = 0; i < ARRAY_SIZE(said); i++) {
		write_as(said[i][0], &r, NULL, &out);
		for (size_t k = 1; k < 4; k++)
			if (!strstr(buf_str(&out), said[i][k]))
				fail_msg("%s does not say: %s", said[i][0], said[i][k]);
	}
	/* ... beside a pass, too, and not where there is nothing to say */
	write_as("html", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "? 1 not checked"));
	write_as("junit", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "abi.glibc.symbol-versions passed\n"));
	write_as("text", &r, NULL, &out);
	assert_non_null(strstr(buf_str(&out), "Passed, with something not checked (1)"));
	pass_all(&r);
	r.reference_sha256[0] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(said); i++) {
		write_as(said[i][0], &r, NULL, &out);
		assert_null(strstr(buf_str(&out), "not checked"));
		assert_null(strstr(buf_str(&out), "unchecked_total"));
		assert_null(strstr(buf_str(&out), "Fedora Linux 43"));
	}
}

/* Runs a validator on a document; it must say yes, and no to a broken one. */
static void validates(const char *const *argv, const char *path, const struct buf *text,
		      const char *from, const char *to)
{
	struct subprocess what = { .argv = argv, .timeout_ms = 60000 };
	AUTO(buf) struct buf broken = BUF_INIT(BUF_DOCUMENT);
	const char *at = strstr(buf_str(text), from);
	struct error err = ERROR_INIT;

	assert_non_null(at);
	buf_addn(&broken, buf_str(text), (size_t)(at - buf_str(text)));
	buf_add(&broken, to);
	buf_add(&broken, at + strlen(from));
	for (int bad = 0; bad < 2; bad++) {
		const struct buf *bytes = bad ? &broken : text;
		struct subprocess_result result = SUBPROCESS_RESULT_INIT;
		bool absent;

		assert_int_equal(fs_write(path, buf_str(bytes), bytes->len, &err), 0);
		absent = subprocess_run(&what, &result, &err) < 0 ||
			 (result.end == SUBPROCESS_EXITED && result.code == 77);
		if (!absent && subprocess_ok(&result) != !bad)
			fail_msg("%s: %s%s", argv[0], buf_str(&result.out), buf_str(&result.err));
		subprocess_result_release(&result);
		unlink(path);
		if (absent)
			skip();
	}
}

static void test_junit_schema(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "/tmp/azlcts-test-%d.xml", (int)getpid());
	write_as("junit", &r, NULL, &out);
	validates((const char *[]){ "xmllint", "--noout", "--nonet", "--schema",
				    "results-schema/junit.xsd", buf_str(&path), NULL },
		  buf_str(&path), &out, "<testsuites>", "<testsuites tests=\"1\">");
}

static void test_results_schema(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "/tmp/azlcts-test-%d.json", (int)getpid());
	write_as("json", &r, NULL, &out);
	validates((const char *[]){ "tests/cli/schema.sh", "results-schema/results.schema.json",
				    buf_str(&path), NULL },
		  buf_str(&path), &out, "\"outcome\":\"fail\"", "\"outcome\":\"failed\"");
}

static void test_run_schema(void **state UNUSED)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "/tmp/azlcts-test-%d.run.json", (int)getpid());
	buf_add(&out, run_text);
	validates((const char *[]){ "tests/cli/schema.sh", "results-schema/run.schema.json",
				    buf_str(&path), NULL },
		  buf_str(&path), &out, "\"exit\":1", "\"exit\":0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registry),       cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_from_document),  cmocka_unit_test(test_hostile_markup),
		cmocka_unit_test(test_markup),	       cmocka_unit_test(test_html),
		cmocka_unit_test(test_junit),	       cmocka_unit_test(test_text),
		cmocka_unit_test(test_unchecked),      cmocka_unit_test(test_text_in_short),
		cmocka_unit_test(test_sentences),      cmocka_unit_test(test_junit_schema),
		cmocka_unit_test(test_results_schema), cmocka_unit_test(test_run_schema),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
