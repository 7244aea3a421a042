/* SPDX-License-Identifier: MIT */
/*
 * A package file: its header as rows, its payload unpacked.
 *
 * - The header's digests are verified by librpm, the files' here while they are unpacked;
 * signatures by the keys that are given, and no keyring of the host is opened.
 * - The payload is read with librpm's own reader: version 6 packages are no cpio that others know.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <rpm/header.h>
#include <rpm/rpmarchive.h>
#include <rpm/rpmfi.h>
#include <rpm/rpmio.h>
#include <rpm/rpmlib.h>
#include <rpm/rpmts.h>

#include "base/sha256.h"
#include "collect/collect.h"
#include "collect/packages_header.h"

struct payload {
	FD_t stream; /* decompressed */
	rpmfiles files;
	rpmfi at;
	struct unpack *into;
	char *linked; /* the last file with contents that others are hard links to */
	int seen;
};

static void payload_release(struct payload *p)
{
	rpmfiArchiveClose(p->at);
	rpmfiFree(p->at);
	rpmfilesFree(p->files);
	free(p->linked);
}

/* rpmfileStrerror() speaks of errno, which need not be of this moment. */
static int payload_broken(const struct payload *p, int code, struct error *err)
{
	AUTO_FREE char *why = rpmfileStrerror(code);

	return error_input(err, "the payload is damaged after %d of %d files: %s", p->seen,
			   (int)rpmfilesFC(p->files), why ? why : "no reason given");
}

/* Names in a header begin with '/', but for source packages. */
static const char *relative(const char *path)
{
	return path + (*path == '/');
}

static int unpack_contents(struct payload *p, const char *path, struct error *err)
{
	char wanted[SHA256_HEX];
	char got[SHA256_HEX];
	char chunk[32768];
	struct sha256 hash;
	uint64_t at = 0;
	ssize_t n;
	uint64_t size = rpmfiFSize(p->at);
	int ret = unpack_begin(p->into, path, rpmfiFMode(p->at), size, err);

	sha256_init(&hash);
	while (ret == 0 && at < size) {
		n = rpmfiArchiveRead(p->at, chunk, sizeof(chunk));
		if (n <= 0)
			return error_input(err, "the payload ends within /%s", path);
		sha256_add(&hash, chunk, (size_t)n);
		ret = unpack_data(p->into, chunk, (size_t)n, at, err);
		at += (uint64_t)n;
	}
	if (ret == 0)
		ret = unpack_end(p->into, err);
	if (ret < 0)
		return ret;
	sha256_hex(&hash, got);
	if (packages_file_digest(p->files, rpmfiFX(p->at), wanted) && !streq(wanted, got))
		return error_input(err, "/%s in the payload is not what the header says", path);
	return 0;
}

/* One contents, many names: the reader gives the name with the contents first. */
static int unpack_regular(struct payload *p, const char *path, struct error *err)
{
	int ret;

	if (rpmfiFNlink(p->at) < 2)
		return unpack_contents(p, path, err);
	if (!rpmfiArchiveHasContent(p->at)) {
		if (!p->linked)
			return error_input(err, "/%s is a link to a file that is not there", path);
		return unpack_link(p->into, path, p->linked, err);
	}
	ret = unpack_contents(p, path, err);
	free(p->linked);
	p->linked = strdup(path);
	return ret == 0 && !p->linked ? error_memory(err) : ret;
}

static int unpack_entry(struct payload *p, struct error *err)
{
	AUTO_FREE char *whole = rpmfilesFN(p->files, rpmfiFX(p->at));
	mode_t mode = rpmfiFMode(p->at);
	const char *path;

	if (!whole)
		return error_memory(err);
	path = relative(whole);
	if (S_ISREG(mode))
		return unpack_regular(p, path, err);
	if (S_ISDIR(mode))
		return unpack_folder(p->into, *path ? path : ".", mode, err);
	if (S_ISLNK(mode))
		return unpack_symlink(p->into, path, rpmfiFLink(p->at), err);
	return unpack_special(p->into, path, mode, err);
}

/* What the header lists and the payload should bring. */
static int expected_files(rpmfiles files)
{
	int count = 0;

	for (int i = 0; i < (int)rpmfilesFC(files); i++)
		count += !(rpmfilesFFlags(files, i) & RPMFILE_GHOST);
	return count;
}

