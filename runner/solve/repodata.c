/* SPDX-License-Identifier: MIT */
/* primary and filelists into rows of `available` and libsolv's own file. */
#include "solve/repodata.h"

#include <stdio.h>

#include <solv/chksum.h>
#include <solv/repo.h>
#include <solv/repo_rpmmd.h>
#include <solv/repo_write.h>

#include "solve/metadata.h"
#include "solve/pool_libsolv.h"

/*
 * Fedora 43's x86_64 repository has 0.2 and 0.6 GB when decompressed, the largest known ones twice
 * that.  A file that goes on for ever is one that was made to.
 */
static const uint64_t primary_bytes = 1ULL << 30;
static const uint64_t filelists_bytes = 2ULL << 30;
static const size_t solv_bytes = 900U << 20; /* SQLite keeps no larger thing in one piece */

struct package {
	Id id;
	char *nevra;
	char *checksum; /* type:digits */
};

struct repodata {
	Pool *pool;
	Repo *repo;
	const char *path; /* of primary */
	bool twice;	  /* the files that primary has are said again by filelists */
	struct package *packages;
	size_t count;
};

static int read_file(struct repodata *r, const char *path, const char *root, int flags,
		     size_t *packages, struct error *err)
{
	struct metadata_want want = { .path = path,
				      .root = root,
				      .open_bytes = flags ? filelists_bytes : primary_bytes,
				      .pool = flags ? NULL : r->pool };
	AUTO_METADATA struct metadata *m = NULL;
	int ret = metadata_open(&m, &want, err);
	int bad;

	if (ret)
		return ret;
	bad = repo_add_rpmmd(r->repo, metadata_stream(m), NULL, flags);
	ret = metadata_end(m, err);
	if (ret)
		return ret;
	if (bad)
		return error_input(err, "%s: %s", path, pool_errstr(r->pool));
	*packages = metadata_packages(m);
	return 0;
}

static bool provides_rich(const struct repodata *r, const Solvable *s)
{
	const Id *dep = s->provides ? s->repo->idarraydata + s->provides : NULL;

	for (; dep && *dep; dep++)
		if (dep_is_rich(r->pool, *dep))
			return true;
	return false;
}

/* What every package has to have; libsolv does without. */
/* What stands before a ':' is a number as rpm keeps it, of 32 bits. */
static bool has_good_epoch(const char *evr)
{
	size_t digits = strspn(evr, "0123456789");

	if (!strchr(evr, ':'))
		return true;
	return digits > 0 && digits <= 10 && evr[digits] == ':' &&
	       strtoull(evr, NULL, 10) <= UINT32_MAX;
}

static int look_at(struct repodata *r, struct package *p, struct error *err)
{
	Solvable *s = pool_id2solvable(r->pool, p->id);
	Id type = 0;
	const char *sum = solvable_lookup_checksum(s, SOLVABLE_CHECKSUM, &type);
	unsigned medium = 0;
	const char *location = solvable_lookup_location(s, &medium);
	const char *evr = s->evr ? pool_id2str(r->pool, s->evr) : "";
	const char *missing = !s->name || !*pool_id2str(r->pool, s->name) ? "name"
			      : !strchr(evr, '-') || *evr == '-'	  ? "version and release"
			      : !sum					  ? "checksum"
			      : !location				  ? "location"
									  : NULL;

	if (missing)
		return error_input(err, "%s: a package (%.200s) without %s", r->path,
				   s->name ? pool_solvable2str(r->pool, s) : "no name", missing);
	p->nevra = strdup(pool_solvable2str(r->pool, s));
	p->checksum = strdup(pool_tmpjoin(r->pool, solv_chksum_type2str(type), ":", sum));
	if (!p->nevra || !p->checksum)
		return error_memory(err);
	if (!has_good_epoch(evr))
		return error_input(err, "%s: %s: its epoch is no number of 32 bits", r->path,
				   p->nevra);
	if (!repodata_stays_below(location))
		return error_input(err, "%s: %s: the location '%.200s' is not below the repository",
				   r->path, p->nevra, location);
	if (provides_rich(r, s))
		return error_input(err, "%s: %s: provides a rich dependency", r->path, p->nevra);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct package *x = a;
	const struct package *y = b;
	int order = strcmp(x->nevra, y->nevra);

	if (!order)
		order = strcmp(x->checksum, y->checksum);
	return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* Two records of one file are one package: the later is dropped, before file lists find it. */
static void drop_copies(struct repodata *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct package *p = &r->packages[i];
		struct package *last = n ? &r->packages[n - 1] : NULL;

		if (last && streq(last->nevra, p->nevra) && streq(last->checksum, p->checksum)) {
			repo_free_solvable(r->repo, p->id, 0);
			free(p->nevra);
			free(p->checksum);
		} else {
			r->packages[n++] = *p;
		}
	}
	r->count = n;
}

static int gather(struct repodata *r, struct error *err)
{
	int ret = 0;
	Solvable *s;
	Id id;

	r->packages = calloc((size_t)r->repo->nsolvables + 1, sizeof(*r->packages));
	if (!r->packages)
		return error_memory(err);
	FOR_REPO_SOLVABLES(r->repo, id, s)
	{
		if (ret)
			break;
		r->packages[r->count].id = id;
		ret = look_at(r, &r->packages[r->count++], err);
	}
	if (ret)
		return ret;
	qsort(r->packages, r->count, sizeof(*r->packages), by_name);
	drop_copies(r);
	return 0;
}

