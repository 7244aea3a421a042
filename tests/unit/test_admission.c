/* SPDX-License-Identifier: MIT */
/* Guests that wait for one another's memory, over a ledger in a folder of the test's. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/fs.h"
#include "source/disk/admission.h"

static char dir[64];
static char meminfo[96];

static int setup(void **state UNUSED)
{
	snprintf(dir, sizeof(dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(meminfo, sizeof(meminfo), "%s/meminfo", dir);
	return 0;
}

static int teardown(void **state UNUSED)
{
	struct error err = ERROR_INIT;

	return fs_remove_tree(dir, &err);
}

static void host_has(unsigned mib)
{
	struct error err = ERROR_INIT;
	char text[100];
	int n = snprintf(text, sizeof(text), "MemTotal: 99999999 kB\nMemAvailable: %u kB\n",
			 mib * 1024);

	assert_int_equal(fs_write(meminfo, text, (size_t)n, &err), 0);
}

static struct admission_wish wish_of(unsigned mib)
{
	return (struct admission_wish){ .runtime_dir = dir, .memory_mib = mib, .meminfo = meminfo };
}

static char *ledger(void)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/azlcts-guests-%u", dir, (unsigned)geteuid());
	return strdup(path);
}

/* Another run, with a guest of that size for so long; without taking leave. */
static pid_t another(unsigned mib, unsigned ms)
{
	int ready[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct admission_wish w = wish_of(mib);
		struct admission a;
		struct error err = ERROR_INIT;

		if (admission_wait(&a, &w, &err) < 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		usleep(ms * 1000);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

static void say(void *arg, const char *stage UNUSED, const char *text)
{
	assert_non_null(strstr(text, "waiting for a guest of 300 MiB"));
	++*(unsigned *)arg;
}

static void room_at_once(void **state UNUSED)
{
	struct admission_wish w = wish_of(500);
	AUTO_FREE char *folder = ledger();
	struct admission a;
	struct admission b;
	struct error err = ERROR_INIT;
	struct stat st;

	host_has(2000);
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	assert_true(fs_exists(a.path) && starts_with(a.path, folder));
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(admission_wait(&b, &w, &err), 0);
	admission_release(&a);
	admission_release(&a); /* again is fine */
	assert_null(a.path);
	admission_release(&b);
}

static void no_room_and_nobody_to_wait_for(void **state UNUSED)
{
	struct admission_wish w = wish_of(500);
	struct admission a = ADMISSION_INIT;
	struct error err = ERROR_INIT;

	host_has(600); /* and QEMU wants some, too */
	assert_int_equal(admission_wait(&a, &w, &err), -ENOMEM);
	assert_non_null(strstr(err.text, "600 MiB are free; see --memory"));
	assert_int_equal(a.fd, -1);
	w.meminfo = NULL; /* the real one */
	w.memory_mib = 1U << 30;
	assert_int_equal(admission_wait(&a, &w, &err), -ENOMEM);
	w.memory_mib = 1;
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	admission_release(&a);
}

/* What runs has not taken its memory yet: it is owed, though the kernel calls it available. */
static void waits_and_gets_in(void **state UNUSED)
{
	unsigned lines = 0;
	struct progress progress = { .arg = &lines, .say = say };
	struct admission_wish w = wish_of(300);
	struct admission a;
	struct error err = ERROR_INIT;
	int64_t start;
	pid_t pid;

	host_has(1000);
	pid = another(500, 700);
	start = clock_now_ms();
	w.progress = &progress;
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	assert_true(clock_now_ms() - start >= 500);
	assert_int_equal(lines, 1);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	admission_release(&a);
}

/* What it has taken is no longer owed: the kernel does not count it as available any more. */
static void memory_that_is_taken(void **state UNUSED)
{
	struct admission_wish w = wish_of(1);
	struct admission first;
	struct admission second;
	struct error err = ERROR_INIT;
	int64_t start = clock_now_ms();

	host_has(400);
	assert_int_equal(admission_wait(&first, &w, &err), 0);
	admission_note(&first, getpid());
	host_has(386 - 1); /* 193 and 193 less what this process has */
	assert_int_equal(admission_wait(&second, &w, &err), 0);
	assert_true(clock_now_ms() - start < 5000);
	admission_release(&second);
	admission_release(&first);
}

/* A file that nobody locks is of a run that was killed. */
static void stale_entries(void **state UNUSED)
{
	AUTO_FREE char *folder = ledger();
	struct admission_wish w = wish_of(500);
	struct admission a;
	struct error err = ERROR_INIT;
	char path[200];

	host_has(700);
	mkdir(folder, 0700);
	snprintf(path, sizeof(path), "%s/guest-gone", folder);
	assert_int_equal(fs_write(path, "     99999          1\n", 22, &err), 0);
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	assert_false(fs_exists(path));
	admission_release(&a);
}

static void under_a_ceiling(void **state UNUSED)
{
	struct admission_wish w = wish_of(300);
	struct admission a;
	struct error err = ERROR_INIT;
	int64_t start;
	pid_t pid;

	host_has(100000);
	w.ceiling_mib = 299;
	assert_int_equal(admission_wait(&a, &w, &err), -EINVAL);
	assert_non_null(strstr(err.text, "--guests-memory"));
	w.ceiling_mib = 600;
	pid = another(301, 700);
	start = clock_now_ms();
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	assert_true(clock_now_ms() - start >= 500);
	admission_release(&a);
	waitpid(pid, NULL, 0);
	pid = another(300, 700);
	start = clock_now_ms();
	assert_int_equal(admission_wait(&a, &w, &err), 0);
	assert_true(clock_now_ms() - start < 500);
	admission_release(&a);
	waitpid(pid, NULL, 0);
}

static void interrupted(void **state UNUSED)
{
	struct admission_wish w = wish_of(300);
	struct admission a = ADMISSION_INIT;
	struct error err = ERROR_INIT;
	int pipes[2];
	struct cancel cancel;
	pid_t pid;

	host_has(1000);
	pid = another(500, 700);
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], "x", 1), 1);
	cancel.fd = pipes[0];
	w.cancel = &cancel;
	assert_int_equal(admission_wait(&a, &w, &err), -ECANCELED);
	assert_int_equal(a.fd, -1);
	close(pipes[0]);
	close(pipes[1]);
	waitpid(pid, NULL, 0);
}

