/* SPDX-License-Identifier: MIT */
#include "judge/setting/format.h"
#include "judge/startup.h"

enum { BRANCHES_MAX = 200 };

/* What holds for sure, whichever branches are taken. */
struct held {
	bool either; /* it depends on them */
	const char *value;
	unsigned flags;
	bool fixed; /* read-only: nothing changes it any more */
};

/* A branch that is open: what was before, and what the branches so far have left. */
struct branch {
	struct held before;
	struct held after;
	bool any;
};

/* A variable while the files of a login shell are read. */
struct variable {
	const char *name;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	unsigned pending; /* flags of a name that has no value yet */
	struct held held;
	struct branch *branches;
	size_t branches_count;
	bool failed;
};

static struct held merged(const struct held *a, const struct held *b)
{
	bool same = a->value && b->value ? streq(a->value, b->value) : a->value == b->value;

	return (struct held){ .either = a->either || b->either || !same,
			      .value = b->value,
			      .flags = a->flags & b->flags,
			      .fixed = a->fixed && b->fixed };
}

static void begin(void *arg)
{
	struct variable *v = arg;

	if (v->branches_count == BRANCHES_MAX)
		v->failed = true;
	else
		v->branches[v->branches_count++] = (struct branch){ .before = v->held };
}

static void keep(struct branch *b, const struct held *held)
{
	b->after = b->any ? merged(&b->after, held) : *held;
	b->any = true;
}

static void next(void *arg)
{
	struct variable *v = arg;
	struct branch *b = v->branches + v->branches_count - 1;

	if (v->failed || v->branches_count == 0)
		return;
	keep(b, &v->held);
	v->held = b->before;
}

static void end(void *arg, bool whole)
{
	struct variable *v = arg;
	struct branch *b = v->branches + v->branches_count - 1;

	if (v->failed || v->branches_count == 0)
		return;
	keep(b, &v->held);
	v->held = whole ? b->after : merged(&b->before, &b->after);
	v->branches_count--;
}

static void assign(struct variable *v, const char *value, const char *place, unsigned flags)
{
	size_t winner = v->object->winner;

	v->pending |= flags;
	if (!setting_assign(v->arena, v->object, &v->room, value, place, v->pending))
		v->failed = true;
	else if (v->held.fixed)
		v->object->winner = winner;
	else
		v->held = (struct held){ .value = value, .flags = v->held.flags | v->pending };
	v->held.fixed |= (v->pending & ASSIGNED_READONLY) != 0;
}

static void mark(struct variable *v, unsigned flags)
{
	v->pending |= flags;
	if (v->object->winner == SIZE_MAX)
		return;
	v->held.flags |= flags;
	v->held.fixed |= (flags & ASSIGNED_READONLY) != 0;
}

/* NAME=VALUE of this name: the value; NULL: it is another word. */
static const char *value_of(const struct variable *v, const char *word)
{
	size_t n = strlen(v->name);

	return strncmp(word, v->name, n) == 0 && word[n] == '=' ? word + n + 1 : NULL;
}

static bool is_assignment(const char *word)
{
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

	return n > 0 && word[n] == '=';
}

/* ${NAME:=VALUE} and ${NAME=VALUE}: only where it has no value. */
static void take_default(struct variable *v, const char *word, const char *place)
{
	size_t n = strlen(v->name);
	size_t colon;
	size_t end;
	char *value;

	if (!starts_with(word, "${") || strncmp(word + 2, v->name, n) != 0)
		return;
	colon = word[2 + n] == ':';
	word += 2 + n + colon;
	if (*word++ != '=' || v->object->winner != SIZE_MAX)
		return;
	end = strcspn(word, "}");
	value = arena_strndup(v->arena, word, end);
	if (value)
		assign(v, value, place, 0);
	v->failed |= !value;
}

