/* SPDX-License-Identifier: MIT */
#include "source/repo_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "base/str.h"

static const char magic[] = "azlcts-repomd-1";
static const char *const folders[] = { ".", "data", "repomd" };

/* Files of ours that nobody used for long. */
static void prune(int dir_fd)
{
	int copy = fcntl(dir_fd, F_DUPFD_CLOEXEC, 0);
	DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
	time_t oldest = time(NULL) - (time_t)CACHE_DAYS * 24 * 3600;
	const struct dirent *e;

	if (!dir) {
		if (copy >= 0)
			close(copy);
		return;
	}
	while ((e = readdir(dir)) != NULL) {
		struct stat st;

		if (fstatat(dir_fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_mtime < oldest)
			unlinkat(dir_fd, e->d_name, 0);
	}
	closedir(dir);
}

/* What others can write is none of ours: repomd.xml is taken from it as the server's. */
static const char *not_ours(int fd)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return strerror(errno);
	if (st.st_uid != geteuid())
		return "belongs to another user";
	return st.st_mode & S_IWOTH ? "every user may write to it" : NULL;
}

static bool open_folder(struct repo_cache *c, const char *name)
{
	AUTO_FREE char *path = fs_join(c->dir, name);
	struct error err = ERROR_INIT;
	AUTO_CLOSE int fd = -1;
	const char *why;

	if (!path) {
		repo_cache_give_up(c, "no memory");
		return false;
	}
	if (fs_mkdirs(path, &err) < 0) {
		repo_cache_give_up(c, err.text);
		return false;
	}
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || access(path, W_OK) < 0) {
		snprintf(err.text, sizeof(err.text), "%s: %s", path, strerror(errno));
		repo_cache_give_up(c, err.text);
		return false;
	}
	why = not_ours(fd);
	if (why) {
		snprintf(err.text, sizeof(err.text), "%s: %s", *name == '.' ? c->dir : path, why);
		repo_cache_give_up(c, err.text);
		return false;
	}
	if (*name != '.')
		prune(fd);
	return true;
}

void repo_cache_open(struct repo_cache *c, const char *dir)
{
	*c = (struct repo_cache){ .dir = dir ? strdup(dir) : NULL };
	for (size_t i = 0; c->dir && i < ARRAY_SIZE(folders); i++)
		if (!open_folder(c, folders[i]))
			return;
}

void repo_cache_release(struct repo_cache *c)
{
	free(c->dir);
	c->dir = NULL;
}

void repo_cache_give_up(struct repo_cache *c, const char *why)
{
	snprintf(c->why, sizeof(c->why), "%.255s", why);
	repo_cache_release(c);
}

static void digest(const void *data, size_t len, char out[SHA256_HEX])
{
	struct sha256 h;

	sha256_init(&h);
	sha256_add(&h, data, len);
	sha256_hex(&h, out);
}

static void repomd_path(const struct repo_cache *c, const char *url, struct buf *path)
{
	char name[SHA256_HEX];

	digest(url, strlen(url), name);
	buf_addf(path, "%s/repomd/%s", c->dir, name);
}

/* The next line is this one. */
static bool line_is(const char **rest, const char *text)
{
	const char *line;
	size_t len;

	return str_line(rest, &line, &len) && len == strlen(text) && memcmp(line, text, len) == 0;
}

static bool line_into(const char **rest, char *out, size_t room)
{
	const char *line;
	size_t len;

	if (!str_line(rest, &line, &len) || len >= room)
		return false;
	snprintf(out, room, "%.*s", (int)len, line);
	return true;
}

bool repo_cache_repomd(const struct repo_cache *c, const char *url, struct buf *text,
		       struct repo_known *known)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);
	struct error ignored = ERROR_INIT;
	char said[SHA256_HEX];
	char is[SHA256_HEX];
	const char *rest;
	struct stat st;
	AUTO_CLOSE int fd = -1;

	buf_clear(text);
	if (!c->dir)
		return false;
	repomd_path(c, url, &path);
	if (!path.failed)
		fd = open(buf_str(&path), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	    fs_read_fd(fd, &all, &ignored) < 0)
		return false;
	rest = buf_str(&all);
	if (!line_is(&rest, magic) || !line_is(&rest, url) ||
	    !line_into(&rest, known->etag, sizeof(known->etag)) ||
	    !line_into(&rest, known->modified, sizeof(known->modified)) ||
	    !line_into(&rest, said, sizeof(said)))
		return false;
	buf_addn(text, rest, all.len - (size_t)(rest - all.data));
	digest(buf_str(text), text->len, is);
	return !text->failed && streq(is, said);
}

void repo_cache_keep_repomd(const struct repo_cache *c, const char *url, const struct buf *text,
			    const struct repo_known *known)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);
	struct error ignored = ERROR_INIT;
	char is[SHA256_HEX];

	if (!c->dir || (!*known->etag && !*known->modified))
		return;
	repomd_path(c, url, &path);
	digest(buf_str(text), text->len, is);
	buf_addf(&all, "%s\n%s\n%s\n%s\n%s\n", magic, url, known->etag, known->modified, is);
	buf_addn(&all, buf_str(text), text->len);
	/* a cache that is full is slower next time, and nothing else */
	if (!path.failed && !all.failed)
		fs_write(buf_str(&path), buf_str(&all), all.len, &ignored);
}

char *repo_cache_data(const struct repo_cache *c, const char *algorithm, const char *digits)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	if (!c->dir)
		return NULL;
	buf_addf(&path, "%s/data/%s-%s", c->dir, algorithm, digits);
	return buf_take(&path);
}

/* Is the open file still the one of that name?  Who had it before may have finished it. */
static bool still_named(int fd, const char *path)
{
	struct stat a;
	struct stat b;

	return fstat(fd, &a) == 0 && lstat(path, &b) == 0 && S_ISREG(a.st_mode) &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

int repo_cache_partial(struct repo_cache *c, const char *data, char **path)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	int fd;

	buf_addf(&name, "%s.partial", data);
	if (name.failed)
		return -1;
	fd = open(buf_str(&name), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	if (fd < 0) {
		repo_cache_give_up(c, strerror(errno));
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) < 0 || !still_named(fd, buf_str(&name))) {
		close(fd);
		return -1;
	}
	*path = buf_take(&name);
	if (!*path) {
		close(fd);
		return -1;
	}
	return fd;
}

void repo_cache_used(const char *data)
{
	utimensat(AT_FDCWD, data, NULL, 0);
}
