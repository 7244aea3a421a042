/* SPDX-License-Identifier: MIT */
/* Conditions of checks: what they take out, and what the profile has to say to that. */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "judge/judge.h"
#include "model/condition.h"

static void says_pass(const void *args UNUSED, struct evidence *ev UNUSED, struct findings *out)
{
	finding_pass(out, "x", "fine");
}

static const struct check_kind pass_kind = { .name = "pass", .evaluate = says_pass };

struct image {
	const char *const *paths; /* NULL at the end */
	unsigned complete;
	const char *package; /* NULL: none */
};

static struct evidence *make(const char *dir, const struct image *image)
{
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;
	char path[96];

	snprintf(path, sizeof(path), "%s/evidence.db", dir);
	unlink(path);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	for (const char *const *p = image->paths; p && *p; p++) {
		struct row row = row_of(TABLE_file);

		row_text(&row, *p);
		row_text(&row, strchr(*p + 1, '.') || strstr(*p, "vmlinuz") ||
					       strstr(*p, "/systemd/systemd") ||
					       strstr(*p, "machine-id")
				       ? "file"
				       : "directory");
		for (int k = 0; k < 3; k++)
			row_int(&row, 0);
		row_int(&row, strstr(*p, "machine-id") ? 0 : 1);
		for (int k = 0; k < 5; k++)
			row_null(&row);
		assert_int_equal(sink_put(evidence_sink(ev), &row, &err), 0);
	}
	if (image->package) {
		char sql[256];

		snprintf(sql, sizeof(sql),
			 "INSERT INTO package (nevra, name, version, release, arch) VALUES "
			 "('%s-1-1.x', '%s', '1', '1', 'x')",
			 image->package, image->package);
		assert_int_equal(evidence_change(ev, sql, &err), 0);
	}
	for (unsigned p = 0; p < PART_COUNT; p++)
		if (image->complete & PART_BIT(p))
			assert_int_equal(sink_complete(evidence_sink(ev), (enum part)p, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	return ev;
}

static const char *const nothing[] = { "/", "/etc", NULL };
static const char *const machine[] = { "/",
				       "/boot",
				       "/boot/vmlinuz-6.18",
				       "/etc",
				       "/etc/machine-id",
				       "/etc/cron.d",
				       "/usr",
				       "/usr/lib",
				       "/usr/lib/systemd",
				       "/usr/lib/systemd/systemd",
				       NULL };

#define FILES	 EVIDENCE(FILES)
#define PACKAGES EVIDENCE(PACKAGES)

static const struct {
	const char *when;
	struct image image;
	enum outcome outcome;
	const char *reason;
} cases[] = {
	{ "kernel", { machine, FILES, NULL }, OUTCOME_PASS, NULL },
	{ "kernel", { nothing, FILES, NULL }, OUTCOME_NOT_APPLICABLE, "no-own-kernel" },
	{ "kernel", { nothing, FILES | EVIDENCE(BOOT), NULL }, OUTCOME_PASS, NULL },
	{ "systemd", { machine, FILES, NULL }, OUTCOME_PASS, NULL },
	/* The profile of the test does not list this reason. */
	{ "systemd",
	  { nothing, FILES, NULL },
	  OUTCOME_MISSING,
	  "no-systemd, and profile p does not let that be" },
	{ "path:/etc/cron.d", { machine, FILES, NULL }, OUTCOME_PASS, NULL },
	{ "path:/etc/cron.d",
	  { nothing, FILES, NULL },
	  OUTCOME_NOT_APPLICABLE,
	  "absent:/etc/cron.d" },
	{ "package:cronie", { nothing, FILES | PACKAGES, "cronie" }, OUTCOME_PASS, NULL },
	{ "package:at|cronie", { nothing, FILES | PACKAGES, "cronie" }, OUTCOME_PASS, NULL },
	{ "package:cron",
	  { nothing, FILES | PACKAGES, "cronie" },
	  OUTCOME_NOT_APPLICABLE,
	  "not-installed:cron" },
	{ "package:cronie",
	  { nothing, FILES, NULL },
	  OUTCOME_MISSING,
	  "it is not known whether not-installed:cronie" },
	{ "package:cronie:/etc/cron.d", { machine, FILES, NULL }, OUTCOME_PASS, NULL },
	{ "package:cronie:/etc/cron.d",
	  { nothing, FILES, NULL },
	  OUTCOME_NOT_APPLICABLE,
	  "not-installed:cronie" },
	/* Where there is a database it decides. */
	{ "package:cronie:/etc/cron.d",
	  { machine, FILES | PACKAGES, "other" },
	  OUTCOME_NOT_APPLICABLE,
	  "not-installed:cronie" },
	{ "rpm", { nothing, FILES | PACKAGES, "cronie" }, OUTCOME_PASS, NULL },
	{ "rpm",
	  { nothing, FILES, NULL },
	  OUTCOME_MISSING,
	  "no-package-database, and profile p does not let that be" },
	{ "provisioned", { machine, FILES | EVIDENCE(BOOT), NULL }, OUTCOME_PASS, NULL },
	{ "provisioned", { machine, FILES, NULL }, OUTCOME_NOT_APPLICABLE, "sealed-image" },
	{ "provisioned", { nothing, FILES, NULL }, OUTCOME_NOT_APPLICABLE, "sealed-image" },
	{ "sealed", { machine, FILES, NULL }, OUTCOME_PASS, NULL },
	{ "sealed",
	  { machine, FILES | EVIDENCE(BOOT), NULL },
	  OUTCOME_MISSING,
	  "not-sealed, and profile p does not let that be" },
	/* No scenario had this step, as the rows say; without rows the kind says what is missing.
	 */
	{ "step:reboot",
	  { nothing, FILES | EVIDENCE(SCENARIO), NULL },
	  OUTCOME_NOT_APPLICABLE,
	  "no-step:reboot" },
	{ "step:reboot",
	  { NULL, EVIDENCE(SCENARIO), NULL },
	  OUTCOME_NOT_APPLICABLE,
	  "no-step:reboot" },
	{ "step:reboot", { nothing, FILES, NULL }, OUTCOME_PASS, NULL },
	/* Nobody has looked at its paths: nothing is taken out. */
	{ "kernel", { NULL, EVIDENCE(ACCOUNTS), NULL }, OUTCOME_PASS, NULL },
};

static void conditions_take_checks_out(void **state UNUSED)
{
	static const char *const reasons[] = { "no-own-kernel", "absent:*", "not-installed:*",
					       "sealed-image", "no-step:*" };
	char dir[] = "/tmp/azlcts-when.XXXXXX";
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct suite suite = { .name = "s", .sha256 = "ss", .count = 1 };
		struct check check = { .id = "a.one",
				       .kind = &pass_kind,
				       .level = LEVEL_MANDATORY,
				       .title = "T",
				       .why = "W",
				       .remedy = "R",
				       .version = 1,
				       .when = { .items = &(const char *){ cases[i].when },
						 .count = 1 },
				       .suite = &suite };
		struct catalogue c = { .profile = { .name = "p",
						    .reasons = { .items = reasons, .count = 5 } },
				       .suites = &suite,
				       .suites_count = 1 };
		AUTO(results) struct results r = { 0 };
		struct evidence *ev = make(dir, &cases[i].image);
		const struct findings *f;

		suite.checks = &check;
		assert_int_equal(judge(ev, &c, NULL, &r, &err), 0);
		f = r.items[0].findings;
		if (f->outcome != cases[i].outcome ||
		    (cases[i].reason && !streq(f->reason, cases[i].reason)))
			fail_msg("case %zu, %s: said %s, %s", i, cases[i].when,
				 outcome_names[f->outcome], f->reason ? f->reason : "no reason");
		evidence_free(ev);
	}
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

static void conditions_are_proved_when_read(void **state UNUSED)
{
	static const struct {
		const char *text;
		const char *message; /* NULL: fine */
	} words[] = {
		{ "kernel", NULL },
		{ "path:/etc/x", NULL },
		{ "log:rsyslog", NULL },
		{ "kernel:x", "when: kernel:x: takes none" },
		{ "path", "when: path: wants an argument: /PATH" },
		{ "path:etc", "when: path:etc: the path has to begin with /" },
		{ "sytemd", "when: sytemd: no such condition; did you mean systemd?" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct error err = ERROR_INIT;
		enum condition_word word;
		const char *argument;
		int ret = condition_parse(words[i].text, &word, &argument, &err);

		assert_int_equal(ret, words[i].message ? -EINVAL : 0);
		if (words[i].message)
			assert_string_equal(err.text, words[i].message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_take_checks_out),
		cmocka_unit_test(conditions_are_proved_when_read),
	};

	return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
