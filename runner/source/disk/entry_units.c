/* SPDX-License-Identifier: MIT */
/* The units that mount the second disk and start the probe. */
#include "model/wire.h"
#include "source/disk/entry.h"

#define MOUNT(CONDITION, WHERE, OPTIONS)                 \
	"[Unit]\n"                                       \
	"Description=azlcts: the disk with the probe\n"  \
	"ConditionSecurity=" CONDITION "\n"              \
	"[Mount]\n"                                      \
	"What=/dev/disk/by-id/virtio-" ENTRY_SERIAL "\n" \
	"Where=" WHERE "\n"                              \
	"Type=vfat\n"                                    \
	"Options=ro,exec,nodev,nosuid,umask=0022" OPTIONS "\n"

/*
 * Type=exec, not oneshot: a start job that lasts would keep the manager "starting" for as long as
 * the probe looks.  What it complains of goes to the console, where the host sees it.
 */
#define SERVICE(CONDITION, MOUNT_UNIT, WHERE)                     \
	"[Unit]\n"                                                \
	"Description=azlcts: the probe\n"                         \
	"ConditionSecurity=" CONDITION "\n"                       \
	"Requires=" MOUNT_UNIT "\n"                               \
	"After=" MOUNT_UNIT " multi-user.target\n"                \
	"[Service]\n"                                             \
	"Type=exec\n"                                             \
	"ExecStart=" WHERE "/azlcts-probe --port " WIRE_PORT "\n" \
	"StandardOutput=null\n"                                   \
	"StandardError=journal+console\n"

const struct entry_unit entry_units[] = {
	{ "run-azlcts.mount", MOUNT("!selinux", "/run/azlcts", ""), false },
	{ "azlcts-probe.service", SERVICE("!selinux", "run-azlcts.mount", "/run/azlcts"), true },
	{ "run-azlctslabelled.mount",
	  MOUNT("selinux", "/run/azlctslabelled", ",context=\"system_u:object_r:bin_t:s0\""),
	  false },
	{ "azlcts-probe-labelled.service",
	  SERVICE("selinux", "run-azlctslabelled.mount", "/run/azlctslabelled"), true },
};

const size_t entry_units_count = ARRAY_SIZE(entry_units);
