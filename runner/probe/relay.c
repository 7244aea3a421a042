/* SPDX-License-Identifier: MIT */
#include "probe/relay.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { CHUNK = 64 << 10 };

/* One direction. */
struct pipe_way {
	int from;
	int to;
	size_t at; /* what was read and not yet written: [at, len) */
	size_t len;
	bool read_over;
	bool over; /* the end was handed on */
	char data[CHUNK];
};

static bool later(void)
{
	return errno == EAGAIN || errno == EINTR;
}

static void hand_end_on(struct pipe_way *w)
{
	w->over = true;
	shutdown(w->to, SHUT_WR); /* no socket: its reader sees the end when we end */
}

static void move(struct pipe_way *w, bool readable, bool writable)
{
	ssize_t n;

	if (readable && !w->read_over && w->at == w->len) {
		n = read(w->from, w->data, CHUNK);
		w->at = 0;
		w->len = n > 0 ? (size_t)n : 0;
		w->read_over = n == 0 || (n < 0 && !later());
		writable = true;
	}
	if (writable && w->at < w->len) {
		n = write(w->to, w->data + w->at, w->len - w->at);
		if (n > 0)
			w->at += (size_t)n;
		else if (n < 0 && !later()) { /* nobody listens any more */
			w->at = w->len;
			w->read_over = true;
			shutdown(w->from, SHUT_RD);
		}
	}
	if (w->read_over && w->at == w->len && !w->over)
		hand_end_on(w);
}

/* What to wait for: room where something is to be written, else something to read. */
static void wish(const struct pipe_way *w, struct pollfd *from, struct pollfd *to)
{
	*from = (struct pollfd){ .fd = -1 };
	*to = (struct pollfd){ .fd = -1 };
	if (w->over)
		return;
	if (w->at < w->len)
		*to = (struct pollfd){ .fd = w->to, .events = POLLOUT };
	else if (!w->read_over)
		*from = (struct pollfd){ .fd = w->from, .events = POLLIN };
}

static int nonblocking(int fd, struct error *err)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		return error_errno(err, "relay");
	return 0;
}

int relay(int in, int out, int socket, struct error *err)
{
	AUTO_FREE struct pipe_way *ways = calloc(2, sizeof(*ways));
	int ret = ways ? nonblocking(in, err) : error_memory(err);

	if (!ret)
		ret = nonblocking(out, err);
	if (!ret)
		ret = nonblocking(socket, err);
	if (ret)
		return ret;
	ways[0].from = in;
	ways[0].to = socket;
	ways[1].from = socket;
	ways[1].to = out;
	while (!ways[0].over || !ways[1].over) {
		struct pollfd p[4];

		wish(&ways[0], &p[0], &p[1]);
		wish(&ways[1], &p[2], &p[3]);
		if (poll(p, 4, -1) < 0 && errno != EINTR)
			return error_errno(err, "poll");
		move(&ways[0], p[0].revents != 0, p[1].revents != 0);
		move(&ways[1], p[2].revents != 0, p[3].revents != 0);
	}
	return 0;
}

static int connect_to(const char *path, int *out, struct error *err)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	AUTO_CLOSE int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return error_errno(err, "socket");
	if (snprintf(name.sun_path, sizeof(name.sun_path), "%s", path) >=
	    (int)sizeof(name.sun_path))
		return error_set(err, ENAMETOOLONG, "%s: too long a path for a socket", path);
	if (connect(fd, (const struct sockaddr *)&name, sizeof(name)) < 0)
		return error_errno(err, "connect %s", path);
	*out = TAKE_FD(fd);
	return 0;
}

int relay_main(int argc, char *const *argv)
{
	struct error err = ERROR_INIT;
	AUTO_CLOSE int fd = -1;

	signal(SIGPIPE, SIG_IGN);
	if (argc != 1)
		return 2;
	if (connect_to(argv[0], &fd, &err) < 0)
		return 1;
	return relay(STDIN_FILENO, STDOUT_FILENO, fd, &err) < 0 ? 1 : 0;
}
