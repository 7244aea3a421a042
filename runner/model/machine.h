/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MACHINE_H
#define MODEL_MACHINE_H
/*
 * A machine that was booted once and frozen, and guests that go on from that instant: what a
 * scenario asks of whoever can boot an image.
 *
 * - Boots, memory and disk: every guest has those of the frozen instant, and what one does no other
 *   sees.  That it is so is not taken on trust: scenario/canary.h.
 * - A guest answers requests, one after the other.  What the guest says is not trusted: it comes
 *   through model/wire.h, and it may only say of itself what a guest may.
 * - What the product does to a guest (it panics, it goes away) is an enum machine_end; an error is
 *   for what kept us from looking: QEMU was killed, the host's disk is full, the stream is broken.
 */
#include "model/source.h"

struct machine;	      /* frozen: a disk and a memory that nobody changes any more */
struct machine_guest; /* one that runs */

/*
 * What a guest may reach beside itself: TCP to this address and port of its network is a stream
 * socket on the host.  Everything else leads nowhere.  The guest's network is MACHINE_NETWORK, so
 * addresses have to be in it; it holds 169.254.169.254 and 168.63.129.16, Azure's.
 */
struct machine_grant {
	const char *address; /* IPv4, in MACHINE_NETWORK */
	unsigned port;
	const char *socket; /* path of a listening unix socket */
};

#define MACHINE_NETWORK "168.0.0.0/7"
enum { MACHINE_GRANTS_MAX = 8 };

/* What a guest of Azure has, whether it is used or not; the same in all guests of a machine. */
#define MACHINE_ASSET_TAG "7783-7084-3265-9085-8269-3286-77" /* the chassis' in Azure */

struct machine_file {	  /* handed to the guest before its commands run */
	const char *path; /* on the host */
	const char *name; /* in the guest: a file of this name in MACHINE_FOLDER */
};

#define MACHINE_FOLDER "/run/azlcts-work" /* tmpfs; emptied with `clear` */

struct machine_ask {
	const struct machine_file *files;
	size_t files_count;
	bool clear;			    /* empties MACHINE_FOLDER first */
	const char *const *const *commands; /* each argv, NULL at the end; as in struct plan */
	size_t commands_count;
	unsigned seconds; /* limit of each command, after which it is killed; 0: 20 */
	bool lasting;	  /* they are run for what they do, as in base/subprocess.h */
	unsigned parts;	  /* to collect once the commands are done, as PART_BITs; 0: none */
};

enum machine_end {
	MACHINE_ANSWERED,
	MACHINE_PANICKED, /* the console said so: see `why` */
	MACHINE_GONE,	  /* the guest ended by itself, or the probe in it did */
	MACHINE_SILENT,	  /* no answer, for longer than its commands may take */
};

struct machine_answer {
	enum machine_end end;
	char why[256]; /* not MACHINE_ANSWERED: one line, without what two runs do not share */
	int64_t ms;    /* how long it took */
	/* reboot(): the guest would not do it, and was reset; what it said of that, one line */
	char refused[256];
};

struct machine_kind {
	/*
	 * Boots req->path, has everything that checks want collected into req->sink (this is the
	 * evidence *before*), and freezes the guest.  The image has to reach user space: one that
	 * does not has its rows as always, and *out becomes NULL.  What `req` points to, but for
	 * paths and the sink, outlives the machine.
	 */
	int (*boot)(struct machine **out, const struct source_request *req, struct error *err);
	/*
	 * Leaves the machine in a folder, with the evidence that boot() collected (a file), where
	 * open() finds both again; it goes on from there.
	 */
	int (*keep)(struct machine *m, const char *folder, const char *evidence, struct error *err);
	/*
	 * The machine that is kept in a folder, and a copy of its evidence.  *out NULL: there is
	 * none that is of this very image, QEMU, hardware, probe, program and plan; `why` says it.
	 */
	int (*open)(struct machine **out, const struct source_request *req, const char *folder,
		    const char *evidence, char why[256], struct error *err);
	/*
	 * Another guest from the instant.  `medium`: an ISO image that lies in its drive; NULL: the
	 * drive is empty.  Waits until there is memory for it.  What its console says goes to
	 * console-N.log in the log_dir of boot(), N from 1.
	 */
	int (*restore)(struct machine_guest **out, struct machine *m,
		       const struct machine_grant *grants, size_t grants_count, const char *medium,
		       struct error *err);
	/* Files, commands and collection, in this order; rows go to `sink`. */
	int (*ask)(struct machine_guest *g, const struct machine_ask *ask, const struct sink *sink,
		   struct machine_answer *out, struct error *err);
	/*
	 * Has the guest reboot, and waits until its user space is there again.  out->ms is from
	 * the reset to the probe's first word.
	 */
	int (*reboot)(struct machine_guest *g, struct machine_answer *out, struct error *err);
	/* Ends the guest, and all that it changed is gone.  NULL is fine. */
	void (*end)(struct machine_guest *g);
	void (*free)(struct machine *m); /* after its guests; NULL is fine */
};

extern const struct machine_kind machine_disk; /* source/disk/machine.c */

#endif
