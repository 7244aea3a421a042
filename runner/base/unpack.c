/* SPDX-License-Identifier: MIT */
#include "base/unpack.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/fs.h"

static const uint64_t bytes_default = (uint64_t)16 << 30;
static const uint64_t bytes_kept_free = (uint64_t)512 << 20;

enum { ENTRIES_DEFAULT = 1000000, SIZE_MIB = 20 };

struct unpack {
	int root_fd;
	int file_fd; /* between begin and end; -1 */
	int parent_fd;
	uint64_t bytes_left;
	uint64_t bytes_max;
	bool disk_bound; /* the disk sets the limit */
	uint64_t entries_max;
	uint64_t entries;
	uint64_t size; /* that the file may have, and is counted with */
	struct textmap modes;
	char parent[PATH_MAX]; /* what parent_fd is */
	char path[PATH_MAX];   /* the entry's, from the root on */
};

static int limit_to_disk(struct unpack *u, const char *folder, struct error *err)
{
	struct statvfs fs;
	uint64_t space;

	if (fstatvfs(u->root_fd, &fs) < 0)
		return error_errno(err, "%s", folder);
	space = (uint64_t)fs.f_bavail * fs.f_frsize;
	space = space > bytes_kept_free ? space - bytes_kept_free : 0;
	if (space < u->bytes_max) {
		u->bytes_max = space;
		u->disk_bound = true;
	}
	u->bytes_left = u->bytes_max;
	return 0;
}

int unpack_open(struct unpack **out, const char *folder, const struct unpack_limits *limits,
		struct error *err)
{
	AUTO_UNPACK struct unpack *u = calloc(1, sizeof(*u));
	int ret;

	if (!u)
		return error_memory(err);
	u->file_fd = u->parent_fd = -1;
	u->bytes_max = limits && limits->bytes ? limits->bytes : bytes_default;
	u->entries_max = limits && limits->entries ? limits->entries : ENTRIES_DEFAULT;
	u->root_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (u->root_fd < 0)
		return error_errno(err, "open %s", folder);
	ret = limit_to_disk(u, folder, err);
	if (ret == 0)
		*out = TAKE(u);
	return ret;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void unpack_free(struct unpack *u)
{
	if (!u)
		return;
	close_fd(&u->file_fd);
	close_fd(&u->parent_fd);
	close_fd(&u->root_fd);
	textmap_release(&u->modes);
	free(u);
}

int unpack_root(const struct unpack *u)
{
	return u->root_fd;
}

size_t unpack_entries(const struct unpack *u)
{
	return (size_t)u->entries;
}

const struct textmap *unpack_modes(const struct unpack *u)
{
	return &u->modes;
}

/* "./a//b/" becomes "a/b". */
static int normalise(const char *path, char out[PATH_MAX], struct error *err)
{
	size_t len = 0;

	if (*path == '\0')
		return error_input(err, "an entry without a name");
	if (*path == '/')
		return error_input(err, "%.200s: an absolute name", path);
	while (*path) {
		size_t n = strcspn(path, "/");

		if (n == 2 && path[0] == '.' && path[1] == '.')
			return error_input(err, "%.200s: a name with '..'", path);
		if (n > NAME_MAX || len + n + 2 > PATH_MAX)
			return error_input(err, "%.200s...: a name that is too long", path);
		if (n > 0 && !(n == 1 && path[0] == '.')) {
			if (len > 0)
				out[len++] = '/';
			memcpy(out + len, path, n);
			len += n;
		}
		path += n;
		path += *path == '/';
	}
	out[len] = '\0';
	return 0;
}

static int count_entry(struct unpack *u, struct error *err)
{
	if (++u->entries > u->entries_max)
		return error_input(err, "more than %llu entries",
				   (unsigned long long)u->entries_max);
	return 0;
}

/* One folder further down, made if it is not there.  Never follows a link. */
static int step_down(struct unpack *u, int at, const char *name, int *out, struct error *err)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(at, name, flags);

	if (fd < 0 && errno == ENOENT) {
		if (count_entry(u, err) < 0)
			return -EINVAL;
		if (mkdirat(at, name, 0700) < 0)
			return error_errno(err, "create folder %s", u->path);
		fd = openat(at, name, flags);
	}
	if (fd < 0 && (errno == ENOTDIR || errno == ELOOP))
		return error_input(err, "%s: goes through '%s', which is no folder", u->path, name);
	if (fd < 0)
		return error_errno(err, "open folder %s", u->path);
	*out = fd;
	return 0;
}

