/* SPDX-License-Identifier: MIT */
/*
 * Who would feel a change.  What consumers mention is sorted by the number of the name once, so
 * that a question costs as much as that name is mentioned.
 *
 * A private node is used by what is built with its library: of the reference's objects nobody
 * feels its loss, since the candidate brings its own.
 */
#include "judge/abi/comparison.h"
#include "judge/dlopen_notes.h"

static size_t mentions_of(enum mention kind, const struct object *b)
{
	switch (kind) {
	case MENTION_IMPORT:
		return b->imports_count;
	case MENTION_NEEDED:
		return b->needed_count;
	case MENTION_VERNEED:
		return b->verneeds_count;
	case MENTION_COPY:
		return b->copies_count;
	case MENTION_KINDS:
		break;
	}
	return 0;
}

static uint32_t mentioned(enum mention kind, const struct object *b, size_t i)
{
	switch (kind) {
	case MENTION_IMPORT:
		return b->imports[i].name;
	case MENTION_NEEDED:
		return b->needed[i];
	case MENTION_VERNEED:
		return b->verneeds[i].version;
	case MENTION_COPY:
		return b->copies[i].name;
	case MENTION_KINDS:
		break;
	}
	return 0;
}

/* A counting sort: how many of each name, where each name begins, then each to its place. */
static bool mentions_init(struct comparison *c, enum mention kind)
{
	struct mentions *m = &c->mentions[kind];
	size_t total = 0;
	uint32_t at = 0;

	m->names = c->names->count;
	m->start = calloc((size_t)m->names + 2, sizeof(*m->start));
	if (!m->start)
		return false;
	for (size_t i = 0; i < c->consumers_count; i++) {
		const struct object *b = c->consumers[i].object;

		total += mentions_of(kind, b);
		for (size_t j = 0; j < mentions_of(kind, b); j++)
			m->start[mentioned(kind, b, j) + 1]++;
	}
	m->entries = total < UINT32_MAX ? calloc(total + 1, sizeof(*m->entries)) : NULL;
	if (!m->entries)
		return false;
	for (uint32_t i = 0; i <= m->names; i++) {
		at += m->start[i];
		m->start[i] = at;
	}
	/* filling moves each start to its end, which is where the next one starts */
	for (size_t i = 0; i < c->consumers_count; i++) {
		const struct object *b = c->consumers[i].object;

		for (size_t j = 0; j < mentions_of(kind, b); j++)
			m->entries[m->start[mentioned(kind, b, j)]++] =
				(struct mention_entry){ (uint32_t)i, (uint32_t)j };
	}
	memmove(m->start + 1, m->start, ((size_t)m->names + 1) * sizeof(*m->start));
	m->start[0] = 0;
	return true;
}

/* Two lists by path made one: an object of both worlds stands twice in a row. */
static void merge(struct comparison *c, const struct world *one, const struct world *two)
{
	size_t i = 0;
	size_t j = 0;

	while (i < one->count || (two && j < two->count)) {
		bool first =
			!two || j == two->count ||
			(i < one->count && strcmp(one->items[i].path, two->items[j].path) <= 0);

		c->consumers[c->consumers_count++] = (struct consumer){
			.object = first ? &one->items[i++] : &two->items[j++],
			.rebuilt = !first,
		};
	}
}

static bool is_user(const struct comparison *c, const struct object *b)
{
	for (size_t i = 0; i < b->needed_count; i++)
		if (finder_library(&c->finder[OLD], b->needed[i], b))
			return true;
	return false;
}

/*
 * What given consumers load in the candidate is of their process: what such a library misses they
 * miss.  It sees what its first loader loads.
 */
static bool add_loaded(struct comparison *c)
{
	AUTO_FREE bool *taken = calloc(c->world[NEW]->count + 1, sizeof(*taken));

	c->consumers_given = c->consumers_count;
	for (size_t i = 0; taken && i < c->consumers_given && !c->failed; i++) {
		struct consumer *k = &c->consumers[i];

		c->tally->users += is_user(c, k->object);
		k->closure = closure_of(c, k->object, false);
		k->resolved = true;
		for (const struct object **b = k->closure; b && *b; b++) {
			size_t at = (size_t)(*b - c->world[NEW]->items);

			if (!taken[at])
				c->consumers[c->consumers_count++] =
					(struct consumer){ *b, .rebuilt = true, .resolved = true,
							   .closure = k->closure };
			taken[at] = true;
		}
	}
	return taken && !c->failed;
}

/* A library that a given consumer loads: built with the candidate's libraries, it only misses. */
static bool is_loaded(const struct comparison *c, const struct consumer *k)
{
	return c->options->consumers && k->rebuilt;
}

