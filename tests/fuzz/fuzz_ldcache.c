/* SPDX-License-Identifier: MIT */
/* A hostile ld.so.cache costs rows in proportion to its size. */
#include "collect/ld_cache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int put(void *arg, const struct row *row, struct error *err)
{
	(void)err;
	for (unsigned i = 0; i < row->count; i++) /* a text that is not there would be seen */
		*(uint64_t *)arg += row->values[i].type == VALUE_TEXT
					    ? strnlen(row->values[i].text, row->values[i].len)
					    : 1;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t count = 0;
	struct sink sink = { .arg = &count, .put = put };
	struct error err = ERROR_INIT;

	ld_cache_put(&sink, data, size, &err);
	return 0;
}
