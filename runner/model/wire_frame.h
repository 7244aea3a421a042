/* SPDX-License-Identifier: MIT */
#ifndef MODEL_WIRE_FRAME_H
#define MODEL_WIRE_FRAME_H
/* The bytes of a frame, as both ends of the wire spell them (model/wire.h has the grammar). */
#include "base/defs.h"

enum wire_frame_type {
	WIRE_HELLO = 'H',
	WIRE_ROW = 'R',
	WIRE_FILE = 'F',
	WIRE_END = 'E',
	WIRE_COMMAND = 'C',
	WIRE_GO = 'G',
};

/* Type byte of a value in a row. */
enum wire_value_type { WIRE_NULL = 0, WIRE_INT = 1, WIRE_TEXT = 2 };

#define WIRE_MAGIC "AZLCTS"

enum {
	WIRE_MAGIC_LEN = 6,
	WIRE_TOOL_VERSION_MAX = 64, /* bytes of the text in the hello frame */
	WIRE_DIGEST_LEN = 32,
	WIRE_GO_LEN = 1 + 4 + 4 + 1 + 1, /* of a go that is not empty */
};

static inline uint32_t wire_get_u32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Value of a lower-case hexadecimal digit that sha256_hex() wrote. */
static inline unsigned wire_digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

#endif
