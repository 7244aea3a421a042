/* SPDX-License-Identifier: MIT */
#include "source/repo_fetch.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/checksum.h"
#include "base/fs.h"
#include "base/url.h"

enum { CHUNK = 256 << 10 };

static const char repomd_name[] = "repodata/repomd.xml";

void repo_fetch_init(struct repo_fetch *f, const struct source_request *req)
{
	*f = (struct repo_fetch){ .req = req };
}

void repo_fetch_release(struct repo_fetch *f)
{
	http_free(f->http);
	repo_cache_release(&f->cache);
}

/* Once: what is fetched is not kept. */
static void tell_cache(struct repo_fetch *f)
{
	if (f->cache_told || !*f->cache.why)
		return;
	f->cache_told = true;
	progress_say(f->req->progress, "cache", "not used: %s", f->cache.why);
	if (f->req->run)
		doc_set_text(f->req->run, "cache_not_used", f->cache.why);
}

/* Before anything that is not of this host. */
static int open_http(struct repo_fetch *f, struct error *err)
{
	const struct network *n = f->req->options.network;
	const struct http_how how = { .network = n,
				      .progress = f->req->progress,
				      .cancel = f->req->cancel };

	if (f->http)
		return 0;
	repo_cache_open(&f->cache, n ? n->cache_dir : NULL);
	tell_cache(f);
	return http_open(&f->http, &how, err);
}

/* A regular file of a file: URL.  -1 and *none: it is not there; else -1 with an error. */
static int open_local(const char *url, bool *none, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO_CLOSE int fd = -1;
	struct stat st;
	int ret = url_file_path(url, &path, err);

	*none = false;
	if (ret)
		return ret;
	fd = open(buf_str(&path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	*none = fd < 0 && (errno == ENOENT || errno == ENOTDIR);
	if (*none)
		return -1;
	if (fd < 0)
		return error_input(err, "%s: %s", url, strerror(errno));
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return error_input(err, "%s: no regular file", url);
	return TAKE_FD(fd);
}

static int local_text(const char *url, struct buf *out, bool *none, struct error *err)
{
	AUTO_CLOSE int fd = open_local(url, none, err);
	int ret;

	if (fd < 0)
		return *none ? 0 : fd;
	buf_clear(out);
	ret = fs_read_fd(fd, out, err);
	if (ret && err->code == EFBIG)
		return error_input(err, "%s: more than %zu bytes, the most that is read", url,
				   out->max);
	return ret;
}

int repo_fetch_text(struct repo_fetch *f, const char *url, struct buf *out, bool *none,
		    struct error *err)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct http_get get = {
		.url = url, .text = out, .fd = -1, .limit = (int64_t)out->max, .expected = -1
	};
	struct http_answer answer;
	int ret;

	url_clean(url, &shown);
	get.label = fs_basename(buf_str(&shown));
	if (url_has_scheme(url, "file"))
		return local_text(url, out, none, err);
	ret = open_http(f, err);
	if (!ret)
		ret = http_get(f->http, &get, &answer, err);
	if (!ret)
		*none = answer.outcome == HTTP_NONE;
	return ret;
}

int repo_fetch_repomd(struct repo_fetch *f, const char *base, struct buf *out,
		      struct repo_known *known, bool *none, struct error *err)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf cached = BUF_INIT(REPO_TEXT_MAX);
	struct http_answer answer = { 0 };
	struct http_get get = {
		.label = "repomd.xml", .text = out, .fd = -1, .limit = REPO_TEXT_MAX, .expected = -1
	};
	bool have;
	int ret;

	*known = (struct repo_known){ 0 };
	url_join(base, repomd_name, &url);
	url_clean(buf_str(&url), &shown);
	if (url.failed || shown.failed)
		return error_memory(err);
	if (url_has_scheme(base, "file"))
		return local_text(buf_str(&url), out, none, err);
	ret = open_http(f, err);
	if (ret)
		return ret;
	have = repo_cache_repomd(&f->cache, buf_str(&shown), &cached, known);
	get.url = buf_str(&url);
	get.etag = have ? known->etag : NULL;
	get.modified = have ? known->modified : NULL;
	ret = http_get(f->http, &get, &answer, err);
	if (ret)
		return ret;
	*none = answer.outcome == HTTP_NONE;
	if (answer.outcome == HTTP_SAME) {
		buf_clear(out);
		buf_addn(out, buf_str(&cached), cached.len);
		return out->failed ? error_memory(err) : 0;
	}
	snprintf(known->etag, sizeof(known->etag), "%s", answer.etag);
	snprintf(known->modified, sizeof(known->modified), "%s", answer.modified);
	return 0;
}

