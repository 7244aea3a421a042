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
		cmocka_unit_test(wrong_grants),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("machine_ask", tests, NULL, NULL);
}
