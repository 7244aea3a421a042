/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "model/kind.h"

struct units_args {
	struct text_list match;
	struct text_list except;
	const char *failed;
	const char *broken;
};

static const char *const wishes[] = { "allowed", "none", NULL };

static const struct field fields[] = {
	{ .key = "broken",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct units_args, broken, const char *),
	  .help = "none: no unit file is one that systemd cannot read (bad-setting, error)",
	  .fallback = "none",
	  .words = wishes },
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct units_args, except, struct text_list),
	  .help = "globs of units that are not looked at" },
	{ .key = "failed",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct units_args, failed, const char *),
	  .help = "none: no unit has failed",
	  .fallback = "none",
	  .words = wishes },
	{ .key = "match",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct units_args, match, struct text_list),
	  .help = "globs of units that are looked at",
	  .fallback = "*" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct units_args *a = args;

	if (streq(a->failed, "allowed") && streq(a->broken, "allowed"))
		return error_input(err, "with failed and broken both allowed nothing can fail");
	return 0;
}

static bool is_broken(const char *load)
{
	return streq(load, "bad-setting") || streq(load, "error");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct units_args *a = args;
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT name, load, active, result FROM unit ORDER BY name, load, active", 0,
		NULL);
	size_t seen = 0;

	while (cursor_next(&c)) {
		const char *name = cursor_text(&c, 0);
		const char *result = cursor_text(&c, 3);

		if (!image_matches(&a->match, name) || image_matches(&a->except, name))
			continue;
		seen++;
		if (streq(a->failed, "none") && streq(cursor_text(&c, 2), "failed"))
			finding_fail(out, name, "not failed", "failed%s%s", *result ? ": " : "",
				     result);
		if (streq(a->broken, "none") && is_broken(cursor_text(&c, 1)))
			finding_fail(out, name, "a unit file systemd can read", "load %s",
				     cursor_text(&c, 1));
	}
	if (seen == 0)
		finding_missing(out, "no unit to look at: a running system has some");
	else
		finding_pass(out, "systemd", "%zu units looked at", seen);
}

const struct check_kind check_units = {
	.name = "units",
	.summary = "No systemd unit has failed or cannot be read",
	.example = "{failed: none, except: [systemd-networkd-wait-online.service]}",
	.needs = EVIDENCE(UNITS),
	.args_size = sizeof(struct units_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
