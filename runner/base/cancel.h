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

#endif
