/* SPDX-License-Identifier: MIT */
#define OPENSSL_SUPPRESS_DEPRECATED /* the reason is in the header */
#include "base/sha256.h"

#include <assert.h>
#include <fcntl.h>
#include <openssl/sha.h>

static_assert(sizeof(struct sha256) >= sizeof(SHA256_CTX), "struct sha256 holds libcrypto's state");

static SHA256_CTX *context(struct sha256 *h)
{
	return (SHA256_CTX *)(void *)h->state;
}

void sha256_init(struct sha256 *h)
{
	SHA256_Init(context(h));
}

void sha256_add(struct sha256 *h, const void *data, size_t n)
{
	SHA256_Update(context(h), data, n);
}

void sha256_hex(struct sha256 *h, char out[SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[SHA256_DIGEST_LENGTH];

	SHA256_Final(md, context(h));
	for (size_t i = 0; i < sizeof(md); i++) {
		out[2 * i] = digits[md[i] >> 4];
		out[2 * i + 1] = digits[md[i] & 15];
	}
	out[SHA256_HEX - 1] = '\0';
}

int sha256_fd(int fd, char out[SHA256_HEX], uint64_t *size, struct error *err)
{
	enum { CHUNK = 256 << 10 };
	AUTO_FREE char *chunk = malloc(CHUNK);
	struct sha256 h;
	uint64_t total = 0;

	if (!chunk)
		return error_memory(err);
	sha256_init(&h);
	for (;;) {
		ssize_t n = read(fd, chunk, CHUNK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read");
		if (n == 0)
			break;
		sha256_add(&h, chunk, (size_t)n);
		total += (uint64_t)n;
	}
	sha256_hex(&h, out);
	if (size)
		*size = total;
	return 0;
}

int sha256_file(const char *path, char out[SHA256_HEX], struct error *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	int ret;

	if (fd < 0)
		return error_errno(err, "open %s", path);
	ret = sha256_fd(fd, out, NULL, err);
	return ret < 0 ? error_wrap(err, "%s", path) : 0;
}

enum { HMAC_BLOCK_MAX = 128 };

union hash {
	SHA256_CTX narrow;
	SHA512_CTX wide;
};

static void hmac_start(union hash *h, bool wide, const unsigned char *pad)
{
	if (wide) {
		SHA512_Init(&h->wide);
		SHA512_Update(&h->wide, pad, 128);
	} else {
		SHA256_Init(&h->narrow);
		SHA256_Update(&h->narrow, pad, 64);
	}
}

static size_t hmac_finish(union hash *h, bool wide, const void *data, size_t len,
			  unsigned char md[SHA512_DIGEST_LENGTH])
{
	if (wide) {
		SHA512_Update(&h->wide, data, len);
		SHA512_Final(md, &h->wide);
		return SHA512_DIGEST_LENGTH;
	}
	SHA256_Update(&h->narrow, data, len);
	SHA256_Final(md, &h->narrow);
	return SHA256_DIGEST_LENGTH;
}

/* The keys are shorter than a block. */
void hmac_hex(bool wide, const void *key, size_t key_len, const void *data, size_t len,
	      char out[129])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char inner[HMAC_BLOCK_MAX], outer[HMAC_BLOCK_MAX], md[SHA512_DIGEST_LENGTH];
	const unsigned char *bytes = key;
	union hash h;
	size_t n;

	memset(inner, 0x36, sizeof(inner));
	memset(outer, 0x5c, sizeof(outer));
	for (size_t i = 0; i < key_len && i < 64; i++) {
		inner[i] ^= bytes[i];
		outer[i] ^= bytes[i];
	}
	hmac_start(&h, wide, inner);
	n = hmac_finish(&h, wide, data, len, md);
	hmac_start(&h, wide, outer);
	n = hmac_finish(&h, wide, md, n, md);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[md[i] >> 4];
		out[2 * i + 1] = digits[md[i] & 15];
	}
	out[2 * n] = '\0';
}
