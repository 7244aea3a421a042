/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_ACCELERATOR_H
#define SOURCE_DISK_ACCELERATOR_H
/*
 * Which accelerator works here?  /dev/kvm can be there and yet abort QEMU or hang a guest in its
 * firmware for ever, so KVM is proved before use: a boot sector of ours has to come through
 * firmware, disk and timer interrupt to QEMU's exit port within three seconds.  No proof: TCG,
 * QEMU's own emulation, which always works and is some three to five times slower to boot.
 *
 * Also for `doctor`: what there is of QEMU and its version.
 */
#include "base/cancel.h"
#include "base/error.h"

enum { ACCELERATOR_PROOF_MS = 3000 };

struct accelerator {
	bool kvm;	  /* proved; false: TCG */
	char reason[256]; /* why this one, one line */
};

static inline const char *accelerator_name(const struct accelerator *a)
{
	return a->kvm ? "kvm" : "tcg";
}

struct qemu_version {
	unsigned major;
	unsigned minor;
	char text[64]; /* "10.0.2 (Debian ...)" */
};

/*
 * Asks a QEMU program for its version, in at most ten seconds.  `program` is a path or a name in
 * PATH.  Not there, or not QEMU: EINVAL when `chosen` by the user, else ENOENT.
 */
int qemu_version(const char *program, bool chosen, struct qemu_version *out,
		 const struct cancel *cancel, struct error *err);

/*
 * Proves KVM, in at most ACCELERATOR_PROOF_MS and a little.  A KVM that does not work is no error:
 * it is `kvm` false and the reason.  `work_dir` gets a file of 512 bytes.
 */
int accelerator_prove(struct accelerator *out, const char *program, const char *work_dir,
		      const struct cancel *cancel, struct error *err);

/*
 * What the user asked for ("kvm", "tcg", "auto" or NULL), proved.  "kvm" that does not work is an
 * error (ENODEV).
 */
int accelerator_choose(struct accelerator *out, const char *wish, const char *program,
		       const char *work_dir, const struct cancel *cancel, struct error *err);

/*
 * QEMU 7.2 panics Linux guests at random under TCG with two CPUs (its CMPXCHG16B saves wrong
 * flags): such a version gets one CPU without that instruction.
 */
static inline bool qemu_needs_one_cpu(const struct qemu_version *v, bool kvm)
{
	return !kvm && v->major < 8;
}

#endif
