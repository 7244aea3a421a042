/* SPDX-License-Identifier: MIT */
/*
 * One pass that opens no file but configuration texts: for most paths it is a stat and nothing
 * more.  A folder hands down what can be found below it, so that the lists of model/coverage.h and
 * collect/text.h are asked where they can match.  Nothing is sorted and no inode is held.
 */
#include "collect/lean.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "collect/boot_files.h"
#include "collect/file_row.h"
#include "collect/ids.h"
#include "collect/integrity.h"
#include "collect/os_release.h"
#include "collect/text.h"
#include "model/coverage.h"

enum { CHUNK = 32 << 10 };

/* Layers of containers and of other systems: their files are not this image's. */
static const char *const others[] = {
	"/var/lib/containerd", "/var/lib/containers/storage", "/var/lib/docker",
	"/var/lib/lxc",	       "/var/lib/machines",
};

struct lean {
	const struct sink *sink;
	const struct progress *progress;
	const struct cancel *cancel;
	struct machine_ids ids;
	struct part_state part;
	struct file_links links;
	struct read_job job; /* extended attributes of a path */
	struct id_set users;
	struct id_set groups;
	size_t seen;
	unsigned depth;
	char *chunks[WALK_DEPTH_MAX + 1]; /* of folders that are being read */
	char path[WALK_PATH_MAX];
};

/* A folder that is being read, and what can be below it. */
struct folder {
	int fd;
	size_t len; /* of its path, without a '/' at the end; 0 for the root */
	dev_t device;
	enum coverage cover;
	struct text_choice texts;
};

static void lean_release(struct lean *l)
{
	for (size_t i = 0; i < ARRAY_SIZE(l->chunks); i++)
		free(l->chunks[i]);
	id_set_release(&l->users);
	id_set_release(&l->groups);
}

static void failed(struct lean *l, const char *why)
{
	part_fail(&l->part, "%s: %s", *l->path ? l->path : "/", why);
}

static int put_text(struct lean *l, const struct walk_entry *e, bool *gone, struct error *err)
{
	AUTO_CLOSE int fd = file_open(e);
	AUTO(buf) struct buf text = BUF_INIT(TEXT_MAX);
	struct error ignored = ERROR_INIT;
	struct stat st;

	*gone = fd < 0 && errno == ENOENT;
	if (*gone) /* removed while the system ran */
		return sink_volatile(l->sink, PART_FILES, e->path, "vanished", err);
	if (fd < 0 || fstat(fd, &st) < 0) {
		failed(l, strerror(errno));
		return 0;
	}
	if (!S_ISREG(st.st_mode)) {
		failed(l, strerror(ESTALE));
		return 0;
	}
	if (fs_read_fd(fd, &text, &ignored) < 0 && !text.failed) {
		failed(l, ignored.text);
		return 0;
	}
	return text_put(l->sink, e->path, buf_str(&text), text.len, !text.failed, err);
}

/* A path that has rows. `text`: its contents are wanted, when they are the same for all boots. */
static int put_path(struct lean *l, const struct walk_entry *e, bool text, struct error *err)
{
	enum volatility what = path_volatility(&l->ids, e->path);
	struct file_row row = {
		.path = e->path, .st = &e->st, .steady = what == STEADY, .job = &l->job
	};
	AUTO_FREE char *target = NULL;
	bool gone = false;
	int ret = 0;

	if (what == VOLATILE_PATH)
		return file_put_volatile(l->sink, e, err);
	if (S_ISLNK(e->st.st_mode)) {
		row.target = target = file_target(e);
		if (!target)
			failed(l, strerror(errno));
		else if (row.steady && text)
			ret = file_link_text(&l->links, e->path, l->sink, &l->part, err);
	} else if (S_ISREG(e->st.st_mode) && row.steady && text) {
		ret = put_text(l, e, &gone, err);
	}
	if (ret < 0 || gone)
		return ret;
	l->job.caps_len = l->job.selinux_len = l->job.acl_len = 0;
	file_xattrs(e, &l->job);
	return file_row_put(l->sink, &row, err);
}

/* What model/coverage.h promises of any path, wherever it is. */
static bool stands_out(struct lean *l, const struct stat *st)
{
	return (st->st_mode & (S_ISUID | S_ISGID)) ||
	       ((st->st_mode & S_IWOTH) && !S_ISLNK(st->st_mode)) ||
	       !id_set_has(&l->users, st->st_uid) || !id_set_has(&l->groups, st->st_gid);
}

/* Storage of containers, and snapshots (a file system of their own with snapper). */
static bool is_anothers(const struct lean *l, const char *name, bool own_device)
{
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (streq(others[i], l->path))
			return true;
	return own_device && streq(name, ".snapshots");
}

static int walk_folder(struct lean *l, struct folder *f, struct error *err);

static int enter(struct lean *l, const struct folder *above, const char *name, size_t len,
		 const struct stat *st, struct error *err)
{
	struct folder f = { .len = len, .cover = above->cover };
	AUTO_CLOSE int fd = -1;
	bool own_device = st->st_dev != above->device;

	if (is_anothers(l, name, own_device))
		return sink_volatile(l->sink, PART_FILES, l->path,
				     "files of other systems: not looked into", err);
	fd = openat(above->fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		if (errno != ENOENT) /* a running system may have removed it by now */
			failed(l, strerror(errno));
		return 0;
	}
	if (own_device && !walk_enters(fd))
		return 0;
	if (l->depth == WALK_DEPTH_MAX) {
		failed(l, "folders too deep");
		return 0;
	}
	f.fd = fd;
	f.device = st->st_dev;
	if (f.cover == COVERAGE_SOME)
		f.cover = coverage_below(l->path);
	text_choose(&above->texts, l->path, &f.texts);
	return walk_folder(l, &f, err);
}

