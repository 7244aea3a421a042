/* SPDX-License-Identifier: MIT */
/* A guest that reboots, or does not, with a process on sockets for QEMU and guest. */
#include "machine_stage.h"

/* The request, half an answer, the reset; a new probe comes after. */

static void down(struct stage *s)
{
	read_request(s);
	put_text(s->wire, "half a fra");
	put_text(s->qmp, closed);
	usleep(50000);
	put_text(s->qmp, "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n");
	usleep(300000);
}

static void comes_back(struct stage *s)
{
	struct wire_writer *w;

	put_text(s->qmp, opened);
	read_request(s);
	hello(s, &w);
	put_text(s->qmp, closed);
	usleep(50000);
	put_text(s->qmp, "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n");
	usleep(300000);
	put_text(s->qmp, opened);
	hello(s, &w);
	read_request(s);
	answer(w, "exited", 0);
	answers(s);
}

static void comes_back_forced(struct stage *s)
{
	char command[200] = "";
	struct wire_writer *w;
	ssize_t n;

	read_request(s);
	hello(s, &w);
	answer(w, "exited", 1); /* systemctl could not */
	do
		n = read(s->qmp, command, sizeof(command) - 1);
	while (n > 0 && !strstr(command, "system_reset"));
	put_text(s->qmp, "{\"return\":{}}\r\n{\"return\":{}}\r\n"
			 "{\"event\":\"RESET\",\"data\":{\"guest\":false}}\r\n");
	usleep(300000);
	hello(s, &w);
	read_request(s);
	answer(w, "exited", 0);
}

/* Labels are set in the first boot, which ends in another; then systemd takes its time. */
static void comes_back_twice(struct stage *s)
{
	static const char reset[] = "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n";
	struct wire_writer *w;

	read_request(s);
	put_text(s->qmp, reset);
	usleep(300000);
	put_text(s->qmp, reset);
	usleep(100000);
	hello(s, &w);
	read_request(s);
	usleep(2000000); /* longer than a question may take */
	answer(w, "exited", 0);
}

static void panics_and_resets_at_once(struct stage *s)
{
	read_request(s);
	put_text(s->console, "[  99.1] Kernel panic - not syncing: panic=-1\r\n");
	put_text(s->qmp, "{\"event\":\"RESET\",\"data\":{\"guest\":true}}\r\n");
	usleep(300000);
	comes_back(s);
}

static void panics_on_the_way_up(struct stage *s)
{
	down(s);
	put_text(s->console, "[    3.1] Kernel panic - not syncing: no init\r\n");
}

static void ends_in_emergency(struct stage *s)
{
	down(s);
	put_text(s->console, "You are in emergency mode. After logging in, type x\r\n");
}

static void panics_on_the_way_down(struct stage *s)
{
	read_request(s);
	put_text(s->console, "[  99.1] Kernel panic - not syncing: going down\r\n");
}

static void stays_up(struct stage *s)
{
	struct wire_writer *w;

	read_request(s);
	hello(s, &w);
	answer(w, "exited", 0);
}

static void goes_down_for_good(struct stage *s)
{
	down(s);
	put_text(s->qmp, "{\"event\":\"SHUTDOWN\",\"data\":{\"reason\":\"guest-shutdown\"}}\r\n");
	_exit(0);
}

static void stalls_on_the_way_up(struct stage *s)
{
	down(s);
	put_text(s->qmp, "{\"return\":{}}\r\n"); /* the greeting's */
	for (;;) {
		char command[200] = "";

		put_text(s->console,
			 "[   60.0] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:\r\n");
		while (!strstr(command, "system_reset"))
			if (read(s->qmp, command, sizeof(command) - 1) <= 0)
				_exit(1);
		put_text(s->qmp, "{\"return\":{}}\r\n");
		usleep(100000);
	}
}

static void down_and_up(void **state UNUSED)
{
	static guest_fn *const ways[] = { comes_back, comes_back_forced, comes_back_twice };

	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct machine_answer a = { 0 };
		struct error err = ERROR_INIT;
		struct stage s;

		stage_open(&s, ways[i]);
		assert_int_equal(machine_reboot(s.g, &a, &err), 0);
		assert_int_equal(a.end, MACHINE_ANSWERED);
		assert_true(a.ms >= 200);
		assert_int_equal(*a.refused != '\0', ways[i] == comes_back_forced);
		assert_int_equal(ask(&s, &a, &err), 0);
		assert_int_equal(a.end, MACHINE_ANSWERED);
		assert_int_equal(s.rows, 1);
		stage_close(&s);
	}
}

static void down_and_not_up(void **state UNUSED)
{
	static const struct {
		guest_fn *guest;
		enum machine_end end;
		const char *why;
	} ways[] = {
		{ panics_on_the_way_up, MACHINE_PANICKED, "Kernel panic - not syncing: no init" },
		{ panics_on_the_way_down, MACHINE_PANICKED,
		  "Kernel panic - not syncing: going down" },
		{ panics_and_resets_at_once, MACHINE_PANICKED,
		  "Kernel panic - not syncing: panic=-1" },
		{ ends_in_emergency, MACHINE_PANICKED, "emergency mode" },
		{ stays_up, MACHINE_SILENT, "did not go down for a reboot" },
		{ goes_down_for_good, MACHINE_GONE, "while it booted again" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		struct machine_answer a = { 0 };
		struct error err = ERROR_INIT;
		struct stage s;

		stage_open(&s, ways[i].guest);
		/* what came of a stream before it went down is not looked at */
		s.g->follow.wire = NULL;
		if (ways[i].guest != panics_on_the_way_down &&
		    ways[i].guest != panics_and_resets_at_once && ways[i].guest != stays_up)
			s.g->hello = true;
		assert_int_equal(machine_reboot(s.g, &a, &err), 0);
		assert_int_equal(a.end, ways[i].end);
		assert_non_null(strstr(a.why, ways[i].why));
		assert_int_equal(machine_reboot(s.g, &a, &err), -ENOTCONN);
		stage_close(&s);
	}
}

static void reboots_that_say_nothing(void **state UNUSED)
{
	struct machine_answer a = { 0 };
	struct error err = ERROR_INIT;
	struct stage s;

	stage_open(&s, stalls_on_the_way_up);
	s.g->hello = true;
	s.machine.session.limits.stall_ms = 200;
	assert_int_equal(machine_reboot(s.g, &a, &err), -ETIMEDOUT);
	assert_non_null(strstr(err.text, "the emulation's fault"));
	stage_close(&s);

	stage_open(&s, comes_back);
	s.machine.session.entry = ENTRY_INJECT; /* its units removed themselves */
	assert_int_equal(machine_reboot(s.g, &a, &err), -ENOTSUP);
	stage_close(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(down_and_up),
		cmocka_unit_test(down_and_not_up),
		cmocka_unit_test(reboots_that_say_nothing),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("machine_reboot", tests, NULL, NULL);
}
