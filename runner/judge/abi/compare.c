/* SPDX-License-Identifier: MIT */
/* What is compared with what, and in which order. */
#include "judge/abi/compare.h"

#include "base/fs.h"
#include "judge/abi/comparison.h"
#include "judge/abi/search.h"

static void comparison_release(struct comparison *c)
{
	for (int side = 0; side < SIDES; side++)
		finder_release(&c->finder[side]);
	consumers_release(c);
	free(c->queue);
	free(c->seen);
	free(c->changes);
	arena_release(&c->arena);
	arena_release(&c->texts);
}

static bool comparison_init(struct comparison *c, const struct world *reference,
			    const struct world *candidate, const struct compare_options *options)
{
	c->world[OLD] = reference;
	c->world[NEW] = candidate;
	c->names = candidate->names;
	c->options = options;
	c->queue = calloc(candidate->count + 1, sizeof(*c->queue));
	c->seen = calloc(candidate->count + 1, sizeof(*c->seen));
	return c->queue && c->seen && finder_init(&c->finder[OLD], reference) &&
	       finder_init(&c->finder[NEW], candidate) && consumers_init(c);
}

static const char *object_name(const struct comparison *c, const struct object *b)
{
	return b->soname && !b->executable ? names_text(c->names, b->soname) : b->path;
}

static bool is_wanted(const struct comparison *c, const char *name, const char *path)
{
	const struct compare_options *o = c->options;

	if (globs_match(o->except, name) || globs_match(o->except, path))
		return false;
	return !o->objects || o->objects->count == 0 || globs_match(o->objects, name) ||
	       globs_match(o->objects, path);
}

static void compare_pair(struct comparison *c, struct pair *p)
{
	const struct object *unread = p->old->error ? p->old : p->new->error ? p->new : NULL;

	c->tally->objects++;
	p->users = felt_object(c, p->old, p->new);
	if (unread) {
		change_undecided(c, p, RULE_A05,
				 change_text(c, "%s could not be read whole: %s", unread->path,
					     unread->error));
		return;
	}
	compare_symbols(c, p);
	compare_nodes(c, p);
	if (p->contract)
		return;
	if (p->library)
		compare_aliases(c, p);
	compare_needs(c, p);
	compare_build(c, p);
	if (p->library && (!c->options->only_felt || p->users.count))
		change_undecided(c, p, RULE_A27, "types were not compared: no tool for it ran");
}

/* "libfoo" of libfoo.so.1, the part that stays when the number is raised. */
static size_t stem_length(const char *soname)
{
	const char *so = strstr(soname, ".so");

	return so ? (size_t)(so - soname) : strlen(soname);
}

/* A library that ld.so finds, of the same stem with another number; NULL: none. */
static const struct object *successor(const struct comparison *c, enum side side,
				      const struct object *b)
{
	const char *name = names_text(c->names, b->soname);
	size_t stem = stem_length(name);

	for (size_t i = 0; i < c->finder[side].count; i++) {
		const struct finder_entry *e = &c->finder[side].items[i];
		const char *other = names_text(c->names, e->object->soname);

		if (e->library && e->object->soname != b->soname &&
		    strncmp(name, other, stem) == 0 && stem_length(other) == stem &&
		    e->object->class == b->class && streq(e->object->machine, b->machine))
			return e->library;
	}
	return NULL;
}

static void tell_gone(struct comparison *c, struct pair *p, bool public, const struct object *other)
{
	const struct object *next = successor(c, NEW, p->old);
	enum severity severity = SEVERITY_BREAK;
	const char *detail = "not there";

	c->tally->objects++;
	p->users = felt_object(c, p->old, NULL);
	if (other)
		detail = change_text(c, "only %s, where ld.so does not look", other->path);
	else if (next)
		detail = change_text(c, "not there; %s is", names_text(c->names, next->soname));
	/* what only its own users find by their run path is theirs, and goes with them */
	if (!public && (p->users.count == 0 || !c->options->consumers))
		severity = SEVERITY_POLICY;
	change_add(c, p, RULE_A01, severity, (struct item){ 0 }, p->users, detail);
}

