/* SPDX-License-Identifier: MIT */
#include <solv/dataiterator.h>
#include <solv/poolarch.h>

#include "solve/pool_libsolv.h"

/*
 * What rpm itself provides: rpm 6.0, lib/rpmds.cc, rpmlibProvides.  libsolv would take every
 * rpmlib(...) with a version for granted, and none without.
 */
static const struct {
	const char *name;
	const char *evr;
} rpmlib[] = {
	{ "rpmlib(BuiltinLuaScripts)", "4.2.2-1" },
	{ "rpmlib(CaretInVersions)", "4.15.0-1" },
	{ "rpmlib(CompressedFileNames)", "3.0.4-1" },
	{ "rpmlib(ConcurrentAccess)", "4.1-1" },
	{ "rpmlib(DynamicBuildRequires)", "4.15.0-1" },
	{ "rpmlib(ExplicitPackageProvide)", "4.0-1" },
	{ "rpmlib(FileCaps)", "4.6.1-1" },
	{ "rpmlib(FileDigests)", "4.6.0-1" },
	{ "rpmlib(HeaderLoadSortsTags)", "4.0.1-1" },
	{ "rpmlib(LargeFiles)", "4.12.0-1" },
	{ "rpmlib(PartialHardlinkSets)", "4.0.4-1" },
	{ "rpmlib(PayloadFilesHavePrefix)", "4.0-1" },
	{ "rpmlib(PayloadIsBzip2)", "3.0.5-1" },
	{ "rpmlib(PayloadIsLzma)", "4.4.2-1" },
	{ "rpmlib(PayloadIsXz)", "5.2-1" },
	{ "rpmlib(PayloadIsZstd)", "5.4.18-1" },
	{ "rpmlib(RichDependencies)", "4.12.0-1" },
	{ "rpmlib(ScriptletExpansion)", "4.9.0-1" },
	{ "rpmlib(ScriptletInterpreterArgs)", "4.0.3-1" },
	{ "rpmlib(TildeInVersions)", "4.10.0-1" },
	{ "rpmlib(VersionedDependencies)", "3.0.3-1" },
};

int pool_new(struct pool **out, const char *arch, struct error *err)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (!p)
		return error_memory(err);
	p->pool = pool_create();
	queue_init(&p->providers);
	queue_init(&p->obsoleters);
	queue_init(&p->looked);
	pool_setdisttype(p->pool, DISTTYPE_RPM);
	pool_set_flag(p->pool, POOL_FLAG_IMPLICITOBSOLETEUSESCOLORS, 1);
	pool_setarch(p->pool, arch);
	*out = p;
	return 0;
}

void pool_close(struct pool *p)
{
	if (!p)
		return;
	queue_free(&p->providers);
	queue_free(&p->obsoleters);
	queue_free(&p->looked);
	pool_free(p->pool);
	arena_release(&p->arena);
	free(p->texts);
	free(p);
}

const char *pool_keep(struct pool *p, const char *text)
{
	return arena_strdup(&p->arena, text);
}

/* Whose packages these are, in the pointer that libsolv leaves to us. */
static void *origin_mark(enum pool_origin origin, size_t index)
{
	return (char *)NULL + (origin + 4 * index + 1);
}

static size_t mark_of(const Repo *repo)
{
	return (size_t)((char *)repo->appdata - (char *)NULL) - 1;
}

static int new_repo(struct pool *p, enum pool_origin origin, size_t index, Repo **out,
		    struct error *err)
{
	static const char *const names[] = { "installed", "product", "repository" };

	if (p->ready)
		return error_set(err, EINVAL, "a pool that is ready takes no more packages");
	if (index >= REPOSITORIES_MAX)
		return error_input(err, "more than %d sets of packages", REPOSITORIES_MAX);
	*out = repo_create(p->pool, names[origin]);
	(*out)->appdata = origin_mark(origin, index);
	/* the earlier of two is preferred where versions are the same */
	(*out)->subpriority = -(int)index;
	return 0;
}

