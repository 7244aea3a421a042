/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_REPO_MADE_H
#define TESTS_UNIT_REPO_MADE_H
/* A repository's metadata, made package by package, as files, as evidence and as a pool. */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "solve/pool.h"
#include "solve/repodata.h"

#define ENTRY(name) "<rpm:entry name=\"" name "\"/>"
#define ENTRY_V(name, flag, ver) \
	"<rpm:entry name=\"" name "\" flags=\"" flag "\" epoch=\"0\" ver=\"" ver "\"/>"
#define REQUIRES(entries)    "<rpm:requires>" entries "</rpm:requires>"
#define PROVIDES(entries)    "<rpm:provides>" entries "</rpm:provides>"
#define CONFLICTS(entries)   "<rpm:conflicts>" entries "</rpm:conflicts>"
#define OBSOLETES(entries)   "<rpm:obsoletes>" entries "</rpm:obsoletes>"
#define RECOMMENDS(entries)  "<rpm:recommends>" entries "</rpm:recommends>"
#define SUPPLEMENTS(entries) "<rpm:supplements>" entries "</rpm:supplements>"

struct made_repo {
	struct buf primary, filelists;
	char dir[32];
	char primary_path[64], filelists_path[64], evidence_path[64];
};

static inline void made_begin(struct made_repo *m)
{
	*m = (struct made_repo){ .primary = BUF_INIT(BUF_TEXT), .filelists = BUF_INIT(BUF_TEXT) };
	strcpy(m->dir, "/tmp/azlcts-test.XXXXXX");
	assert_non_null(mkdtemp(m->dir));
	snprintf(m->primary_path, sizeof(m->primary_path), "%s/primary.xml", m->dir);
	snprintf(m->filelists_path, sizeof(m->filelists_path), "%s/filelists.xml", m->dir);
	snprintf(m->evidence_path, sizeof(m->evidence_path), "%s/evidence.db", m->dir);
	buf_add(&m->primary, "<metadata packages=\"0\">\n");
	buf_add(&m->filelists, "<filelists packages=\"0\">\n");
}

static inline void made_end(struct made_repo *m)
{
	struct error err = ERROR_INIT;

	fs_remove_tree(m->dir, &err);
	buf_release(&m->primary);
	buf_release(&m->filelists);
}

/* `evr`: version-release; `dependencies`: of the macros above; `files`: one path, or NULL. */
static inline void made_package(struct made_repo *m, const char *name, const char *evr,
				const char *arch, const char *dependencies, const char *file)
{
	int version = (int)(strrchr(evr, '-') - evr);
	char id[128];
	struct sha256 hash;
	char sum[SHA256_HEX];

	snprintf(id, sizeof(id), "%s-%s.%s", name, evr, arch);
	sha256_init(&hash);
	sha256_add(&hash, id, strlen(id));
	sha256_hex(&hash, sum);
	buf_addf(&m->primary,
		 "<package type=\"rpm\"><name>%s</name><arch>%s</arch><version epoch=\"0\" "
		 "ver=\"%.*s\" rel=\"%s\"/><checksum type=\"sha256\" pkgid=\"YES\">%s</checksum>"
		 "<size package=\"100\" installed=\"300\"/><location href=\"Packages/%s.rpm\"/>"
		 "<format><rpm:license>MIT</rpm:license><rpm:vendor>made</rpm:vendor>"
		 "<rpm:sourcerpm>%s-%s.src.rpm</rpm:sourcerpm>%s</format></package>\n",
		 name, arch, version, evr, strrchr(evr, '-') + 1, sum, id, name, evr, dependencies);
	buf_addf(&m->filelists, "<package pkgid=\"%s\" name=\"%s\" arch=\"%s\">", sum, name, arch);
	if (file)
		buf_addf(&m->filelists, "<file>%s</file>", file);
	buf_add(&m->filelists, "</package>\n");
}

static inline void made_write(struct made_repo *m)
{
	struct error err = ERROR_INIT;

	buf_add(&m->primary, "</metadata>\n");
	buf_add(&m->filelists, "</filelists>\n");
	assert_int_equal(fs_write(m->primary_path, m->primary.data, m->primary.len, &err), 0);
	assert_int_equal(fs_write(m->filelists_path, m->filelists.data, m->filelists.len, &err), 0);
}

/* Files as they are into evidence; what repodata_put() gave. */
static inline int made_collect(const char *primary, const char *filelists, const char *evidence,
			       size_t *packages, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	int ret;

	assert_int_equal(evidence_create(&ev, evidence, err), 0);
	ret = repodata_put(primary, filelists, evidence_sink(ev), packages, err);
	if (ret)
		return ret;
	assert_int_equal(sink_complete(evidence_sink(ev), PART_REPOSITORY, err), 0);
	assert_int_equal(evidence_commit(ev, err), 0);
	return 0;
}

/* A pool of it, after `change` (SQL; NULL: none). */
static inline struct pool *made_pool(struct made_repo *m, const char *change)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct error err = ERROR_INIT;
	struct pool *p = NULL;
	size_t count = 0;

	made_write(m);
	if (made_collect(m->primary_path, m->filelists_path, m->evidence_path, &count, &err) ||
	    evidence_copy(&ev, m->evidence_path, &err) ||
	    (change && evidence_change(ev, change, &err)) || pool_new(&p, "x86_64", &err) ||
	    pool_add_repository(p, ev, &err) || pool_ready(p, &err))
		fail_msg("%s", err.text);
	return p;
}

#endif
