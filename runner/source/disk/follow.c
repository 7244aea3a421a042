/* SPDX-License-Identifier: MIT */
#include "source/disk/follow.h"

#include <poll.h>
#include <sys/socket.h>

#include "base/clock.h"

int follow_init(struct follow *f, struct guest *guest, struct console *console,
		const struct cancel *cancel, struct error *err)
{
	*f = (struct follow){ .guest = guest, .console = console, .cancel = cancel };
	f->sink = guard_sink(&f->guard);
	qmp_init(&f->qmp);
	f->now = f->console_at = f->wire_at = clock_now_ms();
	if (send(guest->qmp, QMP_START, strlen(QMP_START), MSG_NOSIGNAL) < 0)
		return error_errno(err, "QMP");
	f->qmp.asked = 1;
	return 0;
}

void follow_release(struct follow *f)
{
	wire_reader_free(f->wire);
	f->wire = NULL;
	qmp_release(&f->qmp);
}

int follow_stream(struct follow *f, struct error *err)
{
	const struct wire_limits limits = WIRE_LIMITS_DEFAULT;

	wire_reader_free(f->wire);
	f->wire = NULL;
	f->guard.rows = 0;
	return wire_reader_open(&f->wire, &f->sink, &limits, err);
}

/* Reads once; closes the descriptor at its end.  Bytes read, or 0. */
static size_t take(struct follow *f, int *fd)
{
	ssize_t n = read(*fd, f->chunk, sizeof(f->chunk));

	if (n > 0)
		return (size_t)n;
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	close(*fd);
	*fd = -1;
	return 0;
}

static bool read_console(struct follow *f)
{
	size_t n = take(f, &f->guest->console);

	if (n == 0)
		return false;
	f->console_at = f->now;
	console_feed(f->console, f->chunk, n);
	return true;
}

void follow_console(struct follow *f)
{
	for (unsigned i = 0; i < FOLLOW_CHUNKS && f->guest->console >= 0; i++)
		if (!read_console(f))
			return;
}

static void read_qmp(struct follow *f)
{
	size_t n = take(f, &f->guest->qmp);

	if (n > 0)
		qmp_feed(&f->qmp, f->chunk, n);
}

static int read_wire(struct follow *f, struct error *err)
{
	size_t n = take(f, &f->guest->wire);

	if (n == 0)
		return 0;
	f->wire_at = f->now;
	return f->wire ? wire_reader_feed(f->wire, f->chunk, n, err) : 0;
}

/* QEMU takes no byte of it before the guest has opened the port. */
static int write_wire(struct follow *f, struct error *err)
{
	const char *data = NULL;
	size_t len = 0;
	ssize_t n;
	int ret = wire_sender_next(f->request, &data, &len, err);

	if (ret || len == 0)
		return ret;
	n = send(f->guest->wire, data, len, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n > 0)
		wire_sender_sent(f->request, (size_t)n);
	return 0;
}

int follow_step(struct follow *f, struct error *err)
{
	struct guest *g = f->guest;
	bool unsent = f->request && !wire_sender_done(f->request);
	struct pollfd p[4] = { { .fd = f->cancel ? f->cancel->fd : -1, .events = POLLIN },
			       { .fd = g->console, .events = POLLIN },
			       { .fd = g->qmp, .events = POLLIN },
			       { .fd = g->wire,
				 .events = (short)(unsent ? POLLIN | POLLOUT : POLLIN) } };
	int ret = 0;

	if (poll(p, 4, FOLLOW_TICK_MS) < 0 && errno != EINTR)
		return error_errno(err, "poll");
	f->now = clock_now_ms();
	if (p[0].revents)
		return error_set(err, ECANCELED, "interrupted");
	if (p[1].revents)
		read_console(f);
	if (p[2].revents)
		read_qmp(f);
	if (p[3].revents & POLLOUT)
		ret = write_wire(f, err);
	if (!ret && p[3].revents & (POLLIN | POLLHUP | POLLERR))
		ret = read_wire(f, err);
	return ret;
}

bool follow_ended(struct follow *f)
{
	if (f->ended[0] || guest_ended(f->guest, f->ended))
		return true;
	f->ended[0] = '\0';
	return false;
}

int follow_check(const struct follow *f, struct error *err)
{
	if (f->qmp.damaged)
		return error_set(err, EPROTO, "QEMU does not speak QMP");
	if (!f->qmp.io_error[0])
		return 0;
	if (f->qmp.io_no_space)
		return error_set(err, ENOSPC,
				 "the host's disk is full: the guest's overlay cannot grow");
	return error_set(err, EIO, "QEMU could not use the guest's disk: %s", f->qmp.io_error);
}

int follow_command(struct follow *f, const char *json, int64_t ms, struct error *err)
{
	int64_t deadline = clock_now_ms() + ms;
	size_t len = strlen(json);
	unsigned errors = f->qmp.errors;

	/* A command is far shorter than what a socket holds: it goes at once, or QEMU is gone. */
	if (f->guest->qmp < 0 || send(f->guest->qmp, json, len, MSG_NOSIGNAL) != (ssize_t)len)
		return error_set(err, EIO, "QEMU takes no command");
	f->qmp.asked++;
	while (f->qmp.answered < f->qmp.asked) {
		int ret = follow_step(f, err);

		if (!ret)
			ret = follow_check(f, err);
		if (!ret && follow_ended(f) && f->guest->qmp < 0)
			ret = error_set(err, EIO, "QEMU %s", f->ended);
		if (!ret && f->now > deadline)
			ret = error_set(err, ETIMEDOUT, "QEMU did not answer within %lld s",
					(long long)ms / 1000);
		if (ret)
			return ret;
	}
	if (f->qmp.errors != errors)
		return error_set(err, EIO, "QEMU: %s", f->qmp.error);
	return 0;
}
