/* SPDX-License-Identifier: MIT */
/*
 * libarchive only reads here.  What is made on disk is base/unpack.h's, whose walls do not depend
 * on the library's.
 */
#include "source/archive.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <archive.h>
#include <archive_entry.h>

enum { BLOCK = 1 << 16, TAR_BLOCK = 512 };

static const char deb_magic[] = "!<arch>\ndebian-binary";

static void reader_cleanup(struct archive **a)
{
	archive_read_free(*a);
}
#define AUTO_READER CLEANUP(reader_cleanup)

/* ARCHIVE_WARN would mean that a program of the host is run in place of a library: not here. */
static int reader_new(struct archive **out, int (*format)(struct archive *), struct error *err)
{
	AUTO_READER struct archive *a = archive_read_new();

	if (!a)
		return error_memory(err);
	if (archive_read_support_filter_gzip(a) != ARCHIVE_OK ||
	    archive_read_support_filter_bzip2(a) != ARCHIVE_OK ||
	    archive_read_support_filter_xz(a) != ARCHIVE_OK ||
	    archive_read_support_filter_zstd(a) != ARCHIVE_OK)
		return error_set(err, ENOTSUP, "libarchive was built without a compression");
	if (format(a) != ARCHIVE_OK)
		return error_set(err, ENOTSUP, "libarchive was built without a format");
	*out = TAKE(a);
	return 0;
}

/* A zip is read from its directory, at the end: one that was cut off has none. */
static int tar_or_zip(struct archive *a)
{
	int code = archive_read_support_format_tar(a);

	return code == ARCHIVE_OK ? archive_read_support_format_zip_seekable(a) : code;
}

static bool is_deb(int fd)
{
	char head[sizeof(deb_magic) - 1];

	return pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	       memcmp(head, deb_magic, sizeof(head)) == 0;
}

static bool has_magic(const unsigned char *head, size_t len)
{
	static const struct {
		size_t at, len;
		const char *bytes;
	} magics[] = {
		{ 0, 3, "\x1f\x8b\x08" },
		{ 0, 6,
		  "\xfd"
		  "7zXZ\0" },
		{ 0, 4, "\x28\xb5\x2f\xfd" },
		{ 0, 3, "BZh" },
		{ 0, 4, "PK\x03\x04" },
		{ 0, 4, "PK\x05\x06" },
		{ 257, 5, "ustar" },
		{ 0, sizeof(deb_magic) - 1, deb_magic },
	};

	for (size_t i = 0; i < ARRAY_SIZE(magics); i++)
		if (len >= magics[i].at + magics[i].len &&
		    memcmp(head + magics[i].at, magics[i].bytes, magics[i].len) == 0)
			return true;
	return false;
}

/* Also with a warning; but ARCHIVE_RETRY, which is less bad to libarchive, is a damaged header. */
static bool is_entry(int code)
{
	return code == ARCHIVE_OK || code == ARCHIVE_WARN;
}

/* Tars of old have no magic; their checksum is as good. */
static bool is_old_tar(int fd)
{
	AUTO_READER struct archive *a = NULL;
	struct error ignored = ERROR_INIT;
	struct archive_entry *e;

	if (reader_new(&a, archive_read_support_format_tar, &ignored) < 0 ||
	    archive_read_open_fd(a, fd, BLOCK) != ARCHIVE_OK)
		return false;
	return is_entry(archive_read_next_header(a, &e)); /* and no file of zeros */
}

bool unarchive_knows(const char *path)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	unsigned char head[TAR_BLOCK];
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return false;
	n = pread(fd, head, sizeof(head), 0);
	return n > 0 &&
	       (has_magic(head, (size_t)n) || ((size_t)n == sizeof(head) && is_old_tar(fd)));
}

static int broken(struct archive *a, const struct unpack *into, struct error *err)
{
	const char *why = archive_error_string(a);

	return error_input(err, "%s, after %zu entries", why ? why : "damaged",
			   unpack_entries(into));
}

static int unpack_contents(struct archive *a, struct archive_entry *e, const char *path,
			   struct unpack *into, const struct cancel *cancel, struct error *err)
{
	int64_t size = archive_entry_size_is_set(e) ? archive_entry_size(e) : 0;
	const void *data;
	size_t len;
	la_int64_t at;
	int code;
	int ret =
		unpack_begin(into, path, archive_entry_mode(e), size < 0 ? 0 : (uint64_t)size, err);

	while (ret == 0) {
		code = archive_read_data_block(a, &data, &len, &at);
		if (code == ARCHIVE_EOF)
			return unpack_end(into, err);
		if (code != ARCHIVE_OK) {
			broken(a, into, err);
			return error_wrap(err, "%s", path);
		}
		ret = cancel ? cancel_check(cancel, err) : 0;
		if (ret == 0)
			ret = unpack_data(into, data, len, (uint64_t)at, err);
	}
	return ret;
}

