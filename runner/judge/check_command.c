/* SPDX-License-Identifier: MIT */
#include "judge/pattern.h"
#include "model/kind.h"

#include <inttypes.h>
#include <stdio.h>

enum { NAME_MAX_BYTES = 80, SAID_MAX_BYTES = 200 };

struct command_args {
	struct text_list argv;
	int64_t exit;
	const char *output;
	const char *absent;
	const char *errors;
};

static const struct field fields[] = {
	{ .key = "absent",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct command_args, absent, const char *),
	  .help = "what its standard output must not match" },
	{ .key = "argv",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct command_args, argv, struct text_list),
	  .help = "the program and its arguments, each a text of the list; no shell",
	  .required = true },
	{ .key = "exit",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct command_args, exit, int64_t),
	  .help = "exit status it has to end with; -1: any",
	  .fallback = "0" },
	{ .key = "stderr",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct command_args, errors, const char *),
	  .help = "what its standard error has to match" },
	{ .key = "stdout",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct command_args, output, const char *),
	  .help = "what its standard output has to match; ^ and $ match at lines" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct command_args *a = args;

	if (a->argv.count == 0 || !*a->argv.items[0])
		return error_input(err, "argv: names no program");
	if (a->exit < -1 || a->exit > 255)
		return error_input(err, "exit: has to be from 0 to 255, or -1");
	if (a->exit == -1 && !a->output && !a->absent && !a->errors)
		return error_input(err, "with any exit status, an output has to be asked for");
	return 0;
}

static const char *const *command(const void *args, size_t i, struct arena *arena UNUSED)
{
	const struct command_args *a = args;

	return i == 0 ? a->argv.items : NULL;
}

static void judge_output(const char *object, const char *wanted, bool absent, const char *text,
			 struct findings *out)
{
	AUTO(pattern) struct pattern p = PATTERN_INIT;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (!wanted || !pattern_init(&p, wanted, out) || pattern_matches(&p, text) != absent)
		return;
	buf_addf(&expected, "output %smatching %s", absent ? "not " : "", wanted);
	finding_fail(out, object, buf_str(&expected), "%s", *text ? text : "no output");
}

/* A script that is handed to a shell is long, and its beginning says which one it is. */
static void shorten(struct buf *name, const char *argv)
{
	size_t len = strlen(argv);

	if (len > NAME_MAX_BYTES) {
		len = NAME_MAX_BYTES - 3;
		while (len > 0 && ((unsigned char)argv[len] & 0xc0) == 0x80)
			len--;
	}
	buf_addn(name, argv, len);
	buf_add(name, argv[len] ? "..." : "");
}

/* What it said, when that is one line: an observation belongs into the results. */
static void judge_pass(const char *object, int64_t code, const char *text, struct findings *out)
{
	size_t len = strcspn(text, "\n");
	bool one = len > 0 && len <= SAID_MAX_BYTES && (!text[len] || !text[len + 1]);

	finding_pass(out, object, "exit status %" PRId64 "%s%.*s", code, one ? ": " : "",
		     one ? (int)len : 0, text);
}

/* How it ended, if not by itself.  False: there is no output to look at. */
static bool judge_end(const struct command_args *a, const char *object, const char *end,
		      int64_t code, const char *errors, struct findings *out)
{
	char expected[40] = "an end of its own";

	if (a->exit >= 0)
		snprintf(expected, sizeof(expected), "exit status %" PRId64, a->exit);
	if (streq(end, "exited")) {
		if (a->exit >= 0 && code != a->exit)
			finding_fail(out, object, expected, "exit status %" PRId64 "%s%s", code,
				     *errors ? ": " : "", errors);
		return true;
	}
	if (streq(end, "not-found"))
		finding_fail(out, object, expected, "the image has no such program");
	else if (streq(end, "signaled"))
		finding_fail(out, object, expected, "killed by signal %" PRId64, code);
	else
		finding_error(out, "%s: %s", object,
			      streq(end, "timed-out")  ? "ran longer than it may"
			      : streq(end, "too-much") ? "wrote more than is kept"
						       : "its end is not known");
	return false;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct command_args *a = args;
	AUTO(buf) struct buf argv = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	const char *object;
	bool found = false;

	for (size_t i = 0; i < a->argv.count; i++)
		buf_addf(&argv, "%s%s", i ? " " : "", a->argv.items[i]);
	shorten(&name, buf_str(&argv));
	object = buf_str(&name);
	c = cursor_open(ev,
			"SELECT end, code, output, errors FROM command WHERE argv = ?1 "
			"ORDER BY 1, 2, 3, 4",
			1, (const char *[]){ buf_str(&argv) });
	for (; cursor_next(&c); found = true) {
		if (!judge_end(a, object, cursor_text(&c, 0), cursor_int(&c, 1), cursor_text(&c, 3),
			       out))
			continue;
		judge_output(object, a->output, false, cursor_text(&c, 2), out);
		judge_output(object, a->absent, true, cursor_text(&c, 2), out);
		judge_output(object, a->errors, false, cursor_text(&c, 3), out);
		judge_pass(object, cursor_int(&c, 1), cursor_text(&c, 2), out);
	}
	if (!found)
		finding_missing(out, "%s was not run: collect again with this suite", object);
}

const struct check_kind check_command = {
	.name = "command",
	.summary = "A command run in the guest ends and prints as it should",
	.example = "{argv: [getenforce], stdout: \"^Enforcing$\"}",
	.needs = EVIDENCE(COMMANDS),
	.args_size = sizeof(struct command_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
