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
