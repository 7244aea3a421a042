/* SPDX-License-Identifier: MIT */
/*
 * A repository: libsolv's own file of it, and the rows of `available`, which have the last word on
 * what is there.
 */
#include <stdio.h>

#include <solv/chksum.h>
#include <solv/repo_solv.h>

#include "base/textmap.h"
#include "solve/pool_libsolv.h"

enum {
	AVAILABLE_MAX = 1000000,
	READ_AHEAD = 256 << 10,
};

static void package_key(struct pool *p, Solvable *s, struct buf *out)
{
	Id type = 0;
	const char *sum = solvable_lookup_checksum(s, SOLVABLE_CHECKSUM, &type);

	buf_clear(out);
	buf_addf(out, "%s %s:%s", pool_solvable2str(p->pool, s),
		 sum ? solv_chksum_type2str(type) : "", sum ? sum : "");
}

static int read_available(struct evidence *ev, struct textmap *rows, struct error *err)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT nevra, checksum FROM available", 0, NULL);
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);
	int ret = 0;

	while (!ret && cursor_next(&c)) {
		buf_clear(&key);
		buf_addf(&key, "%s %s", cursor_text(&c, 0), cursor_text(&c, 1));
		if (key.failed || rows->count > AVAILABLE_MAX)
			return error_input(err,
					   key.failed ? "available: a name without end"
						      : "available: more than %d packages",
					   AVAILABLE_MAX);
		ret = textmap_set(rows, buf_str(&key), 0, err);
	}
	if (!ret && evidence_failed(ev))
		ret = error_set(err, EIO, "%s", evidence_why(ev));
	return ret;
}

/* Packages without a row go; a row without a package is an error. */
static int match_rows(struct pool *p, Repo *repo, struct textmap *rows, struct error *err)
{
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);
	int end = repo->end;

	for (Id id = repo->start; id < end; id++) {
		Solvable *s = pool_id2solvable(p->pool, id);
		const struct textmap_entry *row;

		if (s->repo != repo)
			continue;
		package_key(p, s, &key);
		if (key.failed)
			return error_input(err, "blob solv: a package with a name without end");
		row = textmap_get(rows, buf_str(&key));
		if (row)
			rows->entries[row - rows->entries].value = 1;
		else
			repo_free_solvable(repo, id, 0);
	}
	for (size_t i = 0; i < rows->count; i++)
		if (!rows->entries[i].value)
			return error_input(err, "available: %s is not in the blob solv",
					   rows->entries[i].text);
	return 0;
}

int pool_add_solv(struct pool *p, Repo *repo, struct evidence *ev, struct error *err)
{
	AUTO(textmap) struct textmap rows = { 0 };
	FILE *f = NULL;
	int ret = evidence_blob(ev, "solv", &f, err);

	if (ret)
		return error_wrap(err, "repository");
	setvbuf(f, NULL, _IOFBF, READ_AHEAD);
	if (repo_add_solv(repo, f, SOLV_ADD_NO_STUBS) != 0)
		ret = error_input(
			err,
			"repository: blob solv cannot be read: %s; collect the repository "
			"again",
			pool_errstr(p->pool));
	fclose(f);
	if (!ret)
		ret = read_available(ev, &rows, err);
	if (!ret)
		ret = match_rows(p, repo, &rows, err);
	return ret;
}
