/* SPDX-License-Identifier: MIT */
#include "judge/postfix.h"

#include "judge/config.h"
#include "judge/unit_file.h"

static const char main_cf[] = "/etc/postfix/main.cf";
static const char key[] = "inet_interfaces";

/* A line that begins with white space continues the one before; '#' lines do not end it. */
static void join_lines(const char *text, struct buf *out)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		size_t blank = 0;

		while (blank < len && strchr(" \t\r", line[blank]))
			blank++;
		if (blank == len || line[blank] == '#') {
			buf_addc(out, '\n');
			continue;
		}
		buf_addc(out, blank ? ' ' : '\n');
		buf_addn(out, line + blank, len - blank);
	}
}

/* The last assignment; NULL: none. */
static const char *find_value(const char *text, struct arena *arena)
{
	AUTO(buf) struct buf joined = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	const char *value = NULL;
	size_t n = sizeof(key) - 1;

	join_lines(text, &joined);
	lines.rest = buf_str(&joined);
	while (config_line(&lines, false, &line)) {
		const char *rest = buf_str(&line) + n;

		if (!starts_with(buf_str(&line), key))
			continue;
		rest += strspn(rest, " \t");
		if (*rest == '=')
			value = arena_strdup(arena, rest + 1 + strspn(rest + 1, " \t"));
	}
	return value;
}

static bool is_local(const char *value)
{
	static const char *const local[] = { "loopback-only", "localhost", "127.0.0.1", "::1",
					     "[::1]" };
	size_t words = 0;

	while (*(value += strspn(value, " \t,"))) {
		size_t n = strcspn(value, " \t,");
		bool found = false;

		for (size_t i = 0; i < ARRAY_SIZE(local); i++)
			found = found ||
				(strlen(local[i]) == n && strncmp(local[i], value, n) == 0);
		if (!found)
			return false;
		words++;
		value += n;
	}
	return words > 0;
}

bool postfix_judge(struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct unit_file unit = { 0 };
	struct setting_fact fact = { .object = "postfix: inet_interfaces", .place = main_cf };
	const char *value;

	if (config_text(ev, main_cf, &text, out) <= 0 ||
	    !unit_file_find(ev, "postfix.service", &arena, &unit, out))
		return false;
	value = find_value(buf_str(&text), &arena);
	if (value && strchr(value, '$'))
		return false;
	fact.set = value;
	fact.place = value ? main_cf : "the default of postfix";
	fact.effective = value ? value : "all";
	finding_setting(out, &fact);
	if (is_local(fact.effective)) {
		finding_pass(out, main_cf, "%s = %s", key, fact.effective);
		return true;
	}
	if (!unit_in_use(&unit))
		return false;
	finding_fail(out, main_cf, "inet_interfaces = loopback-only", "%s, by %s", fact.effective,
		     fact.place);
	return true;
}
