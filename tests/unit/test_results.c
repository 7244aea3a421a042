/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "model/results.h"
#include "results_sample.h"

/* Every way to spread `required` checks over the outcomes, up to three each. */
static void each_tally(void (*fn)(const struct tally *t))
{
	for (unsigned i = 0; i < 4 * 4 * 4 * 4 * 4; i++) {
		struct tally t = { 0 };
		unsigned rest = i;

		for (size_t o = 0; o < OUTCOME_COUNT; o++) {
			t.by[o] = rest % 4;
			t.required += t.by[o];
			rest /= 4;
		}
		t.total = t.required;
		fn(&t);
	}
}

static void check_exit(const struct tally *t)
{
	int status = results_exit(t);
	int want;

	if (t->required == 0)
		want = EXIT_INCOMPLETE;
	else if (t->by[OUTCOME_FAIL])
		want = EXIT_NOT_CONFORMANT;
	else if (t->by[OUTCOME_ERROR])
		want = EXIT_INFRASTRUCTURE;
	else if (t->by[OUTCOME_MISSING] || !t->by[OUTCOME_PASS])
		want = EXIT_INCOMPLETE;
	else
		want = EXIT_CONFORMANT;
	assert_int_equal(status, want);
	if (t->by[OUTCOME_FAIL] + t->by[OUTCOME_ERROR] + t->by[OUTCOME_MISSING] > 0)
		assert_int_not_equal(status, EXIT_CONFORMANT);
}

static void test_exit_table(void **state UNUSED)
{
	each_tally(check_exit);
}

/* A count that was forgotten, or is too many, is never conformant. */
static void check_miscounted(const struct tally *t)
{
	struct tally more = *t;
	struct tally less = *t;

	more.required++;
	assert_int_not_equal(results_exit(&more), EXIT_CONFORMANT);
	if (t->required > 0)
		less.required--;
	if (t->required > 0)
		assert_int_not_equal(results_exit(&less), EXIT_CONFORMANT);
}

static void test_exit_counts(void **state UNUSED)
{
	struct tally others = { .total = 3, .others = { [OUTCOME_PASS] = 3 } };

	each_tally(check_miscounted);
	assert_int_equal(results_exit(&others), EXIT_INCOMPLETE); /* nothing required */
}

static void test_verdicts(void **state UNUSED)
{
	assert_string_equal(results_verdict(EXIT_CONFORMANT), "conformant");
	assert_string_equal(results_verdict(EXIT_NOT_CONFORMANT), "not-conformant");
	assert_string_equal(results_verdict(EXIT_INFRASTRUCTURE), "no-verdict");
	assert_string_equal(results_verdict(EXIT_INCOMPLETE), "incomplete");
	for (int status = -2; status < 256; status++)
		if (status != EXIT_CONFORMANT)
			assert_string_not_equal(results_verdict(status), "conformant");
}

static void say(struct findings *f, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_PASS:
		finding_pass(f, "object", "seen");
		break;
	case OUTCOME_FAIL:
		finding_fail(f, "object", "this", "that");
		break;
	case OUTCOME_ERROR:
		finding_error(f, "broke");
		break;
	case OUTCOME_MISSING:
		finding_missing(f, "not collected");
		break;
	case OUTCOME_NOT_APPLICABLE:
		finding_not_applicable(f, "not here");
		break;
	case OUTCOME_COUNT:
		break;
	}
}

static bool said(const enum outcome words[3], enum outcome what)
{
	return words[0] == what || words[1] == what || words[2] == what;
}

/* Any three words in any order: the strongest stays. */
static void test_strongest_word(void **state UNUSED)
{
	static const enum outcome strong[] = { OUTCOME_ERROR, OUTCOME_MISSING, OUTCOME_FAIL,
					       OUTCOME_NOT_APPLICABLE, OUTCOME_PASS };

	for (unsigned i = 0; i < 125; i++) {
		const enum outcome words[3] = { strong[i % 5], strong[i / 5 % 5], strong[i / 25] };
		CLEANUP(findings_release) struct findings f = { 0 };
		size_t want = 0;

		for (size_t j = 0; j < 3; j++)
			say(&f, words[j]);
		while (!said(words, strong[want]))
			want++;
		assert_int_equal(f.outcome, strong[want]);
		if (f.outcome != OUTCOME_PASS && f.outcome != OUTCOME_FAIL)
			assert_non_null(f.reason);
		else
			assert_true(f.total > 0 && f.kept > 0);
		if (said(words, OUTCOME_PASS) && f.outcome != OUTCOME_PASS)
			for (size_t j = 0; j < f.kept; j++) /* no sight of a pass among offenders */
				assert_string_equal(f.items[j].observed, "that");
	}
}

