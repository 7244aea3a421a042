/* SPDX-License-Identifier: MIT */
/*
 * main() of a fuzz target for any compiler: runs it over every file given, each once whole and once
 * cut in the middle, in memory of exactly its size so that a sanitizer sees the first byte behind
 * it.
 */
#include <stdio.h>

#include "base/fs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int ret = fs_read(path, &text, err);

	for (size_t i = 1; !ret && i <= 2; i++) {
		size_t len = text.len / i;
		AUTO_FREE uint8_t *exact = malloc(len ? len : 1);

		if (!exact)
			return error_memory(err);
		memcpy(exact, buf_str(&text), len);
		LLVMFuzzerTestOneInput(exact, len);
	}
	return ret;
}

int main(int argc, char *argv[])
{
	struct error err = ERROR_INIT;
	const char *name = fs_basename(argv[0]);

	for (int i = 1; i < argc; i++) {
		if (replay(argv[i], &err) < 0) {
			fprintf(stderr, "%s: %s\n", name, err.text);
			return 1;
		}
	}
	if (argc < 2) {
		fprintf(stderr, "%s: no inputs\n", name);
		return 1;
	}
	printf("ok - %s: %d inputs\n", name, argc - 1);
	return 0;
}
