/* SPDX-License-Identifier: MIT */
/* What the probe answers itself, and its relay, against sockets of the test's. */
#include "test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/wait.h>

#include "base/fs.h"
#include "collect/built_in.h"
#include "collect/net_connect.h"
#include "collect/net_http.h"
#include "collect/probe_canary.h"
#include "collect/probe_instant.h"
#include "probe/relay.h"

/* A listening TCP socket on the loopback, and its port. */
static int listen_on(unsigned *port)
{
	struct sockaddr_in name = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(name);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&name, sizeof(name)), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&name, &len), 0);
	*port = ntohs(name.sin_port);
	return fd;
}

/* Answers one connection with these bytes; `hold`: and leaves it open. */
static pid_t serve(int listener, const char *answer, size_t len, bool hold)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		char request[4096];
		struct error err = ERROR_INIT;
		int fd = accept(listener, NULL, NULL);

		if (fd < 0 || read(fd, request, sizeof(request)) <= 0)
			_exit(1);
		fs_write_fd(fd, answer, len, &err);
		if (hold)
			pause();
		_exit(0);
	}
	return pid;
}

static int get(const char *answer, size_t len, bool hold, struct buf *out)
{
	unsigned port;
	int listener = listen_on(&port);
	pid_t pid = serve(listener, answer, len, hold);
	char url[100];
	const char *const argv[] = { url };
	int status;

	snprintf(url, sizeof(url), "http://127.0.0.1:%u/metrics?x=1#here", port);
	buf_clear(out);
	status = net_http_main(1, argv, out);
	close(listener);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return status;
}

static void http_answers(void **state UNUSED)
{
	static const struct {
		const char *answer;
		const char *out;
		int status;
		bool hold;
	} cases[] = {
		{ "HTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\nup 1\n", "HTTP/1.1 200 OK\nup 1\n", 0,
		  false },
		{ "HTTP/1.1 200 OK\r\ncontent-LENGTH: 3\r\n\r\nabcdef", "HTTP/1.1 200 OK\nabc", 0,
		  true },
		{ "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
		  "HTTP/1.1 204 No Content\n", 0, true },
		{ "HTTP/1.0 503 Busy\n\nlater", "HTTP/1.0 503 Busy\nlater", 22, false },
		{ "HTTP/1.0 301 Moved\r\nLocation: /x\r\n\r\n", "HTTP/1.0 301 Moved\n", 22, false },
		/* cut off */
		{ "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "HTTP/1.1 200 OK\nabc", 28,
		  false },
		{ "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\n", 28, false },
		{ "SSH-2.0-OpenSSH_9.9\r\n", "what came is no HTTP\n", 52, false },
		{ "HTTP/1.1 2000 OK\r\n\r\n", "what came is no HTTP\n", 52, false },
		{ "", "no answer\n", 28, false },
	};
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int status = get(cases[i].answer, strlen(cases[i].answer), cases[i].hold, &out);

		assert_string_equal(buf_str(&out), cases[i].out);
		assert_int_equal(status, cases[i].status);
	}
}

/* A page that does not end is cut, and was a page all the same. */
static void http_that_is_long(void **state UNUSED)
{
	static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
	AUTO(buf) struct buf page = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);

	buf_add(&page, head);
	for (unsigned i = 0; i < 50000; i++)
		buf_add(&page, "line\n");
	assert_int_equal(get(page.data, page.len, true, &out), 0);
	assert_int_equal(out.len, BUILT_IN_OUTPUT_MAX);
	assert_false(out.failed);
}

static void http_to_nobody(void **state UNUSED)
{
	static const char *const malformed[] = { "https://127.0.0.1/",
						 "http://name/",
						 "http://",
						 "http://127.0.0.1:0/",
						 "http://127.0.0.1:x/",
						 "http://127.0.0.1/a b",
						 "http://[::1/",
						 "" };
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);
	char url[100];
	const char *argv[] = { url };
	unsigned port;
	int fd = listen_on(&port);

	close(fd);
	snprintf(url, sizeof(url), "http://localhost:%u", port);
	assert_int_equal(net_http_main(1, argv, &out), 7);
	for (size_t i = 0; i < ARRAY_SIZE(malformed); i++) {
		argv[0] = malformed[i];
		assert_int_equal(net_http_main(1, argv, &out), BUILT_IN_MALFORMED);
	}
	assert_int_equal(net_http_main(0, argv, &out), BUILT_IN_MALFORMED);
}

