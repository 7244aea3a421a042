/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "model/kind.h"

struct console_args {
	struct text_list absent;
	struct text_list except;
};

static const char *const classes[] = { "emergency",   "no-boot-loader", "oops", "panic",
				       "unit-failed", "warning",	NULL };

static const struct field fields[] = {
	{ .key = "absent",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct console_args, absent, struct text_list),
	  .help = "classes of lines that must not appear: panic, oops, emergency ...",
	  .words = classes,
	  .required = true },
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct console_args, except, struct text_list),
	  .help = "globs of lines that may appear all the same" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct console_args *a = args;

	if (a->absent.count == 0)
		return error_input(err, "absent: an empty list asks for nothing");
	return 0;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct console_args *a = args;
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT class, text FROM console ORDER BY class, text", 0, NULL);
	size_t seen = 0;

	for (; cursor_next(&c); seen++) {
		if (!text_list_has(&a->absent, cursor_text(&c, 0)) ||
		    image_matches(&a->except, cursor_text(&c, 1)))
			continue;
		finding_fail(out, cursor_text(&c, 0), "no such line on the console", "%s",
			     cursor_text(&c, 1));
	}
	finding_pass(out, "console", "%zu lines that mean something", seen);
}

const struct check_kind check_console = {
	.name = "console",
	.summary = "The console says nothing of this kind while the image boots",
	.example = "{absent: [panic, oops, emergency]}",
	.needs = EVIDENCE(BOOT),
	.args_size = sizeof(struct console_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
