/* SPDX-License-Identifier: MIT */
/*
 * The books that the machine keeps of whoever comes: they differ with any package that was ever
 * installed, and say nothing that another class does not say better.
 *
 * Add what is kept by the system for all packages alike; never what one product leaves.
 */
#include "base/str.h"
#include "model/machine.h"
#include "scenario/footprint_facts.h"

struct usual {
	enum footprint_class class;
	const char *glob; /* FOLDER/ is the folder, and all below it */
	const char *why;
};

static const struct usual usual[] = {
	/* class package has what they say */
	{ FOOTPRINT_FILE, "/usr/lib/sysimage/rpm/*", "the rpm database" },
	{ FOOTPRINT_FILE, "/var/lib/rpm/*", "the rpm database" },
	{ FOOTPRINT_FILE, "/usr/lib/sysimage/libdnf5/", "dnf's reasons and history" },
	{ FOOTPRINT_FILE, "/var/lib/dnf/", "dnf's reasons and history" },
	{ FOOTPRINT_FILE, "/var/cache/dnf/", "dnf's metadata" },
	{ FOOTPRINT_FILE, "/var/cache/libdnf5/", "dnf's metadata" },
	{ FOOTPRINT_FILE, "/var/cache/tdnf/", "tdnf's metadata" },
	{ FOOTPRINT_FILE, "/var/lib/tdnf/", "tdnf's history" },
	{ FOOTPRINT_FILE, "/var/log/dnf*.log*", "dnf's log" },
	{ FOOTPRINT_FILE, "/var/log/hawkey.log*", "dnf's log" },
	{ FOOTPRINT_FILE, "/var/log/tdnf*.log*", "tdnf's log" },
	{ FOOTPRINT_FILE, "/var/log/audit/audit.log*", "the log of all" },
	{ FOOTPRINT_FILE, "/var/log/journal/", "the log of all" },
	/* libraries of packages are files of packages */
	{ FOOTPRINT_FILE, "/etc/ld.so.cache", "index of libraries" },
	{ FOOTPRINT_FILE, "/var/cache/ldconfig/*", "index of libraries" },
	/* class user and group have what they say */
	{ FOOTPRINT_FILE, "/etc/passwd-", "users, as they were" },
	{ FOOTPRINT_FILE, "/etc/shadow-", "users, as they were" },
	{ FOOTPRINT_FILE, "/etc/group-", "groups, as they were" },
	{ FOOTPRINT_FILE, "/etc/gshadow-", "groups, as they were" },
	{ FOOTPRINT_FILE, "/etc/.pwd.lock", "a lock of the user database" },
	/* indexes that file triggers of other packages make of what packages bring */
	{ FOOTPRINT_FILE, "/usr/share/info/dir", "index of manuals" },
	{ FOOTPRINT_FILE, "/var/cache/man/*", "index of manuals" },
	{ FOOTPRINT_FILE, "/usr/lib/udev/hwdb.bin", "index of hardware" },
	{ FOOTPRINT_FILE, "/etc/udev/hwdb.bin", "index of hardware" },
	{ FOOTPRINT_FILE, "/var/lib/systemd/catalog/database", "index of messages" },
	/* ours: the probe, what was handed to the guest, and the canary */
	{ FOOTPRINT_FILE, MACHINE_FOLDER "*", "what the guest was given" },
	{ FOOTPRINT_MOUNT, MACHINE_FOLDER "*", "what the guest was given" },
	{ FOOTPRINT_FILE, "/var/lib/azlcts-canary", "the canary" },
	{ FOOTPRINT_LISTENER, "unix /run/azlcts*", "the probe" },
};

/* Of these what stands in them: who may read them is no book-keeping. */
static const struct usual contents_usual[] = {
	/* class user and group have what they say */
	{ FOOTPRINT_FILE, "/etc/passwd", "users" },
	{ FOOTPRINT_FILE, "/etc/shadow", "users" },
	{ FOOTPRINT_FILE, "/etc/group", "groups" },
	{ FOOTPRINT_FILE, "/etc/gshadow", "groups" },
};

static bool fits(const char *glob, const char *object)
{
	size_t n = strlen(glob) - 1;

	if (glob[n] != '/')
		return str_glob(glob, object);
	return strncmp(glob, object, n) == 0 && (object[n] == '/' || object[n] == '\0');
}

static bool any_fits(const struct usual *list, size_t count, enum footprint_class class,
		     const char *object)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].class == class && fits(list[i].glob, object))
			return true;
	return false;
}

bool footprint_usual(enum footprint_class class, const char *object, bool contents)
{
	return any_fits(usual, ARRAY_SIZE(usual), class, object) ||
	       (contents && any_fits(contents_usual, ARRAY_SIZE(contents_usual), class, object));
}
