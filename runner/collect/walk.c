/* SPDX-License-Identifier: MIT */
#include "collect/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/vfs.h>

/* File systems that hold an image's own files.  Those not in linux/magic.h are spelt out. */
static const long image_filesystems[] = {
	EXT4_SUPER_MAGIC, /* ext2 and ext3, too */
	XFS_SUPER_MAGIC,   BTRFS_SUPER_MAGIC, MSDOS_SUPER_MAGIC,     EROFS_SUPER_MAGIC_V1,
	SQUASHFS_MAGIC,	   F2FS_SUPER_MAGIC,  OVERLAYFS_SUPER_MAGIC, EXFAT_SUPER_MAGIC,
	ISOFS_SUPER_MAGIC, 0x2fc12fc1, /* zfs */
	0xca451a4e,		       /* bcachefs */
};

struct names {
	char **items;
	size_t count;
	size_t cap;
};

static void names_release(struct names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->items[i]);
	free(n->items);
}

struct walk_state {
	const struct walk *walk;
	unsigned depth;
	unsigned since_check; /* paths since cancellation was asked for */
	size_t len;
	char path[WALK_PATH_MAX]; /* without a '/' at the end; "" for the root */
};

static int names_add(struct names *n, const char *name, struct error *err)
{
	if (n->count == n->cap) {
		size_t cap = n->cap ? 2 * n->cap : 64;
		char **items = reallocarray(n->items, cap, sizeof(*items));

		if (!items)
			return error_memory(err);
		n->items = items;
		n->cap = cap;
	}
	n->items[n->count] = strdup(name);
	if (!n->items[n->count])
		return error_memory(err);
	n->count++;
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static void folder_failed(struct walk_state *s, const char *why)
{
	s->walk->failed(s->walk->arg, s->len ? s->path : "/", why);
}

/* All names of a folder, sorted.  A folder that cannot be read gives those that could. */
static int read_names(struct walk_state *s, DIR *dir, struct names *names, struct error *err)
{
	struct dirent *e;

	for (errno = 0; (e = readdir(dir)) != NULL; errno = 0) {
		int ret;

		if (streq(e->d_name, ".") || streq(e->d_name, ".."))
			continue;
		if (names->count == WALK_FOLDER_MAX) {
			folder_failed(s, "too many entries");
			break;
		}
		ret = names_add(names, e->d_name, err);
		if (ret < 0)
			return ret;
	}
	if (errno)
		folder_failed(s, strerror(errno));
	if (names->count > 1)
		qsort(names->items, names->count, sizeof(*names->items), by_bytes);
	return 0;
}

bool walk_enters(int fd)
{
	struct statfs fs;

	if (fstatfs(fd, &fs) < 0)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(image_filesystems); i++)
		if (fs.f_type == image_filesystems[i])
			return true;
	return false;
}

/* The kernel knows the mount, whatever its file system says: nothing is asked of that one. */
bool walk_is_closed(int dir_fd, const char *name, int why)
{
	int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
	AUTO_CLOSE int fd = -1;
	struct statx stx;

	if (why != EACCES && why != ENOTCONN)
		return false;
	if (statx(dir_fd, name, flags, 0, &stx) < 0 ||
	    !(stx.stx_attributes & STATX_ATTR_MOUNT_ROOT))
		return false;
	fd = openat(dir_fd, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	return fd >= 0 && !walk_enters(fd);
}

static int walk_folder(struct walk_state *s, int fd, dev_t device, struct error *err);

/* Goes into a folder; its own file system decides. `device` is that of the folder around it. */
static int enter(struct walk_state *s, const struct walk_entry *e, dev_t device, struct error *err)
{
	AUTO_CLOSE int fd =
		openat(e->dir_fd, e->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		int why = errno;

		/* a running system may have removed it by now */
		if (why != ENOENT && !walk_is_closed(e->dir_fd, e->name, why))
			folder_failed(s, strerror(why));
		return 0;
	}
	if (st.st_dev != device && !walk_enters(fd))
		return 0;
	if (s->depth == WALK_DEPTH_MAX) {
		folder_failed(s, "folders too deep");
		return 0;
	}
	return walk_folder(s, TAKE_FD(fd), st.st_dev, err);
}

/* Whatever it is below: a folder that nobody may look at is what anybody sees of it. */
static int visit_closed(struct walk_state *s, struct walk_entry *e, struct error *err)
{
	e->st = (struct stat){ .st_mode = S_IFDIR };
	return s->walk->visit(s->walk->arg, e, err);
}

static int walk_entry(struct walk_state *s, int dir_fd, const char *name, dev_t device,
		      struct error *err)
{
	struct walk_entry e = { .dir_fd = dir_fd, .name = name, .path = s->path };
	int ret;

	if (fstatat(dir_fd, name, &e.st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) < 0) {
		int why = errno;

		if (walk_is_closed(dir_fd, name, why))
			return visit_closed(s, &e, err);
		if (why != ENOENT)
			folder_failed(s, strerror(why));
		return 0;
	}
	if (s->since_check++ % 64 == 0 && s->walk->cancel) {
		ret = cancel_check(s->walk->cancel, err);
		if (ret < 0)
			return ret;
	}
	ret = s->walk->visit(s->walk->arg, &e, err);
	if (ret == 0 && S_ISDIR(e.st.st_mode))
		ret = enter(s, &e, device, err);
	return ret;
}

/* Takes ownership of fd. */
static int walk_folder(struct walk_state *s, int fd, dev_t device, struct error *err)
{
	CLEANUP(names_release) struct names names = { 0 };
	size_t parent = s->len;
	DIR *dir = fdopendir(fd);
	int ret;

	if (!dir) {
		close(fd);
		return error_memory(err);
	}
	s->depth++;
	ret = read_names(s, dir, &names, err);
	for (size_t i = 0; i < names.count && ret == 0; i++) {
		size_t len = strlen(names.items[i]);

		if (parent + 1 + len >= sizeof(s->path)) {
			folder_failed(s, "path too long");
			continue;
		}
		s->path[parent] = '/';
		memcpy(s->path + parent + 1, names.items[i], len + 1);
		s->len = parent + 1 + len;
		ret = walk_entry(s, dirfd(dir), names.items[i], device, err);
		s->path[parent] = '\0';
		s->len = parent;
	}
	s->depth--;
	closedir(dir);
	return ret;
}

int walk_root(const struct walk *w, int root_fd, struct error *err)
{
	AUTO_FREE struct walk_state *s = calloc(1, sizeof(*s));
	struct walk_entry root = { .dir_fd = root_fd, .name = ".", .path = "/" };
	int ret;
	int fd;

	if (!s)
		return error_memory(err);
	s->walk = w;
	fd = openat(root_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &root.st) < 0) {
		w->failed(w->arg, "/", strerror(errno));
		if (fd >= 0)
			close(fd);
		return 0;
	}
	ret = w->visit(w->arg, &root, err);
	if (ret < 0) {
		close(fd);
		return ret;
	}
	return walk_folder(s, fd, root.st.st_dev, err);
}
