/* SPDX-License-Identifier: MIT */
#include "collect/signer.h"

#include <stdarg.h>
#include <stdio.h>

enum { SIGNATURE_MAX = 64 << 10 }; /* a packet of a signature; the largest known is under 8 KiB */

bool octets_take(struct octets *s, size_t n, struct octets *out)
{
	if (n > s->len)
		return false;
	*out = (struct octets){ s->p, n };
	s->p += n;
	s->len -= n;
	return true;
}

bool octets_number(struct octets *s, size_t n, uint64_t *out)
{
	struct octets bytes;
	uint64_t v = 0;

	if (!octets_take(s, n, &bytes))
		return false;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | bytes.p[i];
	*out = v;
	return true;
}

/* RFC 4880, 4.2.2 and 5.2.3.1: one, two or five bytes. */
static bool take_new_length(struct octets *s, uint64_t *out)
{
	uint64_t first;
	uint64_t second;

	if (!octets_number(s, 1, &first))
		return false;
	if (first == 255)
		return octets_number(s, 4, out);
	if (first >= 192) {
		if (!octets_number(s, 1, &second))
			return false;
		first = ((first - 192) << 8) + second + 192;
	}
	*out = first;
	return true;
}

const char *octets_packet(struct octets *s, unsigned *tag, struct octets *body)
{
	struct octets rest = *s;
	uint64_t head;
	uint64_t len;
	bool said;

	if (!octets_number(&rest, 1, &head) || !(head & 0x80))
		return "no OpenPGP packet";
	if (head & 0x40) {
		*tag = head & 0x3f;
		if (rest.len && rest.p[0] >= 224 && rest.p[0] < 255)
			return "a packet with a partial length (RFC 4880, 4.2.2.4)";
		said = take_new_length(&rest, &len);
	} else {
		*tag = head >> 2 & 15;
		if ((head & 3) == 3)
			return "a packet that does not say its length (RFC 4880, 4.2.1)";
		said = octets_number(&rest, (size_t)1 << (head & 3), &len);
	}
	if (!said || !octets_take(&rest, len, body))
		return "a packet shorter than it says (RFC 4880, 4.2)";
	*s = rest;
	return NULL;
}

bool octets_subpacket(struct octets *area, unsigned *type, struct octets *body)
{
	struct octets rest = *area;
	struct octets whole;
	uint64_t len;

	if (!take_new_length(&rest, &len) || len == 0 || !octets_take(&rest, len, &whole))
		return false;
	*type = whole.p[0];
	*body = (struct octets){ whole.p + 1, whole.len - 1 };
	*area = rest;
	return true;
}

void openpgp_hex(const unsigned char *bytes, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", (unsigned)bytes[i]);
	out[2 * n] = '\0';
}

/* What a signature's value consists of: MPIs, or so many bytes. */
struct shape {
	unsigned algorithm;
	const char *name;
	unsigned mpis;
	size_t bytes;
};

/* RFC 9580, 9.1 and 5.2.3; the last two: draft-ietf-openpgp-pqc, 6.1. */
static const struct shape shapes[] = {
	{ 1, "rsa", 1, 0 },	 { 3, "rsa", 1, 0 },	       { 17, "dsa", 2, 0 },
	{ 19, "ecdsa", 2, 0 },	 { 22, "eddsa", 2, 0 },	       { 27, "ed25519", 0, 64 },
	{ 28, "ed448", 0, 114 }, { 30, "ml-dsa-65", 0, 3373 }, { 31, "ml-dsa-87", 0, 4741 },
};

static const struct shape *shape_of(unsigned algorithm)
{
	for (size_t i = 0; i < ARRAY_SIZE(shapes); i++)
		if (shapes[i].algorithm == algorithm)
			return &shapes[i];
	return NULL;
}

void openpgp_algorithm_name(unsigned algorithm, char out[16])
{
	const struct shape *shape = shape_of(algorithm);

	if (shape)
		snprintf(out, 16, "%s", shape->name);
	else
		snprintf(out, 16, "%u", algorithm);
}

void openpgp_hash_name(unsigned hash, char out[16])
{
	/* RFC 9580, 9.5 */
	static const char *const names[] = {
		[1] = "md5",	 [2] = "sha1",	    [3] = "ripemd160",
		[8] = "sha256",	 [9] = "sha384",    [10] = "sha512",
		[11] = "sha224", [12] = "sha3-256", [14] = "sha3-512",
	};

	if (hash < ARRAY_SIZE(names) && names[hash])
		snprintf(out, 16, "%s", names[hash]);
	else
		snprintf(out, 16, "%u", hash);
}

