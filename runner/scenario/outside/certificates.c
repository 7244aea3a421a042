/* SPDX-License-Identifier: MIT */
#include "scenario/outside/certificates.h"

#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

enum { TRANSPORT_MAX = 16 << 10, ITERATIONS = 2048, LINE = 64 };

/* The two primes of the fixed key, of 2048 bits, and its exponent. */
static const char prime_1[] =
	"00cfa51c45812d7ebbba634675d0b65053b7c07c0990d2c7375b1402818fe799b8011ee4a0e2b3b39b900628"
	"1433a19bf3d7e4c1d21647ea16e3f1428f57892c66f2f3b8dc1db33015ce9dc1e568b4ceb29e9d5934b5e37a"
	"de49a2c7469600c49d2850938db843c4aa6a681819163738a0b94ec86670436e21eae3853976b898a5";
static const char prime_2[] =
	"00ce0b042dac414c0e71917712726c9e92179f68594cc562524ca98f6da7690ddab73018b0007139aab35159"
	"3622f941599d5d3665ca3c37e840edfdbf1171a69d91d1242c62845bbcf950190cc5f959e29e9b94f9bbee90"
	"925ccf8749b61aaee8eb3b0631d3ff9a0c8db7345251d5f8e36e0f0756fba0d6107d1de44593cdcbf9";
enum { EXPONENT = 65537 };

struct numbers {
	BN_CTX *ctx;
	BIGNUM *p, *q, *n, *e, *d, *dp, *dq, *qi, *p1, *q1, *phi;
};

/* The others follow from the primes. */
static bool work_out(struct numbers *k)
{
	return BN_hex2bn(&k->p, prime_1) && BN_hex2bn(&k->q, prime_2) &&
	       BN_set_word(k->e, EXPONENT) && BN_mul(k->n, k->p, k->q, k->ctx) &&
	       BN_sub(k->p1, k->p, BN_value_one()) && BN_sub(k->q1, k->q, BN_value_one()) &&
	       BN_mul(k->phi, k->p1, k->q1, k->ctx) && BN_mod_inverse(k->d, k->e, k->phi, k->ctx) &&
	       BN_mod(k->dp, k->d, k->p1, k->ctx) && BN_mod(k->dq, k->d, k->q1, k->ctx) &&
	       BN_mod_inverse(k->qi, k->q, k->p, k->ctx);
}

static EVP_PKEY *key_of(const struct numbers *k)
{
	OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	OSSL_PARAM *params = NULL;
	EVP_PKEY *key = NULL;

	if (b && OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_N, k->n) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_E, k->e) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_D, k->d) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_FACTOR1, k->p) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_FACTOR2, k->q) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_EXPONENT1, k->dp) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_EXPONENT2, k->dq) &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, k->qi))
		params = OSSL_PARAM_BLD_to_param(b);
	if (!params || !ctx || EVP_PKEY_fromdata_init(ctx) <= 0 ||
	    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) <= 0)
		key = NULL;
	OSSL_PARAM_free(params);
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_BLD_free(b);
	return key;
}

static EVP_PKEY *fixed_key(void)
{
	struct numbers k = { .ctx = BN_CTX_new() };
	EVP_PKEY *key = NULL;

	if (!k.ctx)
		return NULL;
	BN_CTX_start(k.ctx);
	k.n = BN_CTX_get(k.ctx);
	k.e = BN_CTX_get(k.ctx);
	k.d = BN_CTX_get(k.ctx);
	k.dp = BN_CTX_get(k.ctx);
	k.dq = BN_CTX_get(k.ctx);
	k.qi = BN_CTX_get(k.ctx);
	k.p1 = BN_CTX_get(k.ctx);
	k.q1 = BN_CTX_get(k.ctx);
	k.phi = BN_CTX_get(k.ctx);
	if (k.phi && work_out(&k)) /* the last: NULL when an earlier one is */
		key = key_of(&k);
	BN_free(k.p);
	BN_free(k.q);
	BN_CTX_end(k.ctx);
	BN_CTX_free(k.ctx);
	return key;
}

