/* SPDX-License-Identifier: MIT */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H
/*
 * Checksums by the names that package repositories give them: sha224, sha256, sha384, sha512
 * (FIPS 180-4).  MD5 and SHA-1 are refused: files that collide are made at will, so that they prove
 * nothing.
 */
#include "base/error.h"

enum { CHECKSUM_HEX = 129 }; /* digits of the longest one, and the NUL */

struct checksum {
	uint64_t state[28]; /* libcrypto's context; checksum.c checks that it fits */
	const struct checksum_kind *kind;
};

/* EINVAL: not one of ours; the error says why. */
int checksum_init(struct checksum *c, const char *algorithm, struct error *err);
void checksum_add(struct checksum *c, const void *data, size_t n);
/* Lower-case hexadecimal digits; ends the computation. */
void checksum_hex(struct checksum *c, char out[CHECKSUM_HEX]);
/* Are these as many lower-case digits as the algorithm gives?  False for an unknown one. */
bool checksum_formed(const char *algorithm, const char *hex);

#endif
