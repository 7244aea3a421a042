/* SPDX-License-Identifier: MIT */
/* The loop over a guest, with sockets for a guest: what a kernel's word of a stall comes to. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "source/disk/watch.h"

struct stage {
	struct guest guest;
	int console; /* the guest's ends */
	int qmp;
	int wire;
	pid_t talker;
};

static int nothing(void *arg UNUSED, const struct row *row UNUSED, struct error *err UNUSED)
{
	return 0;
}

static void pair(int *ours, int *theirs)
{
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	assert_int_equal(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	*ours = fds[0];
	*theirs = fds[1];
}

/* A guest that prints `first`, and `again` every 20 ms when it is not NULL. */
static void stage_open(struct stage *s, const char *first, const char *again)
{
	*s = (struct stage){ .guest = GUEST_INIT };
	pair(&s->guest.console, &s->console);
	pair(&s->guest.qmp, &s->qmp);
	pair(&s->guest.wire, &s->wire);
	s->guest.pid = fork();
	assert_true(s->guest.pid >= 0);
	if (s->guest.pid > 0)
		return;
	setpgid(0, 0);
	(void)!write(s->console, first, strlen(first));
	for (;;) {
		usleep(20000);
		if (again)
			(void)!write(s->console, again, strlen(again));
	}
}

static void stage_close(struct stage *s)
{
	kill(s->guest.pid, SIGKILL);
	waitpid(s->guest.pid, NULL, 0);
	close(s->guest.console);
	close(s->guest.qmp);
	close(s->guest.wire);
	close(s->console);
	close(s->qmp);
	close(s->wire);
}

/* 0 and *end, or a negative errno. */
static int watch(const char *first, const char *again, int64_t stall_ms, enum watch_end *end)
{
	const struct watch_limits limits = {
		.boot_ms = 900, .silence_ms = 700, .grace_ms = 700, .stall_ms = stall_ms
	};
	const struct sink sink = { .put = nothing };
	AUTO_FREE struct follow *f = calloc(1, sizeof(*f));
	struct error err = ERROR_INIT;
	struct console console;
	struct stage s;
	struct watch w = { .limits = &limits, .sink = &sink };
	int ret;

	assert_non_null(f);
	console_init(&console, -1);
	stage_open(&s, first, again);
	ret = follow_init(f, &s.guest, &console, NULL, &err);
	if (!ret)
		ret = watch_guest(&w, f, end, &err);
	follow_release(f);
	stage_close(&s);
	console_release(&console);
	return ret;
}

static const char stall[] = "[   60.0] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:\r\n";

static void silence_after_a_stall(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(stall, NULL, 200, &end), 0);
	assert_int_equal(end, WATCH_STALLED);
}

/* The kernel says it again and again; the guest does not get on for all that. */
static void stalls_alone(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(stall, stall, 200, &end), 0);
	assert_int_equal(end, WATCH_STALLED);
}

static void silence_alone(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch("[    1.0] hello\r\n", NULL, 200, &end), -ETIMEDOUT);
}

static void a_stall_on_real_cpus(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(stall, NULL, 0, &end), -ETIMEDOUT);
}

static void a_guest_that_got_over_it(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(stall, "[   61.0] going on\r\n", 200, &end), -ETIMEDOUT);
}

static const char no_ticks[] = "[    0.9] Kernel panic - not syncing: IO-APIC + timer doesn't "
			       "work!  Boot with apic=debug\r\n";

static void no_ticks_under_emulation(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(no_ticks, NULL, 200, &end), 0);
	assert_int_equal(end, WATCH_STALLED);
}

static void no_ticks_on_real_cpus(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(watch(no_ticks, NULL, 0, &end), 0);
	assert_int_equal(end, WATCH_IMAGE_FAULT);
}

static void another_panic(void **state UNUSED)
{
	enum watch_end end = WATCH_DONE;

	assert_int_equal(
		watch("[    0.9] Kernel panic - not syncing: VFS: no root\r\n", NULL, 200, &end),
		0);
	assert_int_equal(end, WATCH_IMAGE_FAULT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_after_a_stall),
		cmocka_unit_test(stalls_alone),
		cmocka_unit_test(silence_alone),
		cmocka_unit_test(a_stall_on_real_cpus),
		cmocka_unit_test(a_guest_that_got_over_it),
		cmocka_unit_test(no_ticks_under_emulation),
		cmocka_unit_test(no_ticks_on_real_cpus),
		cmocka_unit_test(another_panic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
