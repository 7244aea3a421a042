/* SPDX-License-Identifier: MIT */
#include "model/kind.h"

struct boot_args {
	const char *outcome;
	const char *target;
	const char *firmware;
	const char *loader;
	struct text_list no_console;
};

static const char *const classes[] = { "emergency",   "no-boot-loader", "oops", "panic",
				       "unit-failed", "warning",	NULL };

static const struct field fields[] = {
	{ .key = "firmware",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct boot_args, firmware, const char *),
	  .help = "the firmware it has to boot under" },
	{ .key = "loader",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct boot_args, loader, const char *),
	  .help = "the boot loader it has to come by" },
	{ .key = "no-console",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct boot_args, no_console, struct text_list),
	  .help = "classes of console lines that must not appear on the way",
	  .words = classes },
	{ .key = "outcome",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct boot_args, outcome, const char *),
	  .help = "how it has to end; reached: the target came up",
	  .fallback = "reached" },
	{ .key = "target",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct boot_args, target, const char *),
	  .help = "the systemd target that has to be reached, as multi-user.target" },
	{ 0 },
};

static void judge_fact(struct evidence *ev, const char *key, const char *wanted,
		       struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT DISTINCT value FROM boot WHERE key = ?1 ORDER BY value", 1, &key);
	bool found = false;

	if (!wanted)
		return;
	for (; cursor_next(&c); found = true) {
		if (streq(cursor_text(&c, 0), wanted))
			finding_pass(out, key, "%s", cursor_text(&c, 0));
		else
			finding_fail(out, key, wanted, "%s", cursor_text(&c, 0));
	}
	if (!found)
		finding_missing(out, "nothing is known about the %s of the boot", key);
}

static void judge_console(const struct boot_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT class, text FROM console ORDER BY class, text", 0, NULL);

	while (cursor_next(&c))
		if (text_list_has(&a->no_console, cursor_text(&c, 0)))
			finding_fail(out, cursor_text(&c, 0), "no such line on the console", "%s",
				     cursor_text(&c, 1));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct boot_args *a = args;

	judge_fact(ev, "outcome", a->outcome, out);
	if (out->outcome == OUTCOME_PASS) { /* an image that never came up reached no target */
		judge_fact(ev, "target", a->target, out);
		judge_fact(ev, "firmware", a->firmware, out);
		judge_fact(ev, "loader", a->loader, out);
	}
	judge_console(a, ev, out);
}

const struct check_kind check_boot = {
	.name = "boot",
	.summary = "The image boots, by this way, to this target",
	.example = "{outcome: reached, target: multi-user.target, no-console: [oops]}",
	.needs = EVIDENCE(BOOT),
	.args_size = sizeof(struct boot_args),
	.fields = fields,
	.evaluate = evaluate,
};
