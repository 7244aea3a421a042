/* SPDX-License-Identifier: MIT */
#include "source/disk/watch.h"
#include "base/clock.h"

#include <stdio.h>

enum {
	SAY_MS = 1000, /* between two lines of progress */
	BURST = 6,     /* what a kernel says about a stall comes within a sixth of stall_ms: 5 s */
};

struct state {
	struct watch *w;
	struct follow *f;
	int64_t start;
	int64_t hello; /* the times things were first seen; 0: not yet */
	int64_t login;
	int64_t fault;
	int64_t ending;	  /* guest or QEMU gone, or the probe's port closed */
	int64_t stall;	  /* the last word of a stall */
	int64_t stalled;  /* the first one after which nothing else was said; 0: none */
	unsigned stalls;  /* words of a stall so far */
	uint64_t bytes;	  /* of the console so far */
	int64_t activity; /* last byte of the channel that has to speak */
	int64_t said;
};

static void first(int64_t *when, bool seen, int64_t now)
{
	if (seen && *when == 0)
		*when = now;
}

static double seconds(const struct state *s)
{
	return (double)(s->f->now - s->start) / 1000.0;
}

/* "...; last console line: 'x'" behind every error of this file. */
static int give_up(const struct state *s, struct error *err, int code, const char *what)
{
	const char *last = s->f->console->last;

	return error_set(err, code, "%s after %.0f s; last console line: %s%s%s", what, seconds(s),
			 *last ? "'" : "none", last, *last ? "'" : "");
}

/*
 * The kernel repeats that a CPU stalls, every 21 s and more, with traces behind it.  Only what
 * comes apart from that shows that the guest gets on.
 */
static void note_stall(struct state *s)
{
	unsigned stalls = s->f->console->stalls;

	if (stalls != s->stalls) {
		s->stalls = stalls;
		s->stall = s->f->now;
		first(&s->stalled, true, s->f->now);
	} else if (s->f->now - s->stall > s->w->limits->stall_ms / BURST) {
		s->stalled = 0;
	}
}

/* What the step brought. */
static void note(struct state *s)
{
	const struct follow *f = s->f;

	if (f->console->bytes != s->bytes) {
		s->bytes = f->console->bytes;
		note_stall(s);
		if (!s->hello)
			s->activity = f->now;
		first(&s->login, f->console->login, f->now);
		first(&s->fault, f->console->fault != CONSOLE_ORDINARY, f->now);
	}
	if (f->wire_at > s->activity)
		s->activity = f->wire_at;
	first(&s->hello, wire_reader_started(f->wire), f->now);
}

static void say(struct state *s)
{
	const struct watch *w = s->w;

	if (s->f->now - s->said < SAY_MS)
		return;
	s->said = s->f->now;
	if (s->hello)
		progress_say(w->progress, "collect", "%.0f s, %llu rows",
			     (double)(s->f->now - s->hello) / 1000.0,
			     (unsigned long long)s->f->guard.rows);
	else
		progress_say(w->progress, "boot", "%.0f s: %s", seconds(s), s->f->console->last);
}

/* What ended before the stream did. */
static int say_ending(struct state *s, struct error *err)
{
	char what[400];

	if (s->f->qmp.shutdown[0])
		snprintf(what, sizeof(what),
			 "the guest ended by itself (%s) before the probe was "
			 "done",
			 s->f->qmp.shutdown);
	else if (s->f->ended[0] && !s->f->qmp.greeted)
		return error_set(err, EIO, "QEMU %s", s->f->ended);
	else if (s->f->ended[0])
		snprintf(what, sizeof(what), "QEMU %s", s->f->ended);
	else
		snprintf(what, sizeof(what), "the probe ended %s",
			 s->hello ? "in the middle of its report" : "without a word");
	return give_up(s, err, EIO, what);
}

static int check_ending(struct state *s, bool *over, struct error *err)
{
	const struct guest *g = s->f->guest;
	bool gone = follow_ended(s->f);
	bool drained = gone && g->console < 0 && g->wire < 0;
	int64_t last;

	if (gone || s->f->qmp.shutdown[0] || (s->f->qmp.port_opened && !s->f->qmp.port_open))
		first(&s->ending, true, s->f->now);
	else
		s->ending = 0; /* the port was opened again */
	if (!s->ending)
		return 0;
	last = s->activity > s->ending ? s->activity : s->ending;
	if (!drained && s->f->now - last < FOLLOW_DRAIN_MS)
		return 0;
	console_end(s->f->console);
	if (s->f->console->fault != CONSOLE_ORDINARY && !s->hello) {
		*over = true;
		return 0;
	}
	return say_ending(s, err);
}