static void tell_successor(struct comparison *c, struct pair *p)
{
	const struct object *next = successor(c, NEW, p->old);

	if (next && !finder_library(&c->finder[OLD], next->soname, p->old))
		change_add(c, p, RULE_A02, SEVERITY_INFO, (struct item){ 0 }, p->users,
			   change_text(c, "%s is there too", names_text(c->names, next->soname)));
}

/* A variant for newer processors that the reference does not have, without all of the baseline. */
static void compare_new_variants(struct comparison *c, struct pair *p)
{
	for (size_t i = 0; i < c->finder[NEW].count; i++) {
		const struct object *b = c->finder[NEW].items[i].object;

		if (b->soname != p->new->soname || b == p->new || !variant_level(b->path) ||
		    b->error || !object_fits(b, p->new->class, p->new->machine) ||
		    world_at(c->world[OLD], b->path))
			continue;
		for (size_t k = 0; k < p->old->exports_count; k++) {
			const struct abi_export *e = &p->old->exports[k];
			struct feeling felt;

			if (!object_definition(p->new, e->name, e->version) ||
			    object_definition(b, e->name, e->version) ||
			    symbol_is_linker_made(names_text(c->names, e->name)))
				continue;
			felt = felt_symbol(c, p, e, false);
			change_add(c, p, RULE_A05, felt.count ? SEVERITY_BREAK : SEVERITY_RISK,
				   (struct item){ e->name, e->version }, felt,
				   change_text(c, "not in %s, which newer machines load", b->path));
		}
	}
}

static void compare_one_library(struct comparison *c, const struct object *old)
{
	struct pair p = { .old = old, .name = object_name(c, old), .library = true };
	bool public = finder_library(&c->finder[OLD], old->soname, old) == old;
	const struct object *any = finder_any(&c->finder[NEW], old->soname, old);

	p.new = public ? finder_library(&c->finder[NEW], old->soname, old)
		       : world_at(c->world[NEW], old->path);
	if (!public && (!p.new || p.new->soname != old->soname)) {
		/* a second copy, or a variant for newer processors: the public one is compared */
		if (finder_library(&c->finder[OLD], old->soname, old))
			return;
		p.new = any;
	}
	if (!p.new) {
		tell_gone(c, &p, public, any);
		return;
	}
	compare_pair(c, &p);
	if (!public)
		return;
	tell_successor(c, &p);
	compare_new_variants(c, &p);
}

/* A library without soname that somebody needs by the name of its file. */
static bool is_linked_by_file(const struct comparison *c, const struct object *old, uint32_t *name)
{
	const struct mentions *m = &c->mentions[MENTION_NEEDED];

	*name = names_find(c->names, fs_basename(old->path));
	return *name < m->names && m->start[*name] < m->start[*name + 1] &&
	       (!c->finder[OLD].search || finder_library(&c->finder[OLD], *name, old) == old);
}

static void compare_by_file(struct comparison *c, const struct object *old, uint32_t name)
{
	struct object named = *old;
	struct pair p = { .old = &named, .name = old->path, .library = true };

	named.soname = name;
	p.new = c->finder[NEW].search ? finder_library(&c->finder[NEW], name, old)
				      : world_at(c->world[NEW], old->path);
	if (p.new &&object_fits(p.new, old->class, old->machine))
		compare_pair(c, &p);
	else
		tell_gone(c, &p, true, NULL);
}

static void compare_one(struct comparison *c, const struct object *old)
{
	struct pair p = { .old = old, .name = object_name(c, old) };
	uint32_t name;

	if (!is_wanted(c, p.name, old->path))
		return;
	if (old->soname && !old->executable) {
		compare_one_library(c, old);
		return;
	}
	if (old->executable && c->options->libraries_only)
		return;
	if (!old->executable && is_linked_by_file(c, old, &name)) {
		compare_by_file(c, old, name);
		return;
	}
	p.new = world_at(c->world[NEW], old->path);
	/* that a program or a plug-in is not there is for checks of packages to say */
	if (p.new &&p.new->class == old->class &&streq(p.new->machine, old->machine))
		compare_pair(c, &p);
}

