/* SPDX-License-Identifier: MIT */
#include "base/subprocess.h"
#include "base/clock.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { LOOK_MS = 50, LAST_WORDS_MS = 500 };

void subprocess_result_release(struct subprocess_result *r)
{
	buf_release(&r->out);
	buf_release(&r->err);
	*r = (struct subprocess_result)SUBPROCESS_RESULT_INIT;
}

/* The same file at a number above the standard streams, closed by exec. */
static int above_streams(int fd)
{
	return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

/* In the child: only async-signal-safe calls.  A failure's errno goes up the status pipe. */
__attribute__((noreturn)) static void child(const struct subprocess *what, int input, int out,
					    int errfd, int status, pid_t parent)
{
	sigset_t none;
	int code;

	/* A parent without standard streams may have got its pipes at 0, 1 or 2. */
	input = above_streams(input >= 0 ? input : open("/dev/null", O_RDONLY | O_CLOEXEC));
	out = above_streams(out);
	errfd = above_streams(errfd);
	status = above_streams(status);
	setpgid(0, 0);
	sigemptyset(&none);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == parent && dup2(input, 0) >= 0 && dup2(out, 1) >= 0 &&
	    dup2(errfd, 2) >= 0 && (!what->chdir || chdir(what->chdir) == 0)) {
		char **argv;

		memcpy(&argv, &what->argv, sizeof(argv)); /* execvp's type predates const */
		execvp(argv[0], argv);
	}
	code = errno;
	if (write(status, &code, sizeof(code)) < 0)
		_exit(126);
	_exit(127);
}

/* Makes room for so much more: what was said last tells how it ended. */
static void drop_oldest(struct buf *b, size_t room)
{
	size_t n = b->len + room > b->max ? b->len + room - b->max : 0;

	if (n == 0 || n > b->len)
		return;
	memmove(b->data, b->data + n, b->len - n);
	b->len -= n;
	b->data[b->len] = '\0';
}

/* Reads what is there; closes at the end.  False when the ceiling is passed. */
static bool drain(const struct subprocess *what, int *fd, struct buf *b)
{
	char chunk[16384];
	ssize_t n = read(*fd, chunk, sizeof(chunk));

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (n <= 0) {
		close(*fd);
		*fd = -1;
		return true;
	}
	if (what->lasting)
		drop_oldest(b, (size_t)n);
	buf_addn(b, chunk, (size_t)n);
	return !b->failed;
}

