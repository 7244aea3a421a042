/* SPDX-License-Identifier: MIT */
#include "scenario/outside/iso.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/fs.h"

enum {
	SECTOR = 2048,
	FIRST_DESCRIPTOR = 16,
	DESCRIPTORS_MAX = 16,
	DESCRIPTOR_END = 255, /* the type of the last one */
	VOLUME_ROOT = 156,    /* the root directory's record */
	VOLUME_DATES = 813,   /* created, modified, expires, effective: 17 bytes each */
	EXPIRES = 2,	      /* which of them: never */
	DATE_LEN = 17,
	RECORD_EXTENT = 2,
	RECORD_DATE = 18,
	RECORD_DATE_LEN = 7,
	RECORD_NAME = 33,  /* its length is the byte before */
	FIELD_HEAD = 4,	   /* of Rock Ridge: two letters, length, version */
	TIME = 1704067200, /* 2024-01-01, of everything */
};

static int failed(struct archive *a, struct error *err)
{
	const char *why = archive_error_string(a);

	return error_set(err, EIO, "ISO image: %s", why ? why : "cannot be written");
}

static int add_file(struct archive *a, const char *name, const void *data, size_t len,
		    struct error *err)
{
	struct archive_entry *e = archive_entry_new();
	int ret = 0;

	if (!e)
		return error_memory(err);
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0444);
	archive_entry_set_size(e, (la_int64_t)len);
	archive_entry_set_mtime(e, TIME, 0);
	archive_entry_set_atime(e, TIME, 0);
	archive_entry_set_ctime(e, TIME, 0);
	archive_entry_set_birthtime(e, TIME, 0);
	archive_entry_set_nlink(e, 1);
	if (archive_write_header(a, e) != ARCHIVE_OK ||
	    archive_write_data(a, data, len) != (la_ssize_t)len)
		ret = failed(a, err);
	archive_entry_free(e);
	return ret;
}

static uint32_t number_at(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Seven bytes: years since 1900, month, day, hour, minute, second, zone. */
static void put_date(unsigned char *at)
{
	static const unsigned char date[RECORD_DATE_LEN] = { 124, 1, 1, 0, 0, 0, 0 };

	memcpy(at, date, sizeof(date));
}

/* A record of a directory, and Rock Ridge's dates behind its name. */
static void fix_record(unsigned char *record, bool rock_ridge)
{
	size_t len = record[0];
	size_t at = (RECORD_NAME + record[RECORD_NAME - 1] + 1u) & ~(size_t)1;

	put_date(record + RECORD_DATE);
	while (rock_ridge && at + FIELD_HEAD <= len && record[at + 2] >= FIELD_HEAD) {
		size_t end = at + record[at + 2];

		if (memcmp(record + at, "TF", 2) == 0)
			for (size_t k = at + FIELD_HEAD + 1;
			     k + RECORD_DATE_LEN <= end && end <= len; k += RECORD_DATE_LEN)
				put_date(record + k);
		at = end;
	}
}

/* "." and "..", the first two of the root directory. */
static void fix_root(unsigned char *image, size_t len, const unsigned char *root)
{
	size_t at = (size_t)number_at(root + RECORD_EXTENT) * SECTOR;

	for (size_t k = 0; k < 2 && at + SECTOR <= len; k++) {
		fix_record(image + at, true);
		at += image[at];
	}
}

/* Behind the last descriptor: "INFO ", the hour of writing as a text, a newline, options. */
static void fix_info(unsigned char *sector)
{
	static const char date[] = "Mon Jan  1 00:00:00 2024\n";

	if (memcmp(sector, "INFO ", 5) == 0)
		memcpy(sector + 5, date, sizeof(date) - 1);
}

/*
 * libarchive puts the hour of writing into the volume descriptors, behind them, and into the root
 * directory, which no entry of ours stands for.
 */
static void fix_dates(unsigned char *image, size_t len)
{
	static const char date[DATE_LEN + 1] = "2024010100000000";

	for (size_t i = FIRST_DESCRIPTOR; i < FIRST_DESCRIPTOR + DESCRIPTORS_MAX; i++) {
		unsigned char *d = image + i * SECTOR;

		if ((i + 2) * SECTOR > len)
			return;
		if (d[0] == DESCRIPTOR_END) {
			fix_info(d + SECTOR);
			return;
		}
		for (size_t k = 0; k < 4; k++)
			if (k != EXPIRES)
				memcpy(d + VOLUME_DATES + k * DATE_LEN, date, DATE_LEN);
		fix_root(image, len, d + VOLUME_ROOT);
		fix_record(d + VOLUME_ROOT, false);
	}
}

static int open_image(struct archive *a, const char *volume, void *image, size_t *used,
		      struct error *err)
{
	if (archive_write_set_format_iso9660(a) != ARCHIVE_OK ||
	    archive_write_set_option(a, NULL, "volume-id", volume) != ARCHIVE_OK ||
	    archive_write_set_option(a, NULL, "rockridge", "useful") != ARCHIVE_OK ||
	    archive_write_set_option(a, NULL, "joliet", "1") != ARCHIVE_OK ||
	    archive_write_set_option(a, NULL, "pad", "1") != ARCHIVE_OK ||
	    archive_write_open_memory(a, image, ISO_MAX, used) != ARCHIVE_OK)
		return failed(a, err);
	return 0;
}

int iso_write(const char *path, const char *volume, const char *name, const void *data, size_t len,
	      struct error *err)
{
	AUTO_FREE unsigned char *image = calloc(1, ISO_MAX);
	struct archive *a = archive_write_new();
	size_t used = 0;
	int ret;

	if (!image || !a)
		ret = error_memory(err);
	else
		ret = open_image(a, volume, image, &used, err);
	if (ret == 0)
		ret = add_file(a, name, data, len, err);
	if (ret == 0 && archive_write_close(a) != ARCHIVE_OK)
		ret = failed(a, err);
	archive_write_free(a);
	if (ret < 0)
		return ret;
	fix_dates(image, used);
	return fs_write(path, image, used, err);
}
