/* SPDX-License-Identifier: MIT */
/*
 * The front of a package file: lead, signature header, header (rpm's docs/manual/format_v4.md and
 * format_v6.md).  librpm 4.18 reads it as well, and drops from the signature header what it does
 * not know: the signatures of version 6.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "base/sha256.h"
#include "collect/packages_header.h"

enum {
	LEAD = 96,
	HEAD = 16,	   /* magic, reserved, entries, bytes of the store */
	ENTRY = 16,	   /* tag, type, offset, count */
	ENTRIES_MAX = 256, /* of a signature header: there are some twenty tags */
	STORE_MAX = 16 << 20,
	HEADER_STORE_MAX = 256 << 20, /* as librpm's */
	HEADER_ENTRIES_MAX = 0xffff,
	TAG_OPENPGP = 278, /* rpmtag.h of 6.0 */
	TYPE_STRING_ARRAY = 8,
};

static uint32_t number(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int read_at(int fd, uint64_t at, void *data, size_t n, struct error *err)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = pread(fd, (unsigned char *)data + have, n - have, (off_t)(at + have));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_errno(err, "read");
		if (got == 0)
			return error_input(err, "the file ends within its headers");
		have += (size_t)got;
	}
	return 0;
}

static int read_head(int fd, uint64_t at, const char *which, uint32_t *entries, uint32_t *store,
		     struct error *err)
{
	unsigned char head[HEAD];
	int ret = read_at(fd, at, head, sizeof(head), err);

	if (ret < 0)
		return ret;
	if (memcmp(head, "\x8e\xad\xe8\x01", 4) != 0)
		return error_input(err, "no %s where it should be", which);
	*entries = number(head + 8);
	*store = number(head + 12);
	return 0;
}

int package_file_open(struct package_file *f, int fd, const char *path, struct error *err)
{
	unsigned char lead[4];
	uint32_t entries;
	uint32_t store;
	struct stat st;
	int ret = fstat(fd, &st) < 0 ? error_errno(err, "stat")
				     : read_at(fd, 0, lead, sizeof(lead), err);

	*f = (struct package_file){ .fd = fd };
	if (ret == 0 && memcmp(lead, "\xed\xab\xee\xdb", 4) != 0)
		ret = error_input(err, "not a package file");
	if (ret == 0)
		ret = read_head(fd, LEAD, "signature header", &f->entries, &f->store, err);
	if (ret == 0 && (f->entries > ENTRIES_MAX || f->store > STORE_MAX))
		ret = error_input(err, "a signature header of %u entries and %u bytes", f->entries,
				  f->store);
	if (ret < 0)
		return ret;
	f->size = (uint64_t)st.st_size;
	/* padded to eight bytes, which the header is not */
	f->header_at = LEAD + HEAD + f->entries * (uint64_t)ENTRY + ((f->store + 7ULL) & ~7ULL);
	ret = read_head(fd, f->header_at, "header", &entries, &store, err);
	if (ret == 0 && (entries > HEADER_ENTRIES_MAX || store > HEADER_STORE_MAX))
		ret = error_input(err, "a header of %u entries and %u bytes", entries, store);
	if (ret < 0)
		return ret;
	f->payload_at = f->header_at + HEAD + entries * (uint64_t)ENTRY + store;
	if (f->payload_at > f->size)
		return error_input(err, "the file ends within its headers");
	f->signatures = malloc(f->entries * (size_t)ENTRY + f->store + 1);
	if (!f->signatures)
		return error_memory(err);
	ret = read_at(fd, LEAD + HEAD, f->signatures, f->entries * (size_t)ENTRY + f->store, err);
	return ret < 0 ? ret : sha256_file(path, f->sha256, err);
}

void package_file_release(struct package_file *f)
{
	free(f->signatures);
	f->signatures = NULL;
}

const char *package_file_openpgp(const struct package_file *f, size_t i)
{
	const unsigned char *store = f->signatures + f->entries * (size_t)ENTRY;

	for (uint32_t e = 0; e < f->entries; e++) {
		const unsigned char *entry = f->signatures + e * (size_t)ENTRY;
		uint32_t at = number(entry + 8);
		uint32_t count = number(entry + 12);

		if (number(entry) != TAG_OPENPGP || number(entry + 4) != TYPE_STRING_ARRAY)
			continue;
		for (; i < count && at < f->store; i--) {
			const unsigned char *end = memchr(store + at, '\0', f->store - at);

			if (!end)
				return NULL;
			if (i == 0)
				return (const char *)store + at;
			at = (uint32_t)(end - store) + 1;
		}
		return NULL;
	}
	return NULL;
}
