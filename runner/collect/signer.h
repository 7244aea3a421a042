/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_SIGNER_H
#define COLLECT_SIGNER_H
/*
 * Who made an OpenPGP signature, as the signature itself says (RFC 9580 and its forerunners).
 * Nothing is verified.
 */
#include "base/defs.h"

enum { SIGNER_HEX = 17 }; /* a key id: 16 lower-case hexadecimal digits and the NUL */

/* The issuer's key id of a signature packet; false: it is none, or does not say. */
bool signer_key_id(const void *packet, size_t len, char out[SIGNER_HEX]);

#endif