static int look(struct lean *l, const struct folder *f, const char *name, size_t len,
		const struct stat *st, struct error *err)
{
	struct walk_entry e = { .dir_fd = f->fd, .name = name, .path = l->path, .st = *st };
	bool plain = S_ISREG(st->st_mode) || S_ISLNK(st->st_mode);
	bool text = plain && f->texts.any && text_is_chosen(&f->texts, l->path);
	int ret = 0;

	if (text || f->cover == COVERAGE_ALL || stands_out(l, st) ||
	    (f->cover == COVERAGE_SOME && coverage_has(l->path)))
		ret = put_path(l, &e, text, err);
	if (ret == 0 && S_ISDIR(st->st_mode))
		ret = enter(l, f, name, len, st, err);
	return ret;
}

static int walk_entry(struct lean *l, const struct folder *f, const char *name, struct error *err)
{
	size_t n = strlen(name);
	size_t len = f->len + 1 + n;
	struct stat st;
	int ret = 0;

	if (fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) < 0) {
		if (errno != ENOENT)
			failed(l, strerror(errno));
		return 0;
	}
	if (++l->seen % 256 == 0 && l->cancel)
		ret = cancel_check(l->cancel, err);
	if (l->seen % 20000 == 0)
		progress_say(l->progress, "files", "%zu paths", l->seen);
	if (ret < 0)
		return ret;
	if (!S_ISDIR(st.st_mode) && f->cover == COVERAGE_NONE && !f->texts.any &&
	    !stands_out(l, &st))
		return 0;
	if (len >= sizeof(l->path)) {
		failed(l, "path too long");
		return 0;
	}
	l->path[f->len] = '/';
	memcpy(l->path + f->len + 1, name, n + 1);
	ret = look(l, f, name, len, &st, err);
	l->path[f->len] = '\0';
	return ret;
}

static int walk_chunk(struct lean *l, const struct folder *f, const char *chunk, size_t size,
		      struct error *err)
{
	int ret = 0;

	for (size_t at = 0; at < size && ret == 0;) {
		const struct dirent64 *e = (const void *)(chunk + at);

		at += e->d_reclen;
		if (!streq(e->d_name, ".") && !streq(e->d_name, ".."))
			ret = walk_entry(l, f, e->d_name, err);
	}
	return ret;
}

static int walk_folder(struct lean *l, struct folder *f, struct error *err)
{
	char **chunk = &l->chunks[l->depth];
	int ret = 0;
	ssize_t n = 1;

	if (!*chunk)
		*chunk = malloc(CHUNK);
	if (!*chunk)
		return error_memory(err);
	l->depth++;
	while (ret == 0 && n > 0) {
		n = getdents64(f->fd, *chunk, CHUNK);
		if (n < 0 && errno != ENOENT)
			failed(l, strerror(errno));
		if (n > 0)
			ret = walk_chunk(l, f, *chunk, (size_t)n, err);
	}
	l->depth--;
	return ret;
}

static int walk(struct lean *l, int root_fd, struct error *err)
{
	AUTO_CLOSE int fd = openat(root_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct walk_entry root = { .dir_fd = fd, .name = ".", .path = "/" };
	struct folder f = { .fd = fd, .cover = COVERAGE_SOME };
	int ret;

	if (fd < 0 || fstat(fd, &root.st) < 0) {
		failed(l, strerror(errno));
		return 0;
	}
	f.device = root.st.st_dev;
	text_choose(NULL, "", &f.texts);
	ret = put_path(l, &root, false, err);
	return ret < 0 ? ret : walk_folder(l, &f, err);
}

/* What the image calls users and groups: its own words, never the host's. */
static int read_ids(struct lean *l, int root_fd, struct error *err)
{
	int ret = id_set_read(&l->users, root_fd, "/etc/passwd", &l->part, err);

	if (ret == 0)
		ret = id_set_read(&l->users, root_fd, "/usr/lib/passwd", &l->part, err);
	if (ret == 0)
		ret = id_set_read(&l->groups, root_fd, "/etc/group", &l->part, err);
	if (ret == 0)
		ret = id_set_read(&l->groups, root_fd, "/usr/lib/group", &l->part, err);
	return ret;
}

int collect_lean(int root_fd, const struct sink *sink, const struct progress *progress,
		 const struct cancel *cancel, struct error *err)
{
	AUTO_FREE struct lean *l = calloc(1, sizeof(*l));
	int ret;

	if (!l)
		return error_memory(err);
	l->sink = sink;
	l->progress = progress;
	l->cancel = cancel;
	machine_ids_read(&l->ids, root_fd, false);
	file_links_init(&l->links, root_fd, &l->ids);
	ret = read_ids(l, root_fd, err);
	if (ret == 0)
		ret = collect_os_release(root_fd, sink, err);
	if (ret == 0)
		ret = walk(l, root_fd, err);
	if (ret == 0)
		ret = collect_integrity(root_fd, &l->part, sink, err);
	if (ret == 0)
		ret = collect_kernel_modules(root_fd, sink, &l->part, err);
	if (ret == 0)
		ret = collect_uki(root_fd, sink, &l->part, err);
	if (ret == 0)
		ret = collect_grubenv(root_fd, sink, &l->part, err);
	if (ret == 0)
		ret = part_end(&l->part, PART_CONFIG, sink, err);
	lean_release(l);
	return ret;
}
