/* SPDX-License-Identifier: MIT */
#ifndef MODEL_WIRE_H
#define MODEL_WIRE_H
/*
 * Rows on their way out of a guest.
 *
 * The guest is not trusted: whatever it sends ends in rows of known tables within known limits, or
 * in an error.  The stream is a sequence of frames, all numbers little-endian:
 *
 *	u32 length of type and payload, u8 type, payload
 *
 *	'H' hello	magic "AZLCTS", u32 version, text tool version      first frame
 *	'R' row		u8 table, then a value for each column: u8 type, then i64 or u32 + bytes
 *	'F' file piece	u8 length of name, name, bytes
 *	'E' end		u32 count for each table, 32 bytes SHA-256 of all frames before    last
 *
 * Nothing may follow the end; a stream without it proves nothing.  A probe answers each request
 *with one such stream; how a request looks: model/wire_request.h.
 */
#include "model/tables.h"

#define WIRE_VERSION 1
#define WIRE_PORT    "azlcts.probe" /* name of the virtio-serial port */

enum {
	WIRE_FRAME_MAX = 1 << 20, /* bytes of one frame */
};

struct wire_limits {
	uint64_t bytes; /* of the whole stream */
	uint64_t rows;
	uint64_t file_bytes; /* of all files together */
};

/* Room for an image of a million paths; a flood ends the run here. */
#define WIRE_LIMITS_DEFAULT                                                                    \
	{                                                                                      \
		.bytes = (uint64_t)2 << 30, .rows = 20U << 20, .file_bytes = (uint64_t)1 << 30 \
	}

/* Guest side: a sink that writes frames to a descriptor. */
struct wire_writer;
int wire_writer_open(struct wire_writer **out, int fd, const char *tool_version, struct error *err);
const struct sink *wire_writer_sink(struct wire_writer *w);
/* Writes the end frame and flushes. */
int wire_writer_end(struct wire_writer *w, struct error *err);
void wire_writer_free(struct wire_writer *w);

/* Host side: bytes in, rows out to `sink`.  wire_reader_done() once the end was seen and proved. */
struct wire_reader;
int wire_reader_open(struct wire_reader **out, const struct sink *sink,
		     const struct wire_limits *limits, struct error *err);
int wire_reader_feed(struct wire_reader *r, const void *data, size_t len, struct error *err);
bool wire_reader_started(const struct wire_reader *r); /* hello was seen */
bool wire_reader_done(const struct wire_reader *r);
uint64_t wire_reader_bytes(const struct wire_reader *r);
void wire_reader_free(struct wire_reader *r);

#endif
