/* SPDX-License-Identifier: MIT */
/* What is wrong in a vendor's rule is said when the suite is read; the golden cases have the rest.
 */
#include "test.h"

#include "judge/detection.h"

static char *parse(struct arena *arena, const char *step)
{
	const struct text_list steps = { &step, 1 };
	struct detection_rule rule = { 0 };
	struct error err = ERROR_INIT;

	return detection_parse(&rule, &steps, arena, &err) ? arena_strdup(arena, err.text) : NULL;
}

static void steps_that_are_wrong_are_refused(void **state UNUSED)
{
	static const struct {
		const char *step, *why;
	} cases[] = {
		{ "", "has no \"->\"" },
		{ "os-release ID is x", "has no \"->\"" },
		{ "-> accept x", "a test is missing" },
		{ "always -> ", "after \"->\" comes accept, reject or next" },
		{ "always -> take x", "after \"->\" comes" },
		{ "always -> accept", "what is it taken for?" },
		{ "always -> reject ''", "with which words?" },
		{ "always -> next x", "next: stands alone" },
		{ "always exists -> accept x", "always: stands alone" },
		{ "always and file /x exists -> accept x", "always: stands alone" },
		{ "file /x exists and -> accept x", "a test is missing" },
		{ "os-relase ID is x -> accept x", "did you mean os-release?" },
		{ "os-release -> accept x", "os-release: of what?" },
		{ "os-release ID -> accept x", "there is no test" },
		{ "os-release ID matchs x -> accept x", "did you mean matches?" },
		{ "os-release ID is -> accept x", "is: which words?" },
		{ "os-release ID exists x -> accept x", "exists: takes no words" },
		{ "os-release ID prefix '' -> accept x", "an empty word fits everything" },
		{ "os-release ID is 'x -> accept x", "a quote is not closed" },
		{ "os-release ID matches ( -> accept x", "no pattern" },
		{ "os-release ID matches a b -> accept x", "takes one word" },
		{ "os-release V least 4.x -> accept x", "no dotted number" },
		{ "os-release ID lower exists -> accept x", "no modifier changes that" },
		{ "os-release NAME without -> accept x", "without: what?" },
		{ "file etc/x exists -> accept x", "has to begin with /" },
		{ "file /x is y -> accept x", "there is exists and absent" },
		{ "command /bin/x exists -> accept x", "is a path" },
	};
	AUTO(arena) struct arena arena = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *why = parse(&arena, cases[i].step);

		if (!why || !strstr(why, cases[i].why) || strncmp(why, "step 1: ", 8) != 0)
			fail_msg("%s: %s", cases[i].step, why ? why : "accepted");
	}
}

static void words_and_quotes(void **state UNUSED)
{
	AUTO(arena) struct arena arena = { 0 };
	const char *step =
		"os-release NAME lower not is 'a and b' \"it's\" c and file /x absent -> "
		"reject 'no' is my answer";
	const struct text_list steps = { &step, 1 };
	struct detection_rule rule = { 0 };
	struct error err = ERROR_INIT;
	const struct detection_test *t;

	assert_int_equal(detection_parse(&rule, &steps, &arena, &err), 0);
	assert_int_equal(rule.steps[0].count, 2);
	assert_int_equal(rule.facts_count, 2);
	t = &rule.steps[0].tests[0];
	assert_true(t->negated);
	assert_int_equal(t->words.count, 3);
	assert_string_equal(t->words.items[0], "a and b");
	assert_string_equal(t->words.items[1], "it's");
	assert_int_equal(rule.steps[0].end, DETECTION_REJECT);
	assert_string_equal(rule.steps[0].text, "'no' is my answer");
}

static void too_many_are_refused(void **state UNUSED)
{
	AUTO(arena) struct arena arena = { 0 };
	const char *items[DETECTION_STEPS_MAX + 1];
	struct text_list steps = { items, DETECTION_STEPS_MAX + 1 };
	AUTO(buf) struct buf wide = BUF_INIT(BUF_LINE);
	struct detection_rule rule = { 0 };
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < steps.count; i++)
		items[i] = "always -> next";
	assert_int_equal(detection_parse(&rule, &steps, &arena, &err), -EINVAL);
	buf_add(&wide, "file /x exists");
	for (size_t i = 0; i < 9; i++)
		buf_add(&wide, " and file /x exists");
	buf_add(&wide, " -> next");
	steps.count = DETECTION_STEPS_MAX;
	for (size_t i = 0; i < steps.count; i++)
		items[i] = buf_str(&wide);
	assert_int_equal(detection_parse(&rule, &steps, &arena, &err), -EINVAL);
	assert_non_null(strstr(err.text, "more than 400 tests"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_that_are_wrong_are_refused),
		cmocka_unit_test(words_and_quotes),
		cmocka_unit_test(too_many_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
