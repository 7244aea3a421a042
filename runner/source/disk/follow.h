/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_FOLLOW_H
#define SOURCE_DISK_FOLLOW_H
/*
 * All that comes from a running guest: console, QMP, the probe's stream, and cancellation, read by
 * one poll and put where it belongs.  What it means is decided by whoever waits: watch.c for a
 * boot, machine_guest.c for an answer.
 */
#include "model/wire.h"
#include "model/wire_request.h"
#include "source/disk/console.h"
#include "source/disk/guard.h"
#include "source/disk/guest.h"
#include "source/disk/qmp.h"

enum {
	FOLLOW_TICK_MS = 100,	/* how late anything without a descriptor may be noticed */
	FOLLOW_LINGER_MS = 300, /* after a fault: the rest of its lines, for the log */
	FOLLOW_DRAIN_MS = 1000, /* after a guest's end: what is still on its way */
	FOLLOW_CHUNK = 64 << 10,
	FOLLOW_CHUNKS = 16, /* of the console, read at once */
};

struct follow {
	struct guest *guest;
	struct console *console;
	const struct cancel *cancel;
	struct wire_sender *request; /* NULL: nothing to say */
	struct wire_reader *wire;    /* owned; NULL: what the probe says is thrown away */
	struct guard guard;	     /* between `wire` and whoever takes the rows: guard.to */
	struct sink sink;	     /* the guard's */
	struct qmp qmp;
	int64_t now;
	int64_t console_at; /* when the last byte of it came */
	int64_t wire_at;
	char ended[256]; /* how QEMU ended; "": it runs */
	char chunk[FOLLOW_CHUNK];
};

/* `f` is large: for the heap.  Sends what begins a QMP session. */
int follow_init(struct follow *f, struct guest *guest, struct console *console,
		const struct cancel *cancel, struct error *err);
void follow_release(struct follow *f);
/* A new stream is expected from the probe; its rows go to guard.to. */
int follow_stream(struct follow *f, struct error *err);
/* Waits for at most a tick, and reads once what there is. */
int follow_step(struct follow *f, struct error *err);
/* What the console has said before what was just seen elsewhere; bounded. */
void follow_console(struct follow *f);
/* Has QEMU ended?  f->ended says how. */
bool follow_ended(struct follow *f);
/* A disk that cannot be written or read, or a QEMU that speaks no QMP: not the image's fault. */
int follow_check(const struct follow *f, struct error *err);
/* One QMP command (a line of JSON) and its answer, within `ms`; an error of QEMU's is ours. */
int follow_command(struct follow *f, const char *json, int64_t ms, struct error *err);

#endif
