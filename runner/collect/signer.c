/* SPDX-License-Identifier: MIT */
#include "collect/signer.h"

#include <stdio.h>

enum { PACKET_SIGNATURE = 2, SUB_ISSUER = 16, SUB_FINGERPRINT = 33 };

struct span {
	const unsigned char *p;
	size_t len;
};

static bool take(struct span *s, size_t n, struct span *out)
{
	if (n > s->len)
		return false;
	*out = (struct span){ s->p, n };
	s->p += n;
	s->len -= n;
	return true;
}

/* A big-endian number of n bytes. */
static bool take_number(struct span *s, size_t n, size_t *out)
{
	struct span bytes;
	size_t v = 0;

	if (!take(s, n, &bytes))
		return false;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | bytes.p[i];
	*out = v;
	return true;
}

/* RFC 9580, 4.2.1 and 5.2.3.7: one, two or five bytes. */
static bool take_new_length(struct span *s, size_t *out)
{
	size_t first;
	size_t second;

	if (!take_number(s, 1, &first))
		return false;
	if (first == 255)
		return take_number(s, 4, out);
	if (first >= 192) {
		if (!take_number(s, 1, &second))
			return false;
		first = ((first - 192) << 8) + second + 192;
	}
	*out = first;
	return true;
}

/* The body of a signature packet, in either format of packet headers. */
static bool signature_body(struct span s, struct span *body)
{
	size_t head;
	size_t len;

	if (!take_number(&s, 1, &head) || !(head & 0x80))
		return false;
	if (head & 0x40)
		return (head & 0x3f) == PACKET_SIGNATURE && take_new_length(&s, &len) &&
		       take(&s, len, body);
	return (head >> 2 & 15) == PACKET_SIGNATURE && (head & 3) < 3 &&
	       take_number(&s, (size_t)1 << (head & 3), &len) && take(&s, len, body);
}

static void hex(const unsigned char *id, char out[SIGNER_HEX])
{
	for (size_t i = 0; i < 8; i++)
		snprintf(out + 2 * i, 3, "%02x", (unsigned)id[i]);
}

static bool issuer_in(struct span area, char out[SIGNER_HEX])
{
	size_t len;
	struct span sub;

	while (take_new_length(&area, &len) && len > 0 && take(&area, len, &sub)) {
		unsigned type = sub.p[0] & 0x7f; /* without the critical bit */

		if (type == SUB_ISSUER && len == 9) {
			hex(sub.p + 1, out);
			return true;
		}
		/* The id is the end of a version 4 fingerprint, and the beginning of later ones. */
		if (type == SUB_FINGERPRINT && len >= 22) {
			hex(sub.p[1] == 4 ? sub.p + len - 8 : sub.p + 2, out);
			return true;
		}
	}
	return false;
}

bool signer_key_id(const void *packet, size_t len, char out[SIGNER_HEX])
{
	struct span s = { packet, len };
	struct span body;
	struct span fixed;
	struct span area;
	size_t version;
	size_t n;

	if (!signature_body(s, &body) || !take_number(&body, 1, &version))
		return false;
	if (version == 3) {
		if (!take(&body, 6, &fixed) || body.len < 8)
			return false;
		hex(body.p, out);
		return true;
	}
	if (version < 4 || version > 6 || !take(&body, 3, &fixed))
		return false;
	for (unsigned i = 0; i < 2; i++) { /* hashed, unhashed */
		if (!take_number(&body, version == 6 ? 4 : 2, &n) || !take(&body, n, &area))
			return false;
		if (issuer_in(area, out))
			return true;
	}
	return false;
}
