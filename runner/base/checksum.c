/* SPDX-License-Identifier: MIT */
#define OPENSSL_SUPPRESS_DEPRECATED /* as base/sha256.h says */
#include "base/checksum.h"

#include <assert.h>
#include <openssl/sha.h>

static_assert(sizeof(((struct checksum *)0)->state) >= sizeof(SHA512_CTX), "room for the state");
static_assert(sizeof(SHA512_CTX) >= sizeof(SHA256_CTX), "the larger one is SHA-512's");

struct checksum_kind {
	const char *name;
	size_t size; /* bytes */
	bool wide;   /* SHA-512's state and block */
};

static const struct checksum_kind kinds[] = {
	{ "sha256", SHA256_DIGEST_LENGTH, false },
	{ "sha512", SHA512_DIGEST_LENGTH, true },
	{ "sha384", SHA384_DIGEST_LENGTH, true },
	{ "sha224", SHA224_DIGEST_LENGTH, false },
};

static const char *const broken[] = { "md5", "sha", "sha1" };

static SHA256_CTX *narrow(struct checksum *c)
{
	return (SHA256_CTX *)(void *)c->state;
}

static SHA512_CTX *wide(struct checksum *c)
{
	return (SHA512_CTX *)(void *)c->state;
}

static const struct checksum_kind *find(const char *algorithm)
{
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (streq(kinds[i].name, algorithm))
			return &kinds[i];
	return NULL;
}

int checksum_init(struct checksum *c, const char *algorithm, struct error *err)
{
	const struct checksum_kind *kind = find(algorithm);

	for (size_t i = 0; i < ARRAY_SIZE(broken); i++)
		if (streq(broken[i], algorithm))
			return error_input(err,
					   "a checksum of %s proves nothing (collisions can be "
					   "made); sha256 or sha512 is needed",
					   streq(algorithm, "md5") ? "MD5" : "SHA-1");
	if (!kind)
		return error_input(err, "checksum '%s' is none of sha256, sha512, sha384, sha224",
				   algorithm);
	c->kind = kind;
	if (!kind->wide)
		kind->size == SHA224_DIGEST_LENGTH ? SHA224_Init(narrow(c))
						   : SHA256_Init(narrow(c));
	else
		kind->size == SHA384_DIGEST_LENGTH ? SHA384_Init(wide(c)) : SHA512_Init(wide(c));
	return 0;
}

void checksum_add(struct checksum *c, const void *data, size_t n)
{
	if (c->kind->wide)
		SHA512_Update(wide(c), data, n);
	else
		SHA256_Update(narrow(c), data, n);
}

void checksum_hex(struct checksum *c, char out[CHECKSUM_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[SHA512_DIGEST_LENGTH];

	if (c->kind->wide)
		SHA512_Final(md, wide(c));
	else
		SHA256_Final(md, narrow(c));
	for (size_t i = 0; i < c->kind->size; i++) {
		out[2 * i] = digits[md[i] >> 4];
		out[2 * i + 1] = digits[md[i] & 15];
	}
	out[2 * c->kind->size] = '\0';
}

bool checksum_formed(const char *algorithm, const char *hex)
{
	const struct checksum_kind *kind = find(algorithm);

	return kind && strlen(hex) == 2 * kind->size &&
	       strspn(hex, "0123456789abcdef") == 2 * kind->size;
}