void repo_fetch_keep_repomd(struct repo_fetch *f, const char *base, const struct buf *text,
			    const struct repo_known *known)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);

	url_join(base, repomd_name, &url);
	url_clean(buf_str(&url), &shown);
	if (!url.failed && !shown.failed && !url_has_scheme(base, "file"))
		repo_cache_keep_repomd(&f->cache, buf_str(&shown), text, known);
}

/* A file on its way from where it is to where it is read. */
struct passage {
	const struct repodata_file *file;
	const char *label; /* its URL, without secrets */
	const char *dest;
	bool differs; /* it is not what repomd.xml says */
};

static int64_t most(const struct repodata_file *file)
{
	return file->size >= 0 && file->size < REPO_DATA_MAX ? file->size : REPO_DATA_MAX;
}

static int differ(struct passage *p, struct error *err, const char *fmt, ...) PRINTF(3, 4);
static int differ(struct passage *p, struct error *err, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	p->differs = true;
	return error_input(err, "%s: %s", p->label, text);
}

static int copy(struct passage *p, int from, int to, struct checksum *sum, int64_t *total,
		const struct cancel *cancel, struct error *err)
{
	AUTO_FREE char *chunk = malloc(CHUNK);
	ssize_t n;
	int ret;

	if (!chunk)
		return error_memory(err);
	while ((n = read(from, chunk, CHUNK)) != 0) {
		if (n < 0)
			return error_errno(err, "%s", p->label);
		*total += n;
		if (*total > most(p->file))
			return differ(p, err, "more than %lld bytes, %s", (long long)most(p->file),
				      most(p->file) == p->file->size ? "the size repomd.xml says"
								     : "the most that is read");
		checksum_add(sum, chunk, (size_t)n);
		ret = fs_write_fd(to, chunk, (size_t)n, err);
		if (ret)
			return error_wrap(err, "%s", p->dest);
		ret = cancel_check(cancel, err);
		if (ret)
			return ret;
	}
	return 0;
}

