/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <strings.h>

#include "judge/login_defs.h"
#include "judge/want.h"

struct rule_args {
	const char *rule;
	const char *explicit_;
	struct text_list one_of;
	struct range range;
};

/* Where a rule stands for accounts to come, and in which column for those that are there. */
struct rule {
	const char *name;
	const char *key;
	bool useradd; /* in /etc/default/useradd, else in /etc/login.defs */
	const char *column;
	const char *fallback; /* what is used when nothing says so; NULL: not known */
};

/* login.defs(5), useradd(8): numbers without a line are -1, which switches the rule off. */
static const struct rule rules[] = {
	{ "algorithm", "ENCRYPT_METHOD", false, "password", NULL },
	{ "inactive-days", "INACTIVE", true, "inactive_days", "-1" },
	{ "max-days", "PASS_MAX_DAYS", false, "max_days", "-1" },
	{ "min-days", "PASS_MIN_DAYS", false, "min_days", "-1" },
	{ "warn-days", "PASS_WARN_AGE", false, "warn_days", "-1" },
};

static const char *const names[] = { "algorithm", "inactive-days", "max-days",
				     "min-days",  "warn-days",	   NULL };
static const char *const explicits[] = { "recorded", "required", NULL };

static const struct field fields[] = {
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct rule_args, range.at_least, int64_t),
	  .help = "the smallest number of days" },
	{ .key = "at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct rule_args, range.at_most, int64_t),
	  .help = "the largest number of days; none at all is more" },
	{ .key = "explicit",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct rule_args, explicit_, const char *),
	  .help = "required: a file has to say it; recorded: a right default passes",
	  .fallback = "recorded",
	  .words = explicits },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct rule_args, one_of, struct text_list),
	  .help = "of algorithm: what it may be, as login.defs has it: YESCRYPT" },
	{ .key = "rule",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct rule_args, rule, const char *),
	  .help = "what of passwords: for accounts to come (/etc/login.defs, of inactive-days "
		  "/etc/default/useradd) and for all that have a password",
	  .required = true,
	  .words = names },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct rule_args *a = args;
	struct want want = { .one_of = a->one_of };

	if (streq(a->rule, "algorithm") != (a->one_of.count > 0))
		return error_input(err, "one-of goes with algorithm, and algorithm with it");
	return want_check(&want, &a->range, err);
}

static const struct rule *rule_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (streq(rules[i].name, name))
			return &rules[i];
	return &rules[0];
}

/* A negative number switches the rule off, so it is more than any bound above, and less than any
 * below: shadow(5). */
static bool days_met(const struct rule_args *a, const char *value, bool *number)
{
	int64_t n;

	*number = str_int(value, &n);
	return *number && n >= 0 && (a->range.at_least == NUMBER_UNSET || n >= a->range.at_least) &&
	       (a->range.at_most == NUMBER_UNSET || n <= a->range.at_most);
}

static bool algorithm_met(const struct rule_args *a, const char *value)
{
	for (size_t i = 0; i < a->one_of.count; i++)
		if (strcasecmp(a->one_of.items[i], value) == 0)
			return true;
	return false;
}

static bool met(const struct rule_args *a, const char *value)
{
	bool number;

	return a->one_of.count ? algorithm_met(a, value) : days_met(a, value, &number);
}

static void judge_default(const struct rule_args *a, const struct rule *rule, struct evidence *ev,
			  const char *expected, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	struct setting_object set;
	struct setting_fact fact = { .object = rule->key };

	if (!(rule->useradd ? useradd_defaults(ev, rule->key, &arena, &set, out)
			    : login_defs(ev, rule->key, &arena, &set, out)))
		return;
	if (set.winner != SIZE_MAX) {
		fact.set = set.items[set.winner].value;
		fact.place = set.items[set.winner].place;
		fact.effective = fact.set;
		fact.losers = setting_losers(&set, &arena);
	} else {
		fact.place = rule->fallback ? "the default of shadow-utils" : NULL;
		fact.effective = rule->fallback;
	}
	finding_setting(out, &fact);
	if (!fact.set && streq(a->explicit_, "required"))
		finding_fail(out, rule->key, expected, "no file sets it");
	else if (!fact.effective)
		finding_missing(out,
				"nothing sets %s, and the default of the shadow-utils at hand "
				"is not known",
				rule->key);
	else if (!met(a, fact.effective))
		finding_fail(out, rule->key, expected, "%s (%s)", fact.effective, fact.place);
	else
		finding_pass(out, rule->key, "%s (%s)", fact.effective, fact.place);
}

/* Accounts that never had a password, or whose is locked, have none that grows old. */
static void judge_accounts(const struct rule_args *a, const struct rule *rule, struct evidence *ev,
			   const char *expected, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT name, password, max_days, min_days, warn_days, "
				      "inactive_days FROM account WHERE password NOT IN "
				      "('locked', 'none', 'empty') ORDER BY name, uid",
				      0, NULL);
	size_t seen = 0;

	for (; cursor_next(&c); seen++) {
		unsigned column = 1;

		while (!streq(cursor_name(&c, column), rule->column))
			column++;
		if (cursor_null(&c, column) || cursor_text(&c, column)[0] == '-')
			finding_fail(out, cursor_text(&c, 0), expected, "not set");
		else if (!met(a, cursor_text(&c, column)))
			finding_fail(out, cursor_text(&c, 0), expected, "%s",
				     cursor_text(&c, column));
	}
	finding_pass(out, "accounts", "%zu with a password", seen);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct rule_args *a = args;
	const struct rule *rule = rule_named(a->rule);
	struct want want = { .one_of = a->one_of };
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	buf_addf(&expected, "%s ", rule->name);
	want_say(&want, &a->range, &expected);
	judge_default(a, rule, ev, buf_str(&expected), out);
	judge_accounts(a, rule, ev, buf_str(&expected), out);
}

const struct check_kind check_password_rule = {
	.name = "password-rule",
	.summary = "A rule about passwords holds for accounts to come and for those that have one",
	.example = "{rule: max-days, at-least: 1, at-most: 365}",
	.needs = EVIDENCE(ACCOUNTS) | EVIDENCE(CONFIG),
	.args_size = sizeof(struct rule_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
