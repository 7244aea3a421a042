/* SPDX-License-Identifier: MIT */
#include "solve/near.h"

#include <solv/evr.h>
#include <solv/knownid.h>

enum { NEAR_MAX = 2 }; /* that are named */

/* One that comes near: a package, and what it provides; `what` 0: its name. */
struct candidate {
	Id package;
	Id what;
	int rank; /* smaller is nearer */
};

struct candidates {
	struct pool *p;
	struct candidate best[NEAR_MAX];
	size_t count;
	bool skip_installed;
};

void near_add_dependency(struct pool *p, Id dependency, struct buf *out)
{
	buf_add(out, pool_dep2str(p->pool, dependency));
}

bool near_runs(const struct pool *p, Id arch)
{
	const Pool *pool = p->pool;

	if (arch == ARCH_SRC || arch == ARCH_NOSRC)
		return false;
	return !arch || !pool->id2arch || (arch <= pool->lastarch && pool->id2arch[arch]);
}

bool near_left_out(const struct pool *p, Id id)
{
	const Pool *pool = p->pool;

	return pool->solvables[id].repo->disabled ||
	       (pool->considered && !MAPTST(pool->considered, id));
}

/* The machine's own architecture has the lowest score but that of noarch (libsolv, poolarch.c). */
static Id machine_arch(const Pool *pool)
{
	Id found = 0;

	for (Id id = 1; pool->id2arch && id <= pool->lastarch; id++)
		if (pool->id2arch[id] > 1 && (!found || pool->id2arch[id] < pool->id2arch[found]))
			found = id;
	return found;
}

void near_add_arch(struct pool *p, Id arch, struct buf *out)
{
	Id machine = machine_arch(p->pool);

	if (arch == ARCH_SRC || arch == ARCH_NOSRC)
		buf_add(out, "is a source package");
	else
		buf_addf(out, "is for %s: this machine is %s", pool_id2str(p->pool, arch),
			 machine ? pool_id2str(p->pool, machine) : "another");
}

/* The nearer of two; of equals the newer, then the one whose text comes first. */
static bool nearer(struct pool *p, struct candidate a, struct candidate b)
{
	const Solvable *x = p->pool->solvables + a.package;
	const Solvable *y = p->pool->solvables + b.package;
	int d;

	if (a.rank != b.rank)
		return a.rank < b.rank;
	if (x->name == y->name) {
		d = pool_evrcmp(p->pool, x->evr, y->evr, EVRCMP_COMPARE);
		if (d)
			return d > 0;
	}
	d = strcmp(pool_nevra(p, a.package), pool_nevra(p, b.package));
	return d ? d < 0 : a.package < b.package;
}

static void offer(struct candidates *c, struct candidate new)
{
	if (c->skip_installed && c->p->pool->solvables[new.package].repo == c->p->installed)
		return;
	for (size_t i = 0; i < c->count; i++) {
		/* Two repositories, or two libraries of one package: once. */
		if (streq(pool_nevra(c->p, c->best[i].package), pool_nevra(c->p, new.package))) {
			if (nearer(c->p, new, c->best[i]))
				c->best[i] = new;
			return;
		}
	}
	for (size_t i = 0; i < NEAR_MAX; i++) {
		struct candidate pushed;

		if (i == c->count) {
			c->best[c->count++] = new;
			return;
		}
		if (!nearer(c->p, new, c->best[i]))
			continue;
		pushed = c->best[i];
		c->best[i] = new;
		new = pushed;
	}
}

/* Which dependency of a package is of that name: "foo = 1-1"; 0: its own name. */
static Id provided_as(struct pool *p, Id package, Id name)
{
	Pool *pool = p->pool;
	Solvable *s = pool->solvables + package;
	Queue provides;
	Id found = 0;

	if (s->name == name)
		return 0;
	queue_init(&provides);
	solvable_lookup_idarray(s, SOLVABLE_PROVIDES, &provides);
	for (int i = 0; i < provides.count; i++) {
		Id dep = provides.elements[i];

		const Reldep *rd = dep_relation(pool, dep);

		if (dep == name || (rd && rd->name == name))
			found = dep;
	}
	queue_free(&provides);
	return found;
}

static void offer_providers(struct candidates *c, Id name, int rank)
{
	Pool *pool = c->p->pool;
	Id id;
	Id pp;

	FOR_PROVIDES(id, pp, name)
	if (id != SYSTEMSOLVABLE)
		offer(c, (struct candidate){ id, provided_as(c->p, id, name), rank });
}

