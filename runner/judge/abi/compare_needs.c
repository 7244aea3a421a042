/* SPDX-License-Identifier: MIT */
/* What an object wants of others: A18, and A28 for what it opens at run time. */
#include "judge/abi/comparison.h"
#include "judge/abi/scope.h"

enum { MISSING_MAX = 256 }; /* libraries that one object can miss, each told once */

struct missing {
	struct {
		const struct object *asker;
		const char *soname;
	} items[MISSING_MAX];
	size_t count;
};

static void hear(void *arg, const struct link_problem *p)
{
	struct missing *m = arg;

	if (p->fault != LINK_LIBRARY || m->count == MISSING_MAX)
		return;
	m->items[m->count].asker = p->consumer;
	m->items[m->count++].soname = p->library;
}

static void load(const struct comparison *c, enum side side, const struct object *b,
		 struct missing *out)
{
	const struct scope_options alone = { .no_hosts = true, .no_symbols = true };

	out->count = 0;
	scope_load(c->world[side], b, &alone, hear, out, NULL);
}

static bool misses(const struct missing *m, const char *soname)
{
	for (size_t i = 0; i < m->count; i++)
		if (streq(m->items[i].soname, soname))
			return true;
	return false;
}

/* Every library that it needs is where ld.so looks for all, and no run path is another one. */
static bool is_plain(const struct comparison *c, const struct pair *p)
{
	for (size_t i = 0; i < p->new->needed_count; i++)
		if (!finder_library(&c->finder[NEW], p->new->needed[i], p->new))
			return false;
	return streq(p->old->rpath, p->new->rpath) && streq(p->old->runpath, p->new->runpath);
}

static void tell_missing(struct comparison *c, struct pair *p, const struct object *asker,
			 const char *soname, bool open)
{
	const char *detail =
		asker == p->new
			? change_text(c, "needs %s, which it does not find", soname)
			: change_text(c, "loads %s, which does not find %s", asker->path, soname);

	change_add(c, p, RULE_A18, open ? SEVERITY_RISK : SEVERITY_BREAK, (struct item){ 0 },
		   p->users, detail);
}

/*
 * A library that everybody found and that is gone for all is told as that (A01), not once more for
 * each that needs it still; in a folder it is found by its name, though it is in no search path.
 */
static bool is_told(const struct comparison *c, const struct pair *p, const struct object *asker,
		    const char *soname)
{
	uint32_t name = names_find(c->names, soname);

	if (name == NAME_NONE)
		return false;
	if (!c->finder[NEW].search && finder_library(&c->finder[NEW], name, p->new))
		return true;
	return (asker != p->new || object_needs(p->old, name)) &&
	       finder_library(&c->finder[OLD], name, p->old) &&
	       !finder_library(&c->finder[NEW], name, p->new);
}

/*
 * What the object, loaded by itself, misses in the candidate and does not in the reference.  A
 * folder of libraries has no search path, and rarely the system's libraries: there it is a risk.
 */
static void compare_found(struct comparison *c, struct pair *p)
{
	AUTO_FREE struct missing *before = NULL;
	AUTO_FREE struct missing *now = NULL;
	bool search = c->finder[NEW].search;

	if (is_plain(c, p))
		return;
	before = calloc(1, sizeof(*before));
	now = calloc(1, sizeof(*now));
	if (!before || !now) {
		c->failed = true;
		return;
	}
	load(c, OLD, p->old, before);
	load(c, NEW, p->new, now);
	for (size_t i = 0; i < now->count; i++) {
		const char *soname = now->items[i].soname;

		if (!misses(before, soname) && !is_told(c, p, now->items[i].asker, soname))
			tell_missing(c, p, now->items[i].asker, soname, !search && before->count);
	}
}

/* dlopen() searches as for a needed library; the run path is not followed to the letter here. */
static bool can_open(const struct comparison *c, enum side side, const struct object *b,
		     uint32_t soname)
{
	const char *text = names_text(c->names, soname);

	if (strchr(text, '/'))
		return world_at(c->world[side], text) != NULL;
	return finder_library(&c->finder[side], soname, b) ||
	       ((b->runpath || b->rpath) && finder_any(&c->finder[side], soname, b));
}

static void tell_not_needed(struct comparison *c, struct pair *p, uint32_t soname)
{
	struct feeling felt = felt_need(c, p, soname);
	const char *text = names_text(c->names, soname);

	if (felt.count)
		change_add(c, p, RULE_A18, SEVERITY_BREAK, (struct item){ 0 }, felt,
			   change_text(c, "does not need %s any more, of which users got symbols",
				       text));
	else
		change_add(c, p, RULE_A18, SEVERITY_INFO, (struct item){ 0 }, p->users,
			   change_text(c, "does not need %s any more", text));
}

/* The names of one entry of .note.dlopen: any of them is enough. */
static void compare_dlopen(struct comparison *c, struct pair *p, const struct abi_dlopen *d,
			   size_t count)
{
	bool required = streq(d->priority, "required");
	bool before = false;

	for (size_t i = 0; i < count; i++) {
		if (can_open(c, NEW, p->new, d[i].soname))
			return;
		before |= can_open(c, OLD, p->old, d[i].soname);
	}
	change_add(c, p, RULE_A28, required && before ? SEVERITY_RISK : SEVERITY_INFO,
		   (struct item){ 0 }, p->users,
		   change_text(c, "opens %s (%s%s%s), which is not there%s",
			       names_text(c->names, d->soname), d->feature ? d->feature : "",
			       d->feature && *d->feature ? ", " : "", d->priority,
			       before ? "" : ", nor in the reference"));
}

void compare_needs(struct comparison *c, struct pair *p)
{
	const struct object *old = p->old;
	const struct object *new = p->new;
	size_t n;

	compare_found(c, p);
	for (size_t i = 0; p->library && i < new->needed_count; i++)
		if (!object_needs(old, new->needed[i]) &&
		    finder_any(&c->finder[NEW], new->needed[i], new))
			change_add(c, p, RULE_A18, SEVERITY_INFO, (struct item){ 0 }, p->users,
				   change_text(c, "needs %s too",
					       names_text(c->names, new->needed[i])));
	for (size_t i = 0; p->library && i < old->needed_count; i++)
		if (!object_needs(new, old->needed[i]))
			tell_not_needed(c, p, old->needed[i]);
	for (size_t i = 0; i < new->dlopens_count; i += n) {
		for (n = 1; i + n < new->dlopens_count; n++)
			if (new->dlopens[i + n].choice != new->dlopens[i].choice)
				break;
		compare_dlopen(c, p, &new->dlopens[i], n);
	}
}
