/* SPDX-License-Identifier: MIT */
/* One logical line of sudoers: joined, without its comment, and what it says. */
#include <ctype.h>

#include "judge/sudoers.h"

enum { SPEC_SHOWN = 120 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *s)
{
	while (is_blank(*s))
		s++;
	return s;
}

/* Blanks and the end of a line behind a '\': what follows them, or NULL. */
static const char *joined(const char *backslash)
{
	const char *s = skip_blanks(backslash + 1);

	if (s[0] == '\r' && s[1] == '\n')
		return s + 2;
	return *s == '\n' ? s + 1 : NULL;
}

/* "#include" and "#includedir", at the very start of a line, are no comments; "#12" is an id. */
static bool is_comment(const char *s, bool at_start)
{
	const char *word = s + 1;

	if (isdigit((unsigned char)*word) || (*word == '-' && isdigit((unsigned char)word[1])))
		return false;
	if (!at_start || strncmp(word, "include", 7) != 0)
		return true;
	word += strncmp(word, "includedir", 10) == 0 ? 10 : 7;
	return !is_blank(*word);
}

bool sudoers_line(struct sudoers_text *t, struct buf *line)
{
	const char *s = t->rest;
	bool at_start = true;
	bool quoted = false;

	buf_clear(line);
	t->broken = false;
	t->line = t->next;
	if (!*s)
		return false;
	while (*s && *s != '\n') {
		const char *after = *s == '\\' ? joined(s) : NULL;

		if (after) {
			s = skip_blanks(after);
			t->next++;
			if (!quoted)
				buf_addc(line, ' ');
			at_start = false;
			continue;
		}
		if (*s == '#' && !quoted && is_comment(s, at_start)) {
			s += strcspn(s, "\n");
			break;
		}
		at_start = false;
		if (*s == '"')
			quoted = !quoted;
		if (*s == '\\' && s[1] && s[1] != '\n')
			buf_addc(line, *s++);
		if (*s != '\r' || s[1] != '\n')
			buf_addc(line, *s);
		s++;
	}
	t->broken = quoted;
	t->next += *s == '\n';
	t->rest = s + (*s == '\n');
	while (line->len && is_blank(line->data[line->len - 1]))
		line->data[--line->len] = '\0';
	return true;
}

/* A text in quotes, or a word up to one of `ends`; a '\' before a letter is taken away. */
static const char *word(const char *s, const char *ends, struct buf *out)
{
	bool quoted = *s == '"';

	buf_clear(out);
	s += quoted;
	for (; *s && (quoted ? *s != '"' : !strchr(ends, *s)); s++) {
		if (*s == '\\' && s[1] && (!quoted || s[1] == '"'))
			s++;
		buf_addc(out, *s);
	}
	return s + (quoted && *s == '"');
}

enum sudoers_directive sudoers_include(const char *line, struct buf *path)
{
	const char *s = skip_blanks(line);
	enum sudoers_directive what = SUDOERS_INCLUDE;

	if ((*s != '@' && *line != '#') || strncmp(s + 1, "include", 7) != 0)
		return SUDOERS_OTHER;
	s += 8;
	if (strncmp(s, "dir", 3) == 0) {
		what = SUDOERS_INCLUDEDIR;
		s += 3;
	}
	if (!is_blank(*s))
		return SUDOERS_OTHER;
	word(skip_blanks(s), " \t", path);
	return what;
}

/* The array has room for one more; it doubles when it is full.  NULL: no memory. */
static void *grown(struct arena *arena, void *items, size_t count, size_t size)
{
	void *more;

	if (count & (count - 1))
		return items;
	more = arena_alloc(arena, (count ? count * 2 : 1) * size);
	if (more && count)
		memcpy(more, items, count * size);
	return more;
}

static bool broken(struct sudoers *s, struct sudoers_place at, const char *what)
{
	if (!s->broken)
		s->broken = arena_printf(&s->arena, "%s:%u: %s", at.file, at.line, what);
	return s->broken != NULL;
}

static bool add_default(struct sudoers *s, struct sudoers_default d, const char *name, size_t len)
{
	struct sudoers_default *items =
		grown(&s->arena, s->defaults, s->defaults_count, sizeof(*items));

	if (!items)
		return false;
	s->defaults = items;
	d.name = arena_strndup(&s->arena, name, len);
	s->defaults[s->defaults_count++] = d;
	return d.name != NULL;
}

/* What follows a name: nothing, or a value.  NULL: no memory, or (*bad) nothing that sudo takes. */
static const char *assignment(struct sudoers *s, const char *at, struct sudoers_default *d,
			      bool *bad)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	at = skip_blanks(at);
	if (*at == ',' || !*at)
		return at;
	if ((*at == '+' || *at == '-') && at[1] == '=') {
		d->edits = true;
		at++;
	}
	*bad = *at != '=' || d->negated;
	if (*bad)
		return NULL;
	at = skip_blanks(at + 1);
	*bad = !*at || *at == ',';
	if (*bad)
		return NULL;
	at = skip_blanks(word(at, ", \t=", &value));
	*bad = value.failed || (*at && *at != ',');
	d->value = *bad ? NULL : arena_strdup(&s->arena, buf_str(&value));
	return d->value ? at : NULL;
}

