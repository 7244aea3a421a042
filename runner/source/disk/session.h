/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_SESSION_H
#define SOURCE_DISK_SESSION_H
/*
 * One look at one disk image, and everything it needs: prepared (nothing has booted, everything
 * that can be wrong beforehand has been found), booted, told.
 */
#include "model/source.h"
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
	int log_fd;
	struct console console; /* of the boot that counts */
	enum watch_end end;
};

void session_release(struct session *s);
/* Everything but the boot; `s` is written to in any case, and has to be released. */
int session_prepare(struct session *s, const struct source_request *req, struct error *err);
/* Boots, by the way in that was asked for or, with "auto", by the next when the first fails. */
int session_boot(struct session *s, struct error *err);
/* Part BOOT and the facts about the source, once a boot is over. */
int session_tell(struct session *s, struct error *err);

#endif