static const char *name_of(const char *raw, const char *utf8)
{
	return raw ? raw : utf8; /* raw: NULL when the locale has no such letters */
}

static int unpack_entry(struct archive *a, struct archive_entry *e, struct unpack *into,
			const struct cancel *cancel, struct error *err)
{
	const char *path = name_of(archive_entry_pathname(e), archive_entry_pathname_utf8(e));
	const char *link = name_of(archive_entry_hardlink(e), archive_entry_hardlink_utf8(e));
	const char *target = name_of(archive_entry_symlink(e), archive_entry_symlink_utf8(e));
	mode_t mode = archive_entry_mode(e);

	if (!path)
		return error_input(err, "a name that cannot be read");
	if (link)
		return unpack_link(into, path, link, err);
	switch (archive_entry_filetype(e)) {
	case AE_IFREG:
		return unpack_contents(a, e, path, into, cancel, err);
	case AE_IFDIR:
		return unpack_folder(into, path, mode, err);
	case AE_IFLNK:
		return unpack_symlink(into, path, target ? target : "", err);
	case AE_IFCHR:
	case AE_IFBLK:
	case AE_IFIFO:
	case AE_IFSOCK:
		return unpack_special(into, path, mode, err);
	default:
		return error_input(err, "%s: an entry of no known type", path);
	}
}

/*
 * A tar ends with blocks of zeros.  libarchive is content without; but then it was cut off between
 * two entries, which a compression does not notice when it came later or in pieces.
 */
static int check_end(struct archive *a, const struct unpack *into, struct error *err)
{
	if ((archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_TAR ||
	    archive_filter_bytes(a, 0) >= archive_read_header_position(a) + TAR_BLOCK)
		return 0;
	return error_input(err, "the end is missing, after %zu entries", unpack_entries(into));
}

static int unpack_all(struct archive *a, struct unpack *into, const struct cancel *cancel,
		      struct error *err)
{
	struct archive_entry *e;
	int code;

	while ((code = archive_read_next_header(a, &e)) != ARCHIVE_EOF) {
		int ret = cancel ? cancel_check(cancel, err) : 0;

		if (ret == 0 && !is_entry(code))
			ret = broken(a, into, err);
		if (ret == 0)
			ret = unpack_entry(a, e, into, cancel, err);
		if (ret < 0)
			return ret;
	}
	return check_end(a, into, err);
}

/* libarchive's callback: the outer archive's entry is the inner one's file. */
struct nested {
	struct archive *outer;
	char block[BLOCK];
};

static la_ssize_t read_nested(struct archive *inner, void *arg, const void **out)
{
	struct nested *n = arg;
	la_ssize_t len = archive_read_data(n->outer, n->block, sizeof(n->block));

	*out = n->block;
	if (len < 0)
		archive_set_error(inner, EINVAL, "%s", archive_error_string(n->outer));
	return len;
}

static int unpack_deb(struct archive *outer, struct unpack *into, const struct cancel *cancel,
		      struct error *err)
{
	AUTO_FREE struct nested *n = calloc(1, sizeof(*n));
	AUTO_READER struct archive *inner = NULL;
	struct archive_entry *e;
	int code;
	int ret = n ? reader_new(&inner, archive_read_support_format_tar, err) : error_memory(err);

	if (ret < 0)
		return ret;
	n->outer = outer;
	while (is_entry(code = archive_read_next_header(outer, &e))) {
		const char *name = archive_entry_pathname(e);

		if (!name || !starts_with(name, "data.tar"))
			continue;
		if (archive_read_open(inner, n, NULL, read_nested, NULL) != ARCHIVE_OK)
			return broken(inner, into, err);
		return unpack_all(inner, into, cancel, err);
	}
	if (code != ARCHIVE_EOF)
		return broken(outer, into, err);
	return error_input(err, "a Debian package without files");
}

static int read_archive(int fd, struct unpack *into, const struct cancel *cancel, struct error *err)
{
	AUTO_READER struct archive *a = NULL;
	bool deb = is_deb(fd);
	int ret = reader_new(&a, deb ? archive_read_support_format_ar : tar_or_zip, err);

	if (ret < 0)
		return ret;
	if (archive_read_open_fd(a, fd, BLOCK) != ARCHIVE_OK)
		return broken(a, into, err);
	if (deb)
		return unpack_deb(a, into, cancel, err);
	return unpack_all(a, into, cancel, err);
}

int unarchive(const char *path, struct unpack *into, const struct cancel *cancel, struct error *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	return read_archive(fd, into, cancel, err) < 0 ? error_wrap(err, "%s", path) : 0;
}
