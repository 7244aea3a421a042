/* SPDX-License-Identifier: MIT */
/* The least that a walk can cost: every path of a root's own file system is looked at, no file is
 * opened, nothing is kept.  Prints how many there are, and how many all may write or are set-id. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void walk(int at, const char *name, dev_t device, size_t count[2])
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
		struct stat st;

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
		    fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) < 0)
			continue;
		count[0]++;
		count[1] += !S_ISLNK(st.st_mode) && st.st_mode & (S_IWOTH | S_ISUID | S_ISGID);
		if (S_ISDIR(st.st_mode) && st.st_dev == device)
			walk(fd, e->d_name, device, count);
	}
	if (dir)
		closedir(dir);
}

int main(int argc, char **argv)
{
	size_t count[2] = { 0 };
	struct stat st;

	if (argc != 2 || stat(argv[1], &st) < 0)
		return 2;
	walk(AT_FDCWD, argv[1], st.st_dev, count);
	return printf("%zu %zu\n", count[0], count[1]) < 0;
}
