/* SPDX-License-Identifier: MIT */
/* A glob that fits whatever a system has says nothing of a product, and would account for all. */
#include <ctype.h>

#include "model/manifest_read.h"

/* Folders that many packages put things in. */
static const char *const shared[] = {
	"",
	"/boot",
	"/dev",
	"/etc",
	"/etc/cron.d",
	"/etc/ld.so.conf.d",
	"/etc/modprobe.d",
	"/etc/modules-load.d",
	"/etc/opt",
	"/etc/pam.d",
	"/etc/pki",
	"/etc/profile.d",
	"/etc/security",
	"/etc/sudoers.d",
	"/etc/sysconfig",
	"/etc/sysctl.d",
	"/etc/systemd",
	"/etc/systemd/system",
	"/etc/sysusers.d",
	"/etc/tmpfiles.d",
	"/etc/udev",
	"/etc/udev/rules.d",
	"/etc/yum.repos.d",
	"/home",
	"/opt",
	"/root",
	"/run",
	"/srv",
	"/tmp",
	"/usr",
	"/usr/bin",
	"/usr/lib",
	"/usr/lib/systemd",
	"/usr/lib/systemd/system",
	"/usr/lib64",
	"/usr/libexec",
	"/usr/local",
	"/usr/local/bin",
	"/usr/local/sbin",
	"/usr/sbin",
	"/usr/share",
	"/var",
	"/var/cache",
	"/var/lib",
	"/var/log",
	"/var/opt",
	"/var/spool",
	"/var/tmp",
};

bool manifest_folder_shared(const char *path, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(shared); i++)
		if (strlen(shared[i]) == len && strncmp(shared[i], path, len) == 0)
			return true;
	return false;
}

static bool says_something(const char *glob)
{
	for (; *glob; glob++) {
		if (*glob == '[') {
			const char *end = glob[1] ? strchr(glob + 2, ']') : NULL;

			glob = end ? end : glob;
		} else if (isalnum((unsigned char)*glob)) {
			return true;
		}
	}
	return false;
}

/* Words that objects of a class begin or end with, whatever the product is. */
static const char *const common[] = {
	"tcp",	     "tcp6",   "udp",	  "udp6",   "unix",   "0.0.0.0", "::",
	"127.0.0.1", "::1",    "avc",	  "denied", "table",  "chain",	 "rule",
	"inet",	     "ip",     "ip6",	  "arp",    "bridge", "netdev",	 "filter",
	"nat",	     "mangle", "service", "socket", "timer",  "target",	 "mount",
	"path",	     "slice",  "kernel",  "net",    "vm",     "fs",
};

static bool is_common(const char *word, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(common); i++)
		if (strlen(common[i]) == len && strncmp(common[i], word, len) == 0)
			return true;
	return false;
}

/* Is there a word in it, wildcards aside, that only some objects of a class have? */
static bool is_specific(const char *glob)
{
	bool specific = false;

	while (*glob && !specific) {
		size_t len = strcspn(glob, " *?.");
		AUTO(buf) struct buf word = BUF_INIT(BUF_LINE);

		if (isdigit((unsigned char)*glob) || *glob == ':') /* an address has dots */
			len = strcspn(glob, " *?");
		buf_addn(&word, glob, len);
		specific = !is_common(glob, len) && says_something(buf_str(&word));
		glob += len;
		glob += *glob != '\0';
	}
	return specific;
}

/* "/u*" begins as /usr does. */
static bool begins_shared(const char *glob, size_t fixed)
{
	for (size_t i = 0; i < ARRAY_SIZE(shared); i++)
		if (strncmp(shared[i], glob, fixed) == 0)
			return true;
	return false;
}

const char *manifest_glob_fault(enum footprint_class class, const char *glob)
{
	size_t fixed = strcspn(glob, "*?[\\");
	size_t folder = fixed;

	if (!says_something(glob) || (glob[fixed] && !is_specific(glob)))
		return "fits anything; name what is the product's";
	if (class != FOOTPRINT_FILE && class != FOOTPRINT_SET_ID && class != FOOTPRINT_CAPABILITY)
		return NULL;
	if (*glob != '/')
		return "has to be a path from /";
	while (folder && glob[folder - 1] != '/')
		folder--;
	if (glob[fixed] && folder &&
	    ((!says_something(glob + folder) && manifest_folder_shared(glob, folder - 1)) ||
	     begins_shared(glob, fixed)))
		return "is a folder of the whole system; name what is the product's";
	return NULL;
}
