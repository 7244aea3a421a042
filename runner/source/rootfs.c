/* SPDX-License-Identifier: MIT */
/*
 * A root directory that does not run: a mounted image, a chroot, an unpacked container.  It is
 * only read; its rpm database is read as a copy in the work folder.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "model/source.h"

/* Rows go on to the request's sink; files of the rpm database are kept for librpm. */
struct keeper {
	const struct sink *next;
	const char *folder;
	bool packages_failed; /* the collector has said why */
};

static int keep_row(void *arg, const struct row *row, struct error *err)
{
	struct keeper *k = arg;
	const struct value *name = &row->values[0];

	if (row->table == TABLE_part && name->type == VALUE_TEXT &&
	    name->len == strlen(parts[PART_PACKAGES].name) &&
	    memcmp(name->text, parts[PART_PACKAGES].name, name->len) == 0)
		k->packages_failed = true;
	return k->next->put(k->next->arg, row, err);
}

static int keep_file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct keeper *k = arg;
	AUTO_FREE char *path = fs_join(k->folder, name);
	AUTO_CLOSE int fd = -1;

	if (!path)
		return error_memory(err);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_errno(err, "create %s", path);
	if (fs_write_fd(fd, data, len, err) < 0)
		return error_wrap(err, "%s", path);
	return 0;
}

static bool has(int root_fd, const char *path, mode_t type)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, path, O_PATH);
	struct stat st;

	return fd >= 0 && fstat(fd, &st) == 0 && (st.st_mode & S_IFMT) == type;
}

static bool recognise(const char *path)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd >= 0 &&
	       (has(fd, "etc/os-release", S_IFREG) || has(fd, "usr/lib/os-release", S_IFREG) ||
		(has(fd, "usr", S_IFDIR) && has(fd, "etc/passwd", S_IFREG)));
}

static int put_meta(const struct sink *sink, const char *key, const char *value, struct error *err)
{
	struct row row = row_of(TABLE_meta);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}

static int collect_in(const struct source_request *req, int root_fd, const char *folder,
		      struct error *err)
{
	struct keeper keeper = { .next = req->sink, .folder = folder };
	struct sink sink = { .arg = &keeper, .put = keep_row, .file = keep_file };
	int ret;

	progress_say(req->progress, "files", "reading %s", req->path);
	if (req->plan.lean)
		ret = req->collectors->lean(root_fd, req->plan.parts, &sink, req->progress,
					    req->cancel, err);
	else
		ret = req->collectors->tree(root_fd, &sink, req->progress, req->cancel, err);
	if (ret < 0 || keeper.packages_failed ||
	    (req->plan.lean && !(req->plan.parts & EVIDENCE(PACKAGES))))
		return ret;
	progress_say(req->progress, "packages", "reading the rpm database");
	return req->collectors->packages(folder, req->sink, err);
}

static int collect(const struct source_request *req, struct error *err)
{
	AUTO_CLOSE int root_fd = open(req->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	AUTO_FREE char *folder = fs_join(req->work_dir, "rpmdb");
	int ret;

	if (root_fd < 0)
		return error_input(err, "%s: %s", req->path, strerror(errno));
	if (!folder)
		return error_memory(err);
	ret = fs_mkdirs(folder, err);
	if (ret == 0)
		ret = put_meta(req->sink, "source.kind", "rootfs", err);
	if (ret == 0)
		ret = collect_in(req, root_fd, folder, err);
	return ret < 0 ? error_wrap(err, "%s", req->path) : 0;
}

const struct source_kind source_rootfs = {
	.name = "rootfs",
	.summary = "a root directory that does not run",
	.gives = EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(ACCOUNTS) | EVIDENCE(PACKAGES) |
		 EVIDENCE(CONFIG),
	.lean = true,
	.recognise = recognise,
	.collect = collect,
};
