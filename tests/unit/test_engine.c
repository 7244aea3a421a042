/* SPDX-License-Identifier: MIT */
/* Judging fails closed. */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "judge/judge.h"

struct state {
	char dir[64];
	struct evidence *ev;
};

/* Evidence of files complete, of units failed, of everything else none; `files` rows in `file`. */
static struct evidence *make(struct state *s, unsigned files)
{
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;
	const struct sink *sink;
	char path[96];

	snprintf(path, sizeof(path), "%s/evidence.db", s->dir);
	unlink(path);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	sink = evidence_sink(ev);
	for (unsigned i = 0; i < files; i++) {
		struct row row = row_of(TABLE_module);
		char name[16];

		snprintf(name, sizeof(name), "m%05u", i);
		row_text(&row, name);
		assert_int_equal(sink_put(sink, &row, &err), 0);
	}
	assert_int_equal(evidence_meta(ev, "source.kind", "disk", &err), 0);
	assert_int_equal(evidence_meta(ev, "source.sha256", "abc", &err), 0);
	assert_int_equal(sink_complete(sink, PART_FILES, &err), 0);
	assert_int_equal(sink_complete(sink, PART_KERNEL, &err), 0);
	assert_int_equal(sink_failed(sink, PART_UNITS, "no bus", &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_open(&s->ev, path, &err), 0);
	return s->ev;
}

static int setup(void **out)
{
	struct state *s = calloc(1, sizeof(*s));

	if (!s)
		return -1;
	snprintf(s->dir, sizeof(s->dir), "/tmp/azlcts-engine.XXXXXX");
	*out = s;
	return mkdtemp(s->dir) ? 0 : -1;
}

static int teardown(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;
	int ret;

	evidence_free(s->ev);
	ret = fs_remove_tree(s->dir, &err);
	free(s);
	return ret;
}

static void says_pass(const void *args, struct evidence *ev, struct findings *out)
{
	(void)args;
	(void)ev;
	finding_pass(out, "x", "fine");
}

static void says_nothing(const void *args, struct evidence *ev, struct findings *out)
{
	(void)args;
	(void)ev;
	(void)out;
}

static void asks_wrongly(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT nought FROM file", 0, NULL);

	(void)args;
	if (!cursor_next(&c))
		finding_pass(out, "x", "no offender");
}

static void finds_many(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT name FROM module ORDER BY name", 0, NULL);

	(void)args;
	while (cursor_next(&c))
		finding_fail(out, cursor_text(&c, 0), "nothing", "something");
}

static const struct check_kind pass_kind = { .name = "pass", .evaluate = says_pass };
static const struct check_kind units_kind = { .name = "units",
					      .needs = EVIDENCE(UNITS) | EVIDENCE(MOUNTS),
					      .evaluate = says_pass };
static const struct check_kind mounts_kind = { .name = "mounts",
					       .needs = EVIDENCE(FILES) | EVIDENCE(MOUNTS),
					       .evaluate = says_pass };
static const struct check_kind silent_kind = { .name = "silent", .evaluate = says_nothing };
static const struct check_kind wrong_kind = { .name = "wrong",
					      .needs = EVIDENCE(FILES),
					      .evaluate = asks_wrongly };
static const struct check_kind many_kind = { .name = "many",
					     .needs = EVIDENCE(KERNEL),
					     .evaluate = finds_many };

static void expect(struct state *s, const struct check_kind *kind, enum outcome outcome,
		   const char *reason)
{
	const struct check check = { .id = "x", .kind = kind };
	AUTO(findings) struct findings f = { 0 };

	judge_check(&check, s->ev, &f);
	assert_int_equal(f.outcome, outcome);
	if (reason)
		assert_string_equal(f.reason, reason);
}

static void parts_that_are_not_complete_decide_nothing(void **in)
{
	make(*in, 0);
	expect(*in, &pass_kind, OUTCOME_PASS, NULL);
	expect(*in, &units_kind, OUTCOME_ERROR, "evidence of units failed: no bus");
	expect(*in, &mounts_kind, OUTCOME_MISSING,
	       "no evidence of mounts: collect from a booted image");
}

/* Passes only where the reference can be asked, too. */
static void compares(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(evidence_reference(ev), "SELECT nought FROM module WHERE 0", 0, NULL);

	(void)args;
	if (!cursor_next(&c))
		finding_pass(out, "x", "the same");
}

/* The evidence of the test, in a file of its own, with other parts complete. */
static struct evidence *make_reference(struct state *s, const char *failed)
{
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;
	struct row row = row_of(TABLE_os_release);
	char path[96];

