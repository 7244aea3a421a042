/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_AUDIT_IMAGE_H
#define JUDGE_AUDIT_IMAGE_H
/* What the image's own auditctl said, and which system calls its machine has. */
#include "base/arena.h"
#include "base/buf.h"
#include "model/evidence.h"
#include "model/results.h"

/* What a command printed; false: it was not run, or said nothing, which `findings` has as not
 * checked. */
bool audit_said(struct evidence *ev, const char *argv, struct buf *out, struct findings *findings);
/* As `sh -c`: of auditctl -s the one line that is the same after each boot. */
#define AUDIT_STATE "auditctl -s | grep ^enabled"
/* "enabled 2" of auditctl -s; false: it does not say. */
bool audit_said_enabled(struct evidence *ev, struct buf *out, struct findings *findings);
/* Where sudo writes its log (Defaults logfile), in the arena; NULL: nowhere, or not known, and
 * `findings` says so. */
const char *audit_sudo_log(struct evidence *ev, struct arena *arena, struct findings *findings);
/* Machines that came after them never had the oldest calls (asm-generic/unistd.h). */
bool audit_syscall_exists(struct evidence *ev, const char *name, bool of_64_bits);

#endif
