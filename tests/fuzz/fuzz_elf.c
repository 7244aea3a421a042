/* SPDX-License-Identifier: MIT */
/* A hostile ELF file costs one row. */
#include "collect/elf.h"

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

	if (elf_is_wanted(data, size))
		elf_put(&sink, 0, "/fuzz", data, size, &err);
	return 0;
}
