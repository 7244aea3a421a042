/* SPDX-License-Identifier: MIT */
#include "collect/rpmdb.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "collect/part.h"

enum { PIECE = 256 << 10 };

/* Where rpm keeps it, the newer place first; and its files, by backend. */
static const char *const folders[] = { "usr/lib/sysimage/rpm", "var/lib/rpm" };
static const struct {
	const char *main;
	const char *beside; /* belongs to it; NULL: nothing does */
} files[] = {
	{ "rpmdb.sqlite", "rpmdb.sqlite-wal" },
	{ "Packages.db", NULL }, /* ndb */
	{ "Packages", NULL },	 /* Berkeley DB */
};

static int send_file(int fd, const char *name, const struct sink *sink, struct part_state *part,
		     struct error *err)
{
	AUTO_FREE char *piece = malloc(PIECE);

	if (!piece)
		return error_memory(err);
	for (;;) {
		ssize_t n = read(fd, piece, PIECE);
		int ret;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			part_fail(part, "%s: %s", name, strerror(errno));
		if (n <= 0)
			return 0;
		ret = sink->file(sink->arg, name, piece, (size_t)n, err);
		if (ret < 0)
			return ret;
	}
}

static int open_regular(int folder, const char *name, struct stat *st)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && (fstat(fd, st) < 0 || !S_ISREG(st->st_mode))) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	return fd;
}

static bool unchanged(int fd, const struct stat *before)
{
	struct stat now;

	return fstat(fd, &now) == 0 && now.st_size == before->st_size &&
	       now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

/* Both files are open before the first byte is read, and must be the same after the last. */
static int send_database(int folder, int fd, const struct stat *st, size_t i,
			 const struct sink *sink, struct part_state *part, struct error *err)
{
	AUTO_CLOSE int beside = -1;
	struct stat beside_st;
	int ret;

	if (files[i].beside) {
		beside = open_regular(folder, files[i].beside, &beside_st);
		if (beside < 0 && errno != ENOENT)
			part_fail(part, "%s: %s", files[i].beside, strerror(errno));
	}
	ret = send_file(fd, files[i].main, sink, part, err);
	if (ret == 0 && beside >= 0)
		ret = send_file(beside, files[i].beside, sink, part, err);
	if (ret == 0 && (!unchanged(fd, st) || (beside >= 0 && !unchanged(beside, &beside_st))))
		part_fail(part, "the rpm database changed while it was read");
	return ret;
}

/* -1: this folder has none. */
static int find_database(int folder, size_t *which, struct stat *st, struct part_state *part)
{
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		int fd = open_regular(folder, files[i].main, st);

		*which = i;
		if (fd >= 0)
			return fd;
		if (errno != ENOENT)
			part_fail(part, "%s: %s", files[i].main, strerror(errno));
	}
	return -1;
}

int collect_rpmdb(int root_fd, const struct sink *sink, struct error *err)
{
	struct part_state part = { 0 };
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		AUTO_CLOSE int folder =
			fs_open_in_root(root_fd, folders[i], O_RDONLY | O_DIRECTORY);
		AUTO_CLOSE int fd = -1;
		struct stat st;
		size_t which = 0;

		if (folder >= 0)
			fd = find_database(folder, &which, &st, &part);
		else if (errno != ENOENT)
			part_fail(&part, "/%s: %s", folders[i], strerror(errno));
		if (fd >= 0) {
			ret = send_database(folder, fd, &st, which, sink, &part, err);
			break;
		}
	}
	if (ret == 0 && part.failures > 0)
		ret = part_end(&part, PART_PACKAGES, sink, err);
	return ret;
}
