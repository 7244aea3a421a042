/* SPDX-License-Identifier: MIT */
#include "judge/want.h"

struct identity_args {
	const char *key;
	int absent;
	struct want want;
};

static const struct field fields[] = {
	{ .key = "absent",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct identity_args, absent, int),
	  .help = "true: the key must not be there" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct identity_args, want.equals, const char *),
	  .help = "the value it has to be" },
	{ .key = "key",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct identity_args, key, const char *),
	  .help = "key of os-release, as ID or VERSION_ID",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct identity_args, want.one_of, struct text_list),
	  .help = "the values it may be" },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct identity_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct identity_args *a = args;

	if (a->absent == 1 && want_anything(&a->want, NULL))
		return error_input(err, "absent stands alone");
	if (a->absent == 1)
		return 0;
	return want_check(&a->want, NULL, err);
}

static void judge_value(const struct identity_args *a, const char *value, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	want_say(&a->want, NULL, &expected);
	if (a->absent == 1)
		finding_fail(out, a->key, "not set", "%s", value);
	else if (want_met(&a->want, NULL, value, out))
		finding_pass(out, a->key, "%s", value);
	else
		finding_fail(out, a->key, buf_str(&expected), "%s", *value ? value : "empty");
}

static bool is_empty(struct evidence *ev)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT 1 FROM os_release", 0, NULL);

	return !cursor_next(&c);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct identity_args *a = args;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT DISTINCT value FROM os_release WHERE key = ?1 ORDER BY value", 1,
		&a->key);
	size_t values = 0;

	/* Readers differ in which of two assignments they believe: both have to be right. */
	for (; cursor_next(&c); values++)
		judge_value(a, cursor_text(&c, 0), out);
	if (values)
		return;
	want_say(&a->want, NULL, &expected);
	if (a->absent == 1 && is_empty(ev))
		finding_missing(out, "the image has no os-release");
	else if (a->absent == 1)
		finding_pass(out, a->key, "not set");
	else
		finding_fail(out, a->key, buf_str(&expected), "not set in os-release");
}

const struct check_kind check_identity = {
	.name = "identity",
	.summary = "What the image says it is in os-release(5)",
	.example = "{key: VERSION_ID, equals: \"4.0\"}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct identity_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
