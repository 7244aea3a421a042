/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_OUTSIDE_MADE_H
#define TESTS_UNIT_OUTSIDE_MADE_H
/* Stand-ins that run for one test, and a client that can send whatever it likes. */
#include "test.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/fs.h"
#include "scenario/outside/outside.h"

#define REPOSITORY_AT "168.63.129.20", 80
#define IMDS_AT	      "169.254.169.254", 80
#define WIRE_AT	      "168.63.129.16", 80
#define PLUGIN_AT     "168.63.129.16", 32526
#define METADATA      "Metadata: true\r\n"

struct made {
	char dir[64];
	struct outside *outside;
};

static inline void made_start(struct made *m, const struct text_list *repositories,
			      const struct platform_wish *platform)
{
	struct error err = ERROR_INIT;
	struct outside_options o = { .repositories = repositories,
				     .platform = platform,
				     .os_name = "Azure Linux 4.0" };

	snprintf(m->dir, sizeof(m->dir), "/tmp/azlcts-outside.XXXXXX");
	assert_non_null(mkdtemp(m->dir));
	o.work_dir = m->dir;
	if (outside_start(&m->outside, &o, &err) < 0)
		fail_msg("%s", err.text);
}

static inline void made_stop(struct made *m)
{
	struct error err = ERROR_INIT;

	outside_stop(m->outside);
	assert_int_equal(fs_remove_tree(m->dir, &err), 0);
}

static inline const char *made_socket(const struct made *m, const char *address, unsigned port)
{
	size_t count;
	const struct machine_grant *g = outside_grants(m->outside, &count);

	for (size_t i = 0; i < count; i++)
		if (streq(g[i].address, address) && g[i].port == port)
			return g[i].socket;
	return NULL;
}

static inline int made_connect(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || strlen(path) >= sizeof(a.sun_path))
		abort();
	memcpy(a.sun_path, path, strlen(path) + 1);
	if (connect(fd, (const struct sockaddr *)&a, sizeof(a)) < 0)
		abort();
	return fd;
}

/* All of it, or as much as the other side takes. */
static inline void made_send(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = send(fd, data, len, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		data += n;
		len -= (size_t)n;
	}
}

/* What comes until the other side closes. */
static inline char *made_receive(int fd)
{
	struct buf b = BUF_INIT(BUF_TEXT);
	char block[4096];
	ssize_t n;

	while ((n = recv(fd, block, sizeof(block), 0)) > 0)
		buf_addn(&b, block, (size_t)n);
	close(fd);
	buf_addc(&b, '\0');
	return b.data;
}

/* The caller frees it: head, an empty line, body. */
static inline char *made_ask(const char *socket, const char *method, const char *target,
			     const char *headers, const char *body)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_TEXT);
	int fd = made_connect(socket);

	buf_addf(&b, "%s %s HTTP/1.1\r\nHost: azlcts\r\nConnection: close\r\n%s", method, target,
		 headers);
	if (body)
		buf_addf(&b, "Content-Length: %zu\r\n", strlen(body));
	buf_add(&b, "\r\n");
	buf_add(&b, body ? body : "");
	made_send(fd, buf_str(&b), b.len);
	return made_receive(fd);
}

static inline int made_status(const char *answer)
{
	return starts_with(answer, "HTTP/1.1 ") ? (int)strtol(answer + 9, NULL, 10) : 0;
}

static inline const char *made_body(const char *answer)
{
	const char *end = strstr(answer, "\r\n\r\n");

	return end ? end + 4 : "";
}

/* Asks, and says when the status or a part of the answer is another one. */
static inline void expect(const struct made *m, const char *address, unsigned port,
			  const char *method, const char *target, const char *headers,
			  const char *body, int status, const char *part)
{
	char *got = made_ask(made_socket(m, address, port), method, target, headers, body);

	if (made_status(got) != status || !strstr(got, part))
		fail_msg("%s %s: not %d with %s but: %.600s", method, target, status, part, got);
	free(got);
}

static inline void expect_get(const struct made *m, const char *address, unsigned port,
			      const char *target, const char *headers, int status, const char *part)
{
	expect(m, address, port, "GET", target, headers, NULL, status, part);
}

#endif