/* Length of "libfoo.so" in "libfoo.so.2(V)(64bit)"; 0: no library. */
static size_t library_stem(const char *text)
{
	for (const char *at = strstr(text, ".so"); at; at = strstr(at + 1, ".so"))
		if (at != text && text[0] != '/' && !memchr(text, '(', (size_t)(at - text)) &&
		    (at[3] == '\0' || at[3] == '.' || at[3] == '('))
			return (size_t)(at - text) + 3;
	return 0;
}

/* The same library in another version, or the same version without a symbol version. */
static void offer_libraries(struct candidates *c, const char *wanted)
{
	Pool *pool = c->p->pool;
	size_t stem = library_stem(wanted);
	size_t soname = strcspn(wanted, "(");
	bool wide = ends_with(wanted, "(64bit)");

	for (Id id = 2; stem && id < pool->ss.nstrings; id++) {
		const char *text = pool->ss.stringspace + pool->ss.strings[id];
		size_t have = strcspn(text, "(");
		int rank;

		if (strncmp(text, wanted, stem) != 0 || library_stem(text) != stem ||
		    ends_with(text, "(64bit)") != wide || pool->whatprovides[id] <= 1)
			continue;
		rank = have == soname && strncmp(text, wanted, have) == 0 ? 1 : 3;
		/* Versions of symbols tell less than the library itself. */
		if (text[have] == '(' && text[have + 1] != ')')
			rank++;
		offer_providers(c, id, rank);
	}
}

/* Packages of that name that cannot be considered: of another machine, or shut out. */
static void offer_unusable(struct candidates *c, Id name)
{
	Pool *pool = c->p->pool;

	for (Id id = SYSTEMSOLVABLE + 1; id < pool->nsolvables; id++) {
		const Solvable *s = pool->solvables + id;

		if (s->repo && s->name == name &&
		    (!near_runs(c->p, s->arch) || near_left_out(c->p, id)))
			offer(c, (struct candidate){ id, 0, 5 });
	}
}

/* What only an installed package provides that is shut out. */
static void offer_installed(struct candidates *c, Id name)
{
	Id id;
	Solvable *s;

	if (!c->p->installed || !c->p->installed->disabled)
		return;
	FOR_REPO_SOLVABLES(c->p->installed, id, s)
	{
		if (s->name != name && provided_as(c->p, id, name))
			offer(c, (struct candidate){ id, provided_as(c->p, id, name), 6 });
	}
}

static void add_candidate(struct pool *p, struct candidate c, struct buf *out)
{
	const Solvable *s = p->pool->solvables + c.package;
	const char *nevra = pool_nevra(p, c.package);

	if (!near_runs(p, s->arch)) {
		buf_addf(out, "%s ", nevra);
		near_add_arch(p, s->arch, out);
	} else if (near_left_out(p, c.package) && c.what) {
		buf_addf(out, "%s, which provides it, is installed, but in no repository", nevra);
	} else if (near_left_out(p, c.package)) {
		buf_addf(out, "%s is %s", nevra,
			 s->repo == p->installed ? "installed, but in no repository" : "left out");
	} else if (!c.what) {
		buf_addf(out, "there is %s%s", s->repo == p->installed ? "the installed " : "",
			 nevra);
	} else {
		buf_addf(out, "%s provides ", nevra);
		near_add_dependency(p, c.what, out);
	}
}

static void add_candidates(struct candidates *c, struct buf *out)
{
	for (size_t i = 0; i < c->count; i++) {
		buf_add(out, i ? "; " : " (");
		add_candidate(c->p, c->best[i], out);
	}
	if (c->count)
		buf_add(out, ")");
}

void near_add(struct pool *p, Id dependency, struct buf *out)
{
	struct candidates c = { .p = p };
	Id name = dependency;

	for (const Reldep *rd; (rd = dep_relation(p->pool, name));) {
		/* Above: rich dependencies and namespaces, but not "name.arch". */
		if (rd->flags > (REL_LT | REL_EQ | REL_GT) && rd->flags != REL_ARCH)
			return;
		name = rd->name;
	}
	if (name != dependency)
		offer_providers(&c, name, 0);
	offer_libraries(&c, pool_id2str(p->pool, name));
	offer_unusable(&c, name);
	offer_installed(&c, name);
	add_candidates(&c, out);
}

void near_add_name(struct pool *p, Id name, bool installed, struct buf *out)
{
	struct candidates c = { .p = p, .skip_installed = !installed };

	offer_providers(&c, name, 0);
	offer_unusable(&c, name);
	add_candidates(&c, out);
}