/* [!]name[=value], with commas between (gram.y, defaults_list). */
static bool parse_entries(struct sudoers *s, const char *at, const char *scope,
			  struct sudoers_place place)
{
	for (;;) {
		struct sudoers_default d = { .scope = scope, .at = place };
		const char *name;
		size_t len;
		bool bad = false;

		for (at = skip_blanks(at); *at == '!'; at = skip_blanks(at + 1))
			d.negated = !d.negated;
		name = at;
		while (islower((unsigned char)*at) || *at == '_')
			at++;
		len = (size_t)(at - name);
		if (len == 0)
			return broken(s, place, "Defaults without a name");
		at = assignment(s, at, &d, &bad);
		if (bad)
			return broken(s, place, "a value of Defaults that sudo cannot read");
		if (!at || !add_default(s, d, name, len))
			return false;
		if (!*at)
			return true;
		at++;
	}
}

/* The members of a scope: up to a blank that no comma stands beside. */
static const char *scope_end(const char *s)
{
	bool comma = true; /* blanks may follow the sign */

	while (*s) {
		if (is_blank(*s)) {
			const char *next = skip_blanks(s);

			if (!comma && *next != ',')
				return s;
			s = next;
			continue;
		}
		comma = *s == ',' || *s == '!';
		if (*s == '"') {
			s += 1 + strcspn(s + 1, "\"");
			s += *s == '"';
			continue;
		}
		s += *s == '\\' && s[1] ? 2 : 1;
	}
	return s;
}

static bool parse_defaults(struct sudoers *s, const char *after, struct sudoers_place at)
{
	const char *end;
	char *scope;

	if (is_blank(*after))
		return parse_entries(s, after, NULL, at);
	if (!*after || !strchr(":@>!", *after))
		return broken(s, at, "Defaults that sudo cannot read");
	end = scope_end(after + 1);
	scope = arena_strndup(&s->arena, after, (size_t)(end - after));
	return scope && parse_entries(s, end, scope, at);
}

static bool add_tag(struct sudoers *s, const char *tag, const char *line, struct sudoers_place at)
{
	struct sudoers_tag *items = grown(&s->arena, s->tags, s->tags_count, sizeof(*items));
	size_t len = strlen(line);

	if (!items)
		return false;
	s->tags = items;
	s->tags[s->tags_count] = (struct sudoers_tag){
		.tag = tag,
		.at = at,
		.spec = arena_printf(&s->arena, "%.*s%s", len > SPEC_SHOWN ? SPEC_SHOWN : (int)len,
				     line, len > SPEC_SHOWN ? "..." : ""),
	};
	return s->tags[s->tags_count++].spec != NULL;
}

static bool is_tag(const char *s, size_t len)
{
	static const char *const tags[] = {
		"EXEC",	    "FOLLOW",	"INTERCEPT",   "LOG_INPUT",   "LOG_OUTPUT",   "MAIL",
		"NOEXEC",   "NOFOLLOW", "NOINTERCEPT", "NOLOG_INPUT", "NOLOG_OUTPUT", "NOMAIL",
		"NOPASSWD", "NOSETENV", "PASSWD",      "SETENV"
	};

	for (size_t i = 0; i < ARRAY_SIZE(tags); i++)
		if (strlen(tags[i]) == len && strncmp(tags[i], s, len) == 0)
			return true;
	return false;
}

/* A command with its arguments goes on to a ',', ':' or '=' (toke.l, GOTCMND). */
static const char *command_end(const char *s)
{
	while (*s && !strchr(",:=", *s))
		s += *s == '\\' && s[1] ? 2 : 1;
	return s;
}

/* user host = (runas) TAG: command, ...: all that matters here are the tags. */
static bool parse_spec(struct sudoers *s, const char *line, struct sudoers_place at)
{
	const char *p = line;

	while (*p) {
		size_t len = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

		if (*p == '"') {
			p += 1 + strcspn(p + 1, "\"");
			p += *p == '"';
		} else if (*p == '/' || *p == '^') {
			p = command_end(p);
		} else if (*p == '\\') {
			p += p[1] ? 2 : 1;
		} else if (!isalnum((unsigned char)*p)) {
			p++;
		} else {
			const char *end = p;
			const char *colon = skip_blanks(p + len);

			while (isalnum((unsigned char)*end) || *end == '_' || *end == '-' ||
			       *end == '.' || *end == '%')
				end++;
			if (end == p + len && *colon == ':' && is_tag(p, len)) {
				char *tag = arena_strndup(&s->arena, p, len);

				if (!tag || !add_tag(s, tag, line, at))
					return false;
			}
			p = end;
		}
	}
	return true;
}

bool sudoers_parse(struct sudoers *s, const char *line, struct sudoers_place at)
{
	static const char *const aliases[] = { "Host_Alias", "Cmnd_Alias", "Cmd_Alias",
					       "User_Alias", "Runas_Alias" };
	const char *start = skip_blanks(line);

	if (!*start)
		return true;
	if (starts_with(start, "Defaults"))
		return parse_defaults(s, start + strlen("Defaults"), at);
	for (size_t i = 0; i < ARRAY_SIZE(aliases); i++)
		if (starts_with(start, aliases[i]))
			return true;
	if (!strchr(start, '='))
		return broken(s, at, "no specification of a user");
	return parse_spec(s, start, at);
}
