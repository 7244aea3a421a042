/* SPDX-License-Identifier: MIT */
/* One question to a guest and its answer, with a process on sockets for QEMU and guest. */
#include "machine_stage.h"

static void panics(struct stage *s)
{
	read_request(s);
	put_text(s->console, "[   12.3] Kernel panic - not syncing: sysrq triggered crash\r\n");
}

static void panics_then_resets(struct stage *s)
{
	read_request(s);
	put_text(s->qmp, "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n");
	put_text(s->console, "[   12.3] Kernel panic - not syncing: at the end\r\n");
}

/* Another fault's words are no fault of a guest that runs, and do not hide a panic. */
static void panics_after_emergency(struct stage *s)
{
	read_request(s);
	put_text(s->console, "You are in emergency mode. After logging in, type x\r\n");
	usleep(300000);
	put_text(s->console, "[   12.3] Kernel panic - not syncing: after all\r\n");
}

static void switches_off(struct stage *s)
{
	read_request(s);
	put_text(s->qmp, "{\"event\":\"SHUTDOWN\",\"data\":{\"guest\":true,"
			 "\"reason\":\"guest-shutdown\"}}\r\n");
}

static void resets(struct stage *s)
{
	read_request(s);
	put_text(s->qmp, "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n");
}

static void loses_its_probe(struct stage *s)
{
	put_text(s->qmp, opened);
	read_request(s);
	put_text(s->qmp, closed);
}

static void says_nothing(struct stage *s)
{
	read_request(s);
}

static void stalls(struct stage *s)
{
	read_request(s);
	put_text(s->console, "[   60.0] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:\r\n");
}

static void is_killed(struct stage *s)
{
	read_request(s);
	kill(getpid(), SIGKILL);
}

static void fills_the_host(struct stage *s)
{
	read_request(s);
	put_text(s->qmp, "{\"event\":\"BLOCK_IO_ERROR\",\"data\":{\"nospace\":true,"
			 "\"operation\":\"write\",\"reason\":\"No space left on device\"}}\r\n");
}

static void talks_nonsense(struct stage *s)
{
	read_request(s);
	put_text(s->wire, "hello, host");
}

/* Only the host may say how a boot went. */
static void vouches_for_itself(struct stage *s)
{
	struct row row = row_of(TABLE_boot);
	struct error err = ERROR_INIT;
	struct wire_writer *w;

	read_request(s);
	hello(s, &w);
	row_text(&row, "outcome");
	row_text(&row, "reached");
	if (sink_put(wire_writer_sink(w), &row, &err) < 0 || wire_writer_end(w, &err) < 0)
		_exit(1);
}

static void sends_row(struct stage *s, const struct row *row)
{
	struct error err = ERROR_INIT;
	struct wire_writer *w;

	read_request(s);
	hello(s, &w);
	if (sink_put(wire_writer_sink(w), row, &err) < 0 || wire_writer_end(w, &err) < 0)
		_exit(1);
}

static void says_how_its_scenario_went(struct stage *s)
{
	struct row row = row_of(TABLE_scenario);

	row_text(&row, "install");
	row_text(&row, "product");
	row_text(&row, "passed");
	row_text(&row, "");
	sends_row(s, &row);
}

static void says_that_scenarios_were_run(struct stage *s)
{
	struct row row = row_of(TABLE_part);

	row_text(&row, "scenario");
	row_text(&row, "complete");
	row_text(&row, "");
	sends_row(s, &row);
}

static void says_what_a_repository_has(struct stage *s)
{
	struct row row = row_of(TABLE_repository);

	row_text(&row, "signature");
	row_text(&row, "good");
	sends_row(s, &row);
}

static void answers_before_it_is_asked(struct stage *s)
{
	struct wire_writer *w;

	hello(s, &w);
	answer(w, "exited", 0);
	answers(s);
}

static void panics_as_it_answers(struct stage *s)
{
	struct wire_writer *w;

	read_request(s);
	put_text(s->console, "[   12.3] Kernel panic - not syncing: last words\r\n");
	hello(s, &w);
	answer(w, "exited", 0);
}

static void sends_files(struct stage *s)
{
	struct error err = ERROR_INIT;
	struct wire_writer *w;
	const struct sink *sink;

	read_request(s);
	hello(s, &w);
	sink = wire_writer_sink(w);
	if (sink->file(sink->arg, "../../etc/passwd", "x", 1, &err) < 0 ||
	    wire_writer_end(w, &err) < 0)
		_exit(1);
}

static void one_answer_after_another(void **state UNUSED)
{
	struct machine_answer a = { 0 };
	struct error err = ERROR_INIT;
	struct stage s;

	stage_open(&s, answers);
	for (unsigned i = 1; i <= 3; i++) {
		assert_int_equal(ask(&s, &a, &err), 0);
		assert_int_equal(a.end, MACHINE_ANSWERED);
		assert_int_equal(s.rows, i);
	}
	stage_close(&s);
}

