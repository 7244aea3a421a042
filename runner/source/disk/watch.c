/* SPDX-License-Identifier: MIT */
#include "source/disk/watch.h"
#include "base/clock.h"

#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

#include "model/wire.h"
#include "source/disk/guard.h"
#include "source/disk/qmp.h"

enum {
	TICK_MS = 100,	 /* how late anything without a descriptor may be noticed */
	SAY_MS = 1000,	 /* between two lines of progress */
	LINGER_MS = 300, /* after a fault: the rest of its lines, for the log */
	DRAIN_MS = 1000, /* after a guest's end: what is still on its way */
	BURST = 6, /* what a kernel says about a stall comes within a sixth of stall_ms: 5 s */
	CHUNK = 64 << 10,
};

struct state {
	struct watch *w;
	struct wire_reader *wire;
	struct guard guard;
	struct qmp qmp;
	size_t sent; /* of the request */
	int64_t start;
	int64_t now;
	int64_t hello; /* the times things were first seen; 0: not yet */
	int64_t login;
	int64_t fault;
	int64_t ending;	  /* guest or QEMU gone, or the probe's port closed */
	int64_t stall;	  /* the last word of a stall */
	int64_t stalled;  /* the first one after which nothing else was said; 0: none */
	unsigned stalls;  /* words of a stall so far */
	int64_t activity; /* last byte of the channel that has to speak */
	int64_t said;
	char ended[256]; /* how QEMU ended; "": it runs */
	char chunk[CHUNK];
};

static void first(int64_t *when, bool seen, int64_t now)
{
	if (seen && *when == 0)
		*when = now;
}

static double seconds(const struct state *s)
{
	return (double)(s->now - s->start) / 1000.0;
}

/* "...; last console line: 'x'" behind every error of this file. */
static int give_up(const struct state *s, struct error *err, int code, const char *what)
{
	const char *last = s->w->console->last;

	return error_set(err, code, "%s after %.0f s; last console line: %s%s%s", what, seconds(s),
			 *last ? "'" : "none", last, *last ? "'" : "");
}

/* Reads once; closes the descriptor at its end.  Bytes read, or 0. */
static size_t take(struct state *s, int *fd)
{
	ssize_t n = read(*fd, s->chunk, sizeof(s->chunk));

	if (n > 0)
		return (size_t)n;
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	close(*fd);
	*fd = -1;
	return 0;
}

/*
 * The kernel repeats that a CPU stalls, every 21 s and more, with traces behind it.  Only what
 * comes apart from that shows that the guest gets on.
 */
static void note_stall(struct state *s)
{
	unsigned stalls = s->w->console->stalls;

	if (stalls != s->stalls) {
		s->stalls = stalls;
		s->stall = s->now;
		first(&s->stalled, true, s->now);
	} else if (s->now - s->stall > s->w->limits->stall_ms / BURST) {
		s->stalled = 0;
	}
}

static void read_console(struct state *s)
{
	size_t n = take(s, &s->w->guest->console);

	if (n == 0)
		return;
	console_feed(s->w->console, s->chunk, n);
	note_stall(s);
	if (!s->hello)
		s->activity = s->now;
	first(&s->login, s->w->console->login, s->now);
	first(&s->fault, s->w->console->fault != CONSOLE_ORDINARY, s->now);
}

static void read_qmp(struct state *s)
{
	size_t n = take(s, &s->w->guest->qmp);

	if (n > 0)
		qmp_feed(&s->qmp, s->chunk, n);
}

static int read_wire(struct state *s, struct error *err)
{
	size_t n = take(s, &s->w->guest->wire);
	int ret;

	if (n == 0)
		return 0;
	s->activity = s->now;
	ret = wire_reader_feed(s->wire, s->chunk, n, err);
	if (ret)
		return error_wrap(err, "what the probe sent, after %.0f s", seconds(s));
	first(&s->hello, wire_reader_started(s->wire), s->now);
	return 0;
}

/* QEMU takes no byte of it before the guest has opened the port. */
static void write_wire(struct state *s)
{
	const struct buf *request = s->w->request;
	ssize_t n = send(s->w->guest->wire, buf_str(request) + s->sent, request->len - s->sent,
			 MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n > 0)
		s->sent += (size_t)n;
}

