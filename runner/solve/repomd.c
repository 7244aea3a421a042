/* SPDX-License-Identifier: MIT */
/* repomd.xml: what files a repository consists of. */
#include <strings.h>

#include <solv/chksum.h>
#include <solv/dataiterator.h>
#include <solv/repo.h>
#include <solv/repo_repomdxml.h>

#include "solve/metadata.h"
#include "solve/pool_libsolv.h"
#include "solve/repodata.h"

enum {
	REPOMD_BYTES = 16 << 20,
	REPOMD_FILES = 1000,
};

bool repodata_stays_below(const char *location)
{
	const char *part = location;

	if (!*location || *location == '/' || strlen(location) > 4096)
		return false;
	for (const char *c = location; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f || strchr("\\?#", *c))
			return false;
	/* a scheme, or a drive, ends in a colon before any slash */
	if (strcspn(location, ":") < strcspn(location, "/"))
		return false;
	for (; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
		AUTO(buf) struct buf plain = BUF_INIT(BUF_LINE);
		size_t len = strcspn(part, "/");

		for (size_t i = 0; i < len; i++) { /* servers take %2e for a dot, %2f for a slash */
			if (i + 2 < len && part[i] == '%' && part[i + 1] == '2' &&
			    strchr("efEF", part[i + 2])) {
				if (strchr("fF", part[i + 2]))
					return false;
				buf_addc(&plain, '.');
				i += 2;
			} else {
				buf_addc(&plain, part[i]);
			}
		}
		if (plain.failed || streq(buf_str(&plain), ".."))
			return false;
	}
	return true;
}

/* The entry that the iterator stands on. */
static int read_entry(struct arena *arena, Pool *pool, const char *type, struct repodata_file *out,
		      struct error *err)
{
	Id sum_type = 0;
	const char *location = pool_lookup_str(pool, SOLVID_POS, REPOSITORY_REPOMD_LOCATION);
	const char *sum =
		pool_lookup_checksum(pool, SOLVID_POS, REPOSITORY_REPOMD_CHECKSUM, &sum_type);
	unsigned long long size =
		pool_lookup_num(pool, SOLVID_POS, REPOSITORY_REPOMD_SIZE, UINT64_MAX);

	if (!location || !repodata_stays_below(location))
		return error_input(err, "%.100s: the location '%.200s' is not below the repository",
				   type, location ? location : "");
	if (!sum)
		return error_input(err, "%.100s: no checksum", type);
	out->type = arena_strdup(arena, type);
	out->location = arena_strdup(arena, location);
	out->checksum_type = arena_strdup(arena, solv_chksum_type2str(sum_type));
	out->checksum = arena_strdup(arena, sum);
	out->size = size > INT64_MAX ? -1 : (int64_t)size;
	if (!out->type || !out->location || !out->checksum_type || !out->checksum)
		return error_memory(err);
	return 0;
}

static int read_entries(struct arena *arena, Repo *repo, struct repomd *out, struct error *err)
{
	Dataiterator di;
	int ret = 0;

	out->files = arena_alloc(arena, REPOMD_FILES * sizeof(*out->files));
	if (!out->files)
		return error_memory(err);
	dataiterator_init(&di, repo->pool, repo, SOLVID_META, REPOSITORY_REPOMD_TYPE, NULL, 0);
	dataiterator_prepend_keyname(&di, REPOSITORY_REPOMD);
	while (!ret && dataiterator_step(&di)) {
		AUTO_FREE char *type = strdup(
			repodata_stringify(repo->pool, di.data, di.key, &di.kv, SEARCH_STRING)
				? di.kv.str
				: "");

		dataiterator_setpos_parent(&di);
		if (!type)
			ret = error_memory(err);
		else if (out->count == REPOMD_FILES)
			ret = error_input(err, "more than %d files", REPOMD_FILES);
		else
			ret = read_entry(arena, repo->pool, type, &out->files[out->count++], err);
	}
	dataiterator_free(&di);
	pool_clear_pos(repo->pool);
	return ret;
}

static int read_repomd(struct arena *arena, Pool *pool, const char *path, struct repomd *out,
		       struct error *err)
{
	struct metadata_want want = { .path = path, .root = "repomd", .open_bytes = REPOMD_BYTES };
	AUTO_METADATA struct metadata *m = NULL;
	Repo *repo = repo_create(pool, "repomd");
	const char *revision;
	int bad;
	int ret = metadata_open(&m, &want, err);

	if (ret)
		return ret;
	bad = repo_add_repomdxml(repo, metadata_stream(m), 0);
	ret = metadata_end(m, err);
	if (ret)
		return ret;
	if (bad)
		return error_input(err, "%s: %s", path, pool_errstr(pool));
	revision = repo_lookup_str(repo, SOLVID_META, REPOSITORY_REVISION);
	out->revision = arena_strdup(arena, revision ? revision : "");
	if (!out->revision)
		return error_memory(err);
	ret = read_entries(arena, repo, out, err);
	return ret ? error_wrap(err, "%s", path) : 0;
}

static int lacks_primary(const char *path, const struct repomd *r, struct error *err)
{
	for (size_t i = 0; i < r->count; i++)
		if (starts_with(r->files[i].type, "primary") &&
		    ends_with(r->files[i].location, ".zck"))
			return error_input(err,
					   "%s: primary is there as zchunk alone, which cannot be "
					   "read here; it is needed as gzip, xz or zstd",
					   path);
	return error_input(err, "%s: names no file 'primary'", path);
}

int repomd_read(struct arena *arena, const char *path, struct repomd *out, struct error *err)
{
	struct repomd read = { 0 };
	Pool *pool = pool_create();
	int ret;

	pool_setdisttype(pool, DISTTYPE_RPM);
	ret = read_repomd(arena, pool, path, &read, err);
	pool_free(pool);
	if (!ret && !repomd_find(&read, "primary"))
		ret = lacks_primary(path, &read, err);
	if (!ret)
		*out = read;
	return ret;
}

const struct repodata_file *repomd_find(const struct repomd *r, const char *type)
{
	for (size_t i = 0; i < r->count; i++)
		if (streq(r->files[i].type, type) && !ends_with(r->files[i].location, ".zck"))
			return &r->files[i];
	return NULL;
}
