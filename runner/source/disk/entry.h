/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_ENTRY_H
#define SOURCE_DISK_ENTRY_H
/*
 * How the probe gets into a guest whose disk nobody touches.
 *
 * The probe's program travels on a second, read-only disk (fat.h) of its own, because /run and /tmp
 * may forbid execution.  What differs is who is asked to mount and start it:
 *
 *	credential	systemd >= 256 takes whole units as credentials
 *(systemd.system-credentials(7): systemd.extra-unit.*, systemd.unit-dropin.*), which come as SMBIOS
 *type 11 strings; these reach every kernel with DMI, through any boot loader
 *	inject		the unit files are written into the overlay before the boot; ext4 only; the
 *			units remove their own files before the probe looks
 *	cloud-init	the second disk is a NoCloud seed as well (label CIDATA)
 *	ignition	an Ignition 3.0 config over fw_cfg; only looked at on a first boot
 *
 * Ignition could be proved for its bytes only: there was no image with it to boot.
 */
#include "source/disk/guest.h"
#include "source/disk/image_tool.h"

enum entry {
	ENTRY_CREDENTIAL,
	ENTRY_INJECT,
	ENTRY_CLOUD_INIT,
	ENTRY_IGNITION,
	ENTRY_COUNT,
};

enum {
	CREDENTIAL_SYSTEMD = 256,      /* the first systemd that takes units as credentials */
	SMBIOS_STRINGS_MAX = 60 << 10, /* of all strings; the table ends at 64 KiB */
};

extern const char *const entry_names[ENTRY_COUNT];

/* Serial of the second disk: /dev/disk/by-id/virtio-azlcts-entry */
#define ENTRY_SERIAL "azlcts-entry"

struct entry_unit {
	const char *name;
	const char *text;
	bool wanted; /* by multi-user.target */
};

/*
 * The units, one set for all ways.  There are two of each: with SELinux the mount has to give its
 * files a label that may be executed, and without SELinux the kernel refuses such an option.
 */
extern const struct entry_unit entry_units[];
extern const size_t entry_units_count;

/* Fills `plan` (zeroed before) for a guest; `tool` gives the folder for scratch. */
int entry_prepare(enum entry entry, const char *probe, const struct image_tool *tool,
		  struct entry_plan *plan, struct error *err);

/* The texts of each way, for entry_prepare() and the tests. */
void entry_base64(struct buf *out, const char *data, size_t len);
int entry_credentials(struct entry_plan *plan, struct error *err);
void entry_user_data(struct buf *out);
int entry_ignition_config(struct buf *out, struct error *err);

/* ENTRY_INJECT's second half: writes the units into the overlay of `spec`. */
int entry_inject(const struct guest_spec *spec, const struct image_tool *tool, struct error *err);

#endif