static bool has_ended(pid_t pid)
{
	siginfo_t how = { 0 };

	return waitid(P_PID, (id_t)pid, &how, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       how.si_pid == pid;
}

/*
 * Follows both streams until both are closed or a limit is met; of a lasting one, until it has
 * ended and there is nothing to read.
 */
static int follow(const struct subprocess *what, pid_t pid, int *out, int *errfd, int64_t deadline,
		  struct subprocess_result *r, struct error *err)
{
	int64_t over = 0; /* from then on nobody waits for what it left running */

	while (*out >= 0 || *errfd >= 0) {
		struct pollfd p[3] = { { .fd = *out, .events = POLLIN },
				       { .fd = *errfd, .events = POLLIN },
				       { .fd = what->cancel ? what->cancel->fd : -1,
					 .events = POLLIN } };
		int64_t left = deadline ? deadline - clock_now_ms() : -1;
		bool ended = what->lasting && has_ended(pid);
		int n;

		if (deadline && left <= 0) {
			r->end = SUBPROCESS_TIMED_OUT;
			return 0;
		}
		if (what->lasting && (!deadline || left > LOOK_MS))
			left = LOOK_MS;
		n = poll(p, 3, ended ? 0 : (int)left);
		if (n < 0 && errno != EINTR)
			return error_errno(err, "poll");
		if (ended && !over)
			over = clock_now_ms() + LAST_WORDS_MS;
		if (ended && (n == 0 || clock_now_ms() > over))
			return 0;
		if (n <= 0)
			continue;
		if (p[2].revents)
			return error_set(err, ECANCELED, "interrupted");
		if ((p[0].revents && !drain(what, out, &r->out)) ||
		    (p[1].revents && !drain(what, errfd, &r->err))) {
			r->end = SUBPROCESS_TOO_MUCH;
			return 0;
		}
	}
	return 0;
}

/* A file in memory holds it all: nobody has to wait for a child that reads slowly, or not at all.
 */
static int open_input(const struct subprocess *what, int *fd, struct error *err)
{
	const char *data = what->input;
	size_t left = what->input_len;

	if (!data)
		return 0;
	*fd = memfd_create("input", MFD_CLOEXEC);
	if (*fd < 0)
		return error_errno(err, "memfd_create");
	while (left > 0) {
		ssize_t n = write(*fd, data, left);

		if (n < 0 && errno != EINTR)
			return error_errno(err, "write the input of %s", what->argv[0]);
		data += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
	return lseek(*fd, 0, SEEK_SET) < 0 ? error_errno(err, "lseek") : 0;
}

static void kill_group(pid_t pid)
{
	int status;

	kill(-pid, SIGKILL);
	kill(pid, SIGKILL); /* it may not have come as far as having a group */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
}

/* A child may close its streams and live on: the deadline and cancel hold for that, too. */
static int reap(const struct subprocess *what, pid_t pid, int64_t deadline,
		struct subprocess_result *r, struct error *err)
{
	int status = 0;
	int ret = 0;

	while (r->end == SUBPROCESS_NOT_RUN && !ret) {
		pid_t done = waitpid(pid, &status, deadline || what->cancel ? WNOHANG : 0);

		if (done == pid) {
			r->end = WIFEXITED(status) ? SUBPROCESS_EXITED : SUBPROCESS_SIGNALED;
			r->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
			if (!what->lasting)
				kill(-pid, SIGKILL); /* what it left running in its group */
			return 0;
		}
		if (done < 0 && errno != EINTR) /* SIGCHLD is ignored: nobody knows how it went */
			ret = error_errno(err, "wait for %s", what->argv[0]);
		else if (deadline && clock_now_ms() >= deadline)
			r->end = SUBPROCESS_TIMED_OUT;
		else if (what->cancel)
			ret = cancel_check(what->cancel, err);
		if (r->end == SUBPROCESS_NOT_RUN && !ret)
			usleep(2000);
	}
	kill_group(pid);
	return ret;
}

static int start_error(int status_fd, const char *program, struct error *err)
{
	int code = 0;
	ssize_t n;

	do
		n = read(status_fd, &code, sizeof(code));
	while (n < 0 && errno == EINTR);
	if (n != sizeof(code))
		return 0;
	return error_set(err, code == EINVAL ? EIO : code, "start %s: %s", program, strerror(code));
}

int subprocess_run(const struct subprocess *what, struct subprocess_result *result,
		   struct error *err)
{
	size_t max = what->max_output ? what->max_output : (size_t)1 << 20;
	int64_t deadline = what->timeout_ms ? clock_now_ms() + what->timeout_ms : 0;
	int pipes[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } }; /* out, err, start status */
	AUTO_CLOSE int input = -1;
	pid_t parent = getpid();
	pid_t pid = -1;
	int ret = open_input(what, &input, err);

	subprocess_result_release(result);
	result->out = (struct buf)BUF_INIT(max);
	result->err = (struct buf)BUF_INIT(max);
	for (size_t i = 0; i < 3 && !ret; i++)
		if (pipe2(pipes[i], O_CLOEXEC) < 0)
			ret = error_errno(err, "pipe");
	if (!ret) {
		pid = fork();
		if (pid < 0)
			ret = error_errno(err, "fork");
		else if (pid == 0)
			child(what, input, pipes[0][1], pipes[1][1], pipes[2][1], parent);
	}
	for (size_t i = 0; i < 3; i++)
		if (pipes[i][1] >= 0)
			close(pipes[i][1]);
	if (!ret) {
		ret = start_error(pipes[2][0], what->argv[0], err);
		if (!ret)
			ret = follow(what, pid, &pipes[0][0], &pipes[1][0], deadline, result, err);
		if (ret)
			kill_group(pid);
		else
			ret = reap(what, pid, deadline, result, err);
		if (ret) {
			result->end = SUBPROCESS_SIGNALED;
			result->code = SIGKILL;
		}
	}
	for (size_t i = 0; i < 3; i++)
		if (pipes[i][0] >= 0)
			close(pipes[i][0]);
	return ret;
}

bool subprocess_ok(const struct subprocess_result *r)
{
	return r->end == SUBPROCESS_EXITED && r->code == 0;
}

const char *subprocess_how(const struct subprocess_result *r, char text[64])
{
	switch (r->end) {
	case SUBPROCESS_NOT_RUN:
		return "did not run";
	case SUBPROCESS_TIMED_OUT:
		return "timed out";
	case SUBPROCESS_TOO_MUCH:
		return "printed too much";
	case SUBPROCESS_EXITED:
		snprintf(text, 64, "exited with status %d", r->code);
		return text;
	case SUBPROCESS_SIGNALED:
		snprintf(text, 64, "was killed by signal %d", r->code);
		return text;
	}
	return "ended in an unknown way";
}
