/* SPDX-License-Identifier: MIT */
#include "scenario/outside/repository.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include "base/fs.h"

int repository_open(struct repository *r, const struct text_list *folders, struct error *err)
{
	if (folders->count > REPOSITORY_FOLDERS_MAX)
		return error_set(err, E2BIG, "%zu repositories, at most %d", folders->count,
				 REPOSITORY_FOLDERS_MAX);
	for (size_t i = 0; i < folders->count; i++) {
		int fd = open(folders->items[i], O_PATH | O_DIRECTORY | O_CLOEXEC);

		if (fd < 0)
			return error_errno(err, "%s", folders->items[i]);
		r->folders[r->count++] = fd;
	}
	return 0;
}

void repository_release(struct repository *r)
{
	while (r->count)
		close(r->folders[--r->count]);
}

static void http_date(time_t t, char out[32])
{
	struct tm tm;

	if (!gmtime_r(&t, &tm) || strftime(out, 32, "%a, %d %b %Y %H:%M:%S GMT", &tm) == 0)
		out[0] = '\0';
}

static bool read_date(const char *text, time_t *out)
{
	struct tm tm = { 0 };
	const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &tm);

	if (!end || *end)
		return false;
	*out = timegm(&tm);
	return true;
}

/* Digits up to `end`; false: none, others, or too many. */
static bool read_number(const char *text, const char *end, uint64_t *out)
{
	uint64_t n = 0;

	if (text == end || end - text > 18)
		return false;
	for (; text < end; text++) {
		if (*text < '0' || *text > '9')
			return false;
		n = n * 10 + (uint64_t)(*text - '0');
	}
	*out = n;
	return true;
}

enum range { RANGE_NONE, RANGE_ONE, RANGE_OUTSIDE };

/* bytes=FIRST-LAST, bytes=FIRST- or bytes=-COUNT; whatever else it is asks for nothing. */
static enum range read_range(const char *text, uint64_t size, uint64_t *first, uint64_t *len)
{
	uint64_t last;
	const char *dash;
	const char *end;

	if (!text || !starts_with(text, "bytes="))
		return RANGE_NONE;
	text += strlen("bytes=");
	end = text + strlen(text);
	dash = strchr(text, '-');
	if (!dash)
		return RANGE_NONE;
	if (dash == text) { /* the last ones */
		if (!read_number(dash + 1, end, len))
			return RANGE_NONE;
		*len = *len < size ? *len : size;
		*first = size - *len;
		return *len ? RANGE_ONE : RANGE_OUTSIDE;
	}
	if (!read_number(text, dash, first))
		return RANGE_NONE;
	if (dash + 1 == end)
		last = UINT64_MAX;
	else if (!read_number(dash + 1, end, &last) || last < *first)
		return RANGE_NONE;
	if (*first >= size)
		return RANGE_OUTSIDE;
	*len = (last < size - 1 ? last : size - 1) - *first + 1;
	return RANGE_ONE;
}

static void say_file(int fd, const struct stat *st, const struct http_request *q,
		     struct http_answer *out)
{
	const char *since = http_header(q, "If-Modified-Since");
	const char *if_range = http_header(q, "If-Range");
	const char *range = http_header(q, "Range");
	uint64_t size = (uint64_t)st->st_size;
	uint64_t first = 0;
	uint64_t len = size;
	char modified[32];
	time_t t;

	http_date(st->st_mtime, modified);
	http_add_header(out, "Last-Modified", "%s", modified);
	http_add_header(out, "Accept-Ranges", "bytes");
	out->type = "application/octet-stream";
	if (since && read_date(since, &t) && st->st_mtime <= t) {
		http_say(out, 304, NULL, "");
		return;
	}
	if (if_range && !streq(if_range, modified))
		range = NULL;
	switch (read_range(range, size, &first, &len)) {
	case RANGE_OUTSIDE:
		http_say(out, 416, NULL, "");
		http_add_header(out, "Content-Range", "bytes */%llu", (unsigned long long)size);
		return;
	case RANGE_ONE:
		out->status = 206;
		http_add_header(out, "Content-Range", "bytes %llu-%llu/%llu",
				(unsigned long long)first, (unsigned long long)(first + len - 1),
				(unsigned long long)size);
		break;
	case RANGE_NONE:
		first = 0;
		len = size;
		out->status = 200;
	}
	if (len == 0)
		return;
	out->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	out->offset = first;
	out->len = len;
	if (out->fd < 0)
		http_say(out, 500, "text/plain", "no descriptor\n");
}

/* "/0/Packages/x.rpm": the folder, and the path in it; -1: there is no such. */
static int open_file(const struct repository *r, const char *path)
{
	const char *slash = path[0] == '/' ? strchr(path + 1, '/') : NULL;
	uint64_t n;

	if (!slash || !read_number(path + 1, slash, &n) || n >= r->count)
		return -1;
	return fs_open_in_root(r->folders[n], slash, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

void repository_answer(const struct repository *r, const struct http_request *q,
		       struct http_answer *out)
{
	AUTO_FREE char *path = strdup(q->path);
	AUTO_CLOSE int fd = -1;
	struct stat st;

	if (!streq(q->method, "GET") && !streq(q->method, "HEAD")) {
		http_say(out, 405, "text/plain", "method not allowed\n");
		http_add_header(out, "Allow", "GET, HEAD");
		return;
	}
	if (!path || !http_unescape(path)) {
		http_say(out, 400, "text/plain", "the path cannot be read\n");
		return;
	}
	fd = open_file(r, path);
	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		http_say(out, 404, "text/plain", "not there\n");
	else
		say_file(fd, &st, q, out);
}
