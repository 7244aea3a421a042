/* SPDX-License-Identifier: MIT */
/* Children: every way to end is told apart, nothing outlives its time, only exit 0 is success. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include "base/subprocess.h"

#define SH(script)                       \
	(const char *const[])            \
	{                                \
		"sh", "-c", script, NULL \
	}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* No process of the group is left.  Its orphans came to us (main), so that nobody else reaps them.
 */
static bool group_is_gone(const char *text)
{
	pid_t group = (pid_t)strtol(text, NULL, 10);

	for (int i = 0; i < 500; i++) {
		while (waitpid(-group, NULL, WNOHANG) > 0)
			;
		if (kill(-group, 0) < 0 && errno == ESRCH)
			return true;
		usleep(10000);
	}
	return false;
}

/* An orphan came to us (main); one that was killed takes a moment to end. */
static bool still_runs(pid_t pid)
{
	for (int i = 0; i < 30; i++) {
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return false;
		usleep(10000);
	}
	return true;
}

static void test_ends_are_told_apart(void **state)
{
	static const struct {
		const char *script;
		enum subprocess_end end;
		int code;
		const char *how;
		const char *out;
		const char *err;
	} cases[] = {
		{ "echo out; echo err >&2", SUBPROCESS_EXITED, 0, "exited with status 0", "out\n",
		  "err\n" },
		{ "exit 3", SUBPROCESS_EXITED, 3, "exited with status 3", "", "" },
		{ "exit 127", SUBPROCESS_EXITED, 127, "exited with status 127", "", "" },
		{ "echo x; kill -9 $$", SUBPROCESS_SIGNALED, 9, "was killed by signal 9", "x\n",
		  "" },
		{ "kill -TERM $$", SUBPROCESS_SIGNALED, 15, "was killed by signal 15", "", "" },
		{ "exec >&- 2>&-; exit 4", SUBPROCESS_EXITED, 4, "exited with status 4", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		struct subprocess what = { .argv = SH(cases[i].script), .timeout_ms = 20000 };
		struct error err = ERROR_INIT;
		char text[64];

		assert_false(subprocess_ok(&r)); /* nothing has happened yet */
		assert_string_equal(subprocess_how(&r, text), "did not run");
		assert_int_equal(subprocess_run(&what, &r, &err), 0);
		assert_int_equal(r.end, cases[i].end);
		assert_int_equal(r.code, cases[i].code);
		assert_string_equal(subprocess_how(&r, text), cases[i].how);
		assert_string_equal(buf_str(&r.out), cases[i].out);
		assert_string_equal(buf_str(&r.err), cases[i].err);
		assert_int_equal(subprocess_ok(&r), i == 0);
	}
}

static void test_not_started_is_an_error(void **state)
{
	static const struct {
		const char *program;
		const char *chdir;
		int code;
		const char *text;
	} cases[] = {
		{ "azlcts-no-such-program", NULL, ENOENT,
		  "start azlcts-no-such-program: No such file or directory" },
		{ "/nowhere/x", NULL, ENOENT, "start /nowhere/x: No such file or directory" },
		{ "/etc/passwd", NULL, EACCES, "start /etc/passwd: Permission denied" },
		{ "/", NULL, EACCES, "start /: Permission denied" },
		{ "true", "/nowhere", ENOENT, "start true: No such file or directory" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		struct subprocess what = {
			.argv = (const char *const[]){ cases[i].program, NULL },
			.chdir = cases[i].chdir,
		};
		struct error err = ERROR_INIT;

		assert_int_equal(subprocess_run(&what, &r, &err), -cases[i].code);
		assert_string_equal(err.text, cases[i].text);
		assert_false(subprocess_ok(&r));
	}
}

/* The result of the run before never shines through. */
static void test_result_is_used_again(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess good = { .argv = SH("echo fine") };
	struct subprocess missing = { .argv = (const char *const[]){ "/nowhere/x", NULL } };
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(subprocess_run(&good, &r, &err), 0);
	assert_true(subprocess_ok(&r));
	assert_int_equal(subprocess_run(&missing, &r, &err), -ENOENT);
	assert_false(subprocess_ok(&r));
	assert_string_equal(buf_str(&r.out), "");
}

/* What a lasting one leaves goes on, also with the streams in its hand; nobody waits for it. */
static void test_lasting(void **state)
{
	static const char *const scripts[] = {
		"sleep 60 >/dev/null 2>&1 & echo $!",
		"sleep 60 & echo $!",
		"(while :; do echo more; done) & echo $!",
	};

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(scripts); i++) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		bool lasting = i < ARRAY_SIZE(scripts);
		struct subprocess what = { .argv = SH(scripts[i % ARRAY_SIZE(scripts)]),
					   .timeout_ms = lasting ? 20000 : 500,
					   .max_output = 1 << 20,
					   .lasting = lasting };
		struct error err = ERROR_INIT;
		int64_t began = now_ms();
		pid_t left;

		assert_int_equal(subprocess_run(&what, &r, &err), 0);
		assert_true(now_ms() - began < 10000);
		left = (pid_t)strtol(buf_str(&r.out), NULL, 10);
		if (lasting)
			assert_int_equal(r.end, SUBPROCESS_EXITED);
		if (i % ARRAY_SIZE(scripts) < 2) { /* the third may have ended of SIGPIPE */
			assert_true(left > 0);
			assert_int_equal(still_runs(left), lasting);
		}
		if (lasting && left > 0)
			kill(left, SIGKILL);
	}
}

