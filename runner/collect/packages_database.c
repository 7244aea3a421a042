/* SPDX-License-Identifier: MIT */
/*
 * Part PACKAGES, from a private copy of an rpm database.
 *
 * - No configuration of the host is read: the two macros that count are defined here, and librpm's
 *   global state is emptied after.
 * - Headers are not verified by librpm, which would silently pass over those it does not like: what
 *   is in the database is evidence, and rows say what is wrong with it.
 * - librpm reports damage in its log only: an error there fails the part.
 * - What the iterator gives is counted against an index of the database.
 */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include <rpm/header.h>
#include <rpm/rpmbase64.h>
#include <rpm/rpmdb.h>
#include <rpm/rpmmacro.h>
#include <rpm/rpmtd.h>
#include <rpm/rpmts.h>

#include "base/fs.h"
#include "collect/collect.h"
#include "collect/packages_header.h"
#include "collect/rpmdb.h"

enum { HEADERS_MAX = 100000 };

static int put_header(struct packages *p, Header h, struct error *err)
{
	AUTO_FREE char *nevra = headerGetAsString(h, RPMTAG_NEVRA);

	if (!nevra) {
		part_fail(&p->part, "a header without a name");
		return 0;
	}
	return packages_put(p, h, nevra, err);
}

/* A key file that collect_rpmdb() sent: its path in the image, a newline, its bytes. */
static int load_key_file(struct packages *p, const char *path, struct error *err)
{
	AUTO(buf) struct buf bytes = BUF_INIT(OPENPGP_FILE_MAX + BUF_LINE);
	const char *at;
	const char *line;
	size_t n;
	AUTO_FREE char *origin = NULL;
	int ret = fs_read(path, &bytes, err);

	if (ret < 0)
		return ret;
	at = buf_str(&bytes);
	if (!str_line(&at, &line, &n))
		return 0;
	origin = strndup(line, n);
	if (!origin)
		return error_memory(err);
	return openpgp_keys_add(&p->keys, origin, at, bytes.len - (size_t)(at - bytes.data), err);
}

static int is_key_file(const struct dirent *e)
{
	return starts_with(e->d_name, RPMDB_KEY_FILE);
}

static int load_key_files(struct packages *p, const char *folder, struct error *err)
{
	struct dirent **names = NULL;
	int count = scandir(folder, &names, is_key_file, alphasort);
	int ret = count < 0 ? error_errno(err, "read folder %s", folder) : 0;

	for (int i = 0; i < count; i++) {
		AUTO_FREE char *path = fs_join(folder, names[i]->d_name);

		if (ret == 0)
			ret = path ? load_key_file(p, path, err) : error_memory(err);
		free(names[i]);
	}
	free(names);
	return ret;
}

static int load_imported_key(struct packages *p, Header h, struct error *err)
{
	struct rpmtd_s td;
	const char *text;
	int ret = 0;

	if (!headerGet(h, RPMTAG_PUBKEYS, &td, HEADERGET_MINMEM))
		return 0;
	while (ret == 0 && (text = rpmtdNextString(&td)) != NULL) {
		void *packets = NULL;
		size_t len = 0;

		if (rpmBase64Decode(text, &packets, &len) == 0)
			ret = openpgp_keys_add(&p->keys, "rpmdb", packets, len, err);
		free(packets);
	}
	rpmtdFreeData(&td);
	return ret;
}

/* rpm keeps imported keys as if they were packages. */
static int load_imported_keys(struct packages *p, rpmts ts, struct error *err)
{
	rpmdbMatchIterator it = rpmtsInitIterator(ts, RPMDBI_NAME, "gpg-pubkey", 0);
	Header h;
	int ret = 0;

	while (ret == 0 && (h = rpmdbNextIterator(it)) != NULL)
		ret = load_imported_key(p, h, err);
	rpmdbFreeIterator(it);
	return ret;
}

/*
 * How many packages the index of names knows: a header that librpm drops without a word, and a row
 * that somebody removed, show in the difference.
 */
static size_t indexed(rpmts ts)
{
	rpmdbIndexIterator it = rpmdbIndexIteratorInit(rpmtsGetRdb(ts), RPMDBI_NAME);
	const void *key;
	size_t len;
	size_t count = 0;

	/* A forged index can have rows without end. */
	while (it && count <= HEADERS_MAX && rpmdbIndexIteratorNext(it, &key, &len) == 0)
		count += rpmdbIndexIteratorNumPkgs(it);
	rpmdbIndexIteratorFree(it);
	return count;
}