/* Makes u->parent_fd the folder that holds u->path; *name is the last part of it. */
static int find_parent(struct unpack *u, const char **name, struct error *err)
{
	char *slash = strrchr(u->path, '/');
	size_t len = slash ? (size_t)(slash - u->path) : 0;
	char parent[PATH_MAX];
	int fd;

	*name = slash ? slash + 1 : u->path;
	memcpy(parent, u->path, len);
	parent[len] = '\0';
	/* Folders are never taken away again, so the last one is still the same. */
	if (u->parent_fd >= 0 && streq(parent, u->parent))
		return 0;
	close_fd(&u->parent_fd);
	memcpy(u->parent, parent, len + 1);
	fd = fcntl(u->root_fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return error_errno(err, "open a folder");
	for (char *p = parent; *p;) {
		size_t n = strcspn(p, "/");
		bool last = p[n] == '\0';
		int next = -1;
		int ret;

		p[n] = '\0';
		ret = step_down(u, fd, p, &next, err);
		close(fd);
		if (ret < 0)
			return ret;
		fd = next;
		p += n + !last;
	}
	u->parent_fd = fd;
	return 0;
}

static int remember(struct unpack *u, mode_t mode, struct error *err)
{
	return textmap_set(&u->modes, u->path, (int64_t)mode, err);
}

/* Begins an entry: its place is known. */
static int enter(struct unpack *u, const char *path, const char **name, struct error *err)
{
	int ret = normalise(path, u->path, err);

	if (ret == 0)
		ret = count_entry(u, err);
	return ret < 0 ? ret : find_parent(u, name, err);
}

/* And the place of what is no folder is made free: a later entry is the one that counts. */
static int enter_free(struct unpack *u, const char *path, const char **name, struct error *err)
{
	struct stat st;
	int ret = enter(u, path, name, err);

	if (ret < 0)
		return ret;
	if (**name == '\0')
		return error_input(err, "%s: stands for the root, and is no folder", path);
	if (fstatat(u->parent_fd, *name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : error_errno(err, "%s", u->path);
	if (S_ISDIR(st.st_mode))
		return error_input(err, "%s: was a folder before", u->path);
	if (unlinkat(u->parent_fd, *name, 0) < 0)
		return error_errno(err, "replace %s", u->path);
	return 0;
}

int unpack_folder(struct unpack *u, const char *path, mode_t mode, struct error *err)
{
	const char *name;
	int ret = enter(u, path, &name, err);

	if (ret < 0)
		return ret;
	if (*name && mkdirat(u->parent_fd, name, 0700) < 0) {
		struct stat st;

		if (errno != EEXIST)
			return error_errno(err, "create folder %s", u->path);
		if (fstatat(u->parent_fd, name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISDIR(st.st_mode))
			return error_input(err, "%s: a folder in place of an earlier entry",
					   u->path);
	}
	return remember(u, S_IFDIR | (mode & 07777), err);
}

int unpack_symlink(struct unpack *u, const char *path, const char *target, struct error *err)
{
	const char *name;
	int ret = enter_free(u, path, &name, err);

	if (ret < 0)
		return ret;
	if (*target == '\0' || strlen(target) >= PATH_MAX)
		return error_input(err, "%s: a link to nothing", u->path);
	if (symlinkat(target, u->parent_fd, name) < 0)
		return error_errno(err, "create %s", u->path);
	return remember(u, S_IFLNK | 0777, err);
}

int unpack_link(struct unpack *u, const char *path, const char *to, struct error *err)
{
	const char *to_name;
	const char *name;
	AUTO_CLOSE int to_parent = -1;
	char to_path[PATH_MAX];
	const struct textmap_entry *there;
	mode_t mode;
	char own[PATH_MAX];
	int ret = normalise(to, to_path, err);

	if (ret == 0)
		ret = normalise(path, own, err);
	if (ret < 0)
		return ret;
	if (streq(own, to_path))
		return error_input(err, "%s: a link to itself", own);
	there = textmap_get(&u->modes, to_path);
	mode = there ? (mode_t)there->value : 0;
	if (!S_ISREG(mode) && !S_ISLNK(mode))
		return error_input(err, "%s: a link to '%s', which is no file before it", own,
				   to_path);
	memcpy(u->path, to_path, sizeof(u->path));
	ret = find_parent(u, &to_name, err);
	if (ret < 0)
		return ret;
	to_parent = TAKE_FD(u->parent_fd);
	to_name = fs_basename(to_path);
	ret = enter_free(u, path, &name, err);
	if (ret < 0)
		return ret;
	if (linkat(to_parent, to_name, u->parent_fd, name, 0) < 0)
		return error_errno(err, "create %s", u->path);
	return remember(u, mode, err);
}

int unpack_special(struct unpack *u, const char *path, mode_t mode, struct error *err)
{
	const char *name;
	int ret = enter_free(u, path, &name, err);

	return ret < 0 ? ret : remember(u, mode & (S_IFMT | 07777), err);
}

int unpack_begin(struct unpack *u, const char *path, mode_t mode, uint64_t size, struct error *err)
{
	const char *name;
	int ret = enter_free(u, path, &name, err);

	if (ret < 0)
		return ret;
	if (size > u->bytes_left && u->disk_bound)
		return error_set(err, ENOSPC,
				 "%s: unpacking needs more than the %llu MiB the disk "
				 "has to spare",
				 u->path, (unsigned long long)(u->bytes_max >> SIZE_MIB));
	if (size > u->bytes_left)
		return error_input(err, "%s: more than %llu MiB in all", u->path,
				   (unsigned long long)(u->bytes_max >> SIZE_MIB));
	u->file_fd = openat(u->parent_fd, name,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (u->file_fd < 0)
		return error_errno(err, "create %s", u->path);
	u->bytes_left -= size;
	u->size = size;
	return remember(u, S_IFREG | (mode & 07777), err);
}

int unpack_data(struct unpack *u, const void *data, size_t len, uint64_t at, struct error *err)
{
	const char *p = data;

	if (at > u->size || len > u->size - at)
		return error_input(err, "%s: longer than it says", u->path);
	while (len > 0) {
		ssize_t n = pwrite(u->file_fd, p, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "write %s", u->path);
		p += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return 0;
}

int unpack_end(struct unpack *u, struct error *err)
{
	int ret = ftruncate(u->file_fd, (off_t)u->size);

	if (ret < 0)
		ret = error_errno(err, "write %s", u->path);
	close_fd(&u->file_fd);
	return ret;
}
