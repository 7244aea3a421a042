/* SPDX-License-Identifier: MIT */
#include "judge/setting/format.h"
#include "judge/startup.h"

/* A variable while the files of a login shell are read. */
struct variable {
	const char *name;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	unsigned pending; /* flags of a name that has no value yet */
	bool fixed;	  /* read-only: nothing changes it any more */
	bool failed;
};

static void assign(struct variable *v, const char *value, const char *place, unsigned flags)
{
	size_t winner = v->object->winner;

	v->pending |= flags;
	if (!setting_assign(v->arena, v->object, &v->room, value, place, v->pending))
		v->failed = true;
	else if (v->fixed)
		v->object->winner = winner;
	else if (winner != SIZE_MAX)
		v->object->items[v->object->winner].flags |= v->object->items[winner].flags;
	v->fixed |= (v->pending & ASSIGNED_READONLY) != 0;
}

static void mark(struct variable *v, unsigned flags)
{
	v->pending |= flags;
	if (v->object->winner == SIZE_MAX)
		return;
	v->object->items[v->object->winner].flags |= flags;
	v->fixed |= (flags & ASSIGNED_READONLY) != 0;
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

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	static const char *const profile[] = { "/etc/profile" };
	struct text_list files = q->path.count ? q->path : (struct text_list){ profile, 1 };
	struct variable v = { .arena = arena };
	struct startup_listener to = { .arg = &v, .command = command };

	v.object = setting_single(arena, out);
	v.name = q->keys.count ? q->keys.items[0] : "";
	if (v.object && streq(v.name, "TMOUT")) {
		v.object->fallback = "0"; /* a shell waits for ever */
		v.object->whose = "bash";
	}
	for (size_t i = 0; v.object && i < files.count; i++)
		if (!startup_read(ev, files.items[i], arena, &to, findings))
			return false;
	if (!v.object || v.failed)
		finding_error(findings, "no memory");
	return v.object && !v.failed;
}

const struct setting_format setting_shell = {
	.name = "shell",
	.help = "/etc/profile and what it reads: profile.d, bashrc; the last assignment wins, but "
		"none after the variable is read-only",
	.resolve = resolve,
};