static int read_headers(struct packages *p, rpmts ts, struct error *err)
{
	rpmdbMatchIterator it = rpmtsInitIterator(ts, RPMDBI_PACKAGES, NULL, 0);
	size_t count = 0;
	size_t known;
	Header h;
	int ret = 0;

	/* A forged database can have rows without end. */
	while (ret == 0 && count <= HEADERS_MAX && (h = rpmdbNextIterator(it)) != NULL) {
		ret = put_header(p, h, err);
		count++;
	}
	rpmdbFreeIterator(it);
	if (ret < 0)
		return ret;
	p->headers = count;
	if (count > HEADERS_MAX)
		part_fail(&p->part, "more than %d packages", HEADERS_MAX);
	/* Berkeley DB and ndb keep indexes in files that are not sent */
	known = p->indexed ? indexed(ts) : count;
	if (count == 0 && known == 0)
		part_fail(&p->part, "the rpm database has no packages");
	else if (known != count)
		part_fail(&p->part, "the rpm database has %zu packages, its index of names %zu",
			  count, known);
	return 0;
}

static int read_database(struct packages *p, const char *folder, struct error *err)
{
	rpmts ts = rpmtsCreate();
	int ret;

	if (!ts)
		return error_memory(err);
	rpmtsSetVSFlags(ts, RPMVSF_NOHDRCHK | _RPMVSF_NODIGESTS | _RPMVSF_NOSIGNATURES);
	if (rpmtsSetRootDir(ts, "/") != 0)
		part_fail(&p->part, "librpm: the root directory was refused");
	p->quiet = true; /* a key that librpm does not like is no fault of the database */
	ret = load_key_files(p, folder, err);
	p->quiet = false;
	if (ret == 0)
		ret = load_imported_keys(p, ts, err);
	if (ret == 0)
		ret = openpgp_keys_put(&p->keys, p->sink, err);
	if (ret == 0)
		ret = read_headers(p, ts, err);
	rpmtsCloseDB(ts);
	rpmtsFree(ts);
	return ret;
}

struct backend {
	const char *file;
	const char *name;
};

/* The backend whose file is there; NULL: none is. */
static const struct backend *find_backend(const char *folder, bool *empty, struct error *err)
{
	static const struct backend backends[] = { { "rpmdb.sqlite", "sqlite" },
						   { "Packages.db", "ndb" },
						   { "Packages", "bdb_ro" } };

	for (size_t i = 0; i < ARRAY_SIZE(backends); i++) {
		AUTO_FREE char *path = fs_join(folder, backends[i].file);
		struct stat st;

		if (!path) {
			error_memory(err);
		} else if (stat(path, &st) == 0) {
			*empty = st.st_size == 0;
			return &backends[i];
		}
	}
	return NULL;
}

/* librpm would make a new database of an empty file; one of a kind that it lacks it calls empty. */
static int read_with(struct packages *p, const struct backend *backend, const char *folder,
		     struct error *err)
{
	int ret;

	rpmPushMacro(NULL, "_dbpath", NULL, folder, 0);
	rpmPushMacro(NULL, "_db_backend", NULL, backend->name, 0);
	p->indexed = streq(backend->name, "sqlite");
	ret = read_database(p, folder, err);
	rpmPopMacro(NULL, "_db_backend");
	rpmPopMacro(NULL, "_dbpath");
	if (streq(backend->name, "ndb") && p->headers == 0) {
		p->part = (struct part_state){ 0 };
		part_fail(&p->part, "no packages in %s, or librpm of this host lacks the ndb form",
			  backend->file);
	}
	return ret;
}

int collect_packages(const char *folder, const struct sink *sink, struct error *err)
{
	struct packages p = { .sink = sink };
	bool empty = false;
	const struct backend *backend = find_backend(folder, &empty, err);
	/* Not a failure: Azure Container Linux has none.  Who needs the part finds it missing. */
	AUTO_FREE char *none = fs_join(folder, RPMDB_NONE);
	AUTO_FREE char *absolute = NULL;
	int ret;

	if (!none)
		return error_memory(err);
	if (!backend && access(none, F_OK) == 0)
		return sink_volatile(sink, PART_PACKAGES, "database", "there is none", err);
	if (!backend)
		return sink_failed(sink, PART_PACKAGES, "there is no rpm database", err);
	if (empty)
		return sink_failed(sink, PART_PACKAGES, "the file of the rpm database is empty",
				   err);
	absolute = realpath(folder, NULL); /* librpm takes it from its root directory on */
	if (!absolute)
		return error_errno(err, "%s", folder);
	if (strchr(absolute, '%')) /* would be a macro */
		return error_input(err, "%s: a folder with '%%' in its name", absolute);
	packages_begin(&p);
	ret = read_with(&p, backend, absolute, err);
	packages_end(&p);
	return ret < 0 ? ret : part_end(&p.part, PART_PACKAGES, sink, err);
}