bool consumers_init(struct comparison *c)
{
	const struct world *given = c->options->consumers;
	size_t room = c->world[NEW]->count + (given ? given->count : c->world[OLD]->count);

	c->consumers = calloc(room + 1, sizeof(*c->consumers));
	if (!c->consumers)
		return false;
	if (given)
		merge(c, given, NULL);
	else
		merge(c, c->world[OLD], c->world[NEW]);
	if (given && !add_loaded(c))
		return false;
	for (int kind = 0; kind < MENTION_KINDS; kind++)
		if (!mentions_init(c, (enum mention)kind))
			return false;
	return true;
}

void consumers_release(struct comparison *c)
{
	free(c->consumers);
	for (int kind = 0; kind < MENTION_KINDS; kind++) {
		free(c->mentions[kind].start);
		free(c->mentions[kind].entries);
	}
}

/*
 * It finds another library of that name by its own run path: a product that ships its own does not
 * feel what happens to the system's.
 */
static bool has_own(const struct comparison *c, const struct consumer *k, const struct object *b)
{
	const struct world *given = k->rebuilt ? NULL : c->options->consumers;
	const struct world *w = given ? given : c->world[k->rebuilt ? NEW : OLD];
	const struct object *own;

	if (!b->soname || (!k->object->runpath && !k->object->rpath))
		return false;
	own = run_path_library(w, k->object, names_text(c->names, b->soname));
	return own && (given || !streq(own->path, b->path));
}

/* The next that mentions the name and can load `b`; false: no more. */
static bool next_mention(const struct comparison *c, enum mention kind, uint32_t name,
			 const struct object *b, uint32_t *at, struct consumer **consumer,
			 uint32_t *item)
{
	const struct mentions *m = &c->mentions[kind];

	if (name >= m->names)
		return false;
	if (*at < m->start[name])
		*at = m->start[name];
	for (; *at < m->start[name + 1]; (*at)++) {
		struct consumer *k = &c->consumers[m->entries[*at].consumer];

		if (k->object->class != b->class || !streq(k->object->machine, b->machine) ||
		    (b->soname && k->object->soname == b->soname && !k->object->executable) ||
		    has_own(c, k, b))
			continue;
		*consumer = k;
		*item = m->entries[(*at)++].item;
		return true;
	}
	return false;
}

/* Counts a path once, though it may be in both worlds and mention a name twice. */
static void feel(struct feeling *f, const char **last, const struct object *b)
{
	if (streq(*last, b->path))
		return;
	*last = b->path;
	if (!f->first)
		f->first = b;
	f->count++;
}

static const struct object **loaded_by(struct comparison *c, struct consumer *k)
{
	if (!k->resolved) {
		k->closure = closure_of(c, k->object, false);
		k->resolved = true;
	}
	return k->closure;
}

/* A product feels what it loads, be it through another library. */
static bool loads(struct comparison *c, struct consumer *k, const struct object *old,
		  const struct object *new)
{
	if (has_own(c, k, old))
		return false;
	if (object_needs(k->object, old->soname))
		return true;
	for (const struct object **b = loaded_by(c, k); b && *b; b++)
		if (*b == new || (!new &&object_needs(*b, old->soname)))
			return true;
	return false;
}

struct feeling felt_object(struct comparison *c, const struct object *old, const struct object *new)
{
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	if (!old->soname || old->executable)
		return out;
	if (c->options->consumers) {
		for (size_t i = 0; i < c->consumers_given; i++)
			if (loads(c, &c->consumers[i], old, new))
				feel(&out, &last, c->consumers[i].object);
		return out;
	}
	while (next_mention(c, MENTION_NEEDED, old->soname, old, &at, &k, &item))
		feel(&out, &last, k->object);
	return out;
}

struct feeling felt_node(const struct comparison *c, const struct pair *p, uint32_t version)
{
	bool secret = version_is_private(names_text(c->names, version));
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	while (next_mention(c, MENTION_VERNEED, version, p->old, &at, &k, &item)) {
		const struct abi_verneed *v = &k->object->verneeds[item];

		if (v->weak || v->library != p->old->soname)
			continue;
		if (secret && !k->rebuilt && !c->options->consumers)
			continue;
		feel(&out, &last, k->object);
	}
	return out;
}

/*
 * Nothing that it needs by name has the symbol: whoever loads it gives it.  Where one of those is
 * not known, that one may.
 */
static bool host_gives(const struct comparison *c, const struct object *b, uint32_t name)
{
	for (size_t i = 0; i < b->needed_count; i++) {
		const struct object *l = finder_library(&c->finder[OLD], b->needed[i], b);
		size_t count;

		if (!l || object_exports(l, name, &count))
			return false;
	}
	return true;
}

