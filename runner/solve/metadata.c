/* SPDX-License-Identifier: MIT */
#include "solve/metadata.h"

#include <fcntl.h>

#include <solv/solv_xfopen.h>

#include "solve/metadata_scan.h"

struct metadata {
	struct metadata_want want;
	struct metadata_scan scan;
	FILE *packed; /* libsolv's, decompressing */
	FILE *stream;
	uint64_t bytes;
	struct error err;
};

static const struct {
	const char *magic;
	size_t len;
	const char *name; /* a name by which solv_xfopen() knows it; NULL: it does not */
	const char *what;
} formats[] = {
	{ "\x1f\x8b", 2, "x.gz", "gzip" },
	{ "\xfd"
	  "7zXZ",
	  5, "x.xz", "xz" },
	{ "\x28\xb5\x2f\xfd", 4, "x.zst", "zstd" },
	{ "BZh", 3, "x.bz2", "bzip2" },
	{ "\0ZCK1", 5, NULL, "zchunk" },
	{ "\0ZHR1", 5, NULL, "zchunk" },
	{ "SQLite format 3", 15, NULL, "an SQLite database" },
};

static int open_packed(struct metadata *m, struct error *err)
{
	const char *path = m->want.path;
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *name = "x.xml";
	char head[16] = { 0 };

	if (fd < 0)
		return error_errno(err, "%s", path);
	if (pread(fd, head, sizeof(head), 0) < 0)
		return error_errno(err, "%s", path);
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		if (memcmp(head, formats[i].magic, formats[i].len) != 0)
			continue;
		name = formats[i].name;
		if (!name || solv_xfopen_iscompressed(name) < 0)
			return error_input(err,
					   "%s: is %s, which libsolv here cannot read: use the "
					   "gzip, xz or zstd file of the repository",
					   path, formats[i].what);
	}
	m->packed = solv_xfopen_fd(name, fd, "r");
	if (!m->packed)
		return error_set(err, EIO, "%s: cannot be opened for reading", path);
	TAKE_FD(fd); /* closed with it */
	return 0;
}

/* What went wrong is told by metadata_end(): libsolv takes a failed read for the end. */
static ssize_t fail(void)
{
	errno = EIO;
	return -1;
}

static ssize_t read_packed(void *cookie, char *data, size_t len)
{
	struct metadata *m = cookie;
	size_t n;

	if (m->err.code)
		return fail();
	n = fread(data, 1, len, m->packed);
	if (ferror(m->packed)) {
		error_input(&m->err, "%s: truncated, or damaged, at byte %llu of what it holds",
			    m->want.path, (unsigned long long)m->bytes);
		return fail();
	}
	m->bytes += n;
	if (m->bytes > m->want.open_bytes)
		error_input(&m->err, "%s: more than %llu bytes when decompressed", m->want.path,
			    (unsigned long long)m->want.open_bytes);
	else if (metadata_scan(&m->scan, data, n, &m->err))
		error_wrap(&m->err, "%s", m->want.path);
	if (m->err.code)
		return fail();
	return (ssize_t)n;
}

int metadata_open(struct metadata **out, const struct metadata_want *want, struct error *err)
{
	static const cookie_io_functions_t functions = { .read = read_packed };
	AUTO_METADATA struct metadata *m = calloc(1, sizeof(*m));
	int ret;

	if (!m)
		return error_memory(err);
	m->want = *want;
	metadata_scan_init(&m->scan, want->pool);
	ret = open_packed(m, err);
	if (ret)
		return ret;
	m->stream = fopencookie(m, "r", functions);
	if (!m->stream)
		return error_memory(err);
	setvbuf(m->stream, NULL, _IOFBF, 64 << 10);
	*out = TAKE(m);
	return 0;
}

FILE *metadata_stream(struct metadata *m)
{
	return m->stream;
}

size_t metadata_packages(const struct metadata *m)
{
	return m->scan.packages;
}

int metadata_end(struct metadata *m, struct error *err)
{
	if (m->err.code) {
		*err = m->err;
		return -err->code;
	}
	if (!streq(m->scan.root, m->want.root))
		return error_input(err, "%s: is no <%s> document", m->want.path, m->want.root);
	return 0;
}

void metadata_close(struct metadata *m)
{
	if (!m)
		return;
	if (m->stream)
		fclose(m->stream);
	if (m->packed)
		fclose(m->packed);
	metadata_scan_release(&m->scan);
	free(m);
}