/* export, readonly, declare, typeset: what they do to their names; false: another command. */
static bool flags_of(const struct startup_command *c, unsigned *flags)
{
	const char *name = c->words.items[0];
	bool declares = streq(name, "declare") || streq(name, "typeset");

	*flags = streq(name, "export")	   ? ASSIGNED_EXPORTED
		 : streq(name, "readonly") ? ASSIGNED_READONLY
					   : 0;
	for (size_t i = 1; declares && i < c->words.count; i++) {
		const char *word = c->words.items[i];

		if (*word != '-')
			continue;
		*flags |= strchr(word, 'x') ? ASSIGNED_EXPORTED : 0;
		*flags |= strchr(word, 'r') ? ASSIGNED_READONLY : 0;
	}
	return declares || *flags;
}

static void command(void *arg, const struct startup_command *c)
{
	struct variable *v = arg;
	const char *name = c->words.items[0];
	bool all = true;
	unsigned flags;

	for (size_t i = 0; i < c->words.count; i++)
		all &= is_assignment(c->words.items[i]);
	if (all)
		flags = 0;
	else if (streq(name, ":") || streq(name, "true") || streq(name, "unset"))
		flags = 0;
	else if (!flags_of(c, &flags))
		return;
	for (size_t i = all ? 0 : 1; i < c->words.count; i++) {
		const char *word = c->words.items[i];
		const char *value = value_of(v, word);

		if (streq(name, "unset") && streq(word, v->name)) {
			assign(v, NULL, c->place, 0);
		} else if (streq(name, ":") || streq(name, "true")) {
			take_default(v, word, c->place);
		} else if (value) {
			assign(v, value, c->place, flags);
		} else if (streq(word, v->name)) {
			mark(v, flags);
		}
	}
}

/* "$NAME", "${NAME}", "${NAME-}", "${NAME:-}": what it has. */
static bool is_own_value(const struct variable *v, const char *word)
{
	size_t n = strlen(v->name);
	bool braces = starts_with(word, "${");

	if (*word != '$' || strncmp(word + 1 + braces, v->name, n) != 0)
		return false;
	word += 1 + braces + n;
	return braces ? streq(word, "}") || streq(word, "-}") || streq(word, ":-}") : !*word;
}

/* [ -n "$NAME" ] and [ -z "$NAME" ], as one asks who does not want to set it twice. */
static enum truth condition(void *arg, const struct text_list *words)
{
	const struct variable *v = arg;
	const char *const *w = words->items;
	bool bracket = words->count == 4 && (streq(w[0], "[") || streq(w[0], "[["));
	bool full = v->held.value && *v->held.value;

	if (!bracket && !(words->count == 3 && streq(w[0], "test")))
		return MAYBE;
	if ((!streq(w[1], "-n") && !streq(w[1], "-z")) || !is_own_value(v, w[2]) || v->held.either)
		return MAYBE;
	return streq(w[1], "-n") == full ? ALWAYS : NEVER;
}

/* The flags that the winner has for sure.  False: `findings` says why it is not known. */
static bool told(const struct variable *v, struct findings *findings)
{
	struct setting_object *object = v->object;

	if (!object || v->failed) {
		finding_error(findings, "no memory, or more branches than can be looked at");
		return false;
	}
	if (v->held.either) {
		finding_missing(findings, "%s: %s is set in a branch that need not be taken",
				object->items[object->winner].place, v->name);
		return false;
	}
	if (object->winner != SIZE_MAX)
		object->items[object->winner].flags = v->held.flags;
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	static const char *const profile[] = { "/etc/profile" };
	struct text_list files = q->path.count ? q->path : (struct text_list){ profile, 1 };
	struct variable v = { .arena = arena };
	struct startup_listener to = { &v, command, condition, begin, next, end };

	v.object = setting_single(arena, out);
	v.branches = arena_alloc(arena, BRANCHES_MAX * sizeof(*v.branches));
	v.name = q->keys.count ? q->keys.items[0] : "";
	if (v.object && streq(v.name, "TMOUT")) {
		v.object->fallback = "0"; /* a shell waits for ever */
		v.object->whose = "bash";
	}
	for (size_t i = 0; v.object && v.branches && i < files.count; i++)
		if (!startup_read(ev, files.items[i], arena, &to, findings))
			return false;
	return v.branches && told(&v, findings);
}

const struct setting_format setting_shell = {
	.name = "shell",
	.help = "/etc/profile and what it reads: profile.d, bashrc; the last assignment wins, but "
		"none after the variable is read-only",
	.resolve = resolve,
};
