/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_OPENPGP_H
#define COLLECT_OPENPGP_H
/*
 * Public keys, and signatures verified by them through librpm.  What librpm of this host cannot
 * verify (ECDSA, version 6, post-quantum) is said to be unsupported, never bad.
 */
#include <stddef.h>

#include <rpm/rpmcrypto.h>
#include <rpm/rpmtypes.h>

#include "base/str.h"
#include "collect/signer.h"
#include "model/tables.h"

struct openpgp_key {
	char *origin; /* path, or "rpmdb" */
	char *user;   /* first user id; "": a subkey, or none */
	char fingerprint[FINGERPRINT_HEX];
	char id[SIGNER_HEX];
	unsigned algorithm;
	unsigned bits; /* of RSA and DSA; 0: another */
	bool subkey;
	bool revoked;	 /* as its packets say */
	int64_t created; /* seconds since 1970 */
	int64_t expires; /* 0: never, or not said */
};

struct openpgp_keys {
	struct openpgp_key *items;
	size_t count;
	size_t cap;
	void *ring; /* rpmKeyring; NULL: nothing in it yet */
};

enum { OPENPGP_FILE_MAX = 1 << 20, OPENPGP_KEYS_MAX = 2000 };

void openpgp_keys_release(struct openpgp_keys *keys);
/*
 * Adds all keys that are in these bytes: packets, or armoured blocks, also several.  What is no key
 * adds nothing; more than OPENPGP_KEYS_MAX are passed over.
 */
int openpgp_keys_add(struct openpgp_keys *keys, const char *origin, const void *data, size_t len,
		     struct error *err);
/* ... that are in these files; a file that has none is an error (EINVAL). */
int openpgp_keys_add_files(struct openpgp_keys *keys, const struct text_list *files,
			   struct error *err);
/* The rows of openpgp_key. */
int openpgp_keys_put(const struct openpgp_keys *keys, const struct sink *sink, struct error *err);
/* NULL: no such key. */
const struct openpgp_key *openpgp_key_by_id(const struct openpgp_keys *keys, const char *id);

/* openpgp_key.c: the keys that packets describe, without librpm's keyring. */
int openpgp_read_key(struct openpgp_keys *keys, const char *origin, struct octets packets,
		     struct error *err);

/*
 * What became of a signature over what `digest` has seen (its algorithm: the signature's hash;
 * NULL: librpm has none such): "good", "bad", "no-key" or "unsupported".  `key` gets the one that
 * verified, NULL unless good.
 */
const char *openpgp_verify(const struct openpgp_keys *keys, const struct signature *signature,
			   const void *packet, size_t len, DIGEST_CTX digest,
			   const struct openpgp_key **key);

/* What a strict reader has against the key's having made it becomes what is malformed. */
void signature_mind_key(struct signature *s, const struct openpgp_key *key);

/* The next armoured block of that kind ("PGP SIGNATURE") in *text; NULL: no more.  Caller frees. */
unsigned char *openpgp_unarmour(const char **text, const char *kind, size_t *len);

#endif