/* User space came up, and nobody started the probe. */
static bool no_probe(const struct state *s)
{
	const struct watch_limits *limits = s->w->limits;
	const struct console *c = s->f->console;

	if (c->systemd && c->systemd < limits->systemd_least) {
		snprintf(s->w->why, sizeof(s->w->why),
			 "the guest has systemd %u, which takes no units as credentials",
			 c->systemd);
		return true;
	}
	if (s->login && s->f->now - s->login > limits->grace_ms) {
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

	if (!limits->stall_ms || s->hello || !s->stalled ||
	    s->f->now - s->stalled < limits->stall_ms)
		return false;
	snprintf(s->w->why, sizeof(s->w->why),
		 "a CPU of the guest stalled, and it said nothing else for %lld s",
		 (long long)limits->stall_ms / 1000);
	return true;
}

static int check_clock(const struct state *s, struct error *err)
{
	const struct watch_limits *limits = s->w->limits;
	int64_t since = s->f->now - (s->hello ? s->hello : s->start);
	char what[200];

	if (since > limits->boot_ms) {
		snprintf(what, sizeof(what), "the %s did not end within %lld s (--timeout)",
			 s->hello ? "collection" : "boot", (long long)limits->boot_ms / 1000);
		return give_up(s, err, ETIMEDOUT, what);
	}
	/* A guest that is up may be quiet until the probe speaks; then other limits hold. */
	if (s->f->now - s->activity > limits->silence_ms &&
	    (s->hello || !(s->login || s->f->qmp.port_open))) {
		snprintf(what, sizeof(what), "silence: no byte from the %s for %lld s",
			 s->hello ? "probe" : "guest", (long long)limits->silence_ms / 1000);
		return give_up(s, err, ETIMEDOUT, what);
	}
	return 0;
}

/*
 * The kernel counts the ticks of its timer for a moment, and an emulated CPU that is not let run in
 * that moment has none: the image has nothing to do with that panic either.
 */
static bool starved(const struct state *s)
{
	if (!s->w->limits->stall_ms ||
	    !strstr(s->f->console->fault_text, "IO-APIC + timer doesn't work"))
		return false;
	snprintf(s->w->why, sizeof(s->w->why),
		 "an emulated CPU got no tick of its timer while the kernel counted them");
	return true;
}

/* Is it over?  Then *end says how. */
static int decide(struct state *s, bool *over, enum watch_end *end, struct error *err)
{
	const struct console *c = s->f->console;
	int ret = 0;

	*over = true;
	if (s->w->hello ? s->hello != 0 : wire_reader_done(s->f->wire)) {
		*end = WATCH_DONE;
		return 0;
	}
	*end = WATCH_IMAGE_FAULT;
	if (s->fault && !s->hello && s->f->now - s->fault >= FOLLOW_LINGER_MS) {
		if (starved(s))
			*end = WATCH_STALLED;
		return 0;
	}
	if (s->fault && s->hello && c->fault == CONSOLE_PANIC)
		return give_up(s, err, EIO, "the kernel panicked while evidence was collected");
	*over = false;
	ret = follow_check(s->f, err);
	if (!ret)
		ret = check_ending(s, over, err);
	if (ret || *over)
		return ret;
	if (!s->hello && !s->f->qmp.port_open && no_probe(s)) {
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
		ret = follow_step(s->f, err);
		note(s);
		if (ret == -EPROTO)
			error_wrap(err, "what the probe sent, after %.0f s", seconds(s));
		if (ret)
			break;
		say(s);
		ret = decide(s, &over, end, err);
	}
	return ret;
}

int watch_guest(struct watch *w, struct follow *f, enum watch_end *end, struct error *err)
{
	struct state s = { .w = w, .f = f };
	enum watch_end how = WATCH_NO_PROBE;
	int ret = follow_stream(f, err);

	f->guard.to = w->sink;
	f->request = w->request;
	s.start = s.activity = f->now = clock_now_ms();
	s.bytes = f->console->bytes;
	s.stalls = f->console->stalls;
	if (!ret)
		ret = follow(&s, &how, err);
	f->now = clock_now_ms();
	f->request = NULL;
	w->boot_ms = (s.hello ? s.hello : f->now) - s.start;
	w->collect_ms = s.hello ? f->now - s.hello : 0;
	w->rows = f->guard.rows;
	if (!ret)
		*end = how;
	return ret;
}
