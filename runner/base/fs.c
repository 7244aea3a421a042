/* SPDX-License-Identifier: MIT */
#include "base/fs.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>

enum { AGAIN_MAX = 100 };

int fs_read_fd(int fd, struct buf *out, struct error *err)
{
	char chunk[32768];

	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read");
		if (n == 0)
			return 0;
		buf_addn(out, chunk, (size_t)n);
		if (out->failed)
			return error_set(err, EFBIG, "larger than %zu bytes", out->max);
	}
}

int fs_read(const char *path, struct buf *out, struct error *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return error_errno(err, "open %s", path);
	if (fs_read_fd(fd, out, err) < 0)
		return error_wrap(err, "%s", path);
	return 0;
}

int fs_write_fd(int fd, const void *data, size_t len, struct error *err)
{
	const char *p = data;

	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "write");
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

int fs_write(const char *path, const void *data, size_t len, struct error *err)
{
	AUTO(buf) struct buf temp = BUF_INIT(BUF_LINE);
	AUTO_CLOSE int fd = -1;
	int ret;

	buf_addf(&temp, "%s.XXXXXX", path);
	if (temp.failed)
		return error_memory(err);
	fd = mkostemp(temp.data, O_CLOEXEC);
	if (fd < 0)
		return error_errno(err, "create %s", path);
	ret = fs_write_fd(fd, data, len, err);
	if (!ret && fchmod(fd, 0644) < 0)
		ret = error_errno(err, "chmod");
	if (!ret && fsync(fd) < 0)
		ret = error_errno(err, "sync");
	if (!ret && rename(buf_str(&temp), path) < 0)
		ret = error_errno(err, "rename");
	if (ret) {
		unlink(buf_str(&temp));
		return error_wrap(err, "%s", path);
	}
	return 0;
}

static int copy_fd(int in, int out, struct error *err)
{
	enum { PIECE = 1 << 30 };
	ssize_t n;

	while ((n = copy_file_range(in, NULL, out, NULL, PIECE, 0)) > 0)
		;
	if (n < 0 && (errno == EXDEV || errno == EINVAL || errno == EOPNOTSUPP || errno == ENOSYS))
		while ((n = sendfile(out, in, NULL, PIECE)) > 0)
			;
	return n < 0 ? error_errno(err, "copy") : 0;
}

int fs_copy(const char *from, const char *to, struct error *err)
{
	AUTO_CLOSE int in = open(from, O_RDONLY | O_CLOEXEC);
	AUTO_CLOSE int out = -1;
	int ret;

	if (in < 0)
		return error_errno(err, "open %s", from);
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (out < 0)
		return error_errno(err, "create %s", to);
	ret = copy_fd(in, out, err);
	if (!ret && close(TAKE_FD(out)) < 0)
		ret = error_errno(err, "write");
	return ret ? error_wrap(err, "%s to %s", from, to) : 0;
}

int fs_move(const char *from, const char *to, struct error *err)
{
	int ret;

	if (rename(from, to) == 0)
		return 0;
	if (errno != EXDEV)
		return error_errno(err, "rename %s to %s", from, to);
	ret = fs_copy(from, to, err);
	return ret || unlink(from) == 0 ? ret : error_errno(err, "remove %s", from);
}

int fs_mkdirs(const char *path, struct error *err)
{
	AUTO_FREE char *copy = strdup(path);
	struct stat st;

	if (!copy)
		return error_memory(err);
	for (char *p = copy + (*copy != '\0'); *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(copy, 0755) < 0 && errno != EEXIST)
			return error_errno(err, "create folder %s", copy);
		*p = '/';
	}
	if (mkdir(copy, 0755) < 0 && errno != EEXIST)
		return error_errno(err, "create folder %s", copy);
	if (stat(copy, &st) < 0)
		return error_errno(err, "create folder %s", copy);
	if (!S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		return error_errno(err, "create folder %s", copy);
	}
	return 0;
}

static int remove_below(int dir_fd, dev_t device)
{
	DIR *dir = fdopendir(dir_fd);
	struct dirent *e;
	int ret = 0;

	if (!dir) {
		close(dir_fd);
		return -1;
	}
	while (ret == 0 && (e = readdir(dir)) != NULL) {
		struct stat st;
		int fd;

		if (streq(e->d_name, ".") || streq(e->d_name, ".."))
			continue;
		if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
			ret = -1;
		} else if (!S_ISDIR(st.st_mode)) {
			/* its device may differ (overlayfs); one that is mounted on is busy */
			ret = unlinkat(dirfd(dir), e->d_name, 0);
		} else if (st.st_dev != device) {
			errno = EXDEV;
			ret = -1;
		} else {
			fd = openat(dirfd(dir), e->d_name,
				    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			ret = fd < 0 ? -1 : remove_below(fd, device);
			if (ret == 0)
				ret = unlinkat(dirfd(dir), e->d_name, AT_REMOVEDIR);
		}
	}
	closedir(dir);
	return ret;
}

int fs_remove_tree(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return errno == ENOENT ? 0 : error_errno(err, "remove %s", path);
	if (fstat(fd, &st) < 0) {
		close(fd);
		return error_errno(err, "remove %s", path);
	}
	if (remove_below(fd, st.st_dev) < 0 || rmdir(path) < 0)
		return error_errno(err, "remove %s", path);
	return 0;
}

bool fs_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

char *fs_join(const char *dir, const char *name)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "%s/%s", dir, name);
	return buf_take(&path);
}

const char *fs_basename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int fs_open_in_root(int root_fd, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned)(flags | O_CLOEXEC),
				.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS };
	int fd;

	/* EAGAIN: somewhere something was renamed while ".." was walked (openat2(2)). */
	for (int i = 0; i < AGAIN_MAX; i++) {
		fd = (int)syscall(SYS_openat2, root_fd, path, &how, sizeof(how));
		if (fd >= 0 || errno != EAGAIN)
			break;
	}
	return fd;
}
