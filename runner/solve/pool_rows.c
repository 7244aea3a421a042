/* SPDX-License-Identifier: MIT */
/*
 * Rows of PACKAGES as libsolv's solvables.  The tables are walked side by side in the order of
 * nevras.  The rows may be anybody's: what makes no sense is an error that names it, counts are
 * bounded, and a dependency that cannot be read is one that nobody provides.
 */
#include <limits.h>

#include "solve/pool_libsolv.h"

enum {
	PACKAGES_MAX = 200000,
	DEPENDENCIES_MAX = 10000000,
	FILES_MAX = 20000000,
	TEXT_MAX = 16384, /* a name, a version, a path */
};

struct rows {
	struct pool *p;
	Pool *pool;
	Repo *repo;
	Repodata *data;
	struct evidence *ev;
};

Id evr_id(Pool *pool, const char *evr)
{
	size_t zeros = strspn(evr, "0");

	if (zeros && evr[zeros] == ':') {
		const char *rest = evr + zeros + 1;

		/* 0:1:2 is the version 1:2 of no epoch: it would read as epoch 1 */
		if (!*rest || rest[strspn(rest, "0123456789")] != ':')
			evr = rest;
	}
	return pool_str2id(pool, evr, 1);
}

static int put_text(const struct cursor *c, unsigned column, const char *what, const char **out,
		    struct error *err)
{
	*out = cursor_text(c, column);
	if (!**out)
		return error_input(err, "package %s: no %s", cursor_text(c, 0), what);
	if (strlen(*out) > TEXT_MAX)
		return error_input(err, "package %.200s: its %s has more than %d bytes",
				   cursor_text(c, 0), what, TEXT_MAX);
	return 0;
}

enum { NEVRA, NAME, EPOCH, VERSION, RELEASE, ARCH, VENDOR, SIZE };
static const char packages_sql[] =
	"SELECT nevra, name, epoch, version, release, arch, vendor, size FROM package "
	"WHERE name IS NOT 'gpg-pubkey' ORDER BY nevra";

static int add_package(struct rows *r, const struct cursor *c, struct error *err)
{
	AUTO(buf) struct buf evr = BUF_INIT(BUF_LINE);
	const char *name, *version, *release, *arch;
	struct pool_texts *texts;
	Solvable *s;
	Id id;
	int ret = put_text(c, NAME, "name", &name, err);

	if (!ret)
		ret = put_text(c, VERSION, "version", &version, err);
	if (!ret)
		ret = put_text(c, RELEASE, "release", &release, err);
	if (!ret)
		ret = put_text(c, ARCH, "architecture", &arch, err);
	if (ret)
		return ret;
	if (cursor_int(c, EPOCH) < 0 || cursor_int(c, EPOCH) > UINT32_MAX)
		return error_input(err, "package %s: an epoch of %lld", cursor_text(c, NEVRA),
				   (long long)cursor_int(c, EPOCH));
	if (cursor_int(c, EPOCH) > 0)
		buf_addf(&evr, "%lld:", (long long)cursor_int(c, EPOCH));
	buf_addf(&evr, "%s-%s", version, release);
	id = repo_add_solvable(r->repo);
	texts = pool_texts_of(r->p, id);
	if (!texts || evr.failed)
		return error_memory(err);
	texts->nevra = pool_keep(r->p, cursor_text(c, NEVRA));
	s = pool_id2solvable(r->pool, id);
	s->name = pool_str2id(r->pool, name, 1);
	s->evr = pool_str2id(r->pool, buf_str(&evr), 1);
	s->arch = pool_str2id(r->pool, arch, 1);
	if (*cursor_text(c, VENDOR))
		s->vendor = pool_str2id(r->pool, cursor_text(c, VENDOR), 1);
	if (cursor_int(c, SIZE) > 0)
		repodata_set_num(r->data, id, SOLVABLE_INSTALLSIZE,
				 (unsigned long long)cursor_int(c, SIZE));
	return texts->nevra ? 0 : error_memory(err);
}

