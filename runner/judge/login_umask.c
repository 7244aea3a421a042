/* SPDX-License-Identifier: MIT */
#include "judge/login_umask.h"

#include <strings.h>

#include "judge/login_defs.h"
#include "judge/pam_stack.h"
#include "judge/startup.h"

enum { BRANCHES_MAX = 200, MANAGER = 022 };

typedef bool umasks[UMASKS];

/* A branch that is open: what was before, and what the branches so far have left. */
struct branch {
	umasks before;
	umasks after;
};

struct state {
	struct login_umask *out;
	struct arena *arena;
	struct branch *branches;
	size_t count;
	const char *only; /* a file, whose umasks are all collected; NULL: a login */
	bool failed;
};

/* One letter of u, g, o, a: its bits. */
static unsigned who_bits(char c)
{
	return c == 'u' ? 0700 : c == 'g' ? 0070 : c == 'o' ? 0007 : c == 'a' ? 0777 : 0;
}

/* "g-w,o-rwx": what is allowed after, of what was before.  False: no such mode. */
static bool symbolic(const char *text, int before, int *out)
{
	unsigned allowed = ~(unsigned)before & 0777;

	while (*text) {
		unsigned who = 0;
		unsigned bits = 0;
		char how;

		while (who_bits(*text))
			who |= who_bits(*text++);
		who = who ? who : 0777;
		how = *text++;
		if (how != '-' && how != '+' && how != '=')
			return false;
		for (; *text && *text != ','; text++)
			bits |= *text == 'r'   ? 0444
				: *text == 'w' ? 0222
				: *text == 'x' ? 0111
					       : 01000;
		if (bits & 01000)
			return false;
		bits &= who;
		allowed = how == '-'   ? allowed & ~bits
			  : how == '+' ? allowed | bits
				       : (allowed & ~who) | bits;
		text += *text == ',';
	}
	*out = (int)(~allowed & 0777);
	return true;
}

static bool mask_after(const char *text, int before, int *out)
{
	return str_mode(text, out) ? *out < UMASKS : symbolic(text, before, out);
}

/* The word of a umask command that sets one; NULL: it prints. */
static const char *mask_word(const struct startup_command *c)
{
	if (!streq(c->words.items[0], "umask"))
		return NULL;
	for (size_t i = 1; i < c->words.count; i++)
		if (c->words.items[i][0] != '-')
			return c->words.items[i];
	return NULL;
}

static void remember(struct state *s, const char *set, const char *place)
{
	struct login_umask *u = s->out;

	if (u->place)
		u->earlier = arena_printf(s->arena, "%s%s%s: %s", u->earlier ? u->earlier : "",
					  u->earlier ? "\n" : "", u->place, u->set);
	u->set = arena_strdup(s->arena, set);
	u->place = arena_strdup(s->arena, place);
	s->failed |= !u->set || !u->place;
}

static void command(void *arg, const struct startup_command *c)
{
	struct state *s = arg;
	const char *word = mask_word(c);
	umasks after = { false };
	int mask;

	if (!word || (s->only && strncmp(c->place, s->only, strlen(s->only)) != 0))
		return;
	if (strpbrk(word, "$`")) {
		s->out->unknown = arena_strdup(s->arena, c->place);
		s->failed |= !s->out->unknown;
		return;
	}
	if (s->only && mask_after(word, 0, &mask)) {
		s->out->possible[mask] = true;
		remember(s, word, c->place);
		return;
	}
	for (int before = 0; before < UMASKS; before++)
		if (s->out->possible[before] && mask_after(word, before, &mask))
			after[mask] = true;
	if (!mask_after(word, 0, &mask))
		return; /* the shell refuses it */
	if (s->count == 0 && str_mode(word, &mask))
		s->out->unknown = NULL; /* whatever it was */
	memcpy(s->out->possible, after, sizeof(after));
	remember(s, word, c->place);
}

/* [ `umask` -eq 0 ], as Fedora's profile asks before it sets one. */
static enum truth condition(void *arg, const struct text_list *words)
{
	const struct state *s = arg;
	const char *const *w = words->items;
	bool zero;
	bool only = true;

	if (words->count != 5 || !streq(w[0], "[") ||
	    (!streq(w[1], "`umask`") && !streq(w[1], "$(umask)")) || !streq(w[2], "-eq") ||
	    !str_mode(w[3], &(int){ 0 }) || strspn(w[3], "0") != strlen(w[3]) || s->only)
		return MAYBE;
	zero = s->out->possible[0];
	for (int mask = 1; mask < UMASKS; mask++)
		only &= !s->out->possible[mask];
	return !zero ? NEVER : only ? ALWAYS : MAYBE;
}

