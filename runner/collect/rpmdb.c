/* SPDX-License-Identifier: MIT */
#include "collect/rpmdb.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
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

	if (st->st_size == 0) { /* no piece would say that there is one */
		part_fail(part, "the file of the rpm database is empty");
		return 0;
	}
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

static const char key_folder[] = "etc/pki/rpm-gpg";

enum { KEY_FILES_MAX = 256, KEY_FILE_MAX = 1 << 20 };

struct key_files {
	const struct sink *sink;
	struct part_state *part;
	struct stat seen[KEY_FILES_MAX]; /* links and files to one another are sent once */
	unsigned count;
};

static bool seen(const struct key_files *k, const struct stat *st)
{
	for (unsigned i = 0; i < k->count; i++)
		if (k->seen[i].st_dev == st->st_dev && k->seen[i].st_ino == st->st_ino)
			return true;
	return false;
}

/* Names with control characters, folders and what is far too large are no keys. */
static int send_key_file(struct key_files *k, int root_fd, const char *name, bool link,
			 struct error *err)
{
	char path[sizeof(key_folder) + 258];
	char head[sizeof(path) + 2];
	char as[sizeof(RPMDB_KEY_FILE) + 12];
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int n;
	int ret;

	snprintf(path, sizeof(path), "%s/%s", key_folder, name);
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ')
			return 0;
	fd = fs_open_in_root(root_fd, path, O_RDONLY | O_NONBLOCK | (link ? 0 : O_NOFOLLOW));
	if (fd < 0 && (errno == ENOENT || errno == ELOOP))
		return 0; /* a link to nowhere, or one that is looked at later */
	if (fd < 0 || fstat(fd, &st) < 0) {
		part_fail(k->part, "/%s: %s", path, strerror(errno));
		return 0;
	}
	if (!S_ISREG(st.st_mode) || st.st_size == 0 || st.st_size > KEY_FILE_MAX || seen(k, &st))
		return 0;
	if (k->count == KEY_FILES_MAX) {
		part_fail(k->part, "/%s has more than %d files", key_folder, KEY_FILES_MAX);
		return 0;
	}
	snprintf(as, sizeof(as), "%s%03u", RPMDB_KEY_FILE, k->count);
	k->seen[k->count++] = st;
	n = snprintf(head, sizeof(head), "/%s\n", path);
	ret = k->sink->file(k->sink->arg, as, head, (size_t)n, err);
	return ret < 0 ? ret : send_file(fd, as, k->sink, k->part, err);
}

/* Files before links, so that a key is told under its own name. */
static int send_keys(int root_fd, const struct sink *sink, struct part_state *part,
		     struct error *err)
{
	struct key_files k = { .sink = sink, .part = part };
	AUTO_CLOSE int folder = fs_open_in_root(root_fd, key_folder, O_RDONLY | O_DIRECTORY);
	struct dirent **names = NULL;
	int count;
	int ret = 0;

	if (folder < 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			part_fail(part, "/%s: %s", key_folder, strerror(errno));
		return 0;
	}
	count = scandirat(folder, ".", &names, NULL, alphasort);
	if (count < 0)
		part_fail(part, "/%s: %s", key_folder, strerror(errno));
	for (int i = 0; i < 2 * count && ret == 0; i++)
		if (!streq(names[i % count]->d_name, ".") && !streq(names[i % count]->d_name, ".."))
			ret = send_key_file(&k, root_fd, names[i % count]->d_name, i >= count, err);
	for (int i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return ret;
}

int collect_rpmdb(int root_fd, const struct sink *sink, struct error *err)
{
	struct part_state part = { 0 };
	bool found = false;
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(folders) && !found; i++) {
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
			if (ret == 0)
				ret = send_keys(root_fd, sink, &part, err);
			found = true;
		}
	}
	if (!found && part.failures == 0)
		ret = sink->file(sink->arg, RPMDB_NONE, "none", 4, err);
	if (ret == 0 && part.failures > 0)
		ret = part_end(&part, PART_PACKAGES, sink, err);
	return ret;
}