static void test_findings_start(void **state UNUSED)
{
	struct findings f = { 0 };

	assert_int_equal(f.outcome, OUTCOME_MISSING); /* the zero value is not proved */
	finding_error(&f, "first %d", 1);
	finding_error(&f, "second");
	assert_string_equal(f.reason, "first 1");
	findings_release(&f);
	assert_int_equal(f.outcome, OUTCOME_MISSING);
	finding_missing(&f, "two\nlines\tand\x1b[31m");
	assert_string_equal(f.reason, "two lines and\\x1b[31m");
	findings_release(&f);
}

static void test_findings_ceiling(void **state UNUSED)
{
	CLEANUP(findings_release) struct findings f = { 0 };
	AUTO_FREE char *huge = calloc(1, 1 << 20);
	CLEANUP(findings_release) struct findings big = { 0 };

	for (int i = 0; i < FINDINGS_MAX + 57; i++)
		finding_fail(&f, "object", NULL, "%d", i);
	assert_int_equal(f.kept, FINDINGS_MAX);
	assert_int_equal(f.total, FINDINGS_MAX + 57);
	assert_string_equal(f.items[FINDINGS_MAX - 1].observed, "199");
	assert_string_equal(f.items[0].expected, "");

	assert_non_null(huge);
	for (size_t i = 0; i + 2 < (1 << 20); i += 2)
		memcpy(huge + i, "\xc3\xa4", 2);
	for (int i = 0; i < 1000; i++)
		finding_fail(&big, huge, huge, "x%s", huge);
	assert_int_equal(big.total, 1000);
	assert_in_range(big.kept, 1, FINDINGS_MAX);
	assert_in_range(big.arena.total, 1, FINDINGS_BYTES_MAX + (128 << 10));
	/* Cut, and not within a letter. */
	assert_in_range(strlen(big.items[0].observed), FINDING_TEXT_MAX - 3, FINDING_TEXT_MAX + 3);
	assert_string_equal(big.items[0].observed + strlen(big.items[0].observed) - 5,
			    "\xc3\xa4...");
}

/* What was not checked is told, and is no word about the image. */
static void test_unchecked(void **state UNUSED)
{
	for (unsigned i = 0; i <= OUTCOME_COUNT; i++) {
		CLEANUP(findings_release) struct findings plain = { 0 };
		CLEANUP(findings_release) struct findings f = { 0 };

		finding_unchecked(&f, "before", "types");
		say(&plain, (enum outcome)i);
		say(&f, (enum outcome)i);
		finding_unchecked(&f, "after", "types of %d", 2);
		say(&plain, (enum outcome)i);
		say(&f, (enum outcome)i);
		assert_int_equal(f.outcome, plain.outcome);
		assert_int_equal(f.total, plain.total);
		assert_int_equal(findings_shown(&f), plain.kept);
		assert_int_equal(!f.reason, !plain.reason);
		assert_int_equal(f.unchecked, 2);
		assert_int_equal(plain.unchecked, 0);
		for (size_t k = 0; k < f.kept; k++)
			assert_int_equal(f.items[k].unchecked, k >= findings_shown(&f));
		assert_string_equal(f.items[f.kept - 2].object, "before");
		assert_string_equal(f.items[f.kept - 1].observed, "types of 2");
	}
}

