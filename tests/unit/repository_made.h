/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_REPOSITORY_MADE_H
#define TESTS_UNIT_REPOSITORY_MADE_H
/*
 * The primary.xml of a repository, made of a few facts, and evidence made of it with
 *repodata_put().
 *
 *	struct made_repository r = { 0 };
 *	made_package(&r, "a", NULL, "1", "1", "x86_64");
 *	made_dep(&r, "requires", "b", ">=", "2-1");
 *	made_file(&r, "/usr/bin/a");
 *	made_put(&r, dir, sink);
 *
 * A package provides itself without being told to.
 */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "solve/repodata.h"

enum { MADE_DEPS_MAX = 64 };

struct made_entry {
	char kind[16];
	char text[1024];
};

struct made_repository {
	struct buf xml;	 /* of packages that are whole */
	struct buf head; /* of the one that is being made; empty: none */
	struct buf files;
	struct made_entry deps[MADE_DEPS_MAX];
	size_t deps_count;
	size_t count;
	const char *vendor; /* of packages to come; NULL: none */
	long size;	    /* bytes of their files */
	long installed;	    /* bytes installed */
};

static inline void made_escape(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("<>&\"", *text))
			buf_addf(out, "&#%d;", *text);
		else
			buf_addc(out, *text);
	}
}

/* "2:1.0-3" as attributes; "" none. */
static inline void made_evr(struct buf *out, const char *flags, const char *evr)
{
	static const char *const words[][2] = {
		{ "=", "EQ" }, { "<", "LT" }, { "<=", "LE" }, { ">", "GT" }, { ">=", "GE" }
	};
	const char *colon = strchr(evr, ':');
	const char *version = colon ? colon + 1 : evr;
	const char *dash = strrchr(version, '-');

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (streq(flags, words[i][0]))
			buf_addf(out, " flags=\"%s\" epoch=\"%.*s\" ver=\"%.*s\"", words[i][1],
				 colon ? (int)(colon - evr) : 1, colon ? evr : "0",
				 dash ? (int)(dash - version) : (int)strlen(version), version);
	if (*flags && dash)
		buf_addf(out, " rel=\"%s\"", dash + 1);
}

static inline void made_dep(struct made_repository *r, const char *kind, const char *name,
			    const char *flags, const char *evr)
{
	struct buf text = BUF_INIT(BUF_LINE);
	struct made_entry *e = &r->deps[r->deps_count++];

	assert_true(r->deps_count <= MADE_DEPS_MAX);
	buf_add(&text, "<rpm:entry name=\"");
	made_escape(&text, name);
	buf_add(&text, "\"");
	made_evr(&text, flags, evr);
	buf_add(&text, "/>");
	snprintf(e->kind, sizeof(e->kind), "%s", kind);
	snprintf(e->text, sizeof(e->text), "%s", buf_str(&text));
	buf_release(&text);
}

static inline void made_file(struct made_repository *r, const char *path)
{
	buf_add(&r->files, "<file>");
	made_escape(&r->files, path);
	buf_add(&r->files, "</file>");
}

static inline void made_end(struct made_repository *r)
{
	static const char *const kinds[] = { "provides",   "requires", "conflicts",   "obsoletes",
					     "recommends", "suggests", "supplements", "enhances" };

	if (r->head.len == 0)
		return;
	buf_add(&r->xml, buf_str(&r->head));
	for (size_t k = 0; k < ARRAY_SIZE(kinds); k++) {
		buf_addf(&r->xml, "<rpm:%s>", kinds[k]);
		for (size_t i = 0; i < r->deps_count; i++)
			if (streq(r->deps[i].kind, kinds[k]))
				buf_add(&r->xml, r->deps[i].text);
		buf_addf(&r->xml, "</rpm:%s>", kinds[k]);
	}
	buf_addf(&r->xml, "%s</format></package>\n", buf_str(&r->files));
	buf_clear(&r->head);
	buf_clear(&r->files);
	r->deps_count = 0;
}

/* `epoch` NULL: 0. */
static inline void made_package(struct made_repository *r, const char *name, const char *epoch,
				const char *version, const char *release, const char *arch)
{
	char evr[256];

	made_end(r);
	r->xml.max = r->head.max = r->files.max = BUF_TEXT;
	r->count++;
	buf_addf(&r->head,
		 "<package type=\"rpm\"><name>%s</name><arch>%s</arch><version epoch=\"%s\" "
		 "ver=\"%s\" rel=\"%s\"/><checksum type=\"sha256\" pkgid=\"YES\">%064zx</checksum>"
		 "<summary/><description/><packager/><url/><time file=\"0\" build=\"0\"/>"
		 "<size package=\"%ld\" installed=\"%ld\" archive=\"1\"/>"
		 "<location href=\"%s-%s-%s.%s.rpm\"/><format><rpm:license>MIT</rpm:license>"
		 "<rpm:vendor>%s</rpm:vendor><rpm:group/><rpm:buildhost/>"
		 "<rpm:sourcerpm>%s-%s-%s.src.rpm</rpm:sourcerpm>"
		 "<rpm:header-range start=\"0\" end=\"1\"/>",
		 name, arch, epoch ? epoch : "0", version, release, r->count, r->size, r->installed,
		 name, version, release, arch, r->vendor ? r->vendor : "", name, version, release);
	snprintf(evr, sizeof(evr), "%s:%s-%s", epoch ? epoch : "0", version, release);
	made_dep(r, "provides", name, "=", evr);
}

/* Rows and blob of all that was made, through primary.xml in that folder. */
static inline void made_put(struct made_repository *r, const char *dir, const struct sink *sink)
{
	struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	char path[256];
	size_t packages = 0;
	FILE *f;

	made_end(r);
	buf_addf(&text,
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		 "<metadata xmlns=\"http://linux.duke.edu/metadata/common\" "
		 "xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" "
		 "packages=\"%zu\">\n%s</metadata>\n",
		 r->count, buf_str(&r->xml));
	snprintf(path, sizeof(path), "%s/primary.xml", dir);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text.data, 1, text.len, f), text.len);
	assert_int_equal(fclose(f), 0);
	if (repodata_put(path, NULL, sink, &packages, &err))
		fail_msg("%s: %s", path, err.text);
	assert_int_equal(packages, r->count);
	buf_release(&text);
	buf_release(&r->xml);
	buf_release(&r->head);
	buf_release(&r->files);
	*r = (struct made_repository){ 0 };
}

#endif
