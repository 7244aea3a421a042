/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_MACHINE_STAGE_H
#define TESTS_UNIT_MACHINE_STAGE_H
/* A machine's guest whose QEMU and probe are one process of the test's, on sockets. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/fs.h"
#include "source/disk/machine_disk.h"

struct stage {
	struct machine machine;
	struct machine_guest *g;
	char dir[64];
	int console; /* the guest's ends */
	int qmp;
	int wire;
	unsigned rows;
};

static inline void pair(int *ours, int *theirs)
{
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	assert_int_equal(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	*ours = fds[0];
	*theirs = fds[1];
}

static inline void put_text(int fd, const char *text)
{
	struct error err = ERROR_INIT;

	if (fs_write_fd(fd, text, strlen(text), &err) < 0)
		_exit(1);
}

/* The guest's half: what it does, for ever; it never returns. */
typedef void guest_fn(struct stage *s);

static inline void stage_open(struct stage *s, guest_fn *guest)
{
	struct error err = ERROR_INIT;
	struct machine_guest *g = calloc(1, sizeof(*g));

	assert_non_null(g);
	*s = (struct stage){ .g = g };
	snprintf(s->dir, sizeof(s->dir), "/tmp/azlcts-test.XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	s->machine.session.limits =
		(struct watch_limits){ .boot_ms = 1500, .silence_ms = 1200, .grace_ms = 700 };
	g->machine = &s->machine;
	g->admission = (struct admission)ADMISSION_INIT;
	g->log_fd = -1;
	g->guest = (struct guest)GUEST_INIT;
	g->folder = strdup(s->dir);
	g->files = fs_join(s->dir, "files");
	console_init(&g->console, -1);
	pair(&g->guest.console, &s->console);
	pair(&g->guest.qmp, &s->qmp);
	pair(&g->guest.wire, &s->wire);
	snprintf(g->guest.log, sizeof(g->guest.log), "%s/log", s->dir);
	g->guest.pid = fork();
	assert_true(g->guest.pid >= 0);
	if (g->guest.pid == 0) {
		setpgid(0, 0);
		close(g->guest.console);
		close(g->guest.qmp);
		close(g->guest.wire);
		guest(s);
		for (;;)
			pause();
	}
	close(s->console);
	close(s->qmp);
	close(s->wire);
	assert_int_equal(follow_init(&g->follow, &g->guest, &g->console, NULL, &err), 0);
}

static inline void stage_close(struct stage *s)
{
	machine_guest_end(s->g);
	assert_false(fs_exists(s->dir));
}

static inline int count(void *arg, const struct row *row UNUSED, struct error *err UNUSED)
{
	struct stage *s = arg;

	s->rows++;
	return 0;
}

static inline int ask(struct stage *s, struct machine_answer *out, struct error *err)
{
	static const char *const word[] = { "true", NULL };
	static const char *const *const commands[] = { word };
	const struct machine_ask what = { .commands = commands, .commands_count = 1, .seconds = 1 };
	const struct sink sink = { .arg = s, .put = count };

	return machine_ask(s->g, &what, &sink, out, err);
}

/* What the guest's half says. */

static inline void read_request(struct stage *s)
{
	struct wire_request request = { .commands = BUF_INIT(BUF_LINE) };
	struct error err = ERROR_INIT;

	if (wire_read_request(s->wire, NULL, &request, &err) < 0)
		_exit(1);
	wire_request_release(&request);
}

static inline void hello(struct stage *s, struct wire_writer **w)
{
	struct error err = ERROR_INIT;

	if (wire_writer_open(w, s->wire, "1", &err) < 0)
		_exit(1);
}

static inline void answer(struct wire_writer *w, const char *how, int64_t code)
{
	struct row row = row_of(TABLE_command);
	struct error err = ERROR_INIT;

	row_text(&row, "true");
	row_text(&row, how);
	row_int(&row, code);
	row_text(&row, "");
	row_text(&row, "");
	if (sink_put(wire_writer_sink(w), &row, &err) < 0 || wire_writer_end(w, &err) < 0)
		_exit(1);
	wire_writer_free(w);
}

static inline void answers(struct stage *s)
{
	for (;;) {
		struct wire_writer *w;

		read_request(s);
		hello(s, &w);
		answer(w, "exited", 0);
	}
}

static const char opened[] = "{\"event\":\"VSERPORT_CHANGE\",\"data\":{\"open\":true,"
			     "\"id\":\"" QMP_PORT_ID "\"}}\r\n";
static const char closed[] = "{\"event\":\"VSERPORT_CHANGE\",\"data\":{\"open\":false,"
			     "\"id\":\"" QMP_PORT_ID "\"}}\r\n";

#endif
