/* SPDX-License-Identifier: MIT */
#include "model/coverage.h"

#include <string.h>

#include "base/str.h"

/* Everything below these folders, and they themselves. */
static const char *const trees[] = {
	"/boot", "/efi", "/etc", "/home", "/root", "/usr/bin", "/usr/lib/NetworkManager",
	"/usr/lib/binfmt.d", "/usr/lib/crypto-policies", "/usr/lib/environment.d",
	"/usr/lib/firewalld", "/usr/lib/kernel", "/usr/lib/modprobe.d", "/usr/lib/modules-load.d",
	"/usr/lib/pam.d", "/usr/lib/sysctl.d", "/usr/lib/systemd", "/usr/lib/sysusers.d",
	"/usr/lib/tmpfiles.d", "/usr/lib/udev", "/usr/local/bin", "/usr/local/lib/modprobe.d",
	"/usr/local/lib/sysctl.d", "/usr/local/lib/systemd", "/usr/local/lib/tmpfiles.d",
	"/usr/local/sbin", "/usr/sbin", "/usr/share/crypto-policies", "/usr/share/dnf5",
	"/usr/share/dracut", "/var/lib/aide", "/var/lib/cloud/data", "/var/log", "/var/spool/cron",
};

/* These alone: files, links and folders whose contents do not matter. */
static const char *const singles[] = {
	"/bin", "/dev", "/lib", "/lib64", "/media", "/mnt", "/opt", "/proc", "/run", "/sbin", "/srv",
	"/sys", "/tmp", "/usr/lib/group", "/usr/lib/issue", "/usr/lib/issue.d", "/usr/lib/issue.net",
	"/usr/lib/motd", "/usr/lib/motd.d", "/usr/lib/nsswitch.conf", "/usr/lib/os-release",
	"/usr/lib/passwd", "/usr/lib/sysimage", "/usr/lib/sysimage/rpm", "/usr/lib64", "/usr/local",
	"/usr/share", "/var", "/var/lib", "/var/spool", "/var/tmp", "/var/crash", "/usr/lib/modules",
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

bool coverage_has(const char *path)
{
	if (streq(path, "/") || of_kernel(path))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
		if (within(trees[i], path) || within(path, trees[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(singles); i++)
		if (streq(singles[i], path) || within(path, singles[i]))
			return true;
	return false;
}

bool coverage_enters(const char *folder)
{
	if (streq(folder, "/") || streq(folder, "/usr/lib/modules") || of_kernel(folder))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
		if (within(trees[i], folder) || within(folder, trees[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(singles); i++)
		if (within(folder, singles[i]) && !streq(folder, singles[i]))
			return true;
	return false;
}
