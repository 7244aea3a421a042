/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_BYTES_H
#define SOURCE_DISK_BYTES_H
/* Numbers in the bytes of disk formats: GPT, MBR and FAT are little-endian, VHD and qcow2 big. */
#include <stdint.h>

static inline uint64_t bytes_get_le(const unsigned char *p, unsigned n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | p[n];
	return v;
}

static inline uint64_t bytes_get_be(const unsigned char *p, unsigned n)
{
	uint64_t v = 0;

	for (unsigned i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

static inline void bytes_put_le(unsigned char *p, uint64_t v, unsigned n)
{
	for (unsigned i = 0; i < n; i++, v >>= 8)
		p[i] = (unsigned char)(v & 0xff);
}

#endif
