/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_SIGNER_H
#define COLLECT_SIGNER_H
/*
 * OpenPGP packets, read strictly: what a signature says of itself, and why a reader that keeps to
 * the letter (rpm-sequoia, which rpm 6 of Fedora is built with) rejects one that a lenient reader
 * takes.  RFC 4880, RFC 9580; the composite signatures of draft-ietf-openpgp-pqc.  Nothing is
 * verified here, and nothing is allocated; every input is somebody else's.
 */
#include "base/defs.h"

/* Bytes that are being read, from the front. */
struct octets {
	const unsigned char *p;
	size_t len;
};

/* Each false: there are not so many bytes; nothing is read then. */
bool octets_take(struct octets *s, size_t n, struct octets *out);
bool octets_number(struct octets *s, size_t n, uint64_t *out); /* big-endian, n at most 8 */
/*
 * The next packet of either format (RFC 4880, 4.2): its tag and its body.  NULL: there it is;
 * otherwise why it cannot be read.  Lengths that are not said (indeterminate, partial) are refused.
 */
const char *octets_packet(struct octets *s, unsigned *tag, struct octets *body);
/* The next subpacket of an area (5.2.3.1); type has the critical bit.  False: none, or broken. */
bool octets_subpacket(struct octets *area, unsigned *type, struct octets *body);

enum {
	OPENPGP_SIGNATURE = 2, /* tags of packets */
	OPENPGP_KEY = 6,
	OPENPGP_USER = 13,
	OPENPGP_SUBKEY = 14,
	OPENPGP_RSA = 1, /* algorithms that are asked for by number */
	OPENPGP_RSA_SIGN = 3,
	OPENPGP_DSA = 17,
	OPENPGP_EDDSA = 22,
	SUBPACKET_CREATED = 2, /* subpackets */
	SUBPACKET_KEY_EXPIRES = 9,
	SUBPACKET_ISSUER = 16,
	SUBPACKET_FINGERPRINT = 33,
	SIGNER_HEX = 17,      /* a key id: 16 lower-case hexadecimal digits and the NUL */
	FINGERPRINT_HEX = 65, /* a fingerprint of any version */
};

struct signature {
	unsigned version; /* 0: cannot be read, and all that follows but `malformed` is 0 */
	unsigned type;
	unsigned algorithm;
	unsigned hash;
	bool has_created;
	uint32_t created;	   /* seconds since 1970 */
	char id[SIGNER_HEX];	   /* of the key; "": not said */
	char key[FINGERPRINT_HEX]; /* the fingerprint, else the id; "": not said */
	struct octets hashed;	   /* its hashed subpackets, within the packet */
	char malformed[120];	   /* "": well-formed */
};

/* One signature packet and nothing else. */
void signature_read(const void *packet, size_t len, struct signature *out);
/* The same of the packet's body alone. */
void signature_read_body(struct octets body, struct signature *out);
/* The issuer's key id of a signature packet, well-formed or not; false: it does not say. */
bool signer_key_id(const void *packet, size_t len, char out[SIGNER_HEX]);

/* "rsa", "ed25519", "sha256" ...; the number where there is no name. */
void openpgp_algorithm_name(unsigned algorithm, char out[16]);
void openpgp_hash_name(unsigned hash, char out[16]);
void openpgp_hex(const unsigned char *bytes, size_t n, char *out); /* 2n + 1 bytes */

#endif