/* Could this reference have been bound to this export? */
static bool binds_to(const struct comparison *c, const struct pair *p, const struct object *b,
		     uint32_t version, uint32_t library, const struct abi_export *e)
{
	const struct object *asked;

	if (version == 0 && library == 0)
		return object_needs(b, p->old->soname) ? p->old->soname != 0
						       : host_gives(c, b, e->name);
	if (version != e->version)
		return false;
	if (library == 0 || library == p->old->soname)
		return true;
	/* it is asked of another library that it has left before */
	asked = finder_library(&c->finder[OLD], library, b);
	return asked && !object_definition(asked, e->name, version) &&
	       (object_needs(b, p->old->soname) || object_needs(asked, p->old->soname));
}

/* Does what the consumer loads in the candidate satisfy the reference? */
static bool still_bound(struct comparison *c, struct consumer *k, uint32_t name, uint32_t version)
{
	for (const struct object **b = loaded_by(c, k); b && *b; b++)
		if (object_definition(*b, name, version))
			return true;
	return false;
}

struct feeling felt_symbol(struct comparison *c, const struct pair *p, const struct abi_export *e,
			   bool gone)
{
	bool secret = version_is_private(names_text(c->names, e->version));
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	while (next_mention(c, MENTION_IMPORT, e->name, p->old, &at, &k, &item)) {
		const struct abi_import *i = &k->object->imports[item];

		if (i->weak || streq(last, k->object->path) || (!gone && is_loaded(c, k)) ||
		    !binds_to(c, p, k->object, i->version, i->library, e))
			continue;
		if (secret && !k->rebuilt && !c->options->consumers)
			continue;
		if (gone && still_bound(c, k, e->name, i->version))
			continue;
		feel(&out, &last, k->object);
	}
	return out;
}

/* "1C" of _ZTV1C, "2ns1C" of _ZTVN2ns1CE: what the names of its members go on with. */
static void class_name(const char *symbol, struct buf *out)
{
	const char *rest = symbol + strlen("_ZTV");
	size_t len = strlen(rest);

	if (*rest == 'N' && len > 2 && rest[len - 1] == 'E')
		buf_addn(out, rest + 1, len - 2);
	else
		buf_add(out, rest);
}

/* "_ZN2ns1C...", "_ZNK2ns1C...", "_ZTV...", "_ZTI..." of the class. */
static bool is_member(const char *import, const char *symbol, const char *class)
{
	if (starts_with(import, "_ZT"))
		return *import && streq(import + strlen("_ZT") + 1, symbol + strlen("_ZTV"));
	if (!starts_with(import, "_ZN"))
		return false;
	import += strlen("_ZN");
	return starts_with(import + (*import == 'K'), class);
}

struct feeling felt_class(const struct comparison *c, const struct pair *p,
			  const struct abi_export *e)
{
	AUTO(buf) struct buf class = BUF_INIT(BUF_LINE);
	const char *symbol = names_text(c->names, e->name);
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	class_name(symbol, &class);
	while (next_mention(c, MENTION_NEEDED, p->old->soname, p->old, &at, &k, &item))
		for (size_t i = 0; i < k->object->imports_count && !is_loaded(c, k); i++) {
			if (!is_member(names_text(c->names, k->object->imports[i].name), symbol,
				       buf_str(&class)))
				continue;
			feel(&out, &last, k->object);
			break;
		}
	return out;
}

struct feeling felt_copy(const struct comparison *c, const struct pair *p,
			 const struct abi_export *e, uint64_t size)
{
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	while (next_mention(c, MENTION_COPY, e->name, p->old, &at, &k, &item)) {
		const struct abi_copy *copy = &k->object->copies[item];

		if (copy->size == size || (copy->version && copy->version != e->version) ||
		    (copy->version == 0 && !object_needs(k->object, p->old->soname)))
			continue;
		feel(&out, &last, k->object);
	}
	return out;
}

/* An import that the needed library gave, and that nothing the consumer loads gives now. */
static bool relied_on(struct comparison *c, struct consumer *k, uint32_t needed,
		      const struct object *library)
{
	for (size_t i = 0; i < k->object->imports_count; i++) {
		const struct abi_import *m = &k->object->imports[i];

		if (m->weak || (m->library && m->library != needed))
			continue;
		if (!m->library && (!library || !object_definition(library, m->name, m->version)))
			continue;
		if (!still_bound(c, k, m->name, m->version))
			return true;
	}
	return false;
}

struct feeling felt_need(struct comparison *c, const struct pair *p, uint32_t needed)
{
	const struct object *library = finder_library(&c->finder[OLD], needed, p->old);
	struct feeling out = { 0 };
	const char *last = NULL;
	struct consumer *k;
	uint32_t at = 0;
	uint32_t item;

	while (next_mention(c, MENTION_NEEDED, p->old->soname, p->old, &at, &k, &item))
		if (!object_needs(k->object, needed) && relied_on(c, k, needed, library))
			feel(&out, &last, k->object);
	return out;
}
