/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_CHILD_H
#define SOURCE_DISK_CHILD_H
/*
 * A program that runs beside us (QEMU, qemu-storage-daemon), where base/subprocess.h is for those
 * that we wait for.  It is told to end when this process ends, and has a process group of its own,
 * so that child_kill() leaves nothing behind.  It may have 1024 files open, whatever we may.
 */
#include <sys/types.h>

#include "base/error.h"

/*
 * Starts argv (argv[0] is searched in PATH).  The `keep_count` descriptors of `keep` stay open in
 * it; all others of ours have O_CLOEXEC.  Its standard error is appended to the file `log`.
 * `death` is the signal it gets when we die: SIGKILL, or SIGTERM for one that has to clean up.
 * `alone`: in a network namespace with nothing but a loopback of its own; EPERM: that is not
 * allowed.
 */
int child_start(pid_t *out, const char *const *argv, const int *keep, size_t keep_count, int death,
		bool alone, const char *log, struct error *err);
/* Has it ended?  Then *pid becomes 0, and `how` says the status and the last line of its log. */
bool child_ended(pid_t *pid, const char *log, char how[256]);
/* SIGTERM, then as child_kill() when it has not ended after `patience_ms`. */
void child_end(pid_t *pid, int64_t patience_ms);
/* Kills its group, waits, and sets *pid to 0.  0 is fine. */
void child_kill(pid_t *pid);

#endif