static int add_packages(struct rows *r, struct error *err)
{
	AUTO(cursor) struct cursor c = cursor_open(r->ev, packages_sql, 0, NULL);
	AUTO(buf) struct buf last = BUF_INIT(BUF_LINE);
	int count = 0;
	int ret = 0;

	while (!ret && cursor_next(&c)) {
		if (count && streq(buf_str(&last), cursor_text(&c, NEVRA)))
			continue; /* a second copy says nothing new; dependencies are united */
		buf_clear(&last);
		buf_add(&last, cursor_text(&c, NEVRA));
		if (last.failed || ++count > PACKAGES_MAX)
			return error_input(err,
					   last.failed ? "package: a name without end"
						       : "more than %d packages",
					   PACKAGES_MAX);
		ret = add_package(r, &c, err);
	}
	return ret;
}

/*
 * The solvable of that nevra, at *at or behind it; 0: there is none.  Both are in the same order,
 * that of bytes.
 */
static Id walk_to(const struct rows *r, Id *at, const char *nevra)
{
	for (; *at < r->repo->end; ++*at) {
		int order = strcmp(r->p->texts[*at].nevra, nevra);

		if (order >= 0)
			return order == 0 ? *at : 0;
	}
	return 0;
}

static Offset *list_of(Solvable *s, const char *kind)
{
	return streq(kind, "provides")	    ? &s->provides
	       : streq(kind, "requires")    ? &s->requires
	       : streq(kind, "conflicts")   ? &s->conflicts
	       : streq(kind, "obsoletes")   ? &s->obsoletes
	       : streq(kind, "recommends")  ? &s->recommends
	       : streq(kind, "suggests")    ? &s->suggests
	       : streq(kind, "supplements") ? &s->supplements
	       : streq(kind, "enhances")    ? &s->enhances
					    : NULL;
}

static int sense(const char *flags)
{
	return streq(flags, "")	    ? 0
	       : streq(flags, "=")  ? REL_EQ
	       : streq(flags, "<")  ? REL_LT
	       : streq(flags, ">")  ? REL_GT
	       : streq(flags, "<=") ? REL_LT | REL_EQ
	       : streq(flags, ">=") ? REL_GT | REL_EQ
				    : -1;
}

enum { DEP_NEVRA, DEP_KIND, DEP_NAME, DEP_FLAGS, DEP_VERSION };
/* What scriptlets require is a row of its own besides, which says nothing more. */
static const char dependencies_sql[] =
	"SELECT nevra, kind, name, flags, version FROM package_dep WHERE kind <> 'requires-pre' "
	"AND nevra NOT LIKE 'gpg-pubkey-%' ORDER BY nevra, kind, name, flags, version";

/* A dependency of a row as libsolv's Id; 0: it is not to be added; an error: negative. */
static int read_dependency(struct rows *r, const struct cursor *c, Id *out, struct error *err)
{
	const char *kind = cursor_text(c, DEP_KIND);
	const char *name = cursor_text(c, DEP_NAME);
	const char *version = cursor_text(c, DEP_VERSION);
	int flags = sense(cursor_text(c, DEP_FLAGS));
	bool rich = *name == '(';

	if (strlen(name) > TEXT_MAX || strlen(version) > TEXT_MAX || !*name || flags < 0)
		return error_input(err, "package %s: %s '%.100s %.10s %.100s' is no dependency",
				   cursor_text(c, DEP_NEVRA), kind, name, cursor_text(c, DEP_FLAGS),
				   version);
	*out = 0;
	if (rich && streq(kind, "provides"))
		return 0; /* rpm knows no such thing: nothing is provided by it */
	if (rich && !flags)
		*out = rich_dependency(r->pool, name);
	if (*out)
		return 0;
	if (rich && (streq(kind, "conflicts") || streq(kind, "obsoletes")))
		return error_input(err, "package %s: %s '%.200s' cannot be read",
				   cursor_text(c, DEP_NEVRA), kind, name);
	*out = pool_str2id(r->pool, name, 1); /* a broken rich one: nobody provides that name */
	if (flags && *version)
		*out = pool_rel2id(r->pool, *out, evr_id(r->pool, version), flags, 1);
	return 0;
}