/* Splits [epoch:]version-release in place. */
static void put_evr(struct row *row, char *evr)
{
	char *release = strrchr(evr, '-');
	size_t digits = strspn(evr, "0123456789");
	int64_t epoch;

	*release++ = '\0';
	if (digits && evr[digits] == ':') {
		evr[digits] = '\0';
		if (str_int(evr, &epoch))
			row_int(row, epoch);
		else
			row_null(row);
		evr += digits + 1;
	} else {
		row_null(row);
	}
	row_text(row, evr);
	row_text(row, release);
}

static int put_package(struct repodata *r, const struct package *p, const struct sink *sink,
		       struct error *err)
{
	Solvable *s = pool_id2solvable(r->pool, p->id);
	AUTO_FREE char *evr = strdup(pool_id2str(r->pool, s->evr));
	struct row row = row_of(TABLE_available);
	unsigned medium = 0;

	if (!evr)
		return error_memory(err);
	row_text(&row, p->nevra);
	row_text(&row, pool_id2str(r->pool, s->name));
	put_evr(&row, evr);
	row_text(&row, pool_id2str(r->pool, s->arch));
	row_text(&row, s->vendor ? pool_id2str(r->pool, s->vendor) : NULL);
	row_text(&row, solvable_lookup_str(s, SOLVABLE_LICENSE));
	row_text(&row, solvable_lookup_sourcepkg(s));
	row_int(&row, (int64_t)solvable_lookup_num(s, SOLVABLE_DOWNLOADSIZE, 0));
	row_int(&row, (int64_t)solvable_lookup_num(s, SOLVABLE_INSTALLSIZE, 0));
	row_text(&row, p->checksum);
	row_text(&row, solvable_lookup_location(s, &medium));
	return sink_put(sink, &row, err);
}

/* What questions are asked about; the rest is in the rows, or nobody's business. */
static int wanted_key(Repo *repo, Repokey *key, void *arg)
{
	static const Id keys[] = { SOLVABLE_NAME,	SOLVABLE_ARCH,	      SOLVABLE_EVR,
				   SOLVABLE_VENDOR,	SOLVABLE_PROVIDES,    SOLVABLE_OBSOLETES,
				   SOLVABLE_CONFLICTS,	SOLVABLE_REQUIRES,    SOLVABLE_RECOMMENDS,
				   SOLVABLE_SUGGESTS,	SOLVABLE_SUPPLEMENTS, SOLVABLE_ENHANCES,
				   SOLVABLE_FILELIST,	SOLVABLE_CHECKSUM,    SOLVABLE_DOWNLOADSIZE,
				   SOLVABLE_INSTALLSIZE };

	struct repodata *r = arg;

	/*
	 * Asked about primary's first.  Two sets of folders would have to be merged, which takes
	 * libsolv as long as reading them.
	 */
	if (r->twice && key->name == SOLVABLE_FILELIST) {
		r->twice = false;
		return KEY_STORAGE_DROPPED;
	}
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (key->name == keys[i])
			return repo_write_stdkeyfilter(repo, key, NULL);
	return KEY_STORAGE_DROPPED;
}

static int put_solv(struct repodata *r, const struct sink *sink, struct error *err)
{
	Repowriter *writer = repowriter_create(r->repo);
	AUTO_FREE char *data = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&data, &len);
	int bad = !f;

	if (f) {
		repowriter_set_keyfilter(writer, wanted_key, r);
		bad = repowriter_write(writer, f);
		bad |= fclose(f) != 0;
	}
	repowriter_free(writer);
	if (bad)
		return error_set(err, EIO, "%s: libsolv cannot write what it read: %s", r->path,
				 f ? pool_errstr(r->pool) : "no memory");
	if (len > solv_bytes)
		return error_input(err, "%s: a repository of %zu bytes, at most %zu", r->path, len,
				   solv_bytes);
	if (!sink->blob)
		return error_set(err, EPROTO, "a blob where none was expected");
	return sink->blob(sink->arg, "solv", data, len, err);
}

static int put_all(struct repodata *r, const char *filelists, const struct sink *sink,
		   struct error *err)
{
	size_t described = 0;
	int ret = read_file(r, r->path, "metadata", 0, &described, err);

	if (!ret)
		ret = gather(r, err);
	if (!ret && filelists)
		ret = read_file(r, filelists, "filelists", REPO_EXTEND_SOLVABLES, &described, err);
	if (!ret && filelists && described >= r->count)
		r->twice = repodata_has_keyname(repo_id2repodata(r->repo, 1), SOLVABLE_FILELIST);
	for (size_t i = 0; !ret && i < r->count; i++)
		ret = put_package(r, &r->packages[i], sink, err);
	return ret ? ret : put_solv(r, sink, err);
}

int repodata_put(const char *primary, const char *filelists, const struct sink *sink,
		 size_t *packages, struct error *err)
{
	struct repodata r = { .pool = pool_create(), .path = primary };
	int ret;

	pool_setdisttype(r.pool, DISTTYPE_RPM);
	r.repo = repo_create(r.pool, "repository");
	ret = put_all(&r, filelists, sink, err);
	if (!ret)
		*packages = r.count;
	for (size_t i = 0; i < r.count; i++) {
		free(r.packages[i].nevra);
		free(r.packages[i].checksum);
	}
	free(r.packages);
	pool_free(r.pool);
	return ret;
}
