/* SPDX-License-Identifier: MIT */
/*
 * The host's end of the wire.  Everything here comes from a guest that may lie: each violation is
 * EPROTO with a text that names it, and the first failure is final.
 */
#include <stdio.h>

#include "base/sha256.h"
#include "model/wire.h"
#include "model/wire_frame.h"

enum state { AT_START, IN_ROWS, AT_END };

struct wire_reader {
	const struct sink *sink;
	struct wire_limits limits;
	enum state state;
	uint64_t bytes;
	uint64_t rows;
	uint64_t file_bytes;
	uint64_t counts[TABLE_COUNT];
	struct sha256 hash;
	size_t len;	      /* bytes of the frame that came so far */
	unsigned char *frame; /* 4 + WIRE_FRAME_MAX bytes */
	struct error failure; /* code 0: none */
};

/* A payload, consumed from the front. */
struct span {
	const unsigned char *p;
	size_t len;
};

static int lie(struct error *err, const char *fmt, ...) PRINTF(2, 3);

static int lie(struct error *err, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return error_set(err, EPROTO, "the guest's stream is broken: %s", text);
}

static bool take(struct span *s, size_t n, const unsigned char **out)
{
	if (n > s->len)
		return false;
	*out = s->p;
	s->p += n;
	s->len -= n;
	return true;
}

static bool take_u32(struct span *s, uint32_t *out)
{
	const unsigned char *p;

	if (!take(s, 4, &p))
		return false;
	*out = wire_get_u32(p);
	return true;
}

static int read_hello(struct wire_reader *r, struct span s, struct error *err)
{
	const unsigned char *magic;
	uint32_t version;

	if (r->state != AT_START)
		return lie(err, "a second hello");
	if (!take(&s, WIRE_MAGIC_LEN, &magic) || memcmp(magic, WIRE_MAGIC, WIRE_MAGIC_LEN) != 0)
		return lie(err, "it does not begin as a probe's");
	if (!take_u32(&s, &version))
		return lie(err, "a hello without a version");
	if (version != WIRE_VERSION)
		return lie(err, "the probe speaks version %u, this program %d", version,
			   WIRE_VERSION);
	if (s.len > WIRE_TOOL_VERSION_MAX)
		return lie(err, "a tool version of %zu bytes", s.len);
	r->state = IN_ROWS;
	return 0;
}

static bool take_value(struct span *s, struct row *row)
{
	const unsigned char *p;
	uint32_t low;
	uint32_t high;

	if (!take(s, 1, &p))
		return false;
	switch (*p) {
	case WIRE_NULL:
		row_null(row);
		return true;
	case WIRE_INT:
		if (!take_u32(s, &low) || !take_u32(s, &high))
			return false;
		row_int(row, (int64_t)((uint64_t)high << 32 | low));
		return true;
	case WIRE_TEXT:
		if (!take_u32(s, &low) || !take(s, low, &p))
			return false;
		row_textn(row, (const char *)p, low);
		return true;
	default:
		return false;
	}
}

static int read_row(struct wire_reader *r, struct span s, struct error *err)
{
	const unsigned char *table;
	struct row row;
	int ret;

	if (!take(&s, 1, &table) || *table >= TABLE_COUNT)
		return lie(err, "a row of a table that does not exist");
	if (++r->rows > r->limits.rows)
		return lie(err, "more than %llu rows", (unsigned long long)r->limits.rows);
	row = row_of((enum table) * table);
	while (s.len > 0)
		if (row.count == COLUMNS_MAX || !take_value(&s, &row))
			return lie(err, "a row of %s that cannot be read", tables[*table].name);
	ret = sink_put(r->sink, &row, err);
	if (ret < 0)
		return ret;
	r->counts[*table]++;
	return 0;
}

static int read_file(struct wire_reader *r, struct span s, struct error *err)
{
	const unsigned char *name_len;
	const unsigned char *bytes;
	char name[256];

	if (!take(&s, 1, &name_len) || *name_len == 0 || !take(&s, *name_len, &bytes))
		return lie(err, "a file piece without a name");
	if (memchr(bytes, '\0', *name_len))
		return lie(err, "a file name with a zero byte");
	memcpy(name, bytes, *name_len);
	name[*name_len] = '\0';
	r->file_bytes += s.len;
	if (r->file_bytes > r->limits.file_bytes)
		return lie(err, "files of more than %llu bytes",
			   (unsigned long long)r->limits.file_bytes);
	if (!r->sink->file)
		return lie(err, "a file where none was expected");
	return r->sink->file(r->sink->arg, name, s.p, s.len, err);
}

