/* SPDX-License-Identifier: MIT */
/*
 * Package files: one, or a folder of them as a repository has it.  Each is unpacked by itself, so
 * that two versions of a package do not meet; one that is damaged ends it all.  So does a program
 * that lies beside them: it would be passed over, and nobody would know.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "source/payload.h"

enum {
	DEPTH = 2,	/* as deep as Packages/a/ */
	DEPTH_MAX = 64, /* as deep as anything is looked for that would be passed over */
	PACKAGES_MAX = 100000,
};

struct list {
	char **paths;
	size_t count;
	size_t cap;
	unsigned depth; /* how deep to look */
	char *beside;	/* the first program, or package too deep, that would be passed over */
};

static void list_release(struct list *l)
{
	free(l->beside);
	for (size_t i = 0; i < l->count; i++)
		free(l->paths[i]);
	free(l->paths);
}

static int list_add(struct list *l, const char *path, struct error *err)
{
	if (l->count == PACKAGES_MAX)
		return error_input(err, "more than %d packages", PACKAGES_MAX);
	if (l->count == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 64;
		char **paths = reallocarray(l->paths, cap, sizeof(*paths));

		if (!paths)
			return error_memory(err);
		l->paths = paths;
		l->cap = cap;
	}
	l->paths[l->count] = strdup(path);
	if (!l->paths[l->count])
		return error_memory(err);
	l->count++;
	return 0;
}

static bool begins_with(const char *path, const char magic[4])
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	char head[4];

	return fd >= 0 && pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	       memcmp(head, magic, sizeof(head)) == 0;
}

static bool has_lead(const char *path)
{
	return begins_with(path, "\xed\xab\xee\xdb");
}

static int pass_over(struct list *l, const char *path, struct error *err)
{
	if (!l->beside)
		l->beside = strdup(path);
	return l->beside ? 0 : error_memory(err);
}

static int find(struct list *l, const char *folder, unsigned depth, struct error *err);

/* A file that calls itself a package and is none is a damaged one, and said so later. */
static int find_entry(struct list *l, const char *folder, const char *name, unsigned depth,
		      struct error *err)
{
	AUTO_FREE char *path = fs_join(folder, name);
	struct stat st;

	if (!path)
		return error_memory(err);
	if (lstat(path, &st) < 0)
		return errno == ENOENT ? 0 : error_input(err, "%s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return depth < l->depth ? find(l, path, depth + 1, err) : 0;
	if (S_ISLNK(st.st_mode) && stat(path, &st) < 0)
		return ends_with(name, ".rpm") ? list_add(l, path, err) : 0;
	if (!S_ISREG(st.st_mode))
		return 0;
	if (ends_with(name, ".rpm") || has_lead(path))
		return depth > DEPTH ? pass_over(l, path, err) : list_add(l, path, err);
	/* only to be told: recognising a folder opens no file twice */
	return l->depth > DEPTH && begins_with(path, "\177ELF") ? pass_over(l, path, err) : 0;
}

static int find(struct list *l, const char *folder, unsigned depth, struct error *err)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	int ret = 0;

	if (!dir)
		return error_input(err, "%s: %s", folder, strerror(errno));
	for (errno = 0; ret == 0 && (e = readdir(dir)) != NULL; errno = 0)
		if (!streq(e->d_name, ".") && !streq(e->d_name, ".."))
			ret = find_entry(l, folder, e->d_name, depth, err);
	if (ret == 0 && errno)
		ret = error_errno(err, "read folder %s", folder);
	closedir(dir);
	return ret;
}

static int by_path(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static int find_all(struct list *l, const char *path, struct error *err)
{
	struct stat st;
	int ret;

	if (stat(path, &st) < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	l->depth = DEPTH_MAX;
	ret = S_ISDIR(st.st_mode) ? find(l, path, 0, err) : list_add(l, path, err);
	if (ret == 0 && l->count == 0)
		return error_input(err, "%s: nothing to look at: no packages", path);
	if (ret == 0 && l->beside)
		return error_input(err,
				   "%s: packages, and something that would not be looked at with "
				   "them: %s; give them one by one",
				   path, l->beside);
	if (l->count > 1)
		qsort(l->paths, l->count, sizeof(*l->paths), by_path);
	return ret;
}

static bool recognise(const char *path)
{
	AUTO(list) struct list l = { .depth = DEPTH };
	struct error ignored = ERROR_INIT;
	struct stat st;

	if (stat(path, &st) < 0)
		return false;
	if (!S_ISDIR(st.st_mode))
		return S_ISREG(st.st_mode) && has_lead(path);
	find(&l, path, 0, &ignored);
	for (size_t i = 0; i < l.count; i++)
		if (has_lead(l.paths[i]))
			return true;
	return false;
}

static int add_package(struct payload *p, const char *path, struct buf *nevra, struct error *err)
{
	const struct source_request *req = p->req;
	AUTO_UNPACK struct unpack *into = NULL;
	AUTO_FREE char *folder = NULL;
	int ret = payload_folder(req, &folder, &into, err);

	if (ret == 0)
		ret = req->collectors->package_file(path, req->options.keys, into, nevra, req->sink,
						    req->cancel, err);
	if (ret == 0)
		ret = payload_add(p, unpack_root(into), into, err);
	return ret < 0 ? ret : fs_remove_tree(folder, err);
}

static int collect_list(const struct source_request *req, const struct list *l, struct error *err)
{
	AUTO(payload) struct payload p;
	AUTO(buf) struct buf nevra = BUF_INIT(BUF_LINE);
	int ret = 0;

	payload_init(&p, req);
	for (size_t i = 0; i < l->count && ret == 0; i++) {
		progress_say(req->progress, "packages", "%zu of %zu: %s", i + 1, l->count,
			     fs_basename(l->paths[i]));
		ret = cancel_check(req->cancel, err);
		if (ret == 0)
			ret = add_package(&p, l->paths[i], &nevra, err);
	}
	if (ret == 0 && l->count == 1)
		ret = payload_meta(req, "source.nevra", buf_str(&nevra), err);
	if (ret == 0)
		ret = payload_end(&p, err);
	return ret < 0 ? ret : sink_complete(req->sink, PART_PACKAGES, err);
}

static int collect(const struct source_request *req, struct error *err)
{
	AUTO(list) struct list l = { 0 };
	int ret = payload_identity(req, "rpm", err);

	if (ret == 0)
		ret = find_all(&l, req->path, err);
	return ret < 0 ? ret : collect_list(req, &l, err);
}

const struct source_kind source_rpm = {
	.name = "rpm",
	.summary = "a package file, or a folder of them (two levels deep), unpacked and not run",
	.gives = EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(PACKAGES),
	.recognise = recognise,
	.collect = collect,
};
