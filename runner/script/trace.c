/* SPDX-License-Identifier: MIT */
/*
 * bash -x with PS4="+azlcts FILE:LINE: ": one '+' for each level of substitution.
 */
#include <stdlib.h>

#include "script/script.h"

enum { REST_MAX = 64 << 10 };

/* "case $ID in", "'[' x = y ']'", "[[ ... ]]", "test": what a way is chosen by. */
static bool is_test(const char *text)
{
	return starts_with(text, "case ") || starts_with(text, "'[' ") ||
	       starts_with(text, "[[ ") || starts_with(text, "test ");
}

static void keep(struct script_result *r, unsigned line, const char *text)
{
	char *copy;

	for (size_t i = 0; i < r->tests_count; i++)
		if (r->tests[i].line == line && streq(r->tests[i].text, text))
			return;
	copy = r->tests_count < SCRIPT_TESTS_MAX ? arena_strdup(&r->arena, text) : NULL;
	if (copy)
		r->tests[r->tests_count++] = (struct script_trace){ copy, line };
}

static void add_line(struct trace *t, const char *line, size_t len)
{
	static const char mark[] = "azlcts ";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const char *s, *colon;
	unsigned long number;
	char *end;

	buf_add_clean(&text, line, len < SCRIPT_TEXT_MAX ? len : SCRIPT_TEXT_MAX);
	s = buf_str(&text);
	if (*s != '+')
		return;
	s += strspn(s, "+");
	if (!starts_with(s, mark))
		return;
	s += strlen(mark);
	colon = strchr(s, ':');
	if (!colon || (size_t)(colon - s) != strlen(t->name) ||
	    strncmp(s, t->name, strlen(t->name)) != 0)
		return;
	number = strtoul(colon + 1, &end, 10);
	if (number == 0 || number > 10000000 || !starts_with(end, ": "))
		return;
	t->result->traced = true;
	t->result->line = (unsigned)number;
	buf_clear(&t->last);
	buf_add(&t->last, end + 2);
	if (is_test(end + 2))
		keep(t->result, (unsigned)number, end + 2);
}

void trace_add(struct trace *t, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\n') {
			if (t->rest.len < REST_MAX)
				buf_addc(&t->rest, text[i]);
			continue;
		}
		add_line(t, buf_str(&t->rest), t->rest.len);
		buf_clear(&t->rest);
	}
}