static int unpack_files(struct payload *p, const struct cancel *cancel, struct error *err)
{
	int expected = expected_files(p->files);
	int code;

	while ((code = rpmfiNext(p->at)) >= 0) {
		int ret = p->seen % 64 == 0 && cancel ? cancel_check(cancel, err) : 0;

		if (ret == 0)
			ret = unpack_entry(p, err);
		if (ret < 0)
			return ret;
		p->seen++;
	}
	if (code != RPMERR_ITER_END)
		return payload_broken(p, code, err);
	if (p->seen < expected)
		return error_input(err, "the payload has %d of %d files", p->seen, expected);
	return 0;
}

static int unpack_payload(FD_t fd, Header h, struct unpack *into, const struct cancel *cancel,
			  struct error *err)
{
	AUTO(payload) struct payload p = { .into = into };
	const char *compressor = headerGetString(h, RPMTAG_PAYLOADCOMPRESSOR);
	const char *format = headerGetString(h, RPMTAG_PAYLOADFORMAT);
	char mode[32];

	if (format && !streq(format, "cpio"))
		return error_input(err, "a payload in the form '%.40s'", format);
	snprintf(mode, sizeof(mode), "r.%.20s", compressor ? compressor : "gzip");
	p.files = rpmfilesNew(NULL, h, RPMTAG_BASENAMES, RPMFI_KEEPHEADER);
	if (!p.files)
		return error_input(err, "the list of files cannot be read");
	if (rpmfilesFC(p.files) == 0)
		return 0;
	p.stream = Fdopen(fd, mode);
	if (!p.stream)
		return error_input(err, "a payload packed with '%.20s'", mode + 2);
	p.at = rpmfiNewArchiveReader(p.stream, p.files, RPMFI_ITER_READ_ARCHIVE_CONTENT_FIRST);
	if (!p.at)
		return error_memory(err);
	return unpack_files(&p, cancel, err);
}

static int put_nevra(Header h, struct buf *out, struct error *err)
{
	AUTO_FREE char *nevra = headerGetAsString(h, RPMTAG_NEVRA);
	const char *arch;

	if (!nevra || !headerIsEntry(h, RPMTAG_NAME))
		return error_input(err, "a header without a name");
	buf_clear(out);
	arch = strrchr(nevra, '.');
	if (headerIsSource(h) && arch)
		buf_addf(out, "%.*s.src", (int)(arch - nevra), nevra);
	else
		buf_add(out, nevra);
	return out->failed ? error_memory(err) : 0;
}

static int read_package(struct packages *p, FD_t fd, const char *path, struct unpack *into,
			struct buf *nevra, const struct cancel *cancel, struct error *err)
{
	rpmts ts = rpmtsCreate();
	Header h = NULL;
	rpmRC code;
	int ret;

	if (!ts)
		return error_memory(err);
	rpmtsSetVSFlags(ts, RPMVSF_NEEDPAYLOAD | RPMVSF_MASK_NOSIGNATURES | RPMVSF_MASK_NOPAYLOAD);
	code = rpmReadPackageFile(ts, fd, path, &h);
	if ((code != RPMRC_OK && code != RPMRC_NOTTRUSTED && code != RPMRC_NOKEY) || !h)
		ret = error_input(err, "%s",
				  p->part.failures ? p->part.reason : "not a package file");
	else
		ret = put_nevra(h, nevra, err);
	if (ret == 0)
		ret = packages_put(p, h, buf_str(nevra), err);
	if (ret == 0)
		ret = unpack_payload(fd, h, into, cancel, err);
	if (ret == 0 && p->part.failures)
		ret = error_input(err, "%s", p->part.reason);
	headerFree(h);
	rpmtsFree(ts);
	return ret;
}

int collect_package_file(const char *path, const struct text_list *keys, struct unpack *into,
			 struct buf *nevra, const struct sink *sink, const struct cancel *cancel,
			 struct error *err)
{
	AUTO(package_file) struct package_file front = { 0 };
	struct packages p = { .sink = sink, .cancel = cancel, .file = &front };
	AUTO_CLOSE int file = open(path, O_RDONLY | O_CLOEXEC);
	FD_t fd;
	int ret;

	if (file < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	fd = fdDup(file); /* sets close-on-exec */
	if (!fd)
		return error_errno(err, "%s", path);
	packages_begin(&p);
	ret = package_file_open(&front, file, path, err);
	if (ret == 0) {
		p.quiet = true;
		ret = openpgp_keys_add_files(&p.keys, keys, err);
		p.quiet = false;
	}
	if (ret == 0)
		ret = read_package(&p, fd, path, into, nevra, cancel, err);
	Fclose(fd);
	packages_end(&p);
	return ret < 0 ? error_wrap(err, "%s", path) : 0;
}
