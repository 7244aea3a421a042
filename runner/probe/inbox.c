/* SPDX-License-Identifier: MIT */
#include "probe/inbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"

static void trouble(struct inbox *b, const char *what, const char *why)
{
	if (!b->why[0])
		snprintf(b->why, sizeof(b->why), "%.80s: %.300s", what, why);
}

static void close_file(struct inbox *b)
{
	if (b->fd >= 0)
		close(b->fd);
	b->fd = -1;
}

void inbox_open(struct inbox *b, const char *folder)
{
	*b = (struct inbox){ .folder = folder, .dir = -1, .fd = -1 };
	if (snprintf(b->staging, sizeof(b->staging), "%s.new", folder) >= (int)sizeof(b->staging))
		trouble(b, folder, strerror(ENAMETOOLONG));
}

static void begin(struct inbox *b)
{
	struct error err = ERROR_INIT;

	if (fs_remove_tree(b->staging, &err) < 0)
		trouble(b, b->staging, err.text);
	else if (mkdir(b->staging, 0755) < 0)
		trouble(b, b->staging, strerror(errno));
	else
		b->dir = open(b->staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (b->dir < 0)
		trouble(b, b->staging, strerror(errno));
}

int inbox_file(void *arg, const char *name, const void *data, size_t len, struct error *err UNUSED)
{
	struct inbox *b = arg;
	struct error why = ERROR_INIT;

	if (b->dir < 0 && !b->why[0])
		begin(b);
	if (b->why[0])
		return 0;
	if (b->fd < 0 || !streq(b->name, name)) {
		close_file(b);
		b->fd = openat(b->dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			       0644);
		if (b->fd < 0) {
			trouble(b, name, strerror(errno));
			return 0;
		}
		snprintf(b->name, sizeof(b->name), "%s", name);
	}
	if (fs_write_fd(b->fd, data, len, &why) < 0)
		trouble(b, name, why.text);
	return 0;
}

/* Into the folder; a file of the same name from before is replaced. */
static void move_all(struct inbox *b)
{
	int to = open(b->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int from = dup(b->dir);
	DIR *dir = from < 0 || to < 0 ? NULL : fdopendir(from);
	struct dirent *e;

	if (!dir)
		trouble(b, b->folder, strerror(errno));
	while (dir && (e = readdir(dir)) != NULL)
		if (!streq(e->d_name, ".") && !streq(e->d_name, "..") &&
		    renameat(b->dir, e->d_name, to, e->d_name) < 0)
			trouble(b, e->d_name, strerror(errno));
	if (dir)
		closedir(dir);
	else if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
}

void inbox_deliver(struct inbox *b, bool clear)
{
	struct error err = ERROR_INIT;

	close_file(b);
	if (clear && fs_remove_tree(b->folder, &err) < 0)
		trouble(b, b->folder, err.text);
	if (mkdir(b->folder, 0755) < 0 && errno != EEXIST)
		trouble(b, b->folder, strerror(errno));
	if (b->dir >= 0) {
		if (!b->why[0])
			move_all(b);
		close(b->dir);
		b->dir = -1;
	}
	if (b->staging[0] && fs_remove_tree(b->staging, &err) < 0)
		trouble(b, b->staging, err.text);
}