static void what_the_guest_did(void **state UNUSED)
{
	static const struct {
		guest_fn *guest;
		enum machine_end end;
		const char *why;
	} ways[] = {
		{ panics, MACHINE_PANICKED, "Kernel panic - not syncing: sysrq triggered crash" },
		{ panics_then_resets, MACHINE_PANICKED, "Kernel panic - not syncing: at the end" },
		{ panics_after_emergency, MACHINE_PANICKED,
		  "Kernel panic - not syncing: after all" },
		{ switches_off, MACHINE_GONE, "the guest switched itself off" },
		{ resets, MACHINE_GONE, "the guest rebooted by itself" },
		{ loses_its_probe, MACHINE_GONE, "the probe in the guest ended" },
		{ says_nothing, MACHINE_SILENT, "no answer within 1 s" },
		{ stalls, MACHINE_SILENT, "no answer within 1 s" }, /* on real CPUs */
	};

	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct machine_answer a = { 0 };
		struct error err = ERROR_INIT;
		struct stage s;

		stage_open(&s, ways[i].guest);
		assert_int_equal(ask(&s, &a, &err), 0);
		assert_int_equal(a.end, ways[i].end);
		assert_string_equal(a.why, ways[i].why);
		assert_int_equal(s.rows, 0);
		/* and that was its last word */
		assert_int_equal(ask(&s, &a, &err), -ENOTCONN);
		stage_close(&s);
	}
}

static void what_the_guest_did_not_do(void **state UNUSED)
{
	static const struct {
		guest_fn *guest;
		int code;
		const char *text;
	} ways[] = {
		{ is_killed, EIO, "QEMU was killed by signal 9" },
		{ fills_the_host, ENOSPC, "the host's disk is full" },
		{ talks_nonsense, EPROTO, "the guest's stream is broken" },
		{ vouches_for_itself, EPROTO, "only the host may write" },
		{ says_how_its_scenario_went, EPROTO, "only the host may write" },
		{ says_that_scenarios_were_run, EPROTO, "only the host may write" },
		{ says_what_a_repository_has, EPROTO, "only the host may write" },
		{ sends_files, EPROTO, "nobody asked for" },
		{ stalls, ETIMEDOUT, "stalled under emulation" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct machine_answer a = { .end = MACHINE_ANSWERED };
		struct error err = ERROR_INIT;
		struct stage s;

		stage_open(&s, ways[i].guest);
		s.machine.session.limits.stall_ms = 100; /* CPUs are emulated */
		assert_int_equal(ask(&s, &a, &err), -ways[i].code);
		assert_non_null(strstr(err.text, ways[i].text));
		assert_int_equal(s.rows, 0);
		assert_int_equal(ask(&s, &a, &err), -ENOTCONN);
		stage_close(&s);
	}
}

/* Two answers to one question: the second is not the answer to the next. */
static void an_answer_too_many(void **state UNUSED)
{
	struct machine_answer a = { 0 };
	struct error err = ERROR_INIT;
	struct stage s;

	stage_open(&s, answers_before_it_is_asked);
	usleep(200000);
	assert_int_equal(ask(&s, &a, &err), -EPROTO);
	assert_non_null(strstr(err.text, "what it was not asked"));
	assert_int_equal(s.rows, 0);
	stage_close(&s);
}

static void reads_a_little_and_answers(struct stage *s)
{
	char byte;

	if (read(s->wire, &byte, 1) != 1)
		_exit(1);
	answers_before_it_is_asked(s);
}

/* The end of the question did not get to it. */
static void an_answer_too_soon(void **state UNUSED)
{
	struct stage s;
	AUTO(buf) struct buf large = BUF_INIT(BUF_TEXT);
	struct machine_file file = { .name = "large" };
	const struct machine_ask what = { .files = &file, .files_count = 1 };
	const struct sink sink = { .arg = &s, .put = count };
	struct machine_answer a = { 0 };
	struct error err = ERROR_INIT;

	stage_open(&s, reads_a_little_and_answers);
	file.path = fs_join(s.dir, "large");
	for (unsigned i = 0; i < 4 << 20; i++)
		buf_addc(&large, 'x');
	assert_int_equal(fs_write(file.path, buf_str(&large), large.len, &err), 0);
	assert_int_equal(machine_ask(s.g, &what, &sink, &a, &err), -EPROTO);
	assert_non_null(strstr(err.text, "what it was not asked"));
	stage_close(&s);
	free((char *)(uintptr_t)file.path);
}

static void panic_with_the_answer(void **state UNUSED)
{
	struct machine_answer a = { 0 };
	struct error err = ERROR_INIT;
	struct stage s;

	stage_open(&s, panics_as_it_answers);
	assert_int_equal(ask(&s, &a, &err), 0);
	assert_int_equal(a.end, MACHINE_PANICKED);
	assert_string_equal(a.why, "Kernel panic - not syncing: last words");
	stage_close(&s);
}

static void wrong_grants(void **state UNUSED)
{
	static const struct machine_grant wrong[] = {
		{ "10.0.2.2", 80, "/s" },
		{ "170.0.0.1", 80, "/s" },
		{ "imds", 80, "/s" },
		{ "169.254.169.254", 0, "/s" },
		{ "169.254.169.254", 65536, "/s" },
	};
	struct source_request req = { 0 };
	struct machine m = { .session.req = &req };
	struct machine_guest *g = NULL;
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_int_equal(machine_restore(&g, &m, &wrong[i], 1, NULL, &err), -EINVAL);
	assert_int_equal(machine_restore(&g, &m, wrong, MACHINE_GRANTS_MAX + 1, NULL, &err),
			 -EINVAL);
	assert_null(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_answer_after_another),
		cmocka_unit_test(what_the_guest_did),
		cmocka_unit_test(what_the_guest_did_not_do),
		cmocka_unit_test(an_answer_too_many),
		cmocka_unit_test(an_answer_too_soon),
		cmocka_unit_test(panic_with_the_answer),
		cmocka_unit_test(wrong_grants),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("machine_ask", tests, NULL, NULL);
}
