/* SPDX-License-Identifier: MIT */
/* A text as sudoers: every line is got past, and what it says has a name and a place in the text.
 */
#include "judge/sudoers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

static void read_all(struct sudoers *s, const char *text, unsigned lines)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	struct sudoers_text t = { .rest = text, .next = 1 };
	const char *before = text;

	while (sudoers_line(&t, &line)) {
		claim(t.rest > before && t.line >= 1 && t.line <= lines && t.next > 0);
		before = t.rest;
		if (t.broken || sudoers_include(buf_str(&line), &path) != SUDOERS_OTHER)
			continue;
		claim(sudoers_parse(s, buf_str(&line),
				    (struct sudoers_place){ .file = "s", .line = t.line }));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(sudoers) struct sudoers s = { 0 };
	AUTO_FREE char *text = malloc(size + 1);
	unsigned lines = 1;

	claim(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	read_all(&s, text, lines);
	for (size_t i = 0; i < s.defaults_count; i++)
		claim(*s.defaults[i].name && s.defaults[i].at.line <= lines &&
		      !(s.defaults[i].negated && s.defaults[i].value));
	for (size_t i = 0; i < s.tags_count; i++)
		claim(*s.tags[i].tag && *s.tags[i].spec && s.tags[i].at.line <= lines);
	return 0;
}