int pool_add_installed(struct pool *p, struct evidence *ev, struct error *err)
{
	int ret;

	if (p->installed)
		return error_set(err, EINVAL, "a pool has one installed system");
	ret = new_repo(p, POOL_INSTALLED, 0, &p->installed, err);
	return ret ? ret : pool_add_rows(p, p->installed, ev, err);
}

int pool_add_product(struct pool *p, struct evidence *ev, struct error *err)
{
	Repo *repo = NULL;
	int ret = new_repo(p, POOL_PRODUCT, p->products_count, &repo, err);

	if (ret)
		return ret;
	p->products[p->products_count++] = repo;
	return pool_add_rows(p, repo, ev, err);
}

int pool_add_repository(struct pool *p, struct evidence *ev, struct error *err)
{
	Repo *repo = NULL;
	int ret = new_repo(p, POOL_REPOSITORY, p->repositories_count, &repo, err);

	if (ret)
		return ret;
	p->repositories[p->repositories_count++] = repo;
	return pool_add_solv(p, repo, ev, err);
}

static bool rpm_provides(Pool *pool, const char *name, const Reldep *rel)
{
	for (size_t i = 0; i < ARRAY_SIZE(rpmlib); i++)
		if (streq(rpmlib[i].name, name))
			return !rel || pool_intersect_evrs(pool, REL_EQ,
							   pool_str2id(pool, rpmlib[i].evr, 1),
							   rel->flags, rel->evr);
	return false;
}

static void settle(Pool *pool, Id dep, Offset *list)
{
	const Reldep *rel = dep_relation(pool, dep);
	Queue q;

	queue_init(&q);
	if (rpm_provides(pool, pool_id2str(pool, dep_name(pool, dep)), rel))
		queue_push(&q, SYSTEMSOLVABLE);
	*list = (Offset)pool_queuetowhatprovides(pool, &q);
	queue_free(&q);
}

/* What rpm provides, and that it provides nothing more; only names that somebody has mentioned. */
static void settle_rpmlib(Pool *pool)
{
	Map names;
	bool any = false;

	for (size_t i = 0; i < ARRAY_SIZE(rpmlib);
	     i++) /* new ids come before the arrays are walked */
		pool_str2id(pool, rpmlib[i].evr, 1);
	map_init(&names, pool->ss.nstrings);
	for (Id id = 1; id < pool->ss.nstrings; id++)
		if (starts_with(pool_id2str(pool, id), "rpmlib(")) {
			map_put(&names, id);
			settle(pool, id, &pool->whatprovides[id]);
			any = true;
		}
	for (Id r = 1; any && r < pool->nrels; r++) {
		const Reldep *rel = pool->rels + r;

		if (rel->flags < 8 && rel->name > 0 && MAPTST(&names, rel->name))
			settle(pool, (Id)MAKERELDEP((unsigned)r), &pool->whatprovides_rel[r]);
	}
	map_free(&names);
}

void pool_consider(struct pool *p, unsigned origins)
{
	Pool *pool = p->pool;
	Repo *repo;
	Id i;

	if (!p->stale && p->considered == origins)
		return;
	FOR_REPOS(i, repo)
	repo->disabled = !(origins & POOL_BIT(mark_of(repo) % 4));
	pool_createwhatprovides(pool);
	settle_rpmlib(pool);
	p->considered = origins;
	p->stale = false;
}

int pool_ready(struct pool *p, struct error *err)
{
	if (p->ready)
		return 0;
	if (!pool_texts_of(p, p->pool->nsolvables - 1))
		return error_memory(err);
	pool_addfileprovides(p->pool); /* paths that dependencies name; each becomes a Provides */
	p->known = p->pool->ss.nstrings;
	p->ready = true;
	p->stale = true;
	pool_consider(p, POOL_ANY);
	return 0;
}

