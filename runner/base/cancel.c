/* SPDX-License-Identifier: MIT */
#include "base/cancel.h"

#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

int cancel_open(struct cancel *c, struct error *err)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return error_errno(err, "block signals");
	c->fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return c->fd < 0 ? error_errno(err, "signalfd") : 0;
}

void cancel_close(struct cancel *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

int cancel_check(const struct cancel *c, struct error *err)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };

	if (c->fd >= 0 && poll(&p, 1, 0) > 0)
		return error_set(err, ECANCELED, "interrupted");
	return 0;
}

static bool watch(int epoll, int fd)
{
	struct epoll_event event = { .events = EPOLLIN };

	return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

int cancel_limit_open(struct cancel_limit *l, const struct cancel *outer, int64_t ms,
		      struct error *err)
{
	struct itimerspec when = { .it_value = { .tv_sec = ms / 1000,
						 .tv_nsec = ms % 1000 * 1000000 } };

	l->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (l->timer < 0 || timerfd_settime(l->timer, 0, &when, NULL) < 0)
		return error_errno(err, "set a timer");
	l->cancel.fd = epoll_create1(EPOLL_CLOEXEC);
	if (l->cancel.fd < 0 || !watch(l->cancel.fd, l->timer) ||
	    (outer && outer->fd >= 0 && !watch(l->cancel.fd, outer->fd)))
		return error_errno(err, "wait for a timer");
	return 0;
}

void cancel_limit_release(struct cancel_limit *l)
{
	cancel_close(&l->cancel);
	if (l->timer >= 0)
		close(l->timer);
	l->timer = -1;
}
