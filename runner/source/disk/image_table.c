/* SPDX-License-Identifier: MIT */
/*
 * Partition tables: enough of GPT (UEFI specification, 5.3) and MBR to know how many bytes the
 * disk had when it was partitioned.
 */
#include <string.h>

#include "source/disk/bytes.h"
#include "source/disk/image.h"

enum {
	SECTOR = 512,
	MBR_ENTRIES = 446,
	MBR_ENTRY = 16,
	MBR_PROTECTIVE = 0xee,
	GPT_ENTRY_MIN = 128,
};

static int truncated(uint64_t wanted, uint64_t disk_size, struct error *err)
{
	return error_input(err,
			   "disk image truncated: its partition table speaks of %llu bytes, the "
			   "disk has %llu",
			   (unsigned long long)wanted, (unsigned long long)disk_size);
}

/* Where the last partition ends, by the entries that lie in `head`. */
static uint64_t gpt_entries_end(const unsigned char *head, size_t len, const unsigned char *gpt,
				uint64_t sector)
{
	uint64_t at = bytes_get_le(gpt + 72, 8);
	uint64_t count = bytes_get_le(gpt + 80, 4);
	uint64_t size = bytes_get_le(gpt + 84, 4);
	uint64_t end = 0;

	if (at > len / sector || size < GPT_ENTRY_MIN || size > len)
		return 0;
	for (uint64_t i = 0; i < count && at * sector + (i + 1) * size <= len; i++) {
		const unsigned char *e = head + at * sector + i * size;
		uint64_t last = bytes_get_le(e + 40, 8);

		if (bytes_get_le(e, 8) == 0 && bytes_get_le(e + 8, 8) == 0)
			continue; /* type GUID zero: unused */
		if (last + 1 > end)
			end = last + 1;
	}
	return end;
}

/* The backup header stands in the disk's last sector: that is the size the disk once had. */
static int check_gpt(const unsigned char *head, size_t len, uint64_t sector, uint64_t disk_size,
		     struct error *err)
{
	const unsigned char *gpt = head + sector;
	uint64_t end = gpt_entries_end(head, len, gpt, sector);
	uint64_t backup = bytes_get_le(gpt + 32, 8) + 1;

	if (backup > end)
		end = backup;
	if (end > UINT64_MAX / sector)
		return error_input(err, "the partition table of the disk image is damaged: it "
					"speaks of more bytes than a disk can have");
	return end * sector > disk_size ? truncated(end * sector, disk_size, err) : 0;
}

static int check_mbr(const unsigned char *head, uint64_t disk_size, struct error *err)
{
	uint64_t end = 0;

	for (unsigned i = 0; i < 4; i++) {
		const unsigned char *e = head + MBR_ENTRIES + i * MBR_ENTRY;
		uint64_t last = bytes_get_le(e + 8, 4) + bytes_get_le(e + 12, 4);

		/* A boot sector without a table has code here: an entry's flag is 0 or 0x80. */
		if ((e[0] & 0x7f) != 0)
			return 0;
		if (e[4] != 0 && e[4] != MBR_PROTECTIVE && last > end)
			end = last;
	}
	return end * SECTOR > disk_size ? truncated(end * SECTOR, disk_size, err) : 0;
}

int disk_table_check(const unsigned char *head, size_t len, uint64_t disk_size, struct error *err)
{
	static const unsigned sectors[] = { 512, 4096 };

	for (size_t i = 0; i < ARRAY_SIZE(sectors); i++)
		if (len >= sectors[i] * 2 && memcmp(head + sectors[i], "EFI PART", 8) == 0)
			return check_gpt(head, len, sectors[i], disk_size, err);
	if (len >= SECTOR && head[510] == 0x55 && head[511] == 0xaa)
		return check_mbr(head, disk_size, err);
	return 0;
}
