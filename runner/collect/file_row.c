/* SPDX-License-Identifier: MIT */
#include "collect/file_row.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/xattr.h>

#include "base/fs.h"
#include "collect/caps.h"
#include "collect/text.h"

static const char *type_name(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return "file";
	case S_IFDIR:
		return "directory";
	case S_IFLNK:
		return "symlink";
	case S_IFBLK:
		return "block";
	case S_IFCHR:
		return "character";
	case S_IFIFO:
		return "fifo";
	default:
		return "socket";
	}
}

int file_row_put(const struct sink *sink, const struct file_row *r, struct error *err)
{
	AUTO(buf) struct buf caps = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf acl = BUF_INIT(BUF_LINE);
	struct row row = row_of(TABLE_file);

	if (r->job->caps_len > 0)
		caps_text(r->job->caps, (size_t)r->job->caps_len, &caps);
	row_text(&row, r->path);
	row_text(&row, type_name(r->st->st_mode));
	row_int(&row, r->st->st_mode & 07777);
	row_int(&row, r->st->st_uid);
	row_int(&row, r->st->st_gid);
	if (r->digested)
		row_int(&row, (int64_t)r->job->size);
	else if (S_ISREG(r->st->st_mode) && r->steady)
		row_int(&row, r->st->st_size);
	else
		row_null(&row);
	row_text(&row, r->target);
	row_text(&row, r->digested ? r->job->sha256 : NULL);
	row_text(&row, caps.len ? buf_str(&caps) : NULL);
	if (r->job->selinux_len > 0) /* the kernel counts the NUL */
		row_textn(&row, r->job->selinux,
			  strnlen(r->job->selinux, (size_t)r->job->selinux_len));
	else
		row_null(&row);
	acl_text(r->job->acl, r->job->acl_len, &acl);
	row_text(&row, acl.len ? buf_str(&acl) : NULL);
	return sink_put(sink, &row, err);
}

void file_xattrs(const struct walk_entry *e, struct read_job *job)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof(path), "/proc/self/fd/%d/%s", e->dir_fd, e->name);

	if (n < 0 || (size_t)n >= sizeof(path))
		return;
	job->selinux_len = lgetxattr(path, "security.selinux", job->selinux, sizeof(job->selinux));
	if (S_ISREG(e->st.st_mode))
		job->caps_len =
			lgetxattr(path, "security.capability", job->caps, sizeof(job->caps));
	if (!S_ISLNK(e->st.st_mode))
		job->acl_len = acl_get(-1, path, job->acl);
}

int file_open(const struct walk_entry *e)
{
	int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(e->dir_fd, e->name, flags | O_NOATIME);

	if (fd < 0 && errno == EPERM) /* only the owner may leave the access time alone */
		fd = openat(e->dir_fd, e->name, flags);
	return fd;
}

void file_links_init(struct file_links *l, int root_fd, const struct machine_ids *ids)
{
	char proc[64];
	ssize_t n;

	l->root_fd = root_fd;
	l->ids = ids;
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", root_fd);
	n = readlink(proc, l->root_path, sizeof(l->root_path) - 1);
	l->root_path[n > 0 ? n : 0] = '\0';
	if (streq(l->root_path, "/"))
		l->root_path[0] = '\0';
}

int file_link_text(const struct file_links *l, const char *path, const struct sink *sink,
		   struct part_state *part, struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(l->root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	AUTO(buf) struct buf text = BUF_INIT(TEXT_MAX);
	struct error ignored = ERROR_INIT;
	char proc[64];
	char real[PATH_MAX];
	size_t root = strlen(l->root_path);
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return 0;
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", fd);
	n = readlink(proc, real, sizeof(real) - 1);
	if (n <= 0)
		return 0;
	real[n] = '\0';
	if (strncmp(real, l->root_path, root) != 0 || redact_never_read(real + root) ||
	    path_volatility(l->ids, real + root) != STEADY)
		return 0;
	if (fs_read_fd(fd, &text, &ignored) < 0 && !text.failed) {
		part_fail(part, "%s: %s", path, ignored.text);
		return 0;
	}
	return text_put(sink, path, buf_str(&text), text.len, !text.failed, err);
}

/* readlink(2) does not say how long the target is; the size does, but for /proc. */
char *file_target(const struct walk_entry *e)
{
	char target[PATH_MAX];
	ssize_t n = readlinkat(e->dir_fd, e->name, target, sizeof(target));

	return n < 0 ? NULL : strndup(target, (size_t)n);
}

int file_put_volatile(const struct sink *sink, const struct walk_entry *e, struct error *err)
{
	static const struct machine_ids none = { .machine = "" };

	return file_put_own(sink, e, &none, err);
}

int file_put_own(const struct sink *sink, const struct walk_entry *e, const struct machine_ids *ids,
		 struct error *err)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addf(&text, "%s %04o %u:%u", type_name(e->st.st_mode), (unsigned)e->st.st_mode & 07777U,
		 e->st.st_uid, e->st.st_gid);
	if (path_of_machine(ids, e->path, &name))
		buf_addf(&text, " %s", buf_str(&name));
	if (name.failed || text.failed)
		return error_memory(err);
	return sink_volatile(sink, PART_FILES, e->path, buf_str(&text), err);
}
