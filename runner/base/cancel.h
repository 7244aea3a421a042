/* SPDX-License-Identifier: MIT */
#ifndef BASE_CANCEL_H
#define BASE_CANCEL_H
/*
 * "Stop, please": SIGINT, SIGTERM and SIGHUP, blocked and delivered to a signalfd, so that there is
 * no handler and no global state.  Whoever waits polls the descriptor too; whoever works asks now
 * and then.  The signal is never consumed: once asked, asked for good.
 */
#include "base/error.h"

struct cancel {
	int fd; /* readable once a signal came; -1: cannot be cancelled */
};

#define CANCEL_NEVER     \
	{                \
		.fd = -1 \
	}

int cancel_open(struct cancel *c, struct error *err);
void cancel_close(struct cancel *c);
/* 0, or -ECANCELED with "interrupted". */
int cancel_check(const struct cancel *c, struct error *err);

/*
 * A limit in time that asks as a person would: its `cancel` is asked for once `outer` is (NULL:
 * never), or when the time has passed.
 */
struct cancel_limit {
	struct cancel cancel;
	int timer;
};

#define CANCEL_LIMIT_INIT                           \
	{                                           \
		.cancel = CANCEL_NEVER, .timer = -1 \
	}

int cancel_limit_open(struct cancel_limit *l, const struct cancel *outer, int64_t ms,
		      struct error *err);
void cancel_limit_release(struct cancel_limit *l);

#endif