static void begin(void *arg)
{
	struct state *s = arg;

	if (s->count == BRANCHES_MAX) {
		s->failed = true;
		return;
	}
	memcpy(s->branches[s->count].before, s->out->possible, sizeof(umasks));
	memset(s->branches[s->count].after, 0, sizeof(umasks));
	s->count++;
}

/* What a branch has left is one way it can end. */
static void keep(struct state *s)
{
	struct branch *b = &s->branches[s->count - 1];

	for (int mask = 0; mask < UMASKS; mask++)
		b->after[mask] |= s->out->possible[mask];
}

static void next(void *arg)
{
	struct state *s = arg;

	if (s->failed || s->count == 0)
		return;
	keep(s);
	memcpy(s->out->possible, s->branches[s->count - 1].before, sizeof(umasks));
}

static void end(void *arg, bool whole)
{
	struct state *s = arg;
	struct branch *b;

	if (s->failed || s->count == 0)
		return;
	keep(s);
	b = &s->branches[--s->count];
	for (int mask = 0; mask < UMASKS; mask++)
		s->out->possible[mask] = b->after[mask] || (!whole && b->before[mask]);
}

static bool read_files(struct state *s, struct evidence *ev, const char *path,
		       struct findings *findings)
{
	struct startup_listener to = { s, command, condition, begin, next, end };
	bool read;

	s->branches = arena_alloc(s->arena, BRANCHES_MAX * sizeof(*s->branches));
	read = s->branches && startup_read(ev, path, s->arena, &to, findings);
	if (!s->branches || s->failed) {
		finding_error(findings, "%s: more branches than can be looked at", path);
		return false;
	}
	return read;
}

/* The line of pam_umask.so that a log-in comes to; false: it is not known. */
static bool pam_umask(struct evidence *ev, struct arena *arena, struct pam_line *out, bool *found,
		      struct findings *findings)
{
	static const char *const services[] = { "login", "sshd", "system-auth", "common-session" };
	struct pam_stack stack;

	*found = false;
	for (size_t i = 0; i < ARRAY_SIZE(services); i++) {
		if (!pam_stack_read(ev, services[i], "session", arena, &stack, findings))
			return false;
		for (size_t j = 0; j < stack.count && !*found; j++)
			if (streq(stack.items[j].module, "pam_umask.so") &&
			    stack.items[j].reached) {
				*out = stack.items[j];
				*found = true;
			}
		if (stack.present)
			return true;
	}
	return true;
}

/* pam_modutil_search_key(): the first line, without its comment. NULL: none, or no memory. */
static const char *first_value(struct state *s, const struct setting_object *object)
{
	const char *value = object->count ? object->items[0].value : NULL;
	const char *cut = value ? arena_strndup(s->arena, value, strcspn(value, " \t#")) : NULL;

	s->failed |= value && !cut;
	return cut;
}

static bool begins_with(struct state *s, struct evidence *ev, struct findings *findings)
{
	struct setting_object defs;
	struct setting_object groups;
	struct pam_line line;
	const char *value;
	const char *own;
	bool found;
	int mask;

	s->out->possible[MANAGER] = true;
	if (!pam_umask(ev, s->arena, &line, &found, findings) ||
	    !login_defs(ev, "UMASK", s->arena, &defs, findings) ||
	    !login_defs(ev, "USERGROUPS_ENAB", s->arena, &groups, findings))
		return false;
	if (!found)
		return true;
	value = pam_line_arg(&line, "umask");
	if (value) {
		remember(s, value, line.place);
	} else {
		value = first_value(s, &defs);
		if (value)
			remember(s, value, defs.items[0].place);
	}
	if (!value || !str_mode(value, &mask) || mask >= UMASKS)
		return true;
	own = first_value(s, &groups);
	if (pam_line_arg(&line, "usergroups") ||
	    (!pam_line_arg(&line, "umask") && !pam_line_arg(&line, "nousergroups") && own &&
	     strcasecmp(own, "yes") == 0))
		mask = (mask & ~070) | ((mask >> 3) & 070);
	memset(s->out->possible, 0, sizeof(umasks));
	s->out->possible[mask] = true;
	return true;
}

bool login_umask(struct evidence *ev, struct arena *arena, struct login_umask *out,
		 struct findings *findings)
{
	struct state s = { .out = out, .arena = arena };

	*out = (struct login_umask){ 0 };
	return begins_with(&s, ev, findings) && read_files(&s, ev, "/etc/profile", findings);
}

bool file_umask(struct evidence *ev, const char *path, struct arena *arena, struct login_umask *out,
		struct findings *findings)
{
	struct state s = { .out = out, .arena = arena };

	*out = (struct login_umask){ 0 };
	s.only = arena_printf(arena, "%s:", path);
	if (!s.only) {
		finding_error(findings, "no memory");
		return false;
	}
	return read_files(&s, ev, path, findings);
}