static void test_unchecked_stays(void **state UNUSED)
{
	CLEANUP(findings_release) struct findings f = { 0 };

	for (int i = 0; i < FINDINGS_UNCHECKED_MAX + 7; i++)
		finding_unchecked(&f, "library", "%d", i);
	assert_int_equal(f.outcome, OUTCOME_MISSING); /* alone it proves nothing */
	assert_int_equal(f.kept, FINDINGS_UNCHECKED_MAX);
	finding_pass(&f, "library", "seen");
	finding_fail(&f, "library", "this", "that"); /* what a pass saw goes, this stays */
	assert_int_equal(f.total, 1);
	assert_string_equal(f.items[0].observed, "that");
	assert_int_equal(f.unchecked, FINDINGS_UNCHECKED_MAX + 7);
	for (int i = 0; i < FINDINGS_MAX; i++)
		finding_fail(&f, "library", "this", "%d", i);
	assert_int_equal(findings_shown(&f), FINDINGS_MAX);
	assert_int_equal(f.kept, FINDINGS_MAX + FINDINGS_UNCHECKED_MAX);
	assert_string_equal(f.items[FINDINGS_MAX - 1].observed, "198");
	assert_string_equal(f.items[FINDINGS_MAX].observed, "0");
	assert_string_equal(f.items[f.kept - 1].observed, "49");
}

static void canonical(const struct results *r, struct buf *out)
{
	struct error err = ERROR_INIT;
	AUTO_DOC struct doc *d = results_to_doc(r);

	buf_clear(out);
	assert_int_equal(doc_canonical(d, out, &err), 0);
}

static struct doc *parse(const char *text)
{
	struct error err = ERROR_INIT;
	struct doc *d = NULL;

	assert_int_equal(doc_parse(text, strlen(text), "t", &d, &err), 0);
	return d;
}

static void test_round_trip(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(results) struct results again = { 0 };
	AUTO(buf) struct buf one = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf two = BUF_INIT(BUF_DOCUMENT);
	struct error err = ERROR_INIT;
	struct doc *d;

	canonical(&r, &one);
	canonical(&r, &two);
	assert_string_equal(buf_str(&one), buf_str(&two));
	d = parse(buf_str(&one));
	assert_int_equal(results_from_doc(d, &again, &err), 0);
	doc_free(d);
	canonical(&again, &two);
	assert_string_equal(buf_str(&one), buf_str(&two));
	assert_int_equal(again.count, r.count);
	assert_null(strstr(buf_str(&one), "\x1b"));
}

/* The document with its first `from` replaced by `to` must be refused, and the reason say `why`. */
static void refuses(const char *text, const char *from, const char *to, const char *why)
{
	AUTO(buf) struct buf changed = BUF_INIT(BUF_DOCUMENT);
	const char *at = strstr(text, from);
	struct error err = ERROR_INIT;
	struct results r = { 0 };
	struct doc *d;

	assert_non_null(at);
	buf_addn(&changed, text, (size_t)(at - text));
	buf_add(&changed, to);
	buf_add(&changed, at + strlen(from));
	d = parse(buf_str(&changed));
	assert_int_equal(results_from_doc(d, &r, &err), -EINVAL);
	if (!strstr(err.text, why))
		fail_msg("%s -> %s: \"%s\" does not say \"%s\"", from, to, err.text, why);
	doc_free(d);
	assert_int_equal(r.count, 0); /* out parameters on success only */
}

