/* SPDX-License-Identifier: MIT */
#include "source/disk/fat.h"

#include <stdio.h>

#include "source/disk/bytes.h"

enum {
	SECTOR = 512,
	CLUSTER_SECTORS = 1,
	CLUSTER = SECTOR * CLUSTER_SECTORS,
	CLUSTERS_MIN = 4200, /* from 4085 on it is FAT16, by definition */
	ROOT_ENTRIES = 512,
	ROOT_BYTES = ROOT_ENTRIES * 32,
	RESERVED = 1, /* sectors before the first table */
	NAME_PIECE = 13,
	NAME_MAX_CHARS = 52,
	ATTRIBUTE_READ_ONLY = 0x01,
	ATTRIBUTE_LABEL = 0x08,
	ATTRIBUTE_LONG_NAME = 0x0f,
	LAST_LONG_ENTRY = 0x40,
	END_OF_CHAIN = 0xffff,
	MEDIA = 0xf8,
};

struct layout {
	uint32_t clusters;
	uint32_t fat_sectors;
	uint32_t root_at; /* byte offsets */
	uint32_t data_at;
	uint32_t total_sectors;
};

static uint32_t clusters_of(size_t len)
{
	return (uint32_t)((len + CLUSTER - 1) / CLUSTER);
}

static struct layout lay_out(const struct fat_file *files, size_t count)
{
	struct layout l = { 0 };

	for (size_t i = 0; i < count; i++)
		l.clusters += clusters_of(files[i].len);
	if (l.clusters < CLUSTERS_MIN)
		l.clusters = CLUSTERS_MIN;
	l.fat_sectors = ((l.clusters + 2) * 2 + SECTOR - 1) / SECTOR;
	l.root_at = (RESERVED + 2 * l.fat_sectors) * SECTOR;
	l.data_at = l.root_at + ROOT_BYTES;
	l.total_sectors = l.data_at / SECTOR + l.clusters * CLUSTER_SECTORS;
	return l;
}

static void write_label(unsigned char out[11], const char *label)
{
	memset(out, ' ', 11);
	for (size_t i = 0; i < 11 && label[i]; i++)
		out[i] = (unsigned char)label[i];
}

static void write_boot_sector(unsigned char *p, const struct layout *l, const char *label)
{
	p[0] = 0xeb; /* jmp over the table, into nothing: this disk does not boot */
	p[1] = 0x3c;
	p[2] = 0x90;
	memcpy(p + 3, "AZLCTS  ", 8);
	bytes_put_le(p + 11, SECTOR, 2);
	p[13] = CLUSTER_SECTORS;
	bytes_put_le(p + 14, RESERVED, 2);
	p[16] = 2; /* tables */
	bytes_put_le(p + 17, ROOT_ENTRIES, 2);
	bytes_put_le(p + 19, l->total_sectors < 0x10000 ? l->total_sectors : 0, 2);
	p[21] = MEDIA;
	bytes_put_le(p + 22, l->fat_sectors, 2);
	bytes_put_le(p + 24, 32, 2); /* sectors a track, heads: nobody asks any more */
	bytes_put_le(p + 26, 64, 2);
	bytes_put_le(p + 32, l->total_sectors < 0x10000 ? 0 : l->total_sectors, 4);
	p[36] = 0x80;
	p[38] = 0x29; /* the next three fields are there */
	bytes_put_le(p + 39, 0xa21c7501, 4);
	write_label(p + 43, label);
	memcpy(p + 54, "FAT16   ", 8);
	/* No 55 AA at the end: the firmware is not to try its code. Linux does not ask for it. */
}

/* The checksum of a short name, which each of its long entries carries. */
static unsigned char name_sum(const unsigned char short_name[11])
{
	unsigned sum = 0;

	for (size_t i = 0; i < 11; i++)
		sum = (((sum & 1) << 7) + (sum >> 1) + short_name[i]) & 0xff;
	return (unsigned char)sum;
}

