/* SPDX-License-Identifier: MIT */
#include "judge/aide_conf.h"

#include <regex.h>

#include "base/str.h"
#include "judge/config.h"

enum { NAMES_DEEP = 16 };

struct reader {
	struct arena *arena;
	struct aide_conf *conf;
	const char *path;
	unsigned line;
	struct findings *findings;
};

static void *grow(struct arena *arena, const void *items, size_t count, size_t *room, size_t size)
{
	size_t more = *room ? 2 * *room : 16;
	void *bigger;

	if (count < *room)
		return (void *)(uintptr_t)items; /* ours */
	bigger = arena_alloc(arena, more * size);
	if (bigger && count)
		memcpy(bigger, items, count * size);
	*room = bigger ? more : *room;
	return bigger;
}

static const char *value_of(const struct aide_conf *c, const char *name, size_t n)
{
	for (size_t i = c->names_count; i-- > 0;)
		if (strncmp(c->names[i].name, name, n) == 0 && !c->names[i].name[n])
			return c->names[i].value;
	return NULL;
}

const char *aide_value(const struct aide_conf *c, const char *name)
{
	return value_of(c, name, strlen(name));
}

static bool add_name(struct reader *r, const char *name, size_t n, const char *value)
{
	struct aide_conf *c = r->conf;
	struct aide_name *names =
		grow(r->arena, c->names, c->names_count, &c->names_room, sizeof(*names));

	if (!names)
		return false;
	c->names = names;
	names[c->names_count] = (struct aide_name){ arena_strndup(r->arena, name, n),
						    arena_strdup(r->arena, value) };
	return names[c->names_count].name && names[c->names_count++].value;
}

/* Where a pattern has something special; the path before it, up to its last '/', is the depth. */
static size_t literal_of(const char *pattern)
{
	size_t n = strcspn(pattern, "*?[](){}|.+^$\\");

	while (n && pattern[n - 1] != '/' && pattern[n])
		n--;
	return n;
}

/* The rule's kinds of files have regular ones among them: "f", "f,d", or 0 for all. */
static bool for_files(const char *kinds, size_t n)
{
	return (n == 1 && *kinds == '0') || memchr(kinds, 'f', n) != NULL;
}

static bool add_rule(struct reader *r, const char *text)
{
	struct aide_conf *c = r->conf;
	bool leaves_out = *text == '!';
	const char *pattern = text + (*text == '!' || *text == '=');
	size_t n = strcspn(pattern, " \t");
	const char *kinds = pattern + n + strspn(pattern + n, " \t");
	size_t kinds_len = strcspn(kinds, " \t");
	const char *last = kinds + kinds_len + strspn(kinds + kinds_len, " \t");
	struct aide_rule *rules;
	struct aide_rule one = { 0 };

	if (leaves_out || *last) { /* kinds are there */
		if (*kinds && !for_files(kinds, kinds_len))
			return true;
	} else {
		last = kinds;
	}
	rules = grow(r->arena, c->rules, c->rules_count, &c->rules_room, sizeof(*rules));
	if (!rules)
		return false;
	c->rules = rules;
	one.pattern = arena_strndup(r->arena, pattern, n);
	one.attributes = leaves_out ? NULL : arena_strdup(r->arena, last);
	one.place = arena_printf(r->arena, "%s:%u", r->path, r->line);
	if (!one.pattern || !one.place || (!leaves_out && !one.attributes))
		return false;
	one.literal = literal_of(one.pattern);
	rules[c->rules_count++] = one;
	return true;
}

/* @@{NAME} is replaced; one without a value by nothing. */
static void expand(const struct aide_conf *c, const char *text, struct buf *out)
{
	while (*text) {
		size_t n = strncmp(text, "@@{", 3) == 0 ? strcspn(text + 3, "}") : 0;

		if (n && text[3 + n] == '}') {
			const char *value = value_of(c, text + 3, n);

			buf_add(out, value ? value : "");
			text += n + 4;
		} else {
			buf_addc(out, *text++);
		}
	}
}