static void connections(void **state UNUSED)
{
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);
	char port_text[8];
	const char *argv[] = { "tcp", "127.0.0.1", port_text };
	unsigned port;
	int fd = listen_on(&port);

	snprintf(port_text, sizeof(port_text), "%u", port);
	assert_int_equal(net_connect_main(3, argv, &out), 0);
	assert_string_equal(buf_str(&out), "connected\n");
	close(fd);
	buf_clear(&out);
	assert_int_equal(net_connect_main(3, argv, &out), 7);
	assert_string_equal(buf_str(&out), "Connection refused\n");
	argv[0] = "udp";
	assert_int_equal(net_connect_main(3, argv, &out), 7);
	argv[0] = "sctp";
	assert_int_equal(net_connect_main(3, argv, &out), BUILT_IN_MALFORMED);
	argv[0] = "tcp";
	argv[1] = "example.com";
	assert_int_equal(net_connect_main(3, argv, &out), BUILT_IN_MALFORMED);
	argv[2] = "99999";
	assert_int_equal(net_connect_main(3, argv, &out), BUILT_IN_MALFORMED);
	assert_int_equal(net_connect_main(2, argv, &out), BUILT_IN_MALFORMED);
}

static void canaries(void **state UNUSED)
{
	static const char *const check[] = { "check" };
	static const char *const plant[] = { "plant", "token-1" };
	static const char *const bad[] = { "plant", "two words" };
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);
	char dir[64] = "/tmp/azlcts-test.XXXXXX";
	char memory[100];
	char disk[100];
	char expected[300];
	const char *const paths[2] = { memory, disk };
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	snprintf(memory, sizeof(memory), "%s/memory", dir);
	snprintf(disk, sizeof(disk), "%s/disk", dir);
	assert_int_equal(probe_canary(paths, 1, check, &out), 0);
	assert_string_equal(buf_str(&out), "");
	assert_int_equal(probe_canary(paths, 2, plant, &out), 0);
	buf_clear(&out);
	assert_int_equal(probe_canary(paths, 1, check, &out), 1);
	snprintf(expected, sizeof(expected), "%s: token-1\n%s: token-1\n", memory, disk);
	assert_string_equal(buf_str(&out), expected);
	assert_int_equal(unlink(memory), 0); /* each of them alone is enough */
	assert_int_equal(probe_canary(paths, 1, check, &out), 1);
	assert_int_equal(unlink(disk), 0);
	assert_int_equal(symlink("nowhere", disk), 0);
	assert_int_equal(probe_canary(paths, 1, check, &out), 1);
	assert_int_equal(unlink(disk), 0);
	assert_int_equal(probe_canary(paths, 1, check, &out), 0);
	assert_int_equal(probe_canary(paths, 2, bad, &out), BUILT_IN_MALFORMED);
	assert_int_equal(probe_canary(paths, 0, check, &out), BUILT_IN_MALFORMED);
	/* what cannot be looked at is not "not there" */
	assert_int_equal(fs_remove_tree(dir, &err), 0);
	assert_int_equal(fs_write(dir, "x", 1, &err), 0);
	assert_int_equal(probe_canary(paths, 1, check, &out), 1);
	assert_int_equal(probe_canary(paths, 2, plant, &out), 1);
	assert_int_equal(unlink(dir), 0);
}

static void of_the_system(void **state UNUSED)
{
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);

	assert_int_equal(probe_instant_main(0, NULL, &out), 0);
	assert_int_equal(out.len, 37);
	buf_clear(&out);
	assert_int_equal(probe_memory_main(0, NULL, &out), 0);
	assert_true(strtol(buf_str(&out), NULL, 10) > 0);
	assert_non_null(built_in_find("af-alg"));
	assert_ptr_equal(built_in_find("http")->main, net_http_main);
	assert_null(built_in_find("rm"));
}

