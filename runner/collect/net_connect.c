/* SPDX-License-Identifier: MIT */
#include "collect/net_connect.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include "collect/built_in.h"

enum { ANSWER_MS = 2000 }; /* of a datagram */

struct address {
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} name;
	socklen_t len;
};

static bool parse(const char *host, unsigned port, struct address *out)
{
	*out = (struct address){ 0 };
	if (streq(host, "localhost"))
		host = "127.0.0.1";
	if (inet_pton(AF_INET, host, &out->name.v4.sin_addr) == 1) {
		out->name.v4.sin_family = AF_INET;
		out->name.v4.sin_port = htons((uint16_t)port);
		out->len = sizeof(out->name.v4);
		return true;
	}
	if (inet_pton(AF_INET6, host, &out->name.v6.sin6_addr) != 1)
		return false;
	out->name.v6.sin6_family = AF_INET6;
	out->name.v6.sin6_port = htons((uint16_t)port);
	out->len = sizeof(out->name.v6);
	return true;
}

unsigned net_port(const char *text, size_t len)
{
	unsigned port = 0;

	if (len == 0 || len > 5)
		return 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		port = port * 10 + (unsigned)(text[i] - '0');
	}
	return port <= 65535 ? port : 0;
}

int net_connect(const char *host, unsigned port, int type)
{
	struct address to;
	AUTO_CLOSE int fd = -1;
	struct pollfd p = { .events = POLLOUT };
	socklen_t len = sizeof(int);
	int code = 0;

	if (!parse(host, port, &to))
		return -EINVAL;
	fd = socket(to.name.any.sa_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (connect(fd, &to.name.any, to.len) == 0)
		return TAKE_FD(fd);
	if (errno != EINPROGRESS)
		return -errno;
	p.fd = fd;
	if (poll(&p, 1, NET_CONNECT_MS) != 1)
		return -ETIMEDOUT;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &len) < 0)
		return -errno;
	return code ? -code : TAKE_FD(fd);
}

static int ask_datagram(int fd, struct buf *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char byte = 0;

	if (send(fd, &byte, 1, MSG_NOSIGNAL) == 1 && poll(&p, 1, ANSWER_MS) == 0) {
		buf_add(out, "no answer\n");
		return NET_NO_ANSWER;
	}
	if (recv(fd, &byte, 1, MSG_DONTWAIT) >= 0) {
		buf_add(out, "answered\n");
		return 0;
	}
	buf_addf(out, "%s\n", strerror(errno));
	return NET_UNREACHED;
}

int net_connect_main(int argc, const char *const *argv, struct buf *out)
{
	bool udp = argc == 3 && streq(argv[0], "udp");
	unsigned port = argc == 3 ? net_port(argv[2], strlen(argv[2])) : 0;
	AUTO_CLOSE int fd = -1;

	if (!port || !(udp || streq(argv[0], "tcp"))) {
		buf_add(out, "connect tcp|udp HOST PORT\n");
		return BUILT_IN_MALFORMED;
	}
	fd = net_connect(argv[1], port, udp ? SOCK_DGRAM : SOCK_STREAM);
	if (fd == -EINVAL) {
		buf_addf(out, "%s is no address\n", argv[1]);
		return BUILT_IN_MALFORMED;
	}
	if (fd < 0) {
		buf_addf(out, "%s\n", strerror(-fd));
		return NET_UNREACHED;
	}
	if (udp)
		return ask_datagram(fd, out);
	buf_add(out, "connected\n");
	return 0;
}
