/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_WATCH_H
#define SOURCE_DISK_WATCH_H
/*
 * From a started guest to the end of its stream: one loop over console, QMP, wire, clock and
 * cancellation.
 *
 * It ends in one of three ways that are known (enum watch_end), or in an error: time ran out, the
 * guest fell silent, it or QEMU went away, the probe broke off, the stream lied.  The image is only
 * blamed for what its console said.
 */
#include "source/disk/follow.h"

enum { WATCH_STALLS_MAX = 3 }; /* boots in a row that may be WATCH_STALLED */

enum watch_end {
	WATCH_DONE,	   /* the stream came whole */
	WATCH_IMAGE_FAULT, /* console->fault says which */
	WATCH_NO_PROBE,	   /* user space is there, the probe is not: another way in may help */
	WATCH_STALLED,	   /* an emulated CPU stalled: no fault of the image */
};

struct watch_limits {
	int64_t boot_ms;	/* from start to the probe's first word, and again to its last */
	int64_t silence_ms;	/* without a byte from console or, later, from the probe */
	int64_t grace_ms;	/* from a login prompt to the probe's first word */
	int64_t stall_ms;	/* of nothing but stalls is WATCH_STALLED; 0: never */
	unsigned systemd_least; /* below this version nobody starts the probe; 0: any will do */
};

struct watch {
	const struct watch_limits *limits;
	struct wire_sender *request; /* for the probe; NULL: nothing */
	bool hello;		     /* the probe's first word is enough: WATCH_DONE */
	const struct sink *sink;
	const struct progress *progress;
	/* out */
	char why[256]; /* WATCH_NO_PROBE, WATCH_STALLED: one line */
	int64_t boot_ms;
	int64_t collect_ms;
	uint64_t rows;
};

/*
 * `*end` is written on success only.  `f` was made for the guest; when all is well it goes on from
 * there, with the stream that has begun.
 */
int watch_guest(struct watch *w, struct follow *f, enum watch_end *end, struct error *err);

#endif