/* A lasting one is not stopped by what it says; the end of it is kept. */
static void test_lasting_says_much(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = { .argv = SH("yes | head -c 300000; echo the end; exit 5"),
				   .timeout_ms = 20000,
				   .max_output = 64 << 10,
				   .lasting = true };
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	assert_int_equal(r.end, SUBPROCESS_EXITED);
	assert_int_equal(r.code, 5);
	assert_int_equal(r.out.len, 64 << 10);
	assert_non_null(strstr(buf_str(&r.out), "y\nthe end\n"));
}

/* The child that ignores SIGTERM, and its child, which holds the streams: both go. */
static void test_timeout_kills_the_group(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = {
		.argv = SH("trap '' TERM INT HUP; echo $$; sleep 60 & sleep 60; sleep 60"),
		.timeout_ms = 300,
	};
	struct error err = ERROR_INIT;
	int64_t began = now_ms();
	char text[64];

	(void)state;
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	assert_int_equal(r.end, SUBPROCESS_TIMED_OUT);
	assert_string_equal(subprocess_how(&r, text), "timed out");
	assert_false(subprocess_ok(&r));
	assert_in_range(now_ms() - began, 300, 10000);
	assert_true(strtol(buf_str(&r.out), NULL, 10) > 1); /* what it said before is kept */
	assert_true(group_is_gone(buf_str(&r.out)));
}

static void test_timeout_without_streams(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = {
		.argv = SH("echo $$; exec >&- 2>&-; sleep 60"),
		.timeout_ms = 300,
	};
	struct error err = ERROR_INIT;
	int64_t began = now_ms();

	(void)state;
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	assert_int_equal(r.end, SUBPROCESS_TIMED_OUT);
	assert_in_range(now_ms() - began, 300, 10000);
	assert_true(group_is_gone(buf_str(&r.out)));
}

/* It ended well, and left something running that holds no stream of ours. */
static void test_leftovers_are_killed(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = { .argv = SH("echo $$; sleep 60 >/dev/null 2>&1 & exit 0"),
				   .timeout_ms = 20000 };
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	assert_true(subprocess_ok(&r));
	assert_true(group_is_gone(buf_str(&r.out)));
}

/* The ceiling is each stream's own; exactly so much is allowed. */
static void test_too_much_output(void **state)
{
	static const struct {
		const char *script;
		bool too_much;
	} cases[] = {
		{ "printf 12345678", false },
		{ "printf 123456789", true },
		{ "printf 12345678; printf 12345678 >&2", false },
		{ "printf 123456789 >&2", true },
		{ "echo $$; yes", true }, /* never ends by itself */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		struct subprocess what = { .argv = SH(cases[i].script), .max_output = 8 };
		struct error err = ERROR_INIT;
		char text[64];

		assert_int_equal(subprocess_run(&what, &r, &err), 0);
		assert_int_equal(r.end,
				 cases[i].too_much ? SUBPROCESS_TOO_MUCH : SUBPROCESS_EXITED);
		assert_int_equal(subprocess_ok(&r), !cases[i].too_much);
		assert_true(r.out.len <= 8 && r.err.len <= 8);
		if (cases[i].too_much)
			assert_string_equal(subprocess_how(&r, text), "printed too much");
	}
}

/* More than a pipe holds, on both streams at once. */
static void test_much_output_on_both_streams(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = {
		.argv = SH("head -c 300000 /dev/zero >&2 & head -c 400000 /dev/zero; wait"),
		.timeout_ms = 20000,
	};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	assert_true(subprocess_ok(&r));
	assert_int_equal(r.out.len, 400000);
	assert_int_equal(r.err.len, 300000);
}

static void *ask_to_stop(void *arg)
{
	usleep(200000);
	if (write(*(const int *)arg, "x", 1) != 1)
		return arg;
	return NULL;
}

/* Before the start, while it prints nothing, and when its streams are closed; without a timeout. */
static void test_cancel(void **state)
{
	static const char *const scripts[] = { "echo $$; sleep 60",
					       "echo $$; exec >&- 2>&-; sleep 60" };

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(scripts); i++) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		int fds[2];
		struct error err = ERROR_INIT;
		int64_t began = now_ms();
		pid_t asker = -1;

		assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
		if (i % 2 == 0) {
			ask_to_stop(&fds[1]);
		} else {
			asker = fork();
			if (asker == 0)
				_exit(ask_to_stop(&fds[1]) != NULL);
		}
		assert_int_equal(
			subprocess_run(
				&(struct subprocess){ .argv = SH(scripts[i / 2]),
						      .cancel = &(struct cancel){ .fd = fds[0] } },
				&r, &err),
			-ECANCELED);
		assert_string_equal(err.text, "interrupted");
		assert_false(subprocess_ok(&r));
		assert_true(now_ms() - began < 10000);
		if (r.out.len)
			assert_true(group_is_gone(buf_str(&r.out)));
		if (asker > 0)
			assert_int_equal(waitpid(asker, NULL, 0), asker);
		close(fds[0]);
		close(fds[1]);
	}
}

