/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_ADMISSION_H
#define SOURCE_DISK_ADMISSION_H
/*
 * Is there memory for one more guest?  The guests of a user, of all runs, stand in a ledger: a
 * folder with a file for each, locked for as long as it may run, with its MiB.  Free is what the
 * kernel says is available, less what running guests may still take of theirs.  Where there is no
 * room, the caller waits until another guest has ended; none is ever ended for another.
 *
 * Who runs a guest should not wait for a second one: two that do wait for one another.
 */
#include <sys/types.h>

#include "base/cancel.h"
#include "model/progress.h"

enum { ADMISSION_OVERHEAD_MIB = 192 }; /* QEMU itself and its translated code, beside the guest */

struct admission_wish {
	const char *runtime_dir; /* the ledger lies below it; NULL: /tmp */
	unsigned memory_mib;	 /* of the guest */
	unsigned ceiling_mib;	 /* of all guests together; 0: none but what the host has */
	const char *meminfo;	 /* NULL: /proc/meminfo */
	const struct progress *progress;
	const struct cancel *cancel;
};

struct admission {
	int fd; /* of the entry, locked; -1: none */
	char *path;
	unsigned memory_mib;
};

#define ADMISSION_INIT   \
	{                \
		.fd = -1 \
	}

/*
 * Waits for room, and takes it.  ENOMEM with numbers: there is none, and nobody runs whose end
 * would make some.  EINVAL: the guest alone is above the ceiling.
 */
int admission_wait(struct admission *out, const struct admission_wish *wish, struct error *err);
/* The process that takes the memory: what it has is no longer owed. */
void admission_note(struct admission *a, pid_t qemu);
void admission_release(struct admission *a);

#endif
