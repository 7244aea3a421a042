/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_SESSION_H
#define SOURCE_DISK_SESSION_H
/*
 * One look at one disk image, and everything it needs: prepared (nothing has booted, everything
 * that can be wrong beforehand has been found), booted, told.
 */
#include "model/source.h"
#include "source/disk/admission.h"
#include "source/disk/digest.h"
#include "source/disk/entry.h"
#include "source/disk/watch.h"

struct session {
	const struct source_request *req;
	const char *qemu;
	char *qemu_img; /* owned */
	struct image_tool tool;
	struct disk_image image;
	struct qemu_version version;
	struct accelerator accelerator;
	const struct firmware_files *uefi;
	unsigned memory_mib;
	unsigned cpus;
	struct watch_limits limits;
	struct digest digest;
	char sha256[SHA256_HEX]; /* of the image; "": not known yet */
	int log_fd;
	struct admission admission; /* of the guest that runs */
	enum entry entry;	    /* the way in that was taken last */
	struct entry_plan plan;	    /* of it */
	struct console console;	    /* of the boot that counts */
	enum watch_end end;
	/*
	 * For a guest of scenarios (machine.c): its hardware, and what is done with it once its
	 * stream came whole, while it still runs.  NULL: it is a guest like any.
	 */
	int (*reached)(void *arg, const struct guest_spec *spec, struct follow *f,
		       struct error *err);
	void *reached_arg;
};

void session_release(struct session *s);
/* Everything but the boot; `s` is written to in any case, and has to be released. */
int session_prepare(struct session *s, const struct source_request *req, struct error *err);
/* Boots, by the way in that was asked for or, with "auto", by the next when the first fails. */
int session_boot(struct session *s, struct error *err);
/* What a guest is started with; the caller's are work_dir and overlay. */
struct guest_spec session_spec(const struct session *s, const char *work_dir, const char *overlay);
/* What is asked of admission.h for a guest of this session. */
struct admission_wish session_wish(const struct session *s);
/* Part PACKAGES, from the files that a guest has sent, which lie in work_dir. */
int session_packages(const struct session *s, struct error *err);
/* Part BOOT and the facts about the source, once a boot is over. */
int session_tell(struct session *s, struct error *err);

#endif
