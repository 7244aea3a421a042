/* SPDX-License-Identifier: MIT */
#include "model/coverage.h"

#include <string.h>

#include "base/str.h"

/* Everything below these folders, and they themselves. */
static const char *const trees[] = {
	"/boot",
	"/efi",
	"/etc",
	"/usr/bin",
	"/usr/etc",
	"/usr/lib/NetworkManager",
	"/usr/lib/binfmt.d",
	"/usr/lib/crypto-policies",
	"/usr/lib/environment.d",
	"/usr/lib/firewalld",
	"/usr/lib/kernel",
	"/usr/lib/modprobe.d",
	"/usr/lib/issue.d",
	"/usr/lib/modules-load.d",
	"/usr/lib/motd.d",
	"/usr/lib/pam.d",
	"/usr/lib/sysctl.d",
	"/usr/lib/systemd",
	"/usr/lib/sysusers.d",
	"/usr/lib/tmpfiles.d",
	"/usr/lib/udev",
	"/usr/local/bin",
	"/usr/local/lib/modprobe.d",
	"/usr/local/lib/sysctl.d",
	"/usr/local/lib/systemd",
	"/usr/local/lib/tmpfiles.d",
	"/usr/local/sbin",
	"/usr/sbin",
	"/usr/share/authselect",
	"/usr/share/crypto-policies",
	"/usr/share/dnf5",
	"/usr/share/dracut",
	"/var/lib/aide",
	"/var/lib/cloud/data",
	"/var/log",
	"/var/spool/cron",
};

/* These alone: files, links and folders whose contents do not matter. */
static const char *const singles[] = {
	"/bin",
	"/dev",
	"/lib",
	"/lib64",
	"/media",
	"/mnt",
	"/opt",
	"/proc",
	"/run",
	"/sbin",
	"/srv",
	"/sys",
	"/tmp",
	"/usr/lib/group",
	"/usr/lib/issue",
	"/usr/lib/issue.net",
	"/usr/lib/motd",
	"/usr/lib/nsswitch.conf",
	"/usr/lib/os-release",
	"/usr/lib/passwd",
	"/usr/lib/sysimage",
	"/usr/lib/sysimage/rpm",
	"/usr/lib64",
	"/usr/local",
	"/usr/share",
	"/var",
	"/var/lib",
	"/var/spool",
	"/var/tmp",
	"/var/crash",
	"/usr/lib/modules",
};

/* Is `path` the folder, or below it? */
static bool within(const char *folder, const char *path)
{
	size_t n = strlen(folder);

	return strncmp(folder, path, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

/* The files of each kernel, but not its thousands of modules. */
static bool of_kernel(const char *path)
{
	static const char modules[] = "/usr/lib/modules/";
	const char *rest = path + sizeof(modules) - 1;
	const char *slash;

	if (!starts_with(path, modules))
		return false;
	slash = strchr(rest, '/');
	return !slash || !strchr(slash + 1, '/');
}

/* What follows the home directory in a path; NULL: it is in none. */
static const char *in_home(const char *path)
{
	if (within("/root", path))
		return path + strlen("/root");
	if (!starts_with(path, "/home/") || !path[strlen("/home/")])
		return NULL;
	return strchrnul(path + strlen("/home/"), '/');
}

/*
 * A home directory, what is right in it, and in its .ssh: on a machine in use there can be half a
 * million files below.  A glob at the end could mean any of those.
 */
static bool of_home(const char *path)
{
	const char *rest = in_home(path);
	const char *slash;

	if (!rest || !*rest)
		return rest != NULL;
	if (starts_with(rest, "/.ssh/"))
		rest += strlen("/.ssh");
	slash = strrchr(rest, '/');
	return slash == rest && !strchr(slash, '*');
}

bool coverage_has(const char *path)
{
	if (streq(path, "/") || streq(path, "/home") || of_kernel(path) || of_home(path))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
		if (within(trees[i], path) || within(path, trees[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(singles); i++)
		if (streq(singles[i], path) || within(path, singles[i]))
			return true;
	return false;
}

enum coverage coverage_below(const char *folder)
{
	enum coverage found = COVERAGE_NONE;

	const char *rest = in_home(folder);

	if (streq(folder, "/") || streq(folder, "/home") || of_kernel(folder) ||
	    streq(folder, "/usr/lib/modules") || (rest && (!*rest || streq(rest, "/.ssh"))))
		found = COVERAGE_SOME;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++) {
		if (within(trees[i], folder))
			return COVERAGE_ALL;
		if (within(folder, trees[i]))
			found = COVERAGE_SOME;
	}
	for (size_t i = 0; i < ARRAY_SIZE(singles); i++)
		if (within(folder, singles[i]) && !streq(folder, singles[i]))
			found = COVERAGE_SOME;
	return found;
}