/* Input from nowhere, a group of its own, default signals, and no descriptor of ours. */
static void test_what_the_child_has(void **state)
{
	static const char script[] = "cat; readlink /proc/self/fd/0; "
				     "ls /proc/$$/fd; "
				     /* 32 and 33 are the C library's own: nobody can reset them */
				     "awk '$1 ~ /Sig(Blk|Ign)/ { sub(/0000000180000000$/, "
				     "\"0000000000000000\"); print $2 }' /proc/self/status; "
				     "test $(ps -o pgid= -p $$) = $$ && echo group; pwd";
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = { .argv = SH(script), .chdir = "/usr", .timeout_ms = 20000 };
	AUTO_CLOSE int other = open("/dev/null", O_RDONLY | O_CLOEXEC);
	struct error err = ERROR_INIT;
	sigset_t blocked;
	sigset_t before;

	(void)state;
	assert_true(other >= 0);
	for (int fd = 3; fd < 1024; fd++) /* what came from whoever started this test */
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	assert_int_equal(subprocess_run(&what, &r, &err), 0);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	assert_string_equal(
		buf_str(&r.out),
		"/dev/null\n0\n1\n2\n0000000000000000\n0000000000000000\ngroup\n/usr\n");
	assert_true(subprocess_ok(&r));
}

/* A runner that was started without standard streams. */
static void test_parent_without_streams(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
		struct subprocess what = { .argv = SH("cat; echo out; echo err >&2"),
					   .timeout_ms = 20000 };
		struct error err = ERROR_INIT;

		for (int fd = 0; fd < 3; fd++)
			close(fd);
		if (subprocess_run(&what, &r, &err) < 0 || !subprocess_ok(&r))
			_exit(1);
		_exit(streq(buf_str(&r.out), "out\n") && streq(buf_str(&r.err), "err\n") ? 0 : 2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* Nobody can say how such a child ended; so it is an error, and no endless wait. */
static void test_ignored_sigchld_is_no_success(void **state)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct subprocess what = { .argv = SH("exit 0") };
	struct error err = ERROR_INIT;
	int ret;

	(void)state;
	signal(SIGCHLD, SIG_IGN);
	ret = subprocess_run(&what, &r, &err);
	signal(SIGCHLD, SIG_DFL);
	assert_int_equal(ret, -ECHILD);
	assert_string_equal(err.text, "wait for sh: No child processes");
	assert_false(subprocess_ok(&r));
}

static void test_cancel_opens_on_signals(void **state)
{
	struct cancel never = CANCEL_NEVER;
	struct cancel c = CANCEL_NEVER;
	struct error err = ERROR_INIT;
	sigset_t before;

	(void)state;
	assert_int_equal(cancel_check(&never, &err), 0);
	sigprocmask(SIG_SETMASK, NULL, &before);
	assert_int_equal(cancel_open(&c, &err), 0);
	assert_int_equal(cancel_check(&c, &err), 0);
	kill(getpid(), SIGTERM);
	assert_int_equal(cancel_check(&c, &err), -ECANCELED);
	assert_int_equal(cancel_check(&c, &err), -ECANCELED); /* once asked, asked for good */
	assert_string_equal(err.text, "interrupted");
	signal(SIGTERM, SIG_IGN); /* takes the pending one away */
	signal(SIGTERM, SIG_DFL);
	cancel_close(&c);
	cancel_close(&c);
	assert_int_equal(cancel_check(&c, &err), 0);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends_are_told_apart),
		cmocka_unit_test(test_not_started_is_an_error),
		cmocka_unit_test(test_result_is_used_again),
		cmocka_unit_test(test_timeout_kills_the_group),
		cmocka_unit_test(test_timeout_without_streams),
		cmocka_unit_test(test_leftovers_are_killed),
		cmocka_unit_test(test_too_much_output),
		cmocka_unit_test(test_much_output_on_both_streams),
		cmocka_unit_test(test_cancel),
		cmocka_unit_test(test_what_the_child_has),
		cmocka_unit_test(test_lasting),
		cmocka_unit_test(test_lasting_says_much),
		cmocka_unit_test(test_parent_without_streams),
		cmocka_unit_test(test_ignored_sigchld_is_no_success),
		cmocka_unit_test(test_cancel_opens_on_signals),
	};

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	return cmocka_run_group_tests_name("subprocess", tests, NULL, NULL);
}