	snprintf(path, sizeof(path), "%s/reference.db", s->dir);
	unlink(path);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	row_text(&row, "PRETTY_NAME");
	row_text(&row, "Fedora Linux 43");
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), 0);
	assert_int_equal(sink_complete(evidence_sink(ev), PART_FILES, &err), 0);
	if (failed)
		assert_int_equal(sink_failed(evidence_sink(ev), PART_KERNEL, failed, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	evidence_refer(s->ev, ev);
	return ev;
}

static void what_compares_needs_a_reference(void **in)
{
	static const struct check_kind files = { .name = "files",
						 .needs = EVIDENCE(FILES),
						 .against = AGAINST_REFERENCE,
						 .evaluate = says_pass };
	static const struct check_kind kernel = { .name = "kernel",
						  .needs = EVIDENCE(KERNEL),
						  .against = AGAINST_REFERENCE,
						  .evaluate = says_pass };
	static const struct check_kind units = { .name = "units",
						 .needs = EVIDENCE(UNITS),
						 .against = AGAINST_REFERENCE,
						 .evaluate = says_pass };
	static const struct check_kind asks = { .name = "asks",
						.needs = EVIDENCE(FILES),
						.against = AGAINST_REFERENCE,
						.evaluate = compares };
	struct state *s = *in;
	struct evidence *reference;

	make(s, 0);
	expect(s, &files, OUTCOME_MISSING, "no reference evidence was given: --reference");
	expect(s, &units, OUTCOME_ERROR,
	       "evidence of units failed: no bus"); /* its own come first */
	reference = make_reference(s, NULL);
	expect(s, &files, OUTCOME_PASS, NULL);
	expect(s, &pass_kind, OUTCOME_PASS, NULL);
	expect(s, &kernel, OUTCOME_MISSING,
	       "reference: no evidence of kernel: collect from a booted image");
	expect(s, &asks, OUTCOME_ERROR,
	       "the evidence could not be read: reference: no such column: nought");
	expect(s, &files, OUTCOME_PASS, NULL);
	evidence_free(reference);
	reference = make_reference(s, "lost power");
	expect(s, &kernel, OUTCOME_ERROR, "reference: evidence of kernel failed: lost power");
	evidence_refer(s->ev, NULL);
	evidence_free(reference);
	expect(s, &files, OUTCOME_MISSING, "no reference evidence was given: --reference");
}

static void silence_is_missing(void **in)
{
	make(*in, 0);
	expect(*in, &silent_kind, OUTCOME_MISSING, "the check came to no conclusion");
}

static void a_failed_query_is_an_error_for_that_check_alone(void **in)
{
	make(*in, 0);
	expect(*in, &wrong_kind, OUTCOME_ERROR,
	       "the evidence could not be read: no such column: nought");
	expect(*in, &pass_kind, OUTCOME_PASS, NULL);
}

static void offenders_are_counted_past_the_ceiling(void **in)
{
	struct state *s = *in;
	const struct check check = { .id = "x", .kind = &many_kind };
	AUTO(findings) struct findings f = { 0 };

	make(s, FINDINGS_MAX + 50);
	judge_check(&check, s->ev, &f);
	assert_int_equal(f.outcome, OUTCOME_FAIL);
	assert_int_equal(f.total, FINDINGS_MAX + 50);
	assert_int_equal(f.kept, FINDINGS_MAX);
	assert_string_equal(f.items[0].object, "m00000");
}

/* Two suites, four checks, one of them exempt. */
static void fill_catalogue(struct catalogue *c, struct suite *suites, struct check *checks)
{
	static const char *const globs[] = { "b.one" };
	static struct exemption exemption = { .check = "a.two", .reason = "no units in here" };

	checks[0] = (struct check){ .id = "b.two", .kind = &pass_kind, .level = LEVEL_OPTIONAL };
	checks[1] = (struct check){ .id = "b.one", .kind = &silent_kind, .level = LEVEL_OPTIONAL };
	checks[2] = (struct check){ .id = "a.two", .kind = &units_kind, .level = LEVEL_MANDATORY };
	checks[3] = (struct check){ .id = "a.one", .kind = &wrong_kind, .level = LEVEL_MANDATORY };
	suites[0] = (struct suite){ .name = "b", .sha256 = "bb", .checks = checks, .count = 2 };
	suites[1] = (struct suite){ .name = "a", .sha256 = "aa", .checks = checks + 2, .count = 2 };
	for (size_t i = 0; i < 4; i++) {
		checks[i].title = "T";
		checks[i].why = "W";
		checks[i].remedy = "R";
		checks[i].version = 1;
		checks[i].suite = &suites[i / 2];
	}
	c->profile.name = "p";
	c->profile.require = (struct text_list){ .items = globs, .count = 1 };
	c->profile.exemptions = &exemption;
	c->profile.exemptions_count = 1;
	c->suites = suites;
	c->suites_count = 2;
}

static void results_are_whole_and_sorted(void **in)
{
	static const enum outcome outcomes[] = { OUTCOME_ERROR, OUTCOME_NOT_APPLICABLE,
						 OUTCOME_MISSING, OUTCOME_PASS };
	static const char *const ids[] = { "a.one", "a.two", "b.one", "b.two" };
	struct state *s = *in;
	struct suite suites[2];
	struct check checks[4];
	struct catalogue c = { 0 };
	AUTO(results) struct results r = { 0 };
	struct error err = ERROR_INIT;
	struct sha256 digest;
	char hex[SHA256_HEX];

	make(s, 0);
	fill_catalogue(&c, suites, checks);
	assert_int_equal(judge(s->ev, &c, NULL, &r, &err), 0);
	assert_int_equal(r.count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(r.items[i].id, ids[i]);
		assert_int_equal(r.items[i].findings->outcome, outcomes[i]);
		assert_int_equal(r.items[i].required, i != 3);
	}
	assert_string_equal(r.items[1].findings->reason, "no units in here");
	assert_string_equal(r.source_kind, "disk");
	assert_string_equal(r.source_sha256, "abc");
	assert_string_equal(r.suites[1].name, "a");
	assert_string_equal(r.suites[1].sha256, "aa");
	assert_int_equal(evidence_digest(s->ev, hex, &err), 0);
	assert_string_equal(r.evidence_sha256, hex);
	assert_string_equal(r.reference_sha256, "");
	assert_null(r.reference_product);
	sha256_init(&digest);
	sha256_add(&digest, "a.one\na.two\nb.one\n", 18);
	sha256_hex(&digest, hex);
	assert_string_equal(r.required_sha256, hex);
}

/* Whoever reads the results knows what the image was compared with. */
static void results_name_their_reference(void **in)
{
	struct state *s = *in;
	struct suite suites[2];
	struct check checks[4];
	struct catalogue c = { 0 };
	AUTO(results) struct results r = { 0 };
	struct error err = ERROR_INIT;
	struct evidence *reference;
	char hex[SHA256_HEX];

	make(s, 0);
	reference = make_reference(s, NULL);
	fill_catalogue(&c, suites, checks);
	assert_int_equal(judge(s->ev, &c, NULL, &r, &err), 0);
	assert_int_equal(evidence_digest(reference, hex, &err), 0);
	assert_string_equal(r.reference_sha256, hex);
	assert_string_not_equal(r.evidence_sha256, hex);
	assert_string_equal(r.reference_product, "Fedora Linux 43");
	evidence_refer(s->ev, NULL);
	evidence_free(reference);
}

/* A selection never looks like the whole: what was required and not selected is missing. */
static void only_what_was_asked_for(void **in)
{
	static const char *const some[] = { "b.*" };
	static const char *const none[] = { "c.*" };
	struct state *s = *in;
	struct suite suites[2];
	struct check checks[4];
	struct catalogue c = { 0 };
	AUTO(results) struct results whole = { 0 };
	int left_out = 0;
	AUTO(results) struct results r = { 0 };
	struct error err = ERROR_INIT;
	struct tally t;

	make(s, 0);
	fill_catalogue(&c, suites, checks);
	assert_int_equal(judge(s->ev, &c, NULL, &whole, &err), 0);
	assert_int_equal(judge(s->ev, &c, &(struct text_list){ some, 1 }, &r, &err), 0);
	assert_string_equal(r.required_sha256, whole.required_sha256);
	results_tally(&r, &t);
	assert_int_not_equal(results_exit(&t), EXIT_CONFORMANT);
	for (size_t i = 0; i < r.count; i++)
		left_out += streq(r.items[i].findings->reason, "not selected for this run");
	assert_int_equal(left_out, 2);
	assert_int_equal(judge(s->ev, &c, &(struct text_list){ none, 1 }, &r, &err), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(parts_that_are_not_complete_decide_nothing, setup,
						teardown),
		cmocka_unit_test_setup_teardown(what_compares_needs_a_reference, setup, teardown),
		cmocka_unit_test_setup_teardown(results_name_their_reference, setup, teardown),
		cmocka_unit_test_setup_teardown(silence_is_missing, setup, teardown),
		cmocka_unit_test_setup_teardown(a_failed_query_is_an_error_for_that_check_alone,
						setup, teardown),
		cmocka_unit_test_setup_teardown(offenders_are_counted_past_the_ceiling, setup,
						teardown),
		cmocka_unit_test_setup_teardown(results_are_whole_and_sorted, setup, teardown),
		cmocka_unit_test_setup_teardown(only_what_was_asked_for, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
