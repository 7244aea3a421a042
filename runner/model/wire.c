/* SPDX-License-Identifier: MIT */
/* The guest's end of the wire: frames out.  The request: wire_request.c, wire_sender.c. */
#include "model/wire.h"

#include <stdio.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "model/wire_frame.h"

enum { WRITER_BUFFER = 256 << 10 };

struct wire_writer {
	int fd;
	struct sink sink;
	struct sha256 hash; /* of everything flushed */
	uint32_t counts[TABLE_COUNT];
	size_t len;
	unsigned char data[WRITER_BUFFER];
};

static void put_u32(unsigned char *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (8 * i));
}

static int flush(struct wire_writer *w, struct error *err)
{
	int ret;

	sha256_add(&w->hash, w->data, w->len);
	ret = fs_write_fd(w->fd, w->data, w->len, err);
	w->len = 0;
	return ret;
}

static int put_bytes(struct wire_writer *w, const void *data, size_t len, struct error *err)
{
	const unsigned char *p = data;

	while (len > 0) {
		size_t n = WRITER_BUFFER - w->len;

		if (n > len)
			n = len;
		memcpy(w->data + w->len, p, n);
		w->len += n;
		p += n;
		len -= n;
		if (w->len == WRITER_BUFFER) {
			int ret = flush(w, err);

			if (ret < 0)
				return ret;
		}
	}
	return 0;
}

/* The length and type of a frame whose payload of `len` bytes comes next. */
static int put_head(struct wire_writer *w, char type, size_t len, struct error *err)
{
	unsigned char head[5];

	if (len >= WIRE_FRAME_MAX)
		return error_set(err, EMSGSIZE, "a frame of %zu bytes is too large to send", len);
	put_u32(head, (uint32_t)len + 1);
	head[4] = (unsigned char)type;
	return put_bytes(w, head, sizeof(head), err);
}

static size_t value_size(const struct value *v)
{
	switch (v->type) {
	case VALUE_INT:
		return 1 + 8;
	case VALUE_TEXT:
		return 1 + 4 + v->len;
	case VALUE_NULL:
		break;
	}
	return 1;
}

static int put_value(struct wire_writer *w, const struct value *v, struct error *err)
{
	unsigned char head[9] = { 0 };
	uint64_t number = (uint64_t)v->number;
	int ret;

	switch (v->type) {
	case VALUE_INT:
		head[0] = WIRE_INT;
		put_u32(head + 1, (uint32_t)number);
		put_u32(head + 5, (uint32_t)(number >> 32));
		return put_bytes(w, head, 9, err);
	case VALUE_TEXT:
		head[0] = WIRE_TEXT;
		put_u32(head + 1, (uint32_t)v->len);
		ret = put_bytes(w, head, 5, err);
		return ret < 0 ? ret : put_bytes(w, v->text, v->len, err);
	case VALUE_NULL:
		break;
	}
	head[0] = WIRE_NULL;
	return put_bytes(w, head, 1, err);
}

static int writer_put(void *arg, const struct row *row, struct error *err)
{
	struct wire_writer *w = arg;
	unsigned char table = (unsigned char)row->table;
	size_t size = 1;
	int ret;

	for (unsigned i = 0; i < row->count; i++)
		size += value_size(&row->values[i]);
	ret = put_head(w, WIRE_ROW, size, err);
	if (ret == 0)
		ret = put_bytes(w, &table, 1, err);
	for (unsigned i = 0; i < row->count && ret == 0; i++)
		ret = put_value(w, &row->values[i], err);
	if (ret == 0)
		w->counts[row->table]++;
	return ret;
}

/* Large pieces become several frames. */
static int writer_file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	enum { PIECE = WIRE_FRAME_MAX / 2 };
	struct wire_writer *w = arg;
	size_t name_len = strlen(name);
	unsigned char name_byte = (unsigned char)name_len;
	const char *p = data;

	if (name_len == 0 || name_len > 255)
		return error_set(err, ENAMETOOLONG, "the file name '%s' cannot be sent", name);
	do {
		size_t n = len < PIECE ? len : PIECE;
		int ret = put_head(w, WIRE_FILE, 1 + name_len + n, err);

		if (ret == 0)
			ret = put_bytes(w, &name_byte, 1, err);
		if (ret == 0)
			ret = put_bytes(w, name, name_len, err);
		if (ret == 0)
			ret = put_bytes(w, p, n, err);
		if (ret < 0)
			return ret;
		p += n;
		len -= n;
	} while (len > 0);
	return 0;
}

static int put_hello(struct wire_writer *w, const char *tool_version, struct error *err)
{
	size_t version_len = strnlen(tool_version, WIRE_TOOL_VERSION_MAX);
	unsigned char version[4];
	int ret;

	put_u32(version, WIRE_VERSION);
	ret = put_head(w, WIRE_HELLO, WIRE_MAGIC_LEN + 4 + version_len, err);
	if (ret == 0)
		ret = put_bytes(w, WIRE_MAGIC, WIRE_MAGIC_LEN, err);
	if (ret == 0)
		ret = put_bytes(w, version, 4, err);
	if (ret == 0)
		ret = put_bytes(w, tool_version, version_len, err);
	/* At once: the host learns that the probe lives before collecting begins. */
	return ret < 0 ? ret : flush(w, err);
}

int wire_writer_open(struct wire_writer **out, int fd, const char *tool_version, struct error *err)
{
	AUTO_FREE struct wire_writer *w = calloc(1, sizeof(*w));
	int ret;

	if (!w)
		return error_memory(err);
	w->fd = fd;
	w->sink = (struct sink){ .arg = w, .put = writer_put, .file = writer_file };
	sha256_init(&w->hash);
	ret = put_hello(w, tool_version, err);
	if (ret < 0)
		return ret;
	*out = TAKE(w);
	return 0;
}

const struct sink *wire_writer_sink(struct wire_writer *w)
{
	return &w->sink;
}

int wire_writer_end(struct wire_writer *w, struct error *err)
{
	unsigned char end[4 * TABLE_COUNT + WIRE_DIGEST_LEN];
	char hex[SHA256_HEX];
	int ret = flush(w, err);

	if (ret < 0)
		return ret;
	for (size_t t = 0; t < TABLE_COUNT; t++)
		put_u32(end + 4 * t, w->counts[t]);
	sha256_hex(&w->hash, hex);
	for (size_t i = 0; i < WIRE_DIGEST_LEN; i++)
		end[4 * TABLE_COUNT + i] =
			(unsigned char)(wire_digit(hex[2 * i]) << 4 | wire_digit(hex[2 * i + 1]));
	sha256_init(&w->hash); /* flush() goes on adding; nobody asks for it any more */
	ret = put_head(w, WIRE_END, sizeof(end), err);
	if (ret == 0)
		ret = put_bytes(w, end, sizeof(end), err);
	return ret < 0 ? ret : flush(w, err);
}

void wire_writer_free(struct wire_writer *w)
{
	free(w);
}