static int read_end(struct wire_reader *r, struct span s, struct error *err)
{
	const unsigned char *digest;
	char hex[SHA256_HEX];

	if (s.len != 4 * (size_t)TABLE_COUNT + WIRE_DIGEST_LEN)
		return lie(err, "an end frame of %zu bytes", s.len);
	for (size_t t = 0; t < TABLE_COUNT; t++) {
		uint32_t says = 0;

		if (!take_u32(&s, &says) || says != r->counts[t])
			return lie(err, "row counts do not add up: %s: says %u, sent %llu",
				   tables[t].name, says, (unsigned long long)r->counts[t]);
	}
	sha256_hex(&r->hash, hex);
	if (!take(&s, WIRE_DIGEST_LEN, &digest))
		return lie(err, "an end frame without a digest");
	for (size_t i = 0; i < WIRE_DIGEST_LEN; i++)
		if (digest[i] != (wire_digit(hex[2 * i]) << 4 | wire_digit(hex[2 * i + 1])))
			return lie(err, "its digest is not that of what came");
	r->state = AT_END;
	return 0;
}

/* One whole frame; `frame` begins with its length. */
static int read_frame(struct wire_reader *r, const unsigned char *frame, size_t len,
		      struct error *err)
{
	struct span payload = { frame + 5, len - 5 };
	unsigned char type = frame[4];

	if (r->state == AT_START && type != WIRE_HELLO)
		return lie(err, "it does not begin with a hello");
	if (type != WIRE_END)
		sha256_add(&r->hash, frame, len);
	switch (type) {
	case WIRE_HELLO:
		return read_hello(r, payload, err);
	case WIRE_ROW:
		return read_row(r, payload, err);
	case WIRE_FILE:
		return read_file(r, payload, err);
	case WIRE_END:
		return read_end(r, payload, err);
	default:
		return lie(err, "a frame of the unknown type 0x%02x", type);
	}
}

/* Bytes of the whole frame, its length field included; 0: not known yet; or a negative errno. */
static int frame_size(const unsigned char *p, size_t have, size_t *size, struct error *err)
{
	size_t len;

	*size = 0;
	if (have < 4)
		return 0;
	len = wire_get_u32(p);
	if (len == 0 || len > WIRE_FRAME_MAX)
		return lie(err, "a frame of %zu bytes", len);
	*size = 4 + len;
	return 0;
}

static int feed(struct wire_reader *r, const unsigned char *p, size_t len, struct error *err)
{
	while (len > 0) {
		const unsigned char *at = r->len ? r->frame : p;
		size_t have = r->len ? r->len : len;
		size_t size;
		size_t n;
		int ret;

		if (r->state == AT_END)
			return lie(err, "bytes after the end");
		ret = frame_size(at, have, &size, err);
		if (ret < 0)
			return ret;
		if (!r->len && size && size <= len) { /* whole, where it lies */
			ret = read_frame(r, p, size, err);
			if (ret < 0)
				return ret;
			p += size;
			len -= size;
			continue;
		}
		/* Collect: first the length, then as much as it says. */
		n = (size ? size : 4) - r->len;
		if (n > len)
			n = len;
		memcpy(r->frame + r->len, p, n);
		r->len += n;
		p += n;
		len -= n;
		if (size && r->len == size) {
			r->len = 0;
			ret = read_frame(r, r->frame, size, err);
			if (ret < 0)
				return ret;
		}
	}
	return 0;
}

int wire_reader_open(struct wire_reader **out, const struct sink *sink,
		     const struct wire_limits *limits, struct error *err)
{
	static const struct wire_limits usual = WIRE_LIMITS_DEFAULT;
	AUTO_FREE struct wire_reader *r = calloc(1, sizeof(*r));

	if (!r)
		return error_memory(err);
	r->frame = malloc(4 + (size_t)WIRE_FRAME_MAX);
	if (!r->frame)
		return error_memory(err);
	r->sink = sink;
	r->limits = limits ? *limits : usual;
	sha256_init(&r->hash);
	*out = TAKE(r);
	return 0;
}

int wire_reader_feed(struct wire_reader *r, const void *data, size_t len, struct error *err)
{
	int ret;

	if (r->failure.code) {
		*err = r->failure;
		return -err->code;
	}
	r->bytes += len;
	if (r->bytes > r->limits.bytes)
		ret = lie(err, "more than %llu bytes", (unsigned long long)r->limits.bytes);
	else
		ret = feed(r, data, len, err);
	if (ret < 0)
		r->failure = *err;
	return ret;
}

bool wire_reader_started(const struct wire_reader *r)
{
	return r->state != AT_START;
}

bool wire_reader_done(const struct wire_reader *r)
{
	return r->state == AT_END && !r->failure.code;
}

uint64_t wire_reader_bytes(const struct wire_reader *r)
{
	return r->bytes;
}

void wire_reader_free(struct wire_reader *r)
{
	if (!r)
		return;
	free(r->frame);
	free(r);
}
