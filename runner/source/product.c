/* SPDX-License-Identifier: MIT */
/* What a vendor ships, and is no package of this system: an archive, a folder, one program. */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "source/archive.h"
#include "source/payload.h"

static int open_source(const char *path, int *out, struct stat *st, struct error *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (fstat(fd, st) < 0) {
		close(fd);
		return error_errno(err, "%s", path);
	}
	*out = fd;
	return 0;
}

/* All is said, if there was anything to say. */
static int finish(struct payload *p, struct error *err)
{
	if (p->things == 0)
		return error_input(err, "%s: nothing to look at: it has no files", p->req->path);
	return payload_end(p, err);
}

static int collect_archive(const struct source_request *req, struct error *err)
{
	AUTO(payload) struct payload p;
	AUTO_UNPACK struct unpack *into = NULL;
	AUTO_FREE char *folder = NULL;
	int ret;

	payload_init(&p, req);
	ret = payload_identity(req, "archive", err);
	if (ret == 0)
		ret = payload_folder(req, &folder, &into, err);
	if (ret < 0)
		return ret;
	progress_say(req->progress, "unpack", "%s", req->path);
	ret = unarchive(req->path, into, req->cancel, err);
	if (ret == 0)
		ret = payload_add(&p, unpack_root(into), into, err);
	return ret < 0 ? ret : finish(&p, err);
}

const struct source_kind source_archive = {
	.name = "archive",
	.summary = "files packed as tar, zip or .deb, unpacked and not run",
	.gives = EVIDENCE(FILES) | EVIDENCE(ELF),
	.recognise = unarchive_knows,
	.collect = collect_archive,
};

static bool recognise_binaries(const char *path)
{
	AUTO_CLOSE int fd = -1;
	struct error ignored = ERROR_INIT;
	struct stat st;
	char magic[4];

	if (open_source(path, &fd, &st, &ignored) < 0)
		return false;
	return S_ISDIR(st.st_mode) ||
	       (S_ISREG(st.st_mode) && pread(fd, magic, sizeof(magic), 0) == sizeof(magic) &&
		memcmp(magic, "\177ELF", sizeof(magic)) == 0);
}

static int copy_file(const struct source_request *req, int fd, const struct stat *st,
		     struct unpack *into, struct error *err)
{
	char chunk[1 << 16];
	uint64_t at = 0;
	int ret =
		unpack_begin(into, fs_basename(req->path), st->st_mode, (uint64_t)st->st_size, err);

	while (ret == 0) {
		ssize_t n = read(fd, chunk, sizeof(chunk));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read");
		if (n == 0)
			break;
		ret = unpack_data(into, chunk, (size_t)n, at, err);
		at += (uint64_t)n;
	}
	return ret < 0 ? ret : unpack_end(into, err);
}

/* A program alone: its copy in a folder of its own is what the collectors can read. */
static int collect_file(struct payload *p, int fd, const struct stat *st, struct error *err)
{
	AUTO_UNPACK struct unpack *into = NULL;
	AUTO_FREE char *folder = NULL;
	int ret = payload_folder(p->req, &folder, &into, err);

	if (ret == 0)
		ret = copy_file(p->req, fd, st, into, err);
	if (ret < 0)
		return error_wrap(err, "%s", p->req->path);
	p->without_folders = true;
	return payload_add(p, unpack_root(into), into, err);
}

static int collect_binaries(const struct source_request *req, struct error *err)
{
	AUTO(payload) struct payload p;
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int ret;

	payload_init(&p, req);
	ret = open_source(req->path, &fd, &st, err);
	if (ret == 0)
		ret = payload_identity(req, "binaries", err);
	if (ret < 0)
		return ret;
	progress_say(req->progress, "files", "reading %s", req->path);
	ret = S_ISDIR(st.st_mode) ? payload_add(&p, fd, NULL, err) : collect_file(&p, fd, &st, err);
	return ret < 0 ? ret : finish(&p, err);
}

const struct source_kind source_binaries = {
	.name = "binaries",
	.summary = "any other folder of files, or one ELF file",
	.gives = EVIDENCE(FILES) | EVIDENCE(ELF),
	.recognise = recognise_binaries,
	.collect = collect_binaries,
};