/* The row of cached texts; all rows move when there are more. */
struct pool_texts *pool_texts_of(struct pool *p, package_id id)
{
	if (id >= p->texts_count) {
		int count = id + 1 + id / 2;
		struct pool_texts *more = reallocarray(p->texts, (size_t)count, sizeof(*more));

		if (!more)
			return NULL;
		memset(more + p->texts_count, 0, (size_t)(count - p->texts_count) * sizeof(*more));
		p->texts = more;
		p->texts_count = count;
	}
	return &p->texts[id];
}

package_id pool_count(const struct pool *p)
{
	return p->pool->nsolvables;
}

/* `text` as kept in *slot; libsolv's own text is valid only until it takes another. */
static const char *kept(struct pool *p, const char **slot, const char *text)
{
	if (!*slot)
		*slot = pool_keep(p, text);
	return *slot ? *slot : "";
}

#define TEXT_OF(member, text)                                               \
	do {                                                                \
		Solvable *s = pool_package(p, id);                          \
		struct pool_texts *t = s ? pool_texts_of(p, id) : NULL;     \
                                                                            \
		if (!t)                                                     \
			return NULL;                                        \
		return t->member ? t->member : kept(p, &t->member, (text)); \
	} while (0)

const char *pool_nevra(struct pool *p, package_id id)
{
	TEXT_OF(nevra, pool_solvable2str(p->pool, s));
}

const char *pool_name(struct pool *p, package_id id)
{
	TEXT_OF(name, pool_id2str(p->pool, s->name));
}

const char *pool_evr(struct pool *p, package_id id)
{
	TEXT_OF(evr, pool_id2str(p->pool, s->evr));
}

const char *pool_arch(struct pool *p, package_id id)
{
	TEXT_OF(arch, pool_id2str(p->pool, s->arch));
}

const char *pool_vendor(struct pool *p, package_id id)
{
	TEXT_OF(vendor, s->vendor ? pool_id2str(p->pool, s->vendor) : "");
}

bool pool_takes_arch(const struct pool *p, const char *arch)
{
	Id id = pool_str2id(p->pool, arch, 0);

	return id && id != ARCH_SRC && id != ARCH_NOSRC && pool_arch2score(p->pool, id) != 0;
}

enum pool_origin pool_origin(const struct pool *p, package_id id)
{
	const Solvable *s = pool_package(p, id);

	return s ? (enum pool_origin)(mark_of(s->repo) % 4) : POOL_INSTALLED;
}

size_t pool_repository(const struct pool *p, package_id id)
{
	return pool_origin(p, id) == POOL_REPOSITORY ? mark_of(pool_package(p, id)->repo) / 4 : 0;
}

static int64_t number(struct pool *p, package_id id, Id key)
{
	Solvable *s = pool_package(p, id);
	unsigned long long n = s ? solvable_lookup_num(s, key, 0) : 0;

	return n > INT64_MAX ? INT64_MAX : (int64_t)n;
}

int64_t pool_download_size(struct pool *p, package_id id)
{
	return number(p, id, SOLVABLE_DOWNLOADSIZE);
}

int64_t pool_installed_size(struct pool *p, package_id id)
{
	return number(p, id, SOLVABLE_INSTALLSIZE);
}

/* Packages that own the path get it as a Provides, as pool_addfileprovides() does it. */
static void look_up_path(struct pool *p, Id path)
{
	Dataiterator di;

	for (int i = 0; i < p->looked.count; i++)
		if (p->looked.elements[i] == path)
			return;
	queue_push(&p->looked, path);
	dataiterator_init(&di, p->pool, 0, 0, SOLVABLE_FILELIST, pool_id2str(p->pool, path),
			  SEARCH_STRING | SEARCH_FILES | SEARCH_DISABLED_REPOS);
	for (; dataiterator_step(&di); dataiterator_skip_solvable(&di)) {
		Solvable *s = p->pool->solvables + di.solvid;

		s->provides = repo_addid_dep(s->repo, s->provides, path, SOLVABLE_FILEMARKER);
		p->stale = true;
	}
	dataiterator_free(&di);
}