static bool take_macro(struct reader *r, const char *line)
{
	const char *name = line + strlen("@@define");
	size_t n;

	if (!starts_with(line, "@@define")) {
		finding_missing(r->findings, "%s:%u: %s is not followed", r->path, r->line, line);
		return false;
	}
	name += strspn(name, " \t");
	n = strcspn(name, " \t");
	return add_name(r, name, n, name + n + strspn(name + n, " \t"));
}

static bool take_line(struct reader *r, const char *raw)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	const char *text;
	const char *value;
	size_t n;

	if (starts_with(raw, "@@") && !starts_with(raw, "@@{"))
		return take_macro(r, raw);
	expand(r->conf, raw, &line);
	text = buf_str(&line);
	if (line.failed)
		return false;
	if (*text == '/' || *text == '!' || (*text == '=' && text[1] == '/'))
		return add_rule(r, text);
	value = strchr(text, '=');
	if (!value)
		return true;
	n = strcspn(text, " \t=");
	value += 1 + strspn(value + 1, " \t");
	return add_name(r, text, n, value);
}

int aide_read(struct evidence *ev, const char *path, struct arena *arena, struct aide_conf *out,
	      struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct reader r = { .arena = arena, .conf = out, .path = path, .findings = findings };
	int there = config_text(ev, path, &text, findings);
	struct config_lines lines = { .rest = buf_str(&text) };

	*out = (struct aide_conf){ 0 };
	while (there > 0 && config_line(&lines, false, &line)) {
		r.line = lines.number;
		if (*buf_str(&line) == '#' || !line.len)
			continue;
		if (!take_line(&r, buf_str(&line))) {
			if (findings->outcome == OUTCOME_MISSING && !findings->reason)
				finding_error(findings, "no memory");
			return -1;
		}
	}
	if (line.failed)
		finding_error(findings, "a line of %s is too long to be read", path);
	return line.failed ? -1 : there;
}

/* -1: the pattern is not one of POSIX; what AIDE makes of it is not known. */
static int matches(const char *pattern, const char *path)
{
	AUTO(buf) struct buf anchored = BUF_INIT(BUF_LINE);
	regex_t re;
	int ret;

	buf_addf(&anchored, "^(%s)", pattern);
	if (anchored.failed || regcomp(&re, buf_str(&anchored), REG_EXTENDED | REG_NOSUB) != 0)
		return -1;
	ret = regexec(&re, path, 0, NULL, 0) == 0;
	regfree(&re);
	return ret;
}

int aide_match(const struct aide_conf *c, const char *path, const struct aide_rule **out,
	       struct findings *findings)
{
	const struct aide_rule *best = NULL;

	*out = NULL;
	for (size_t i = 0; i < c->rules_count; i++) {
		const struct aide_rule *rule = &c->rules[i];
		int hit = matches(rule->pattern, path);

		if (hit < 0) {
			finding_missing(findings, "%s: the pattern %s is not understood",
					rule->place, rule->pattern);
			return -1;
		}
		if (hit && !rule->attributes) {
			*out = rule;
			return 0;
		}
		if (hit && (!best || rule->literal > best->literal))
			best = rule;
	}
	*out = best;
	return best != NULL;
}

static bool has(const struct aide_conf *c, const char *text, const char *wanted, int deep)
{
	bool on = false;
	bool plus = true;

	while (*text && deep > 0) {
		size_t n = strcspn(text, "+- \t");
		const char *value = n ? value_of(c, text, n) : NULL;
		bool here = n == strlen(wanted) && strncmp(text, wanted, n) == 0;

		if (n == 1 && *text == 'H' && !value)
			here = starts_with(wanted, "sha") || starts_with(wanted, "stribog");
		if (value)
			here = has(c, value, wanted, deep - 1);
		on = here ? plus : on;
		text += n;
		if (*text)
			plus = *text++ != '-';
	}
	return on;
}

bool aide_has(const struct aide_conf *c, const char *attributes, const char *wanted)
{
	return has(c, attributes, wanted, NAMES_DEEP);
}