static int wait_and_read(struct state *s, struct error *err)
{
	struct guest *g = s->w->guest;
	bool unsent = s->sent < s->w->request->len;
	struct pollfd p[4] = { { .fd = s->w->cancel ? s->w->cancel->fd : -1, .events = POLLIN },
			       { .fd = g->console, .events = POLLIN },
			       { .fd = g->qmp, .events = POLLIN },
			       { .fd = g->wire,
				 .events = (short)(unsent ? POLLIN | POLLOUT : POLLIN) } };

	if (poll(p, 4, TICK_MS) < 0 && errno != EINTR)
		return error_errno(err, "poll");
	s->now = clock_now_ms();
	if (p[0].revents)
		return error_set(err, ECANCELED, "interrupted");
	if (p[1].revents)
		read_console(s);
	if (p[2].revents)
		read_qmp(s);
	if (p[3].revents & POLLOUT)
		write_wire(s);
	return p[3].revents & (POLLIN | POLLHUP | POLLERR) ? read_wire(s, err) : 0;
}

static void say(struct state *s)
{
	const struct watch *w = s->w;

	if (s->now - s->said < SAY_MS)
		return;
	s->said = s->now;
	if (s->hello)
		progress_say(w->progress, "collect", "%.0f s, %llu rows",
			     (double)(s->now - s->hello) / 1000.0,
			     (unsigned long long)s->guard.rows);
	else
		progress_say(w->progress, "boot", "%.0f s: %s", seconds(s), w->console->last);
}

/* A disk that cannot be written or read has nothing to do with the image. */
static int check_disk(const struct state *s, struct error *err)
{
	if (!s->qmp.io_error[0])
		return 0;
	if (s->qmp.io_no_space)
		return error_set(err, ENOSPC,
				 "the host's disk is full: the guest's overlay cannot grow");
	return error_set(err, EIO, "QEMU could not use the guest's disk: %s", s->qmp.io_error);
}

/* What ended before the stream did. */
static int say_ending(struct state *s, struct error *err)
{
	char what[400];

	if (s->qmp.shutdown[0])
		snprintf(what, sizeof(what),
			 "the guest ended by itself (%s) before the probe was "
			 "done",
			 s->qmp.shutdown);
	else if (s->ended[0] && !s->qmp.greeted)
		return error_set(err, EIO, "QEMU %s", s->ended);
	else if (s->ended[0])
		snprintf(what, sizeof(what), "QEMU %s", s->ended);
	else
		snprintf(what, sizeof(what), "the probe ended %s",
			 s->hello ? "in the middle of its report" : "without a word");
	return give_up(s, err, EIO, what);
}

static int check_ending(struct state *s, bool *over, struct error *err)
{
	struct guest *g = s->w->guest;
	bool gone = s->ended[0] || guest_ended(g, s->ended);
	bool drained = gone && g->console < 0 && g->wire < 0;
	int64_t last;

	if (!gone)
		s->ended[0] = '\0';
	if (gone || s->qmp.shutdown[0] || (s->qmp.port_opened && !s->qmp.port_open))
		first(&s->ending, true, s->now);
	else
		s->ending = 0; /* the port was opened again */
	if (!s->ending)
		return 0;
	last = s->activity > s->ending ? s->activity : s->ending;
	if (!drained && s->now - last < DRAIN_MS)
		return 0;
	console_end(s->w->console);
	if (s->w->console->fault != CONSOLE_ORDINARY && !s->hello) {
		*over = true;
		return 0;
	}
	return say_ending(s, err);
}

/* User space came up, and nobody started the probe. */
static bool no_probe(const struct state *s)
{
	const struct watch_limits *limits = s->w->limits;
	const struct console *c = s->w->console;

	if (c->systemd && c->systemd < limits->systemd_least) {
		snprintf(s->w->why, sizeof(s->w->why),
			 "the guest has systemd %u, which takes no units as credentials",
			 c->systemd);
		return true;
	}
	if (s->login && s->now - s->login > limits->grace_ms) {
		snprintf(s->w->why, sizeof(s->w->why),
			 "the guest came up, but the probe did not report within %lld s of that",
			 (long long)limits->grace_ms / 1000);
		return true;
	}
	return false;
}

