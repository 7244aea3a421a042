/* SPDX-License-Identifier: MIT */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H
/*
 * SHA-256 (FIPS 180-4) through libcrypto's low-level functions.  They are used, though deprecated,
 * because the EVP interface would pull several megabytes of provider code into the static probe.
 */
#include "base/error.h"

#define SHA256_HEX 65 /* 64 lower-case hexadecimal digits and the NUL */

struct sha256 {
	uint64_t state[16]; /* libcrypto's context; sha256.c checks that it fits */
};

void sha256_init(struct sha256 *h);
void sha256_add(struct sha256 *h, const void *data, size_t n);
/* Ends the computation. */
void sha256_hex(struct sha256 *h, char out[SHA256_HEX]);
/* From the current position to the end of the file; `size` (may be NULL) gets the bytes read. */
int sha256_fd(int fd, char out[SHA256_HEX], uint64_t *size, struct error *err);
int sha256_file(const char *path, char out[SHA256_HEX], struct error *err);

enum { HMAC_HEX = 129 };

/*
 * HMAC (FIPS 198-1) of `len` bytes with SHA-256, or with SHA-512 when `wide`, in lower-case
 * hexadecimal.  The key has at most 64 bytes.
 */
void hmac_hex(bool wide, const void *key, size_t key_len, const void *data, size_t len,
	      char out[HMAC_HEX]);

#endif
