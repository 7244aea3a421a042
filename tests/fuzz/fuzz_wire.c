/* SPDX-License-Identifier: MIT */
/* Whatever a guest sends ends in rows of known tables or in an error. */
#include "model/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int put(void *arg, const struct row *row, struct error *err)
{
	(void)err;
	*(uint64_t *)arg += row->count;
	return 0;
}

static int file(void *arg, const char *name, const void *bytes, size_t len, struct error *err)
{
	(void)bytes;
	(void)err;
	*(uint64_t *)arg += strlen(name) + len;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t count = 0;
	struct sink sink = { .arg = &count, .put = put, .file = file };
	struct error err = ERROR_INIT;
	struct wire_reader *r = NULL;
	size_t half = size ? data[0] % size : 0;

	if (wire_reader_open(&r, &sink, NULL, &err) < 0)
		return 0;
	if (wire_reader_feed(r, data, half, &err) == 0)
		wire_reader_feed(r, data + half, size - half, &err);
	wire_reader_free(r);
	return 0;
}
