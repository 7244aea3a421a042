/* SPDX-License-Identifier: MIT */
#include "base/cancel.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>

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