/* One entry of a long name: 13 characters as UTF-16, a NUL after the last, then all ones. */
static void write_long(unsigned char *e, const char *name, size_t piece, bool last,
		       unsigned char sum)
{
	static const unsigned char places[NAME_PIECE] = { 1,  3,  5,  7,  9,  14, 16,
							  18, 20, 22, 24, 28, 30 };
	size_t len = strlen(name);

	e[0] = (unsigned char)((piece + 1) | (last ? LAST_LONG_ENTRY : 0));
	e[11] = ATTRIBUTE_LONG_NAME;
	e[13] = sum;
	for (size_t i = 0; i < NAME_PIECE; i++) {
		size_t at = piece * NAME_PIECE + i;
		unsigned c = at < len ? (unsigned char)name[at] : at == len ? 0 : 0xffff;

		bytes_put_le(e + places[i], c, 2);
	}
}

/* The entries of one file; returns where the next may begin. */
static unsigned char *write_entry(unsigned char *e, const struct fat_file *f, size_t number,
				  uint32_t cluster)
{
	size_t pieces = (strlen(f->name) + NAME_PIECE - 1) / NAME_PIECE;
	unsigned char short_name[12];

	/* Unique by its number; nobody looks for it. */
	snprintf((char *)short_name, sizeof(short_name), "FILE~%-6zu", number);
	for (size_t i = pieces; i-- > 0; e += 32)
		write_long(e, f->name, i, i + 1 == pieces, name_sum(short_name));
	memcpy(e, short_name, 11);
	e[11] = ATTRIBUTE_READ_ONLY;
	bytes_put_le(e + 16, 0x21, 2); /* 1980-01-01: made, read, written */
	bytes_put_le(e + 18, 0x21, 2);
	bytes_put_le(e + 24, 0x21, 2);
	bytes_put_le(e + 26, f->len ? cluster : 0, 2);
	bytes_put_le(e + 28, f->len, 4);
	return e + 32;
}

static void write_chain(unsigned char *fat, uint32_t first, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		bytes_put_le(fat + (first + i) * 2, i + 1 < count ? first + i + 1 : END_OF_CHAIN,
			     2);
}

static void write_all(unsigned char *p, const struct layout *l, const char *label,
		      const struct fat_file *files, size_t count)
{
	unsigned char *fat = p + RESERVED * SECTOR;
	unsigned char *e = p + l->root_at;
	uint32_t cluster = 2;

	write_boot_sector(p, l, label);
	bytes_put_le(fat, 0xff00 | MEDIA, 2);
	bytes_put_le(fat + 2, END_OF_CHAIN, 2);
	write_label(e, label);
	e[11] = ATTRIBUTE_LABEL;
	e += 32;
	for (size_t i = 0; i < count; i++) {
		uint32_t n = clusters_of(files[i].len);

		e = write_entry(e, &files[i], i + 1, cluster);
		write_chain(fat, cluster, n);
		if (files[i].len)
			memcpy(p + l->data_at + (size_t)(cluster - 2) * CLUSTER, files[i].data,
			       files[i].len);
		cluster += n;
	}
	memcpy(fat + (size_t)l->fat_sectors * SECTOR, fat, (size_t)l->fat_sectors * SECTOR);
}

int fat_make(struct buf *out, const char *label, const struct fat_file *files, size_t count,
	     struct error *err)
{
	AUTO_FREE unsigned char *image = NULL;
	struct layout l;
	size_t total = 0;
	size_t size;

	if (count > FAT_FILES_MAX)
		return error_set(err, EFBIG, "too many files for a disk");
	for (size_t i = 0; i < count; i++) {
		if (strlen(files[i].name) > NAME_MAX_CHARS)
			return error_set(err, ENAMETOOLONG, "%s: too long a name", files[i].name);
		if (files[i].len > FAT_BYTES_MAX - total)
			return error_set(err, EFBIG, "%s: more than %d MiB", files[i].name,
					 FAT_BYTES_MAX >> 20);
		total += files[i].len;
	}
	l = lay_out(files, count);
	size = (size_t)l.total_sectors * SECTOR;
	image = calloc(1, size);
	if (!image)
		return error_memory(err);
	write_all(image, &l, label, files, count);
	buf_addn(out, image, size);
	return out->failed ? error_memory(err) : 0;
}