/* Copies from the start, and looks at what is copied: nobody can change it in between. */
static int pass(struct passage *p, int from, const struct cancel *cancel, struct error *err)
{
	AUTO_CLOSE int to = open(p->dest, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	char hex[CHECKSUM_HEX];
	struct checksum sum;
	int64_t total = 0;
	int ret;

	p->differs = false;
	if (to < 0 || lseek(from, 0, SEEK_SET) < 0)
		return error_errno(err, "%s", p->dest);
	ret = checksum_init(&sum, p->file->checksum_type, err);
	if (ret)
		return error_wrap(err, "repomd.xml: %s", p->file->type);
	ret = copy(p, from, to, &sum, &total, cancel, err);
	if (ret)
		return ret;
	if (p->file->size >= 0 && total != p->file->size)
		return differ(p, err, "%lld bytes, and repomd.xml says %lld", (long long)total,
			      (long long)p->file->size);
	checksum_hex(&sum, hex);
	if (!streq(hex, p->file->checksum))
		return differ(p, err,
			      "its checksum is not the one of repomd.xml (%s %.16s..., not "
			      "%.16s...)",
			      p->file->checksum_type, hex, p->file->checksum);
	return 0;
}

static int pass_local(struct passage *p, const char *url, const struct cancel *cancel,
		      struct error *err)
{
	bool none;
	AUTO_CLOSE int fd = open_local(url, &none, err);

	if (fd < 0)
		return none ? error_input(err, "%s: not there, and repomd.xml names it", url) : fd;
	return pass(p, fd, cancel, err);
}

/* True: it was in the cache.  A file that is damaged goes. */
static int pass_cached(struct passage *p, const char *data, const struct cancel *cancel, bool *had,
		       struct error *err)
{
	AUTO_CLOSE int fd = open(data, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	bool there = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	int ret = there ? pass(p, fd, cancel, err) : 0;

	*had = there && !ret;
	if (*had)
		repo_cache_used(data);
	else if (p->differs)
		unlink(data);
	return p->differs ? 0 : ret;
}

/* Where a download goes until it is verified: the cache's part of it, or the work folder. */
struct piece {
	int fd;
	char *path;
	bool kept;   /* in the cache */
	int64_t had; /* bytes that were there */
};

static void piece_release(struct piece *part)
{
	if (part->fd >= 0)
		close(part->fd);
	free(part->path);
}

static int piece_open(struct repo_fetch *f, const char *data, struct piece *part, struct error *err)
{
	struct stat st;

	part->fd = data && f->cache.dir ? repo_cache_partial(&f->cache, data, &part->path) : -1;
	part->kept = part->fd >= 0;
	if (!part->kept) {
		tell_cache(f);
		part->path = fs_join(f->req->work_dir, "download");
		if (!part->path)
			return error_memory(err);
		part->fd = open(part->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	}
	if (part->fd < 0 || fstat(part->fd, &st) < 0)
		return error_errno(err, "%s", part->path);
	part->had = st.st_size;
	return 0;
}

static bool is_full(int code)
{
	return code == ENOSPC || code == EDQUOT || code == EFBIG || code == EROFS;
}

/* Into the part, and from there; *again: not so, but it may be tried from the start. */
static int download(struct repo_fetch *f, struct passage *p, const struct http_get *how,
		    const char *data, bool *again, struct error *err)
{
	CLEANUP(piece_release) struct piece part = { .fd = -1 };
	struct http_answer answer = { 0 };
	struct http_get get = *how;
	struct stat st;
	int ret = piece_open(f, data, &part, err);

	*again = false;
	if (ret)
		return ret;
	get.fd = part.fd;
	if (part.had == 0 || part.had != p->file->size)
		ret = http_get(f->http, &get, &answer, err);
	if (!ret && answer.outcome == HTTP_NONE)
		ret = error_input(err, "%s: not there (HTTP 404), and repomd.xml names it",
				  p->label);
	if (ret && part.kept && is_full(err->code)) {
		unlink(part.path);
		repo_cache_give_up(&f->cache, err->text);
		*again = true;
		return ret;
	}
	if (ret) { /* what came is kept for the next time */
		*again = part.had > 0 && err->code == EINVAL;
		if (*again || !part.kept || fstat(part.fd, &st) < 0 || st.st_size == 0)
			unlink(part.path);
		return ret;
	}
	ret = pass(p, part.fd, f->req->cancel, err);
	*again = ret && p->differs && (part.had > 0 || answer.resumed);
	if (ret == 0 && part.kept && rename(part.path, data) < 0)
		repo_cache_give_up(&f->cache, strerror(errno));
	if (ret ? p->differs || !part.kept : !part.kept)
		unlink(part.path);
	return ret;
}

/* Over http, through the cache. */
static int pass_http(struct repo_fetch *f, struct passage *p, const struct http_get *get,
		     struct error *err)
{
	AUTO_FREE char *data = NULL;
	bool again = false;
	bool had = false;
	int ret = open_http(f, err);

	if (ret)
		return ret;
	data = repo_cache_data(&f->cache, p->file->checksum_type, p->file->checksum);
	if (data)
		ret = pass_cached(p, data, f->req->cancel, &had, err);
	if (ret || had)
		return ret;
	/* again: a part that was no part of this file, or a cache that is full */
	ret = download(f, p, get, data, &again, err);
	for (int i = 0; i < 2 && ret && again; i++)
		ret = download(f, p, get, data, &again, err);
	return ret;
}

/* What repomd.xml says of it has to be of use. */
static int check_record(const struct repodata_file *file, struct error *err)
{
	struct checksum usable;
	int ret = checksum_init(&usable, file->checksum_type, err);

	if (ret)
		return error_wrap(err, "repomd.xml: %s", file->type);
	if (!checksum_formed(file->checksum_type, file->checksum))
		return error_input(err, "repomd.xml: %s: its checksum is no %s", file->type,
				   file->checksum_type);
	if (file->size > REPO_DATA_MAX)
		return error_input(err, "repomd.xml: %s has %lld bytes, at most %d are read",
				   file->type, (long long)file->size, REPO_DATA_MAX);
	return 0;
}

int repo_fetch_data(struct repo_fetch *f, const char *base, const struct repodata_file *file,
		    const char *dest, struct error *err)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct passage p = { .file = file, .dest = dest };
	struct http_get get = { .resume = true, .limit = most(file), .expected = file->size };
	int ret = check_record(file, err);

	if (ret)
		return ret;
	url_join(base, file->location, &url);
	url_clean(buf_str(&url), &shown);
	if (url.failed || shown.failed)
		return error_memory(err);
	p.label = buf_str(&shown);
	get.url = buf_str(&url);
	get.label = fs_basename(file->location);
	return url_has_scheme(base, "file") ? pass_local(&p, get.url, f->req->cancel, err)
					    : pass_http(f, &p, &get, err);
}