static int add_dependencies(struct rows *r, struct error *err)
{
	AUTO(cursor) struct cursor c = cursor_open(r->ev, dependencies_sql, 0, NULL);
	Id at = r->repo->start;
	int count = 0;

	while (cursor_next(&c)) {
		Id id = walk_to(r, &at, cursor_text(&c, DEP_NEVRA));
		Offset *list =
			id ? list_of(pool_id2solvable(r->pool, id), cursor_text(&c, DEP_KIND))
			   : NULL;
		Id dep = 0;
		int ret;

		if (!list)
			return error_input(
				err, "package_dep: %s: %s: %.50s", cursor_text(&c, DEP_NEVRA),
				id ? "not a kind of dependency" : "there is no such package",
				cursor_text(&c, DEP_KIND));
		if (++count > DEPENDENCIES_MAX)
			return error_input(err, "more than %d dependencies", DEPENDENCIES_MAX);
		ret = read_dependency(r, &c, &dep, err);
		if (ret)
			return ret;
		if (dep)
			*list = repo_addid_dep(r->repo, *list, dep, 0);
	}
	return 0;
}

/* What rpm's packages say themselves; rows that somebody wrote by hand may not. */
static void add_own_names(struct rows *r)
{
	for (Id id = r->repo->start; id < r->repo->end; id++) {
		Solvable *s = pool_id2solvable(r->pool, id);

		if (s->repo == r->repo && s->arch != ARCH_SRC && s->arch != ARCH_NOSRC)
			s->provides =
				repo_addid_dep(r->repo, s->provides,
					       pool_rel2id(r->pool, s->name, s->evr, REL_EQ, 1), 0);
	}
}

static int add_files(struct rows *r, struct error *err)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		r->ev, "SELECT nevra, path FROM package_file ORDER BY nevra, path", 0, NULL);
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);
	Id at = r->repo->start;
	int count = 0;

	while (cursor_next(&c)) {
		const char *path = cursor_text(&c, 1);
		const char *base = strrchr(path, '/');
		Id id = walk_to(r, &at, cursor_text(&c, 0));

		if (*path != '/')
			continue; /* of a source package: nobody can ask for it */
		if (!id)
			return error_input(err, "package_file: there is no package %s",
					   cursor_text(&c, 0));
		if (++count > FILES_MAX || strlen(path) > TEXT_MAX)
			return error_input(err, "package %s: %s", cursor_text(&c, 0),
					   count > FILES_MAX ? "files without end"
							     : "a path without end");
		buf_clear(&folder);
		buf_addn(&folder, path, base == path ? 1 : (size_t)(base - path));
		if (folder.failed)
			return error_memory(err);
		repodata_add_dirstr(r->data, id, SOLVABLE_FILELIST,
				    repodata_str2dir(r->data, buf_str(&folder), 1), base + 1);
	}
	return 0;
}

int pool_add_rows(struct pool *p, Repo *repo, struct evidence *ev, struct error *err)
{
	struct rows r = { .p = p, .pool = p->pool, .repo = repo, .ev = ev };
	int ret;

	r.data = repo_add_repodata(repo, 0);
	ret = add_packages(&r, err);
	if (!ret)
		ret = add_dependencies(&r, err);
	if (!ret)
		ret = add_files(&r, err);
	if (!ret && evidence_failed(ev))
		ret = error_set(err, EIO, "%s", evidence_why(ev));
	if (ret)
		return error_wrap(err, "evidence");
	add_own_names(&r);
	repodata_internalize(r.data);
	return 0;
}