/* Another run holds the lock, and was stopped in that moment: Ctrl-C gets out all the same. */
static void interrupted_at_the_lock(void **state UNUSED)
{
	AUTO_FREE char *folder = ledger();
	AUTO_FREE char *path = fs_join(folder, "lock");
	struct admission_wish w = wish_of(300);
	struct admission a = ADMISSION_INIT;
	struct error err = ERROR_INIT;
	int pipes[2];
	struct cancel cancel;
	int fd;

	host_has(1000);
	mkdir(folder, 0700);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], "x", 1), 1);
	cancel.fd = pipes[0];
	w.cancel = &cancel;
	alarm(20); /* where it cannot */
	assert_int_equal(admission_wait(&a, &w, &err), -ECANCELED);
	alarm(0);
	assert_int_equal(a.fd, -1);
	close(pipes[0]);
	close(pipes[1]);
	close(fd);
}

/* Several at once, room for one: all get in, one after the other. */
static void a_queue(void **state UNUSED)
{
	enum { RUNS = 4 };
	pid_t pids[RUNS];

	host_has(1000);
	for (unsigned i = 0; i < RUNS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0) {
			struct admission_wish w = wish_of(500);
			struct admission a;
			struct error err = ERROR_INIT;
			AUTO_FREE char *mark = fs_join(dir, "inside");

			if (admission_wait(&a, &w, &err) < 0 || mkdir(mark, 0700) < 0)
				_exit(1);
			usleep(100000);
			rmdir(mark);
			admission_release(&a);
			_exit(0);
		}
	}
	for (unsigned i = 0; i < RUNS; i++) {
		int status = -1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
}

static void a_ledger_of_somebody_else(void **state UNUSED)
{
	AUTO_FREE char *folder = ledger();
	struct admission_wish w = wish_of(1);
	struct admission a;
	struct error err = ERROR_INIT;

	host_has(1000);
	mkdir(folder, 0700);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_int_equal(admission_wait(&a, &w, &err), -EPERM);
	assert_int_equal(fs_remove_tree(folder, &err), 0);
	assert_int_equal(symlink(dir, folder), 0);
	assert_true(admission_wait(&a, &w, &err) < 0);
	assert_int_equal(unlink(folder), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(room_at_once),
		cmocka_unit_test(no_room_and_nobody_to_wait_for),
		cmocka_unit_test(waits_and_gets_in),
		cmocka_unit_test(memory_that_is_taken),
		cmocka_unit_test(stale_entries),
		cmocka_unit_test(under_a_ceiling),
		cmocka_unit_test(interrupted),
		cmocka_unit_test(interrupted_at_the_lock),
		cmocka_unit_test(a_queue),
		cmocka_unit_test(a_ledger_of_somebody_else),
	};

	return cmocka_run_group_tests_name("admission", tests, setup, teardown);
}
