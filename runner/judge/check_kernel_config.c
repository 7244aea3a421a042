/* SPDX-License-Identifier: MIT */
#include "judge/want.h"

struct kernel_config_args {
	const char *name;
	int absent_ok;
	struct want want;
	struct range range;
};

static const struct field fields[] = {
	{ .key = "absent-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct kernel_config_args, absent_ok, int),
	  .help = "true: an option this kernel does not know counts as n",
	  .fallback = "false" },
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct kernel_config_args, range.at_least, int64_t),
	  .help = "the smallest number it may be" },
	{ .key = "at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct kernel_config_args, range.at_most, int64_t),
	  .help = "the largest number it may be" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct kernel_config_args, want.equals, const char *),
	  .help = "y, m, n, a number or a text" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct kernel_config_args, name, const char *),
	  .help = "option, as CONFIG_FANOTIFY",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct kernel_config_args, want.one_of, struct text_list),
	  .help = "the values it may have, as [y, m]" },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct kernel_config_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct kernel_config_args *a = args;

	if (!starts_with(a->name, "CONFIG_"))
		return error_input(err, "name: %s: has to begin with CONFIG_", a->name);
	return want_check(&a->want, &a->range, err);
}

static bool is_empty(struct evidence *ev)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT 1 FROM kernel_config", 0, NULL);

	return !cursor_next(&c);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct kernel_config_args *a = args;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	bool found = evidence_text(ev, &value,
				   "SELECT value FROM kernel_config WHERE name = ?1 "
				   "ORDER BY value DESC",
				   a->name);

	want_say(&a->want, &a->range, &expected);
	if (!found && is_empty(ev)) {
		finding_missing(out, "the kernel's configuration was not to be had");
		return;
	}
	if (!found && a->absent_ok != 1) {
		finding_fail(out, a->name, buf_str(&expected), "this kernel does not know it");
		return;
	}
	if (!found)
		buf_add(&value, "n");
	if (want_met(&a->want, &a->range, buf_str(&value), out))
		finding_pass(out, a->name, "%s", buf_str(&value));
	else
		finding_fail(out, a->name, buf_str(&expected), "%s", buf_str(&value));
}

const struct check_kind check_kernel_config = {
	.name = "kernel-config",
	.summary = "An option of the running kernel's configuration",
	.example = "{name: CONFIG_FANOTIFY, equals: y}",
	.needs = EVIDENCE(KERNEL),
	.args_size = sizeof(struct kernel_config_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
