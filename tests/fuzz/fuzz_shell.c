/* SPDX-License-Identifier: MIT */
/* A text as a shell script: each command once and with a name, however the script ends. */
#include "judge/shell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(shell_script) struct shell_script s = { 0 };
	AUTO_FREE char *text = malloc(size + 1);

	claim(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	shell_read(&s, text);
	for (size_t i = 0; i < s.count; i++) {
		claim(s.items[i].name && *s.items[i].name);
		for (size_t k = 0; k < i; k++)
			claim(!streq(s.items[i].name, s.items[k].name));
	}
	return 0;
}
