/* SPDX-License-Identifier: MIT */
/*
 * Public keys as their packets say (RFC 4880, 5.5 and 11.1).  Expiry and revocation are what
 * self-signatures say, which are not verified here: they are told, nothing is let through by them.
 */
#include "collect/openpgp.h"

#include <stdio.h>

/* A key whose signatures are being read. */
struct reading {
	struct openpgp_key key;
	char primary[SIGNER_HEX];
	bool primary_revoked;
	int64_t primary_expires; /* 0: never */
	uint32_t newest;	 /* self-signature that was heeded */
	bool open;
};

static int grow(struct openpgp_keys *keys, struct error *err)
{
	size_t cap = keys->cap ? 2 * keys->cap : 8;
	struct openpgp_key *items;

	if (keys->count < keys->cap)
		return 0;
	items = reallocarray(keys->items, cap, sizeof(*items));
	if (!items)
		return error_memory(err);
	keys->items = items;
	keys->cap = cap;
	return 0;
}

static bool known(const struct openpgp_keys *keys, const struct openpgp_key *key)
{
	for (size_t i = 0; i < keys->count; i++)
		if (streq(keys->items[i].fingerprint, key->fingerprint) &&
		    streq(keys->items[i].origin, key->origin))
			return true;
	return false;
}

/* A subkey is of no more use than its primary key. */
static void mind_the_primary(struct reading *r)
{
	if (!r->key.subkey) {
		r->primary_revoked = r->key.revoked;
		r->primary_expires = r->key.expires;
		return;
	}
	r->key.revoked |= r->primary_revoked;
	if (r->primary_expires && (!r->key.expires || r->primary_expires < r->key.expires))
		r->key.expires = r->primary_expires;
}

/* The key is complete: into the list with it. */
static int finish(struct openpgp_keys *keys, struct reading *r, const char *origin,
		  struct error *err)
{
	int ret;

	if (!r->open)
		return 0;
	r->open = false;
	mind_the_primary(r);
	r->key.origin = strdup(origin);
	if (!r->key.user)
		r->key.user = strdup("");
	ret = r->key.origin && r->key.user ? grow(keys, err) : error_memory(err);
	if (ret == 0 && keys->count < OPENPGP_KEYS_MAX && !known(keys, &r->key)) {
		keys->items[keys->count++] = r->key;
	} else {
		free(r->key.origin);
		free(r->key.user);
	}
	r->key = (struct openpgp_key){ 0 };
	return ret;
}

/* RFC 9580, 5.5.4: over the packet with a head of its own. */
static bool fingerprint(struct octets body, bool v6, struct openpgp_key *key)
{
	/* rpmcrypto.h of rpm 6 calls these RPM_HASH_SHA1 and RPM_HASH_SHA256 */
	DIGEST_CTX digest = rpmDigestInit(v6 ? 8 : 2, 0);
	unsigned char head[5] = { v6 ? 0x9b : 0x99 };
	size_t width = v6 ? 4 : 2;
	unsigned char *bytes = NULL;
	size_t len = 0;

	for (size_t i = 0; i < width; i++)
		head[1 + i] = (unsigned char)(body.len >> 8 * (width - 1 - i));
	if (!digest)
		return false;
	rpmDigestUpdate(digest, head, 1 + width);
	rpmDigestUpdate(digest, body.p, body.len);
	if (rpmDigestFinal(digest, (void **)&bytes, &len, 0) != 0 || len < 20 || len > 32) {
		free(bytes);
		return false;
	}
	openpgp_hex(bytes, len, key->fingerprint);
	openpgp_hex(v6 ? bytes : bytes + len - 8, 8, key->id);
	free(bytes);
	return true;
}

/* Version 4 and 6; false: another, or broken. */
static bool read_key(struct octets body, struct openpgp_key *key)
{
	struct octets s = body;
	uint64_t version;
	uint64_t created;
	uint64_t algorithm;
	uint64_t bits = 0;

	if (body.len > 0xffff || !octets_number(&s, 1, &version) ||
	    (version != 4 && version != 6) || !octets_number(&s, 4, &created) ||
	    !octets_number(&s, 1, &algorithm) || (version == 6 && !octets_number(&s, 4, &bits)))
		return false;
	key->algorithm = (unsigned)algorithm;
	key->created = (int64_t)created;
	if (algorithm == OPENPGP_RSA || algorithm == OPENPGP_RSA_SIGN || algorithm == OPENPGP_DSA) {
		if (!octets_number(&s, 2, &bits))
			return false;
		key->bits = (unsigned)bits;
	}
	return fingerprint(body, version == 6, key);
}

/* Certifications of a key by itself, and what binds a subkey (RFC 4880, 5.2.1). */
static void heed_signature(struct reading *r, struct octets body)
{
	struct signature s;
	struct octets sub;
	unsigned type;
	bool wanted;

	signature_read_body(body, &s);
	if (s.version && s.type == (r->key.subkey ? 0x28 : 0x20) && streq(s.id, r->primary))
		r->key.revoked = true;
	wanted = r->key.subkey ? s.type == 0x18
			       : (s.type >= 0x10 && s.type <= 0x13) || s.type == 0x1f;
	if (!s.version || !wanted || !streq(s.id, r->primary) || !s.has_created ||
	    s.created < r->newest)
		return;
	r->newest = s.created;
	r->key.expires = 0;
	while (octets_subpacket(&s.hashed, &type, &sub)) {
		uint64_t seconds;

		if ((type & 0x7f) == SUBPACKET_KEY_EXPIRES && octets_number(&sub, 4, &seconds) &&
		    seconds)
			r->key.expires = r->key.created + (int64_t)seconds;
	}
}

static int heed_packet(struct openpgp_keys *keys, struct reading *r, const char *origin,
		       unsigned tag, struct octets body, struct error *err)
{
	int ret;

	switch (tag) {
	case OPENPGP_KEY:
	case OPENPGP_SUBKEY:
		ret = finish(keys, r, origin, err);
		if (ret < 0)
			return ret;
		r->newest = 0;
		if (tag == OPENPGP_KEY) {
			r->primary_revoked = false;
			r->primary_expires = 0;
		}
		r->key.subkey = tag == OPENPGP_SUBKEY;
		r->open = read_key(body, &r->key);
		if (!r->open)
			r->key = (struct openpgp_key){ 0 };
		else if (tag == OPENPGP_KEY)
			memcpy(r->primary, r->key.id, sizeof(r->primary));
		return 0;
	case OPENPGP_USER:
		if (!r->open || r->key.subkey || r->key.user)
			return 0;
		r->key.user = strndup((const char *)body.p, body.len < 1024 ? body.len : 1024);
		return r->key.user ? 0 : error_memory(err);
	case OPENPGP_SIGNATURE:
		if (r->open)
			heed_signature(r, body);
		return 0;
	default:
		return 0;
	}
}

int openpgp_read_key(struct openpgp_keys *keys, const char *origin, struct octets packets,
		     struct error *err)
{
	struct reading r = { 0 };
	struct octets body;
	unsigned tag;
	int ret = 0;

	while (ret == 0 && packets.len > 0 && !octets_packet(&packets, &tag, &body))
		ret = heed_packet(keys, &r, origin, tag, body, err);
	if (ret < 0) {
		free(r.key.user);
		return ret;
	}
	return finish(keys, &r, origin, err);
}