static void test_tampered(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	const char *t;

	canonical(&r, &text);
	t = buf_str(&text);
	refuses(t, "\"verdict\":\"not-conformant\"", "\"verdict\":\"conformant\"", "verdict");
	refuses(t, "\"exit\":1", "\"exit\":0", "verdict");
	refuses(t, "\"fail\":6", "\"fail\":0", "tally");
	refuses(t, "\"required\":true", "\"required\":false", "required_sha256");
	refuses(t, "\"outcome\":\"error\"", "\"outcome\":\"pass\"", "tally");
	refuses(t, "\"outcome\":\"missing\"", "\"outcome\":\"waived\"", "not an outcome");
	refuses(t, "\"outcome\":\"pass\"", "\"outcome\":\"missing\"", "reason");
	refuses(t, "\"findings_total\":242", "\"findings_total\":2", "findings_total");
	refuses(t, "abi.glibc", "zzz.glibc", "not sorted");
	refuses(t, "abi.libssl.soname", "abi.libcrypto.provider", "stand twice");
	refuses(t, "abi.glibc", "abi.\\nglibc", "no id has");
	refuses(t, "azlcts-results-1", "azlcts-results-2", "schema");
	refuses(t, "\"kind\":\"disk\"", "\"host\":\"me\",\"kind\":\"disk\"", "document");
	refuses(t, "\"kind\":\"disk\"", "\"kind\":\"disk\",\"x\":1.5", "document");
	refuses(t, "\"kind\":\"disk\"", "\"kind\":\"disk\",\"x\":null", "document");
	refuses(t, "{\"sha256\":\"b1f0", "{\"sha256\":\"B1f0", "sha256");
	refuses(t, "\"version\":1", "\"version\":\"1\"", "document");
	refuses(t, "\"unchecked_total\":60", "\"unchecked_total\":49", "unchecked_total");
	refuses(t, "\"unchecked_total\":1", "\"unchecked_total\":-1", "unchecked_total");
	refuses(t, "\"answer\":\"crypto.mode\"", "\"answer\":\"Crypto\"", "answer");
	refuses(t, "\"answer\":\"crypto.mode\"", "\"answer\":\"crypto.other\"", "document");
	refuses(t, "\"answers\":[", "\"answers\":[{},", "document");
	refuses(t, "\"settings_total\":43", "\"settings_total\":39", "settings_total");
	refuses(t, "\"waivable\":true", "\"waivable\":\"true\"", "document");
	refuses(t, "\"running\":\"1\"", "\"running\":1", "document");
	refuses(t, "\"reference\":{", "\"reference\":{\"x\":\"y\",", "document");
	refuses(t, "\"product\":\"Fedora Linux 43\",\"sha256\":\"3b",
		"\"product\":\"Fedora Linux 43\",\"sha256\":\"3B", "sha256");
}

/* Any one required result of a conformant run turned into another word is not conformant. */
static void test_no_way_to_pass(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	struct tally t;

	for (size_t i = 0; i < r.count; i++) {
		findings_release(r.items[i].findings);
		finding_pass(r.items[i].findings, "x", "seen");
	}
	results_tally(&r, &t);
	assert_int_equal(results_exit(&t), EXIT_CONFORMANT);
	for (size_t i = 0; i < r.count; i++) {
		struct findings *kept = r.items[i].findings;
		struct findings other = { 0 }; /* nobody has said anything */

		for (int step = 0; step < 4; step++) {
			findings_release(&other);
			if (step == 1)
				finding_missing(&other, "not collected");
			if (step == 2)
				finding_error(&other, "broke");
			r.items[i].findings = step == 3 ? NULL : &other;
			results_tally(&r, &t);
			assert_true((results_exit(&t) != EXIT_CONFORMANT) == r.items[i].required);
		}
		r.items[i].findings = kept;
		findings_release(&other);
	}
}

static void test_silence_has_a_reason(void **state UNUSED)
{
	AUTO(results) struct results r = sample_results();
	AUTO(results) struct results again = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	struct error err = ERROR_INIT;
	struct doc *d;

	findings_release(r.items[0].findings);
	r.items[1].findings->outcome = OUTCOME_ERROR; /* as when memory ended */
	r.items[1].findings->kept = 0;
	canonical(&r, &text);
	d = parse(buf_str(&text));
	assert_int_equal(results_from_doc(d, &again, &err), 0);
	doc_free(d);
	assert_string_equal(again.items[0].findings->reason, "the check came to no conclusion");
	assert_string_equal(again.items[1].findings->reason, "out of memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exit_table),     cmocka_unit_test(test_exit_counts),
		cmocka_unit_test(test_verdicts),       cmocka_unit_test(test_strongest_word),
		cmocka_unit_test(test_findings_start), cmocka_unit_test(test_findings_ceiling),
		cmocka_unit_test(test_unchecked),      cmocka_unit_test(test_unchecked_stays),
		cmocka_unit_test(test_round_trip),     cmocka_unit_test(test_tampered),
		cmocka_unit_test(test_no_way_to_pass), cmocka_unit_test(test_silence_has_a_reason),
	};

	return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
