/* SPDX-License-Identifier: MIT */
/* Part COMMANDS: what suites asked to be run in the image. */
#include "base/subprocess.h"
#include "collect/collect.h"
#include "collect/command_words.h"
#include "collect/live.h"
#include "collect/part.h"

enum { COMMAND_SECONDS = 20, COMMAND_OUTPUT_MAX = 64 << 10, COMMAND_WORDS_MAX = 128 };

static const char *const ends[] = {
	[SUBPROCESS_NOT_RUN] = "not-found", [SUBPROCESS_EXITED] = "exited",
	[SUBPROCESS_SIGNALED] = "signaled", [SUBPROCESS_TIMED_OUT] = "timed-out",
	[SUBPROCESS_TOO_MUCH] = "too-much",
};

/*
 * OpenSSL begins a line of its error queue with the thread's number, "40A7B5C3:error:...": an
 * address that is another one in each process, and would make two boots differ.
 */
static void add_errors(struct buf *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		size_t digits = strspn(text, "0123456789ABCDEF");

		if (digits >= 8 && starts_with(text + digits, ":error:")) {
			text += digits + 1;
			n -= digits + 1;
		}
		n += text[n] == '\n';
		buf_addn(out, text, n);
		text += n;
	}
}

static int put_command(const struct sink *sink, const char *const *argv,
		       const struct subprocess_result *r, struct error *err)
{
	AUTO(buf) struct buf words = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf errors = BUF_INIT(COMMAND_OUTPUT_MAX);
	struct row row = row_of(TABLE_command);

	for (; *argv; argv++)
		buf_addf(&words, "%s%s", words.len ? " " : "", *argv);
	add_errors(&errors, buf_str(&r->err));
	if (words.failed || errors.failed)
		return error_memory(err);
	row_text(&row, buf_str(&words));
	row_text(&row, ends[r->end]);
	row_int(&row, r->code);
	row_textn(&row, buf_str(&r->out), r->out.len);
	row_textn(&row, buf_str(&errors), errors.len);
	return sink_put(sink, &row, err);
}

/*
 * The program itself answers its own name, wherever it lies (built_in.h).  What cannot be started
 * is a fact about the image: "not-found", and the reason.
 */
static int run_command(const char *const *argv, const struct live_ask *ask, struct part_state *part,
		       const struct sink *sink, const struct cancel *cancel, struct error *err)
{
	AUTO(command_setup) struct command_setup setup = COMMAND_SETUP_INIT;
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	const char *own[COMMAND_WORDS_MAX + 1];
	struct subprocess what = { .timeout_ms =
					   (ask->seconds ? ask->seconds : COMMAND_SECONDS) * 1000,
				   .lasting = ask->lasting,
				   .max_output = COMMAND_OUTPUT_MAX,
				   .cancel = cancel };
	struct error reason = ERROR_INIT;
	const char *const *words = argv;

	/* A full tmpfs, or none: what the others found stays. */
	if (command_setup_make(&setup, &words, &reason) < 0) {
		part_fail(part, "%s: %s", words[0] ? words[0] : argv[0], reason.text);
		return 0;
	}
	if (streq(words[0], "azlcts-probe")) {
		size_t n = 0;

		for (; words[n]; n++)
			own[n] = n ? words[n] : "/proc/self/exe";
		own[n] = NULL;
		words = own;
	}
	what.argv = words;
	what.chdir = setup.folder[0] ? setup.folder : "/";
	what.input = setup.has_input ? buf_str(&setup.input) : NULL;
	what.input_len = setup.input.len;
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

/* What goes wrong before a command is started is nothing that the image did. */
static int try_command(const char *const *argv, const struct live_ask *ask, struct part_state *part,
		       const struct sink *sink, const struct cancel *cancel, struct error *err)
{
	struct error why = ERROR_INIT;
	int ret = command_words_check(argv, &why);

	if (ret < 0) {
		part_fail(part, "%s: %s", argv[0], why.text);
		return 0;
	}
	return run_command(argv, ask, part, sink, cancel, err);
}

int collect_commands(const struct live_ask *ask, const struct sink *sink,
		     const struct cancel *cancel, struct error *err)
{
	const char *commands = ask->commands;
	const char *argv[COMMAND_WORDS_MAX + 1];
	struct part_state part = { 0 };
	size_t count = 0;
	bool too_long = false;

	for (size_t at = 0; at < ask->commands_len; at += strlen(commands + at) + 1) {
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
			ret = try_command(argv, ask, &part, sink, cancel, err);
		if (ret < 0)
			return ret;
		count = 0;
		too_long = false;
	}
	return part_end(&part, PART_COMMANDS, sink, err);
}
