/* SPDX-License-Identifier: MIT */
#include "source/disk/child.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/fs.h"
#include "base/clock.h"
#include "base/str.h"

enum {
	LOG_LINE_MAX = 180,
	FILES_MAX = 1024, /* open at once: a guest's connections cost QEMU one, and us a process */
};

/* QEMU raises the soft limit to the hard one. */
static void bound_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return;
	if (limit.rlim_cur > FILES_MAX)
		limit.rlim_cur = FILES_MAX;
	if (limit.rlim_max > FILES_MAX)
		limit.rlim_max = FILES_MAX;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/*
 * Into a network in which nobody is but the loopback.  Who may not have one by rights gets it in a
 * user namespace, in which nothing else is done: files are still opened as who we are.
 */
static bool leave_network(void)
{
	struct ifreq up = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd;
	bool done;

	if (unshare(CLONE_NEWNET) < 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
		return false;
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	done = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &up) == 0;
	if (fd >= 0)
		close(fd);
	return done;
}

/* In the child: only async-signal-safe calls.  A failure's errno goes up the status pipe. */
__attribute__((noreturn)) static void become(const char *const *args, const int *keep,
					     size_t keep_count, int death, bool alone, int log,
					     int status, pid_t parent)
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	bool ready = null >= 0 && (!alone || leave_network());
	int code = errno;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, death);
	bound_files();
	if (getppid() != parent)
		_exit(126);
	for (size_t i = 0; i < keep_count; i++)
		ready = ready && fcntl(keep[i], F_SETFD, 0) == 0;
	if (ready && dup2(null, 0) >= 0 && dup2(null, 1) >= 0 && dup2(log, 2) >= 0) {
		char **argv;

		memcpy(&argv, &args, sizeof(argv)); /* execvp's type predates const */
		execvp(argv[0], argv);
	}
	code = ready ? errno : code;
	if (write(status, &code, sizeof(code)) < 0)
		_exit(126);
	_exit(127);
}

/* Waits until the child has become the program (its end of the pipe closes) or has said why not. */
static int wait_exec(int status, const char *program, struct error *err)
{
	int code = 0;
	ssize_t n;

	do
		n = read(status, &code, sizeof(code));
	while (n < 0 && errno == EINTR);
	if (n != sizeof(code))
		return 0;
	return error_set(err, code == EINVAL ? EIO : code, "start %s: %s", program, strerror(code));
}

int child_start(pid_t *out, const char *const *argv, const int *keep, size_t keep_count, int death,
		bool alone, const char *log_path, struct error *err)
{
	AUTO_CLOSE int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	AUTO_CLOSE int status = -1;
	pid_t parent = getpid();
	int pipes[2];
	pid_t pid;
	int ret;

	if (log < 0)
		return error_errno(err, "create %s", log_path);
	if (pipe2(pipes, O_CLOEXEC) < 0)
		return error_errno(err, "pipe");
	status = pipes[0];
	pid = fork();
	if (pid == 0)
		become(argv, keep, keep_count, death, alone, log, pipes[1], parent);
	close(pipes[1]);
	if (pid < 0)
		return error_errno(err, "fork");
	ret = wait_exec(status, argv[0], err);
	if (ret)
		child_kill(&pid);
	else
		*out = pid;
	return ret;
}

/* ": " and the last line of the log, whose end says most; or nothing. */
static void add_log(const char *path, char *out, size_t size)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error ignored = ERROR_INIT;
	const char *at;
	const char *line;
	const char *last = "";
	size_t len;
	size_t n = 0;

	if (fs_read(path, &text, &ignored) < 0)
		return;
	at = buf_str(&text);
	while (str_line(&at, &line, &len)) {
		if (len > 0) {
			last = line;
			n = len;
		}
	}
	if (n > 0)
		snprintf(out, size, ": %s%.*s", n > LOG_LINE_MAX ? "..." : "",
			 n > LOG_LINE_MAX ? LOG_LINE_MAX : (int)n,
			 n > LOG_LINE_MAX ? last + n - LOG_LINE_MAX : last);
}

bool child_ended(pid_t *pid, const char *log, char how[256])
{
	int status = 0;
	size_t n;

	if (*pid == 0) {
		snprintf(how, 256, "is not running");
		return true;
	}
	if (waitpid(*pid, &status, WNOHANG) != *pid)
		return false;
	kill(-*pid, SIGKILL); /* what it may have left in its group */
	*pid = 0;
	if (WIFSIGNALED(status))
		snprintf(how, 256, "was killed by signal %d", WTERMSIG(status));
	else
		snprintf(how, 256, "exited with status %d", WEXITSTATUS(status));
	n = strlen(how);
	add_log(log, how + n, 256 - n);
	return true;
}

void child_end(pid_t *pid, int64_t patience_ms)
{
	int64_t deadline = clock_now_ms() + patience_ms;
	int status;

	if (*pid > 0)
		kill(*pid, SIGTERM);
	while (*pid > 0 && clock_now_ms() < deadline) {
		if (waitpid(*pid, &status, WNOHANG) == *pid) {
			kill(-*pid, SIGKILL); /* what it may have left in its group */
			*pid = 0;
			return;
		}
		usleep(2000);
	}
	child_kill(pid);
}

void child_kill(pid_t *pid)
{
	int status;

	if (*pid > 0) {
		kill(-*pid, SIGKILL);
		kill(*pid, SIGKILL); /* before its setpgid() there is no such group */
		while (waitpid(*pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	*pid = 0;
}
