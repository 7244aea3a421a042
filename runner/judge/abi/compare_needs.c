/* SPDX-License-Identifier: MIT */
/* What an object wants of others: A18, and A28 for what it opens at run time. */
#include "judge/abi/comparison.h"
#include "judge/abi/scope.h"

enum { MISSING_MAX = 256 }; /* libraries and versions that one object can miss, each told once */

struct missing {
	struct wish {
		const struct object *asker;
		const char *soname;
		const char *version; /* "": the library itself */
	} items[MISSING_MAX];
	size_t count;
};

static void hear(void *arg, const struct link_problem *p)
{
	struct missing *m = arg;

	if ((p->fault != LINK_LIBRARY && p->fault != LINK_VERSION) || m->count == MISSING_MAX)
		return;
	m->items[m->count++] = (struct wish){ p->consumer, p->library, p->version };
}

static void load(const struct comparison *c, enum side side, const struct object *b,
		 struct missing *out, struct scope *scope)
{
	const struct scope_options alone = { .no_hosts = true, .no_symbols = true };

	out->count = 0;
	scope_load(c->world[side], b, &alone, hear, out, scope);
}

static bool misses(const struct missing *m, const struct wish *w)
{
	for (size_t i = 0; i < m->count; i++)
		if (streq(m->items[i].soname, w->soname) && streq(m->items[i].version, w->version))
			return true;
	return false;
}

static void tell_missing(struct comparison *c, struct pair *p, const struct wish *w, bool open)
{
	const char *detail;

	if (*w->version && w->asker == p->new)
		detail = change_text(c, "wants %s of %s, which does not define it", w->version,
				     w->soname);
	else if (*w->version)
		detail = change_text(c, "loads %s, which wants %s of %s, which does not define it",
				     w->asker->path, w->version, w->soname);
	else if (w->asker == p->new)
		detail = change_text(c, "needs %s, which it does not find", w->soname);
	else
		detail = change_text(c, "loads %s, which does not find %s", w->asker->path,
				     w->soname);
	change_add(c, p, RULE_A18, open && !*w->version ? SEVERITY_RISK : SEVERITY_BREAK,
		   (struct item){ 0 }, p->users, detail);
}

/* A library that everybody finds in both is compared itself: what it lacks is told there. */
static bool is_compared(const struct comparison *c, const struct object *b)
{
	const struct compare_options *o = c->options;

	return b->soname && !(o->objects && o->objects->count) &&
	       !(o->except && o->except->count) &&
	       finder_library(&c->finder[NEW], b->soname, b) == b &&
	       finder_library(&c->finder[OLD], b->soname, b);
}

/*
 * A library that everybody found and that is gone for all is told as that (A01), and a version node
 * that its library has lost (A03), not once more for each that needs it still; in a folder it is
 * found by its name, though it is in no search path.
 */
static bool is_told(const struct comparison *c, const struct pair *p, const struct wish *w)
{
	uint32_t name = names_find(c->names, w->soname);
	const struct object *old;
	const struct object *new;

	if (w->asker != p->new &&is_compared(c, w->asker))
		return true;
	if (name == NAME_NONE)
		return false;
	old = finder_library(&c->finder[OLD], name, p->old);
	new = finder_library(&c->finder[NEW], name, p->new);
	if (*w->version)
		return new &&old &&object_verdef(old, names_find(c->names, w->version));
	if (!c->finder[NEW].search && new)
		return true;
	return (w->asker != p->new || object_needs(p->old, name)) && old && old->soname == name &&
	       !new;
}

static bool imports(const struct object *b, const struct abi_import *wish)
{
	size_t low = 0;
	size_t high = b->imports_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->imports[middle].name < wish->name)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < b->imports_count && b->imports[low].name == wish->name)
		if (b->imports[low++].version == wish->version)
			return true;
	return false;
}

/* A library that is not there may have any name, unless what is asked of it has versions. */
static bool may_be_elsewhere(const struct comparison *c, const struct missing *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct object *asker = m->items[i].asker;
		bool versions = false;

		for (size_t j = 0; j < asker->verneeds_count; j++)
			versions |= streq(names_text(c->names, asker->verneeds[j].library),
					  m->items[i].soname);
		if (!*m->items[i].version && !versions)
			return true;
	}
	return false;
}

static bool is_exported(const struct world *w, uint32_t name)
{
	size_t count;

	for (size_t i = 0; i < w->count; i++)
		if (object_exports(&w->items[i], name, &count))
			return true;
	return false;
}

static void tell_unbound(struct comparison *c, struct pair *p, const struct abi_import *m)
{
	bool sure = m->library || !is_exported(c->world[NEW], m->name);
	bool alone = !p->new->executable &&finder_library(&c->finder[NEW], p->new->soname,
							  p->new) != p->new;

	change_add(c, p, RULE_A18, sure && !alone ? SEVERITY_BREAK : SEVERITY_RISK,
		   (struct item){ m->name, m->version }, p->users,
		   m->library ? change_text(c, "wanted of %s, which does not define it",
					    names_text(c->names, m->library))
			      : "wanted, and nothing that it loads defines it");
}

/* Symbols that it did not want in the reference, and that it does not find. */
static void compare_wishes(struct comparison *c, struct pair *p, const struct scope *scope,
			   const struct missing *missing)
{
	bool elsewhere = may_be_elsewhere(c, missing);
	size_t told = 0;

	for (size_t i = 0; i < scope->count; i++)
		if (scope->members[i]->error)
			return;
	for (size_t i = 0; i < p->new->imports_count &&told < MISSING_MAX; i++) {
		const struct abi_import *m = &p->new->imports[i];
		const char *library = names_text(c->names, m->library);
		bool lost = false;

		if (m->weak || imports(p->old, m) ||
		    scope_lookup(c->world[NEW], scope, p->new, m, NULL))
			continue;
		for (size_t j = 0; m->library && j < missing->count; j++)
			lost |= streq(missing->items[j].soname, library);
		if (lost || (!m->library && elsewhere))
			continue; /* told as a whole */
		tell_unbound(c, p, m);
		told++;
	}
}

/*
 * What the object, loaded by itself, misses in the candidate and does not in the reference.  A
 * folder of libraries has no search path, and rarely the system's libraries: there it is a risk.
 */
static void compare_found(struct comparison *c, struct pair *p)
{
	AUTO_FREE struct missing *before = calloc(1, sizeof(*before));
	AUTO_FREE struct missing *now = calloc(1, sizeof(*now));
	AUTO_FREE struct scope *scope = malloc(sizeof(*scope));

	if (!before || !now || !scope) {
		c->failed = true;
		return;
	}
	load(c, NEW, p->new, now, scope);
	if (now->count)
		load(c, OLD, p->old, before, NULL);
	for (size_t i = 0; i < now->count; i++)
		if (!misses(before, &now->items[i]) && !is_told(c, p, &now->items[i]))
			tell_missing(c, p, &now->items[i], !c->finder[NEW].search && before->count);
	if (p->library || p->new->executable)
		compare_wishes(c, p, scope, now);
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