static X509 *fixed_certificate(EVP_PKEY *key)
{
	X509 *c = X509_new();
	X509_NAME *name = c ? X509_get_subject_name(c) : NULL;

	if (name && X509_set_version(c, X509_VERSION_3) &&
	    ASN1_INTEGER_set(X509_get_serialNumber(c), 1) &&
	    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
				       (const unsigned char *)"azlcts platform", -1, -1, 0) &&
	    X509_set_issuer_name(c, name) &&
	    ASN1_TIME_set_string_X509(X509_getm_notBefore(c), "20240101000000Z") &&
	    ASN1_TIME_set_string_X509(X509_getm_notAfter(c), "20491231235959Z") &&
	    X509_set_pubkey(c, key) && X509_sign(c, key, EVP_sha256()))
		return c;
	X509_free(c);
	return NULL;
}

/* The PFX, in memory. */
static BIO *fixed_pfx(void)
{
	EVP_PKEY *key = fixed_key();
	X509 *certificate = key ? fixed_certificate(key) : NULL;
	PKCS12 *pfx = NULL;
	BIO *out = BIO_new(BIO_s_mem());

	if (certificate)
		pfx = PKCS12_create("", NULL, key, certificate, NULL, NID_aes_256_cbc,
				    NID_aes_256_cbc, ITERATIONS, ITERATIONS, 0);
	if (!pfx || !out || i2d_PKCS12_bio(out, pfx) <= 0) {
		BIO_free(out);
		out = NULL;
	}
	PKCS12_free(pfx);
	X509_free(certificate);
	EVP_PKEY_free(key);
	return out;
}

/* NULL: it is none that can be encrypted for. */
static X509 *read_transport(const char *base64)
{
	size_t len = strlen(base64);
	AUTO_FREE unsigned char *der = NULL;
	const unsigned char *at;
	X509 *c = NULL;
	int n;

	if (len == 0 || len > TRANSPORT_MAX)
		return NULL;
	der = malloc(len);
	n = der ? EVP_DecodeBlock(der, (const unsigned char *)base64, (int)len) : -1;
	at = der;
	if (n > 0)
		c = d2i_X509(NULL, &at, n); /* what base64 fills up is behind its end */
	if (c && X509_get0_pubkey(c) && EVP_PKEY_is_a(X509_get0_pubkey(c), "RSA"))
		return c;
	X509_free(c);
	return NULL;
}

static CMS_ContentInfo *seal(X509 *transport, BIO *pfx, bool aes)
{
	STACK_OF(X509) *to = sk_X509_new_null();
	CMS_ContentInfo *cms = NULL;

	if (to && sk_X509_push(to, transport))
		cms = CMS_encrypt(to, pfx, aes ? EVP_aes_128_cbc() : EVP_des_ede3_cbc(),
				  CMS_BINARY);
	sk_X509_free(to);
	return cms;
}

static int add_base64(struct buf *out, const unsigned char *data, size_t len, struct error *err)
{
	unsigned char line[LINE + 1];

	for (size_t at = 0; at < len; at += LINE / 4 * 3) {
		size_t n = len - at < LINE / 4 * 3 ? len - at : LINE / 4 * 3;

		EVP_EncodeBlock(line, data + at, (int)n);
		buf_addf(out, "%s\n", (const char *)line);
	}
	return out->failed ? error_memory(err) : 0;
}

int certificates_seal(const char *transport, bool aes, struct buf *out, struct error *err)
{
	X509 *to = read_transport(transport);
	BIO *pfx = to ? fixed_pfx() : NULL;
	CMS_ContentInfo *cms = pfx ? seal(to, pfx, aes) : NULL;
	unsigned char *der = NULL;
	int len = cms ? i2d_CMS_ContentInfo(cms, &der) : -1;
	int ret = 0;

	if (!to)
		ret = error_input(err, "the transport certificate cannot be read");
	else if (len <= 0)
		ret = error_set(err, EIO, "the certificates cannot be encrypted");
	else
		ret = add_base64(out, der, (size_t)len, err);
	OPENSSL_free(der);
	CMS_ContentInfo_free(cms);
	BIO_free(pfx);
	X509_free(to);
	return ret;
}