/* The first fault is told. */
static void fault(struct signature *out, const char *fmt, ...) PRINTF(2, 3);
static void fault(struct signature *out, const char *fmt, ...)
{
	va_list ap;

	if (*out->malformed)
		return;
	va_start(ap, fmt);
	vsnprintf(out->malformed, sizeof(out->malformed), fmt, ap);
	va_end(ap);
}

/* The first that is named stays. */
static void name_issuer(const unsigned char *id, struct signature *out)
{
	char named[SIGNER_HEX];

	openpgp_hex(id, 8, named);
	if (!*out->id)
		memcpy(out->id, named, sizeof(named));
	else if (!streq(out->id, named))
		fault(out, "it names two keys as the one that made it");
}

/* A key id is the end of a version 4 fingerprint, and the beginning of later ones. */
static void issuer_fingerprint(struct octets body, struct signature *out)
{
	size_t len = body.len - 1;

	if (body.len < 21 || (body.p[0] == 4 && len != 20) || (body.p[0] > 4 && len != 32) ||
	    body.p[0] < 4) {
		fault(out, "an issuer fingerprint of %zu bytes (RFC 9580, 5.2.3.35)", body.len);
		return;
	}
	openpgp_hex(body.p + 1, len, out->key);
	name_issuer(body.p[0] == 4 ? body.p + 1 + len - 8 : body.p + 1, out);
}

static void issuer_id(struct octets body, struct signature *out)
{
	if (body.len != 8) {
		fault(out, "an issuer of %zu bytes (RFC 4880, 5.2.3.5)", body.len);
		return;
	}
	name_issuer(body.p, out);
	if (!*out->key)
		memcpy(out->key, out->id, sizeof(out->id));
}

/* Types that RFC 4880 and 9580 define (5.2.3.1 and 5.2.3.7). */
static bool known_subpacket(unsigned type)
{
	return (type >= 2 && type <= 12 && type != 8) || type == 16 || (type >= 20 && type <= 35) ||
	       type == 37 || type == 39;
}

static void read_area(struct octets area, bool hashed, struct signature *out)
{
	struct octets body;
	unsigned type;

	while (area.len > 0) {
		if (!octets_subpacket(&area, &type, &body)) {
			fault(out, "a subpacket that goes beyond its area (RFC 4880, 5.2.3.1)");
			return;
		}
		if (!known_subpacket(type & 0x7f)) {
			if (type & 0x80)
				fault(out, "a critical subpacket of the unknown type %u",
				      type & 0x7f);
			continue;
		}
		type &= 0x7f;
		if (type == SUBPACKET_ISSUER) {
			issuer_id(body, out);
		} else if (type == SUBPACKET_FINGERPRINT) {
			issuer_fingerprint(body, out);
		} else if (type == SUBPACKET_CREATED && hashed) {
			uint64_t seconds = 0;

			if (body.len != 4 || !octets_number(&body, 4, &seconds))
				fault(out, "a time of %zu bytes (RFC 4880, 5.2.3.4)", body.len);
			out->has_created = true;
			out->created = (uint32_t)seconds;
		}
	}
}

/* RFC 4880, 3.2: the length counts from the most significant bit that is set. */
static void read_mpi(struct octets *s, unsigned number, struct signature *out)
{
	struct octets value;
	uint64_t bits;
	unsigned top;

	if (!octets_number(s, 2, &bits) || !octets_take(s, (bits + 7) / 8, &value)) {
		fault(out, "MPI %u is cut short (RFC 4880, 3.2)", number);
		s->len = 0;
		return;
	}
	if (bits == 0) {
		fault(out, "MPI %u is zero", number);
		return;
	}
	top = value.p[0] >> ((bits - 1) % 8);
	if (top != 1)
		fault(out,
		      "MPI %u does not begin with the bit its length of %u says (RFC 4880, 3.2)",
		      number, (unsigned)bits);
}

static void read_value(struct octets s, struct signature *out)
{
	const struct shape *shape = shape_of(out->algorithm);
	struct octets value;

	if (!shape)
		return; /* of unknown form: whoever verifies says unsupported */
	for (unsigned i = 1; i <= shape->mpis; i++)
		read_mpi(&s, i, out);
	if (shape->bytes && !octets_take(&s, shape->bytes, &value)) {
		fault(out, "a signature value of %zu bytes instead of %zu", s.len, shape->bytes);
		return;
	}
	if (s.len > 0)
		fault(out, "%zu bytes more than the signature (RFC 4880, 5.2)", s.len);
}

