/* SPDX-License-Identifier: MIT */
#include "collect/net_http.h"

#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "collect/built_in.h"
#include "collect/net_connect.h"

enum { HOST_MAX = 64, PATH_MAX_LEN = 4096, HEAD_MAX = 64 << 10 };

struct where {
	char host[HOST_MAX];
	unsigned port;
	const char *path;
};

static bool parse(const char *url, struct where *w)
{
	const char *at = url + strlen("http://");
	bool bracket;
	size_t len;

	*w = (struct where){ .port = 80 };
	if (!starts_with(url, "http://"))
		return false;
	for (const char *c = at; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			return false;
	bracket = *at == '[';
	at += bracket;
	len = strcspn(at, bracket ? "]" : ":/?#");
	if (len == 0 || len >= HOST_MAX || (bracket && at[len] != ']'))
		return false;
	memcpy(w->host, at, len);
	at += len + bracket;
	if (*at == ':') {
		len = strcspn(at + 1, "/?#");
		w->port = net_port(at + 1, len);
		at += len + 1;
	}
	w->path = *at ? at : "/";
	return w->port && *w->path == '/' && strlen(w->path) < PATH_MAX_LEN;
}

/* 1: ready; 0: time is up. */
static int ready(int fd, short events, int64_t deadline)
{
	int64_t left = deadline - clock_now_ms();
	struct pollfd p = { .fd = fd, .events = events };

	return left > 0 && poll(&p, 1, (int)left) == 1;
}

static bool put(int fd, const char *data, size_t len, int64_t deadline)
{
	while (len > 0 && ready(fd, POLLOUT, deadline)) {
		ssize_t n = send(fd, data, len, MSG_NOSIGNAL);

		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return len == 0;
}

/* Where the body begins; 0: the head is not whole yet. */
static size_t head_end(const char *text)
{
	const char *crlf = strstr(text, "\r\n\r\n");
	const char *lf = strstr(text, "\n\n");

	if (crlf && (!lf || crlf < lf))
		return (size_t)(crlf - text) + 4;
	return lf ? (size_t)(lf - text) + 2 : 0;
}

/* What Content-Length says; SIZE_MAX: nothing, the body ends with the connection. */
static size_t body_length(const char *head, size_t len)
{
	static const char name[] = "content-length:";

	for (const char *line = head; line && line < head + len; line = strchr(line, '\n')) {
		size_t n = 0;

		line += *line == '\n';
		if (strncasecmp(line, name, strlen(name)) != 0)
			continue;
		line += strlen(name);
		line += strspn(line, " \t");
		for (; *line >= '0' && *line <= '9' && n < SIZE_MAX / 16; line++)
			n = n * 10 + (size_t)(*line - '0');
		return n;
	}
	return SIZE_MAX;
}

struct answer {
	struct buf text; /* head and body as they came */
	size_t body;	 /* where it begins; 0: not known yet */
	size_t length;	 /* of it, as the head says */
	bool whole;
};

/* Reads until the answer is whole, or enough of it is there. */
static void get(int fd, struct answer *a, int64_t deadline)
{
	char chunk[8 << 10];

	while (!a->whole && ready(fd, POLLIN, deadline)) {
		ssize_t n = recv(fd, chunk, sizeof(chunk), 0);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n <= 0) { /* a reset in the middle of a body that has a length shows below */
			a->whole = n == 0 && (!a->body || a->length == SIZE_MAX);
			return;
		}
		buf_addn(&a->text, chunk, (size_t)n);
		if (a->text.failed)
			return;
		if (!a->body) {
			a->body = head_end(buf_str(&a->text));
			a->length = a->body ? body_length(buf_str(&a->text), a->body) : SIZE_MAX;
		}
		if (!a->body && a->text.len > HEAD_MAX)
			return;
		a->whole = a->body && (a->text.len - a->body >= a->length ||
				       a->text.len - a->body >= BUILT_IN_OUTPUT_MAX);
	}
}

/* "HTTP/1.1 204 No Content": 204; 0: it is no status line. */
static unsigned status_of(const char *line)
{
	const char *at = starts_with(line, "HTTP/") ? strchr(line, ' ') : NULL;

	if (!at || strspn(at + 1, "0123456789") != 3)
		return 0;
	return (unsigned)((at[1] - '0') * 100 + (at[2] - '0') * 10 + (at[3] - '0'));
}

static int tell(const struct answer *a, struct buf *out)
{
	const char *text = buf_str(&a->text);
	size_t line = strcspn(text, "\r\n");
	size_t body = a->body ? a->text.len - a->body : 0;
	unsigned status = status_of(text);

	if (!status) {
		buf_add(out, "what came is no HTTP\n");
		return NET_NO_HTTP;
	}
	if (line > 1000)
		line = 1000;
	buf_addn(out, text, line);
	buf_addc(out, '\n');
	if (body > a->length)
		body = a->length;
	if (body > BUILT_IN_OUTPUT_MAX - out->len)
		body = BUILT_IN_OUTPUT_MAX - out->len;
	if (body)
		buf_addn(out, text + a->body, body);
	if (!a->whole || !a->body)
		return NET_NO_ANSWER;
	return status >= 200 && status < 300 ? 0 : NET_HTTP_STATUS;
}

int net_http_main(int argc, const char *const *argv, struct buf *out)
{
	AUTO(buf) struct buf request = BUF_INIT(BUF_LINE);
	struct answer a = { .text = BUF_INIT(256 << 10), .length = SIZE_MAX };
	int64_t deadline = clock_now_ms() + NET_HTTP_MS;
	AUTO_CLOSE int fd = -1;
	struct where w;
	int status;

	if (argc != 1 || !parse(argv[0], &w)) {
		buf_add(out, "http http://ADDRESS[:PORT]/PATH\n");
		return BUILT_IN_MALFORMED;
	}
	fd = net_connect(w.host, w.port, SOCK_STREAM);
	if (fd == -EINVAL) {
		buf_addf(out, "%s is no address\n", w.host);
		return BUILT_IN_MALFORMED;
	}
	if (fd < 0) {
		buf_addf(out, "%s\n", strerror(-fd));
		return NET_UNREACHED;
	}
	buf_addf(&request, "GET %.*s HTTP/1.0\r\nHost: %s\r\nMetadata: true\r\n",
		 (int)strcspn(w.path, "#"), w.path, w.host);
	buf_add(&request, "User-Agent: azlcts-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n");
	if (put(fd, buf_str(&request), request.len, deadline))
		get(fd, &a, deadline);
	if (a.text.len == 0) {
		buf_add(out, "no answer\n");
		return NET_NO_ANSWER;
	}
	status = tell(&a, out);
	buf_release(&a.text);
	return status;
}