static void look_up_paths(struct pool *p, Id dep)
{
	for (; dep < 0; dep = dep_relation(p->pool, dep)->name)
		if (dep_is_rich(p->pool, dep))
			look_up_paths(p, dep_relation(p->pool, dep)->evr);
	if (dep >= p->known && *pool_id2str(p->pool, dep) == '/')
		look_up_path(p, dep);
}

/* "name", "name >= evr": the flags of libsolv, 0: any version; -1: not a dependency. */
static int split_dependency(const char *text, size_t *name, const char **evr)
{
	static const struct {
		const char *text;
		int flags;
	} signs[] = { { "=", REL_EQ },
		      { "<", REL_LT },
		      { "<=", REL_LT | REL_EQ },
		      { ">", REL_GT },
		      { ">=", REL_GT | REL_EQ } };
	const char *s = text + strcspn(text, " \t");
	size_t sign;

	*name = (size_t)(s - text);
	s += strspn(s, " \t");
	if (!*name || !*s)
		return *name ? 0 : -1;
	sign = strcspn(s, " \t");
	*evr = s + sign + strspn(s + sign, " \t");
	if (!**evr || strpbrk(*evr, " \t"))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		if (strlen(signs[i].text) == sign && strncmp(s, signs[i].text, sign) == 0)
			return signs[i].flags;
	return -1;
}

Id pool_dependency(struct pool *p, const char *text, struct error *err)
{
	const char *evr = NULL;
	size_t len = 0;
	int flags;
	Id dep;

	if (*text == '(') {
		dep = rich_dependency(p->pool, text);
		flags = dep ? 0 : -1;
	} else {
		flags = split_dependency(text, &len, &evr);
		dep = flags < 0 ? 0 : pool_strn2id(p->pool, text, (unsigned)len, 1);
		if (flags > 0)
			dep = pool_rel2id(p->pool, dep, evr_id(p->pool, evr), flags, 1);
	}
	if (flags < 0) {
		error_input(err, "'%s' is not a dependency that can be read", text);
		return 0;
	}
	look_up_paths(p, dep);
	if (p->stale)
		pool_consider(p, p->considered);
	if (starts_with(text, "rpmlib("))
		settle(p->pool, dep,
		       dep < 0 ? &p->pool->whatprovides_rel[dep_relation(p->pool, dep) -
							    p->pool->rels]
			       : &p->pool->whatprovides[dep]);
	return dep;
}

int pool_providers(struct pool *p, const char *dependency, const package_id **out,
		   struct error *err)
{
	Id dep;
	Id id;
	Id at;

	pool_consider(p, POOL_ANY);
	dep = pool_dependency(p, dependency, err);
	if (!dep)
		return -EINVAL;
	queue_empty(&p->providers);
	for (at = pool_whatprovides(p->pool, dep); (id = p->pool->whatprovidesdata[at]) != 0; at++)
		if (pool_package(p, id))
			queue_push(&p->providers, id);
	queue_push(&p->providers, 0);
	*out = p->providers.elements;
	return 0;
}

static bool obsoletes(const struct pool *p, const Solvable *s, Id name)
{
	const Id *dep = s->obsoletes ? s->repo->idarraydata + s->obsoletes : NULL;

	for (; dep && *dep; dep++)
		if (dep_name(p->pool, *dep) == name)
			return true;
	return false;
}

int pool_obsoleters(struct pool *p, const char *name, const package_id **out,
		    struct error *err UNUSED)
{
	Id wanted = pool_str2id(p->pool, name, 0);

	queue_empty(&p->obsoleters);
	for (package_id id = 1; wanted && id < pool_count(p); id++) {
		const Solvable *s = pool_package(p, id);

		if (s && obsoletes(p, s, wanted))
			queue_push(&p->obsoleters, id);
	}
	queue_push(&p->obsoleters, 0);
	*out = p->obsoleters.elements;
	return 0;
}