/* RFC 4880, 5.2.2.  RFC 9580 has no such, but rpm-sequoia takes it unless the policy says no. */
static bool read_v3(struct octets s, struct signature *out)
{
	struct octets id;
	uint64_t n[6];

	if (!octets_number(&s, 1, &n[0]) || !octets_number(&s, 1, &n[1]) ||
	    !octets_number(&s, 4, &n[2]) || !octets_take(&s, 8, &id))
		return false;
	openpgp_hex(id.p, 8, out->id);
	memcpy(out->key, out->id, sizeof(out->id));
	if (!octets_number(&s, 1, &n[3]) || !octets_number(&s, 1, &n[4]) ||
	    !octets_number(&s, 2, &n[5]))
		return false;
	out->version = 3;
	out->type = (unsigned)n[1];
	out->created = (uint32_t)n[2];
	out->has_created = true;
	out->algorithm = (unsigned)n[3];
	out->hash = (unsigned)n[4];
	if (n[0] != 5)
		fault(out, "%u hashed bytes instead of 5 (RFC 4880, 5.2.2)", (unsigned)n[0]);
	read_value(s, out);
	return true;
}

/* RFC 9580, 9.5, table 23: the salt that a version 6 signature has, by hash. */
static size_t salt_of(unsigned hash)
{
	return hash == 9 ? 24 : hash == 10 || hash == 14 ? 32 : 16;
}

/* Version 4, and 6 with longer areas and a salt (RFC 9580, 5.2.3). */
static bool read_v4(struct octets s, unsigned version, struct signature *out)
{
	size_t width = version == 6 ? 4 : 2;
	struct octets unhashed;
	struct octets salt;
	uint64_t n[3];
	uint64_t len;

	for (unsigned i = 0; i < 3; i++)
		if (!octets_number(&s, 1, &n[i]))
			return false;
	out->version = version;
	out->type = (unsigned)n[0];
	out->algorithm = (unsigned)n[1];
	out->hash = (unsigned)n[2];
	if (!octets_number(&s, width, &len) || !octets_take(&s, len, &out->hashed))
		return false;
	read_area(out->hashed, true, out);
	if (!octets_number(&s, width, &len) || !octets_take(&s, len, &unhashed))
		return false;
	read_area(unhashed, false, out);
	if (!octets_number(&s, 2, &len)) /* left 16 bits of the digest */
		return false;
	if (version == 6 && (!octets_number(&s, 1, &len) || !octets_take(&s, len, &salt)))
		return false;
	if (version == 6 && len != salt_of(out->hash))
		fault(out, "a salt of %u bytes (RFC 9580, 5.2.3)", (unsigned)len);
	if (!out->has_created)
		fault(out, "no time of creation that is signed (RFC 4880, 5.2.3.4)");
	if (!*out->id)
		fault(out, "it does not say who made it");
	read_value(s, out);
	return true;
}

void signature_read_body(struct octets body, struct signature *out)
{
	static const struct signature none = { 0 };
	uint64_t version;
	bool whole = false;

	*out = none;
	if (body.len <= SIGNATURE_MAX && octets_number(&body, 1, &version)) {
		if (version == 3)
			whole = read_v3(body, out);
		else if (version == 4 || version == 6)
			whole = read_v4(body, (unsigned)version, out);
		else
			fault(out, "a signature of version %u", (unsigned)version);
	}
	if (!whole)
		fault(out, "a signature that is cut short (RFC 4880, 5.2)");
}

void signature_read(const void *packet, size_t len, struct signature *out)
{
	struct octets s = { packet, len };
	struct octets body;
	unsigned tag;
	const char *why = octets_packet(&s, &tag, &body);
	static const struct signature none = { 0 };

	if (why || tag != OPENPGP_SIGNATURE) {
		*out = none;
		if (why)
			fault(out, "%s", why);
		else
			fault(out, "a packet with tag %u, which is no signature", tag);
		return;
	}
	signature_read_body(body, out);
	if (s.len > 0)
		fault(out, "%zu bytes after the signature packet", s.len);
	if (out->version && out->type != 0)
		fault(out, "a signature of type 0x%02x, not of a file (RFC 4880, 5.2.1)",
		      out->type);
}

bool signer_key_id(const void *packet, size_t len, char out[SIGNER_HEX])
{
	struct signature s;

	signature_read(packet, len, &s);
	memcpy(out, s.id, SIGNER_HEX);
	return *out != '\0';
}
