/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_QMP_H
#define SOURCE_DISK_QMP_H
/*
 * What QEMU says of its guest on its machine protocol (QMP): one JSON document a line.  Bytes in,
 * a state out; nothing here waits.
 */
#include "base/buf.h"

struct qmp {
	struct buf line;
	bool greeted;	   /* QEMU is up */
	bool port_opened;  /* the guest opened the probe's port, ever */
	bool port_open;	   /* and has it open now */
	bool damaged;	   /* a line that is no JSON: not QEMU's */
	char shutdown[40]; /* why the guest ended: "guest-shutdown" ...; "": it has not */
	char io_error[80]; /* what QEMU could not do with a disk; "": nothing */
	bool io_no_space;  /* ... because the host's disk is full */
	unsigned asked;	   /* commands sent: whoever sends them counts */
	unsigned answered; /* ... and answered, also with an error */
	unsigned errors;
	char error[160];    /* of the last command that had one */
	char migration[24]; /* the last state of one: "active", "completed", "failed" */
	unsigned resets;    /* of the guest, by itself or asked for */
};

/* The id of the port in VSERPORT_CHANGE events. */
#define QMP_PORT_ID "probe-port"
/* Written once, after the greeting, or before: QEMU reads it when it is ready. */
#define QMP_START "{\"execute\":\"qmp_capabilities\"}\n"

void qmp_init(struct qmp *q);
void qmp_release(struct qmp *q);
void qmp_feed(struct qmp *q, const char *data, size_t len);

#endif