static int by_name(const void *a, const void *b, void *arg)
{
	const struct object *one = *(const struct object *const *)a;
	const struct object *two = *(const struct object *const *)b;
	int order = strcmp(object_name(arg, one), object_name(arg, two));

	return order ? order : strcmp(one->path, two->path);
}

enum { INTERPRETERS_MAX = 32 };

/* Programs whose dynamic linker is not at the path that they name. */
static void compare_interpreters(struct comparison *c)
{
	const char *last[INTERPRETERS_MAX] = { NULL }; /* a program of both worlds counts once */
	struct pair pairs[INTERPRETERS_MAX];
	size_t count = 0;

	if (!c->finder[NEW].search)
		return; /* a folder of libraries has none */
	for (size_t i = 0; i < c->consumers_count; i++) {
		const struct object *b = c->consumers[i].object;
		size_t at = 0;

		if (!b->executable || !b->interpreter || world_at(c->world[NEW], b->interpreter) ||
		    !is_wanted(c, b->interpreter, b->path))
			continue;
		/* where the reference has none either, nothing changed */
		if (!world_at(c->world[OLD], b->interpreter))
			continue;
		while (at < count && !streq(pairs[at].name, b->interpreter))
			at++;
		if (at == INTERPRETERS_MAX || (at < count && streq(last[at], b->path)))
			continue;
		if (at == count) {
			pairs[at] = (struct pair){ .name = b->interpreter, .users.first = b };
			count++;
		}
		last[at] = b->path;
		pairs[at].users.count++;
	}
	for (size_t i = 0; i < count; i++)
		change_add(c, &pairs[i], RULE_A24, SEVERITY_BREAK, (struct item){ 0 },
			   pairs[i].users, "the interpreter of programs is not there");
	changes_flush(c);
}

static void compare_all(struct comparison *c)
{
	const struct world *w = c->world[OLD];
	const struct object **order = calloc(w->count + 1, sizeof(*order));

	if (!order) {
		c->failed = true;
		return;
	}
	compare_interpreters(c);
	for (size_t i = 0; i < w->count; i++)
		order[i] = &w->items[i];
	qsort_r(order, w->count, sizeof(*order), by_name, c);
	for (size_t i = 0; i < w->count && !c->failed; i++) {
		compare_one(c, order[i]);
		if (i + 1 == w->count ||
		    !streq(object_name(c, order[i]), object_name(c, order[i + 1])))
			changes_flush(c);
	}
	free(order);
}

bool compare_worlds(const struct world *reference, const struct world *candidate,
		    const struct compare_options *options, compare_tell *tell, void *arg,
		    struct compare_tally *tally)
{
	struct comparison c = { .tell = tell, .arg = arg, .tally = tally };
	bool done;

	*tally = (struct compare_tally){ 0 };
	if (comparison_init(&c, reference, candidate, options))
		compare_all(&c);
	else
		c.failed = true;
	done = !c.failed;
	comparison_release(&c);
	return done;
}

bool compare_library(const struct world *reference, const struct object *old,
		     const struct world *candidate, const struct object *new,
		     const struct compare_options *options, compare_tell *tell, void *arg,
		     struct compare_tally *tally)
{
	struct comparison c = { .tell = tell, .arg = arg, .tally = tally };
	struct pair p = {
		.old = old,
		.new = new,
		.contract = starts_with(old->path, "contract:"),
		.library = old->soname && !old->executable,
	};
	bool done;

	*tally = (struct compare_tally){ 0 };
	if (comparison_init(&c, reference, candidate, options)) {
		p.name = object_name(&c, old);
		compare_pair(&c, &p);
		changes_flush(&c);
	} else {
		c.failed = true;
	}
	done = !c.failed;
	comparison_release(&c);
	return done;
}
