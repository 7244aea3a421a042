/* SPDX-License-Identifier: MIT */
#include "source/disk/partition.h"

#include "source/disk/bytes.h"

enum {
	SECTOR = 512,
	MBR_ENTRIES = 446,
	MBR_ENTRY = 16,
	MBR_LINUX = 0x83,
	GPT_ENTRY_MIN = 128,
};

/* GUIDs as they lie on a disk: the first three fields little-endian. */
static const unsigned char type_root[16] = { /* 4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709 */
					     0xe3, 0xbc, 0x68, 0x4f, 0xcd, 0xe8, 0xb1, 0x4d,
					     0x96, 0xe7, 0xfb, 0xca, 0xf9, 0x84, 0xb7, 0x09
};
static const unsigned char type_data[16] = { /* 0FC63DAF-8483-4772-8E79-3D69D8477DE4 */
					     0xaf, 0x3d, 0xc6, 0x0f, 0x83, 0x84, 0x72, 0x47,
					     0x8e, 0x79, 0x3d, 0x69, 0xd8, 0x47, 0x7d, 0xe4
};

static bool likelier(const struct partition *a, const struct partition *b)
{
	return a->root != b->root ? a->root : a->size > b->size;
}

static size_t insert(struct partition *out, size_t count, struct partition p)
{
	size_t i;

	if (count == PARTITIONS_MAX || p.size == 0)
		return count;
	for (i = count; i > 0 && likelier(&p, &out[i - 1]); i--)
		out[i] = out[i - 1];
	out[i] = p;
	return count + 1;
}

static size_t from_gpt(const unsigned char *head, size_t len, uint64_t sector,
		       struct partition *out)
{
	const unsigned char *gpt = head + sector;
	uint64_t at = bytes_get_le(gpt + 72, 8);
	uint64_t entries = bytes_get_le(gpt + 80, 4);
	uint64_t size = bytes_get_le(gpt + 84, 4);
	size_t count = 0;

	if (at > len / sector || size < GPT_ENTRY_MIN || size > len)
		return 0;
	for (uint64_t i = 0; i < entries && at * sector + (i + 1) * size <= len; i++) {
		const unsigned char *e = head + at * sector + i * size;
		bool root = memcmp(e, type_root, sizeof(type_root)) == 0;
		uint64_t first = bytes_get_le(e + 32, 8);
		uint64_t last = bytes_get_le(e + 40, 8);

		if (!root && memcmp(e, type_data, sizeof(type_data)) != 0)
			continue;
		if (first > last || last >= INT64_MAX / sector)
			continue;
		count = insert(
			out, count,
			(struct partition){ first * sector, (last + 1 - first) * sector, root });
	}
	return count;
}

static size_t from_mbr(const unsigned char *head, struct partition *out)
{
	size_t count = 0;

	for (unsigned i = 0; i < 4; i++) {
		const unsigned char *e = head + MBR_ENTRIES + i * MBR_ENTRY;

		if (e[4] == MBR_LINUX)
			count = insert(out, count,
				       (struct partition){ bytes_get_le(e + 8, 4) * SECTOR,
							   bytes_get_le(e + 12, 4) * SECTOR,
							   false });
	}
	return count;
}

size_t partitions_linux(const unsigned char *head, size_t len, struct partition out[PARTITIONS_MAX])
{
	static const unsigned sectors[] = { 512, 4096 };

	for (size_t i = 0; i < ARRAY_SIZE(sectors); i++)
		if (len >= sectors[i] * 2 && memcmp(head + sectors[i], "EFI PART", 8) == 0)
			return from_gpt(head, len, sectors[i], out);
	if (len >= SECTOR && head[510] == 0x55 && head[511] == 0xaa)
		return from_mbr(head, out);
	return 0;
}
