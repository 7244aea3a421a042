/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_MACHINE_DISK_H
#define SOURCE_DISK_MACHINE_DISK_H
/*
 * model/machine.h over QEMU:
 *
 *	machine.c		boots, freezes, and gives everything back
 *	machine_kept.c		leaves it in a folder, and finds it again
 *	machine_state.c		the instant, to and from a file
 *	machine_guest.c		a guest that goes on from there: its files, its start, its end
 *	machine_ask.c		one question and its answer
 *	machine_reboot.c	down, and up again
 */
#include "model/machine.h"
#include "source/disk/session.h"

struct machine {
	struct source_request req; /* of boot(); what it points to outlives the machine, but ... */
	char *path;		   /* ... for these, of which it has its own */
	char *work_dir;
	char *log_dir;
	struct session session;
	char *disk; /* overlay of the frozen guest, the variables of its firmware, its state */
	char *vars;
	char *state;
	struct firmware_files uefi; /* code as at the boot, and these variables */
	unsigned guests;	    /* restored so far */
	unsigned stalled;	    /* boots begun anew because an emulated CPU stalled */
};

struct machine_guest {
	struct machine *machine;
	struct admission admission;
	char *folder; /* of all its files; removed with it */
	char *overlay;
	char *files; /* folder of the files that it sends */
	struct guest guest;
	int log_fd;
	struct console console;
	struct follow follow;
	bool hello;	 /* the probe has begun the stream of the next answer */
	bool over;	 /* it gives no answers any more */
	unsigned resets; /* that it was asked for */
};

/* Names of its files, wherever they are. */
#define MACHINE_DISK  "frozen.qcow2"
#define MACHINE_VARS  "frozen.vars"
#define MACHINE_STATE "frozen.state"

/* One that knows where its files are, and has nothing yet. */
int machine_make(struct machine **out, const struct source_request *req, const char *folder,
		 struct error *err);
/* For session.reached: the guest stands still for ever. */
int machine_freeze(void *machine, const struct guest_spec *spec, struct follow *f,
		   struct error *err);
/* Once its files are there. */
void machine_rest(struct machine *m);
void machine_free(struct machine *m);
static inline void machine_cleanup(struct machine **m)
{
	machine_free(*m);
}
int machine_keep(struct machine *m, const char *folder, const char *evidence, struct error *err);
int machine_open(struct machine **out, const struct source_request *req, const char *folder,
		 const char *evidence, char why[256], struct error *err);

int machine_restore(struct machine_guest **out, struct machine *m,
		    const struct machine_grant *grants, size_t grants_count, const char *medium,
		    struct error *err);
void machine_guest_end(struct machine_guest *g);
int machine_ask(struct machine_guest *g, const struct machine_ask *ask, const struct sink *sink,
		struct machine_answer *out, struct error *err);
int machine_reboot(struct machine_guest *g, struct machine_answer *out, struct error *err);

/*
 * For ask and reboot: did the guest itself end what was asked for?  `since` (0 before) is when that
 * was first seen; a moment later *over, and `out` says how.  An error: it was not the guest.
 * `reset_wanted`: that is no end, and closing the port neither.
 */
int machine_guest_check(struct machine_guest *g, bool reset_wanted, int64_t *since, bool *over,
			struct machine_answer *out, struct error *err);

#endif