struct relayed {
	int peer;   /* what QEMU has of the connection */
	int server; /* what the stand-in has */
	pid_t pid;
};

static void relayed_open(struct relayed *r)
{
	int ours[2];
	int theirs[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ours), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, theirs), 0);
	r->pid = fork();
	assert_true(r->pid >= 0);
	if (r->pid == 0) {
		struct error err = ERROR_INIT;

		close(ours[0]);
		close(theirs[0]);
		_exit(relay(ours[1], ours[1], theirs[1], &err) < 0 ? 1 : 0);
	}
	close(ours[1]);
	close(theirs[1]);
	r->peer = ours[0];
	r->server = theirs[0];
}

static void relayed_ends(struct relayed *r)
{
	int status = -1;

	assert_int_equal(waitpid(r->pid, &status, 0), r->pid);
	assert_int_equal(status, 0);
}

static void expect_end(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char byte;

	assert_int_equal(poll(&p, 1, 5000), 1);
	assert_int_equal(read(fd, &byte, 1), 0);
}

/* A request whose sender then says no more still gets its answer. */
static void relay_half_closed(void **state UNUSED)
{
	struct relayed r;
	char text[16] = "";

	relayed_open(&r);
	assert_int_equal(write(r.peer, "question", 8), 8);
	assert_int_equal(shutdown(r.peer, SHUT_WR), 0);
	assert_int_equal(recv(r.server, text, 8, MSG_WAITALL), 8);
	assert_string_equal(text, "question");
	expect_end(r.server);
	usleep(200000);
	assert_int_equal(write(r.server, "answer", 6), 6);
	memset(text, 0, sizeof(text));
	assert_int_equal(recv(r.peer, text, 6, MSG_WAITALL), 6);
	assert_string_equal(text, "answer");
	close(r.server);
	expect_end(r.peer);
	close(r.peer);
	relayed_ends(&r);
}

/* More than any buffer holds, to one who reads slowly; and no turning round while it waits. */
static void relay_much(void **state UNUSED)
{
	enum { BYTES = 8 << 20 };
	AUTO_FREE char *data = malloc(BYTES);
	AUTO_FREE char *got = malloc(BYTES);
	struct relayed r;
	struct tms before;
	struct tms after;
	pid_t writer;

	assert_non_null(data);
	assert_non_null(got);
	for (size_t i = 0; i < BYTES; i++)
		data[i] = (char)(i * 31 + i / 4096);
	times(&before);
	relayed_open(&r);
	writer = fork();
	assert_true(writer >= 0);
	if (writer == 0) {
		struct error err = ERROR_INIT;

		close(r.peer);
		_exit(fs_write_fd(r.server, data, BYTES, &err) < 0);
	}
	close(r.server);
	usleep(500000);
	assert_int_equal(recv(r.peer, got, BYTES, MSG_WAITALL), BYTES);
	assert_memory_equal(got, data, BYTES);
	expect_end(r.peer);
	close(r.peer);
	assert_int_equal(waitpid(writer, NULL, 0), writer);
	relayed_ends(&r);
	times(&after);
	/* of the half second that it stood, a spinning one would take all */
	assert_true((after.tms_cutime - before.tms_cutime) * 10 < 4 * sysconf(_SC_CLK_TCK));
}

/* Both ends go away at once, or one while the other still sends. */
static void relay_broken(void **state UNUSED)
{
	struct relayed r;

	relayed_open(&r);
	close(r.peer);
	close(r.server);
	relayed_ends(&r);

	relayed_open(&r);
	close(r.server);
	assert_int_equal(write(r.peer, "to nobody", 9), 9);
	expect_end(r.peer);
	close(r.peer);
	relayed_ends(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(http_answers),	     cmocka_unit_test(http_that_is_long),
		cmocka_unit_test(http_to_nobody),    cmocka_unit_test(connections),
		cmocka_unit_test(canaries),	     cmocka_unit_test(of_the_system),
		cmocka_unit_test(relay_half_closed), cmocka_unit_test(relay_much),
		cmocka_unit_test(relay_broken),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("machine_probe", tests, NULL, NULL);
}