/* An emulated CPU can lose its clock for good: the kernel tells of it, and then no one tells more.
 */
static bool stalled(const struct state *s)
{
	const struct watch_limits *limits = s->w->limits;

	if (!limits->stall_ms || s->hello || !s->stalled || s->now - s->stalled < limits->stall_ms)
		return false;
	snprintf(s->w->why, sizeof(s->w->why),
		 "a CPU of the guest stalled, and it said nothing else for %lld s",
		 (long long)limits->stall_ms / 1000);
	return true;
}

static int check_clock(const struct state *s, struct error *err)
{
	const struct watch_limits *limits = s->w->limits;
	int64_t since = s->now - (s->hello ? s->hello : s->start);
	char what[200];

	if (since > limits->boot_ms) {
		snprintf(what, sizeof(what), "the %s did not end within %lld s (--timeout)",
			 s->hello ? "collection" : "boot", (long long)limits->boot_ms / 1000);
		return give_up(s, err, ETIMEDOUT, what);
	}
	/* A guest that is up may be quiet until the probe speaks; then other limits hold. */
	if (s->now - s->activity > limits->silence_ms &&
	    (s->hello || !(s->login || s->qmp.port_open))) {
		snprintf(what, sizeof(what), "silence: no byte from the %s for %lld s",
			 s->hello ? "probe" : "guest", (long long)limits->silence_ms / 1000);
		return give_up(s, err, ETIMEDOUT, what);
	}
	return 0;
}

/* Is it over?  Then *end says how. */
static int decide(struct state *s, bool *over, enum watch_end *end, struct error *err)
{
	const struct console *c = s->w->console;
	int ret = 0;

	*over = true;
	if (wire_reader_done(s->wire)) {
		*end = WATCH_DONE;
		return 0;
	}
	*end = WATCH_IMAGE_FAULT;
	if (s->fault && !s->hello && s->now - s->fault >= LINGER_MS)
		return 0;
	if (s->fault && s->hello && c->fault == CONSOLE_PANIC)
		return give_up(s, err, EIO, "the kernel panicked while evidence was collected");
	*over = false;
	if (s->qmp.damaged)
		return error_set(err, EPROTO, "QEMU does not speak QMP");
	ret = check_disk(s, err);
	if (!ret)
		ret = check_ending(s, over, err);
	if (ret || *over)
		return ret;
	if (!s->hello && !s->qmp.port_open && no_probe(s)) {
		*over = true;
		*end = WATCH_NO_PROBE;
		return 0;
	}
	if (stalled(s)) {
		*over = true;
		*end = WATCH_STALLED;
		return 0;
	}
	return check_clock(s, err);
}

static int follow(struct state *s, enum watch_end *end, struct error *err)
{
	bool over = false;
	int ret = 0;

	while (!ret && !over) {
		ret = wait_and_read(s, err);
		if (ret)
			break;
		say(s);
		ret = decide(s, &over, end, err);
	}
	return ret;
}

int watch_guest(struct watch *w, enum watch_end *end, struct error *err)
{
	AUTO_FREE struct state *s = calloc(1, sizeof(*s));
	const struct wire_limits limits = WIRE_LIMITS_DEFAULT;
	struct sink sink;
	enum watch_end how = WATCH_NO_PROBE;
	int ret;

	if (!s)
		return error_memory(err);
	s->w = w;
	s->guard.to = w->sink;
	sink = guard_sink(&s->guard);
	qmp_init(&s->qmp);
	s->start = s->now = s->activity = clock_now_ms();
	ret = wire_reader_open(&s->wire, &sink, &limits, err);
	if (!ret && send(w->guest->qmp, QMP_START, strlen(QMP_START), MSG_NOSIGNAL) < 0)
		ret = error_errno(err, "QMP");
	if (!ret)
		ret = follow(s, &how, err);
	s->now = clock_now_ms();
	w->boot_ms = (s->hello ? s->hello : s->now) - s->start;
	w->collect_ms = s->hello ? s->now - s->hello : 0;
	w->rows = s->guard.rows;
	if (s->wire)
		wire_reader_free(s->wire);
	qmp_release(&s->qmp);
	if (!ret)
		*end = how;
	return ret;
}
