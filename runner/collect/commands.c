/* SPDX-License-Identifier: MIT */
/* Part COMMANDS: what suites asked to be run in the image. */
#include "base/subprocess.h"
#include "collect/live.h"
#include "collect/part.h"

enum { COMMAND_SECONDS = 20, COMMAND_OUTPUT_MAX = 64 << 10, COMMAND_WORDS_MAX = 64 };

static const char *const ends[] = {
	[SUBPROCESS_NOT_RUN] = "not-found", [SUBPROCESS_EXITED] = "exited",
	[SUBPROCESS_SIGNALED] = "signaled", [SUBPROCESS_TIMED_OUT] = "timed-out",
	[SUBPROCESS_TOO_MUCH] = "too-much",
};

static int put_command(const struct sink *sink, const char *const *argv,
		       const struct subprocess_result *r, struct error *err)
{
	AUTO(buf) struct buf words = BUF_INIT(BUF_TEXT);
	struct row row = row_of(TABLE_command);

	for (; *argv; argv++)
		buf_addf(&words, "%s%s", words.len ? " " : "", *argv);
	if (words.failed)
		return error_memory(err);
	row_text(&row, buf_str(&words));
	row_text(&row, ends[r->end]);
	row_int(&row, r->code);
	row_textn(&row, buf_str(&r->out), r->out.len);
	row_textn(&row, buf_str(&r->err), r->err.len);
	return sink_put(sink, &row, err);
}

/* A program that cannot be started is a fact about the image: "not-found", and the reason. */
static int run_command(const char *const *argv, const struct sink *sink,
		       const struct cancel *cancel, struct error *err)
{
	struct subprocess what = { .argv = argv,
				   .chdir = "/",
				   .timeout_ms = COMMAND_SECONDS * 1000,
				   .max_output = COMMAND_OUTPUT_MAX,
				   .cancel = cancel };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error reason = ERROR_INIT;

	if (subprocess_run(&what, &r, &reason) < 0) {
		if (reason.code == ECANCELED) {
			*err = reason;
			return -err->code;
		}
		r.end = SUBPROCESS_NOT_RUN;
		r.code = reason.code;
		buf_clear(&r.err);
		buf_add(&r.err, reason.text);
	}
	return put_command(sink, argv, &r, err);
}

int collect_commands(const char *commands, size_t len, const struct sink *sink,
		     const struct cancel *cancel, struct error *err)
{
	const char *argv[COMMAND_WORDS_MAX + 1];
	struct part_state part = { 0 };
	size_t count = 0;
	bool too_long = false;

	for (size_t at = 0; at < len; at += strlen(commands + at) + 1) {
		int ret = 0;

		if (commands[at]) {
			if (count == COMMAND_WORDS_MAX)
				too_long = true;
			else
				argv[count++] = commands + at;
			continue;
		}
		argv[count] = NULL;
		if (too_long)
			part_fail(&part, "%s: more than %d words", argv[0], COMMAND_WORDS_MAX);
		else if (count > 0)
			ret = run_command(argv, sink, cancel, err);
		if (ret < 0)
			return ret;
		count = 0;
		too_long = false;
	}
	return part_end(&part, PART_COMMANDS, sink, err);
}
