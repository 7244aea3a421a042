/* SPDX-License-Identifier: MIT */
#include "script/jail.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"

enum { START_MS = 20000, MAP_MAX = 4096 };

bool jail_send(int socket, const struct jail_note *note, int fd)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { .iov_base = (void *)(uintptr_t)note, .iov_len = sizeof(*note) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };

	if (fd >= 0) {
		struct cmsghdr *c;

		m.msg_control = room;
		m.msg_controllen = sizeof(room);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(int));
	}
	return sendmsg(socket, &m, MSG_NOSIGNAL) == (ssize_t)sizeof(*note);
}

bool jail_receive(int socket, int timeout_ms, struct jail_note *note, int *fd)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { .iov_base = note, .iov_len = sizeof(*note) };
	struct msghdr m = { .msg_iov = &iov,
			    .msg_iovlen = 1,
			    .msg_control = room,
			    .msg_controllen = sizeof(room) };
	struct pollfd p = { .fd = socket, .events = POLLIN };
	struct cmsghdr *c;

	*fd = -1;
	if (poll(&p, 1, timeout_ms) <= 0 ||
	    recvmsg(socket, &m, MSG_CMSG_CLOEXEC | MSG_DONTWAIT) != (ssize_t)sizeof(*note))
		return false;
	c = CMSG_FIRSTHDR(&m);
	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(c), sizeof(int));
	note->text[sizeof(note->text) - 1] = '\0';
	return true;
}

void jail_die(int notes, const char *what)
{
	struct jail_note n = { .kind = 'e', .value = errno };

	snprintf(n.text, sizeof(n.text), "%s", what);
	jail_send(notes, &n, -1);
	_exit(1);
}

/* In the first child: namespaces, then the first process of the new ones. */
static void outer_child(const struct jail_inside *in)
{
	const int flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC |
			  CLONE_NEWUTS;
	struct jail_note n = { .kind = 'u' };
	int fd;
	pid_t pid;

	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setsid();
	if (unshare(flags) < 0)
		jail_die(in->notes, "make namespaces");
	if (!jail_send(in->notes, &n, -1) || !jail_receive(in->notes, START_MS, &n, &fd))
		_exit(1);
	if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0)
		jail_die(in->notes, "become root of the namespace");
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* a change of identity has taken it back */
	pid = fork();
	if (pid < 0)
		jail_die(in->notes, "fork");
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		jail_first_process(in);
	}
	n = (struct jail_note){ .kind = 'p', .value = pid };
	jail_send(in->notes, &n, -1);
	close(in->output);
	close(in->trace);
	close(in->notes);
	waitpid(pid, NULL, 0);
	_exit(0);
}

static int write_proc(pid_t pid, const char *name, const char *text, struct error *err)
{
	char path[64];
	AUTO_CLOSE int fd = -1;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return error_errno(err, "write %s", path);
	return 0;
}

/* Each id there is, as itself: who is root here is root in there, without its power. */
static int map_all(pid_t pid, const char *name, struct error *err)
{
	AUTO(buf) struct buf ours = BUF_INIT(MAP_MAX);
	AUTO(buf) struct buf map = BUF_INIT(MAP_MAX);
	char path[64];
	const char *s;
	int ret;

	snprintf(path, sizeof(path), "/proc/self/%s", name);
	ret = fs_read(path, &ours, err);
	for (s = buf_str(&ours); !ret && *s;) {
		char *end;
		unsigned long inside = strtoul(s, &end, 10), count;

		strtoul(end, &end, 10);
		count = strtoul(end, &end, 10);
		if (count)
			buf_addf(&map, "%lu %lu %lu\n", inside, inside, count);
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	return ret ? ret : write_proc(pid, name, buf_str(&map), err);
}

static int map_ids(pid_t pid, struct error *err)
{
	char text[40];
	int ret;

	if (geteuid() == 0) {
		ret = map_all(pid, "uid_map", err);
		return ret ? ret : map_all(pid, "gid_map", err);
	}
	snprintf(text, sizeof(text), "0 %u 1\n", geteuid());
	ret = write_proc(pid, "uid_map", text, err);
	if (!ret)
		ret = write_proc(pid, "setgroups", "deny", err);
	snprintf(text, sizeof(text), "0 %u 1\n", getegid());
	return ret ? ret : write_proc(pid, "gid_map", text, err);
}

static int said_error(const struct jail_note *n, struct error *err)
{
	const char *remedy =
		geteuid() == 0 ? "" : "; run it as root, or on a root directory of your own";

	/* whatever it is, it is not the script's fault: never EINVAL */
	return error_set(err, n->value && n->value != EINVAL ? n->value : EIO,
			 "the sandbox: %s: %s%s", n->text, strerror(n->value), remedy);
}

/* Until the script is about to begin. */
static int follow(struct jail_process *p, struct error *err)
{
	struct jail_note n;
	int fd, ret = 0;

	while (!ret && p->listener < 0) {
		if (!jail_receive(p->notes, START_MS, &n, &fd))
			return error_set(err, EIO, "the sandbox: it did not come up");
		if (n.kind == 'e')
			ret = said_error(&n, err);
		else if (n.kind == 'u')
			ret = map_ids(p->outer, err);
		else if (n.kind == 'p')
			p->init = n.value;
		if (!ret && n.kind == 'u' && !jail_send(p->notes, &n, -1))
			ret = error_errno(err, "the sandbox");
		if (n.kind == 'r')
			p->root = fd;
		else if (n.kind == 'f')
			p->proc = fd;
		else if (n.kind == 'l')
			p->listener = fd;
		else if (fd >= 0)
			close(fd);
	}
	return ret;
}

int jail_start(const struct jail *j, struct jail_process *out, struct error *err)
{
	int notes[2] = { -1, -1 }, output[2] = { -1, -1 }, trace[2] = { -1, -1 };
	int ret;

	*out = (struct jail_process)JAIL_PROCESS_INIT;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, notes) < 0)
		return error_errno(err, "the sandbox: make a socket");
	out->notes = notes[0];
	if (pipe2(output, O_CLOEXEC) == 0 && pipe2(trace, O_CLOEXEC) == 0)
		out->outer = fork();
	else
		out->outer = -1;
	if (out->outer == 0) {
		close(notes[0]);
		outer_child(&(struct jail_inside){ j, notes[1], output[1], trace[1] });
	}
	close(notes[1]);
	if (output[1] >= 0)
		close(output[1]);
	if (trace[1] >= 0)
		close(trace[1]);
	out->output = output[0];
	out->trace = trace[0];
	if (out->outer < 0) {
		out->outer = 0;
		ret = error_errno(err, "the sandbox: make a process");
	} else {
		ret = follow(out, err);
	}
	if (ret)
		jail_stop(out);
	return ret;
}

bool jail_ended(const struct jail_process *p, int *status)
{
	struct jail_note n;
	int fd;

	while (jail_receive(p->notes, 0, &n, &fd)) {
		if (fd >= 0)
			close(fd);
		if (n.kind == 's') {
			*status = n.value;
			return true;
		}
	}
	return false;
}

void jail_stop(struct jail_process *p)
{
	const int fds[] = { p->notes, p->listener, p->output, p->trace, p->root, p->proc };

	/* a process that waits for the listener's answer ends with SIGKILL all the same */
	if (p->outer > 0) {
		if (p->init > 0)
			kill(p->init, SIGKILL);
		else
			kill(p->outer, SIGKILL);
		waitpid(p->outer, NULL, 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(fds); i++)
		if (fds[i] >= 0)
			close(fds[i]);
	*p = (struct jail_process)JAIL_PROCESS_INIT;
}
