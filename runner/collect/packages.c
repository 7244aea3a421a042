/* SPDX-License-Identifier: MIT */
/*
 * A header's rows.  packages*.c and openpgp*.c are the one door to librpm.  Only calls that 4.18
 * and 6 both declare.
 */
#include <stdio.h>
#include <unistd.h>

#include <rpm/header.h>
#include <rpm/rpmds.h>
#include <rpm/rpmfiles.h>
#include <rpm/rpmlib.h>
#include <rpm/rpmlog.h>
#include <rpm/rpmmacro.h>
#include <rpm/rpmtd.h>

#include "collect/collect.h"
#include "collect/part.h"
#include "collect/packages_header.h"

/* Tags that librpm 4.18 does not name: rpmtag.h of 4.19 and 6.0. */
enum {
	TAG_PREUNTRANS = 5104,
	TAG_POSTUNTRANS = 5105,
	TAG_PREUNTRANSPROG = 5106,
	TAG_POSTUNTRANSPROG = 5107,
};

static void row_tag(struct row *row, const char *text)
{
	row_text(row, text && !streq(text, "(none)") ? text : NULL);
}

static int put_package(struct packages *p, Header h, const char *nevra, struct error *err)
{
	struct row row = row_of(TABLE_package);
	char signer[SIGNER_HEX];
	char kept[65];

	row_text(&row, nevra);
	row_tag(&row, headerGetString(h, RPMTAG_NAME));
	if (headerIsEntry(h, RPMTAG_EPOCH))
		row_int(&row, (int64_t)headerGetNumber(h, RPMTAG_EPOCH));
	else
		row_null(&row);
	row_tag(&row, headerGetString(h, RPMTAG_VERSION));
	row_tag(&row, headerGetString(h, RPMTAG_RELEASE));
	/* the header of a source package names the machine that it was made on */
	row_tag(&row, headerIsSource(h) ? "src" : headerGetString(h, RPMTAG_ARCH));
	row_tag(&row, headerGetString(h, RPMTAG_VENDOR));
	row_tag(&row, headerGetString(h, RPMTAG_LICENSE));
	row_tag(&row, headerGetString(h, RPMTAG_SOURCERPM));
	row_int(&row, (int64_t)headerGetNumber(h, RPMTAG_LONGSIZE)); /* v6 has no SIZE */
	row_text(&row, packages_signer(p, h, signer) ? signer : NULL);
	if (p->file)
		row_text(&row, p->file->sha256);
	else
		row_text(&row, packages_kept_digest(h, kept) ? kept : NULL);
	return sink_put(p->sink, &row, err);
}

static const char *sense(rpmsenseFlags flags)
{
	switch (flags & (RPMSENSE_LESS | RPMSENSE_GREATER | RPMSENSE_EQUAL)) {
	case RPMSENSE_EQUAL:
		return "=";
	case RPMSENSE_LESS:
		return "<";
	case RPMSENSE_LESS | RPMSENSE_EQUAL:
		return "<=";
	case RPMSENSE_GREATER:
		return ">";
	case RPMSENSE_GREATER | RPMSENSE_EQUAL:
		return ">=";
	default:
		return "";
	}
}

static int put_dependency(struct packages *p, rpmds ds, const char *nevra, const char *kind,
			  struct error *err)
{
	struct row row = row_of(TABLE_package_dep);
	const char *version = rpmdsEVR(ds);

	row_text(&row, nevra);
	row_text(&row, kind);
	row_text(&row, rpmdsN(ds));
	row_text(&row, sense(rpmdsFlags(ds)));
	row_text(&row, version ? version : "");
	return sink_put(p->sink, &row, err);
}

/* Requires(pre) and Requires(pretrans): what a first scriptlet may count on. */
static bool before_scriptlets(rpmds ds)
{
	return rpmdsTagN(ds) == RPMTAG_REQUIRENAME &&
	       rpmdsFlags(ds) & (RPMSENSE_SCRIPT_PRE | RPMSENSE_PRETRANS);
}

static int put_dependencies(struct packages *p, Header h, const char *nevra, struct error *err)
{
	static const struct {
		rpmTagVal tag;
		const char *kind;
	} kinds[] = {
		{ RPMTAG_PROVIDENAME, "provides" },	  { RPMTAG_REQUIRENAME, "requires" },
		{ RPMTAG_CONFLICTNAME, "conflicts" },	  { RPMTAG_OBSOLETENAME, "obsoletes" },
		{ RPMTAG_RECOMMENDNAME, "recommends" },	  { RPMTAG_SUGGESTNAME, "suggests" },
		{ RPMTAG_SUPPLEMENTNAME, "supplements" }, { RPMTAG_ENHANCENAME, "enhances" },
	};
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kinds) && ret == 0; i++) {
		rpmds ds = rpmdsNew(h, kinds[i].tag, 0);

		while (ret == 0 && rpmdsNext(ds) >= 0) {
			ret = put_dependency(p, ds, nevra, kinds[i].kind, err);
			if (ret == 0 && before_scriptlets(ds))
				ret = put_dependency(p, ds, nevra, "requires-pre", err);
		}
		rpmdsFree(ds);
	}
	return ret;
}

static void file_flags(rpmfileAttrs flags, char out[8])
{
	static const struct {
		rpmfileAttrs bit;
		char letter;
	} letters[] = {
		{ RPMFILE_CONFIG, 'c' },  { RPMFILE_DOC, 'd' },	      { RPMFILE_GHOST, 'g' },
		{ RPMFILE_LICENSE, 'l' }, { RPMFILE_MISSINGOK, 'm' }, { RPMFILE_NOREPLACE, 'n' },
		{ RPMFILE_README, 'r' },
	};
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		if (flags & letters[i].bit)
			out[n++] = letters[i].letter;
	out[n] = '\0';
}

bool packages_file_digest(rpmfiles files, int i, char out[65])
{
	enum { RPM_HASH_SHA256 = 8 }; /* rpmcrypto.h (4.18: rpmpgp.h): PGPHASHALGO_SHA256 */
	size_t len = 0;
	int algorithm = 0;
	const unsigned char *digest = rpmfilesFDigest(files, i, &algorithm, &len);
	unsigned char any = 0;

	if (!digest || algorithm != RPM_HASH_SHA256 || len != 32)
		return false;
	for (size_t b = 0; b < len; b++) {
		any |= digest[b];
		snprintf(out + 2 * b, 3, "%02x", (unsigned)digest[b]);
	}
	return any; /* folders, links and ghosts have none: zeros */
}

/* The package's %verify(not ...): what its scriptlets or the system change later. */
static void unverified_letters(rpmVerifyAttrs verified, char out[8])
{
	static const struct {
		rpmVerifyAttrs bit;
		char letter;
	} letters[] = {
		{ RPMVERIFY_FILEDIGEST, '5' }, { RPMVERIFY_FILESIZE, 'S' },
		{ RPMVERIFY_LINKTO, 'L' },     { RPMVERIFY_USER, 'U' },
		{ RPMVERIFY_GROUP, 'G' },      { RPMVERIFY_MODE, 'M' },
		{ RPMVERIFY_MTIME, 'T' },
	};

	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		if (!(verified & letters[i].bit))
			*out++ = letters[i].letter;
	*out = '\0';
}

static int put_files(struct packages *p, Header h, const char *nevra, struct error *err)
{
	rpmfiles files = rpmfilesNew(NULL, h, RPMTAG_BASENAMES,
				     RPMFI_FLAGS_QUERY & ~(unsigned)RPMFI_NOFILEVERIFYFLAGS);
	int count = files ? (int)rpmfilesFC(files) : 0;
	int ret = 0;

	for (int i = 0; i < count && ret == 0; i++) {
		struct row row = row_of(TABLE_package_file);
		AUTO_FREE char *path = rpmfilesFN(files, i);
		const char *user = rpmfilesFUser(files, i);
		const char *group = rpmfilesFGroup(files, i);
		char digest[65];
		char flags[8];
		char unverified[8];

		file_flags(rpmfilesFFlags(files, i), flags);
		unverified_letters(rpmfilesVFlags(files, i), unverified);
		row_text(&row, nevra);
		row_text(&row, path);
		row_int(&row, rpmfilesFMode(files, i));
		row_text(&row, user ? user : "");
		row_text(&row, group ? group : "");
		row_text(&row, packages_file_digest(files, i, digest) ? digest : NULL);
		row_text(&row, flags);
		row_text(&row, unverified);
		ret = sink_put(p->sink, &row, err);
	}
	rpmfilesFree(files);
	return ret;
}

static int put_script(struct packages *p, const char *nevra, const char *kind,
		      const char *interpreter, const char *body, struct error *err)
{
	struct row row = row_of(TABLE_package_script);

	row_text(&row, nevra);
	row_text(&row, kind);
	row_text(&row, interpreter);
	row_text(&row, body ? body : "");
	return sink_put(p->sink, &row, err);
}

/* One scriptlet: a program with its arguments, and a body that may be empty. */
static int put_scriptlet(struct packages *p, Header h, const char *nevra, rpmTagVal body_tag,
			 rpmTagVal program_tag, const char *kind, struct error *err)
{
	AUTO(buf) struct buf program = BUF_INIT(BUF_LINE);
	struct rpmtd_s body;
	struct rpmtd_s words;
	const char *word;
	bool has_body = headerGet(h, body_tag, &body, HEADERGET_MINMEM);
	bool has_program = headerGet(h, program_tag, &words, HEADERGET_MINMEM);
	int ret = 0;

	while (has_program && (word = rpmtdNextString(&words)) != NULL)
		buf_addf(&program, "%s%s", program.len ? " " : "", word);
	if (!has_program)
		buf_add(&program, "/bin/sh"); /* rpm's default */
	if (has_body || has_program)
		ret = put_script(p, nevra, kind, buf_str(&program),
				 has_body ? rpmtdGetString(&body) : NULL, err);
	if (has_program)
		rpmtdFreeData(&words);
	if (has_body)
		rpmtdFreeData(&body);
	return ret;
}

static int put_scriptlets(struct packages *p, Header h, const char *nevra, struct error *err)
{
	static const struct {
		rpmTagVal body, program;
		const char *kind;
	} kinds[] = {
		{ RPMTAG_PREIN, RPMTAG_PREINPROG, "pre" },
		{ RPMTAG_POSTIN, RPMTAG_POSTINPROG, "post" },
		{ RPMTAG_PREUN, RPMTAG_PREUNPROG, "preun" },
		{ RPMTAG_POSTUN, RPMTAG_POSTUNPROG, "postun" },
		{ RPMTAG_PRETRANS, RPMTAG_PRETRANSPROG, "pretrans" },
		{ RPMTAG_POSTTRANS, RPMTAG_POSTTRANSPROG, "posttrans" },
		{ TAG_PREUNTRANS, TAG_PREUNTRANSPROG, "preuntrans" },
		{ TAG_POSTUNTRANS, TAG_POSTUNTRANSPROG, "postuntrans" },
		{ RPMTAG_VERIFYSCRIPT, RPMTAG_VERIFYSCRIPTPROG, "verify" },
	};
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kinds) && ret == 0; i++)
		ret = put_scriptlet(p, h, nevra, kinds[i].body, kinds[i].program, kinds[i].kind,
				    err);
	return ret;
}

static int put_triggers(struct packages *p, Header h, const char *nevra, struct error *err)
{
	static const struct {
		rpmTagVal bodies, programs;
		const char *kind;
	} kinds[] = {
		{ RPMTAG_TRIGGERSCRIPTS, RPMTAG_TRIGGERSCRIPTPROG, "trigger" },
		{ RPMTAG_FILETRIGGERSCRIPTS, RPMTAG_FILETRIGGERSCRIPTPROG, "filetrigger" },
		{ RPMTAG_TRANSFILETRIGGERSCRIPTS, RPMTAG_TRANSFILETRIGGERSCRIPTPROG,
		  "transfiletrigger" },
	};
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kinds) && ret == 0; i++) {
		struct rpmtd_s bodies;
		struct rpmtd_s programs;
		const char *body;
		bool has_programs;

		if (!headerGet(h, kinds[i].bodies, &bodies, HEADERGET_MINMEM))
			continue;
		has_programs = headerGet(h, kinds[i].programs, &programs, HEADERGET_MINMEM);
		while (ret == 0 && (body = rpmtdNextString(&bodies)) != NULL) {
			const char *program = has_programs ? rpmtdNextString(&programs) : NULL;

			ret = put_script(p, nevra, kinds[i].kind, program ? program : "/bin/sh",
					 body, err);
		}
		if (has_programs)
			rpmtdFreeData(&programs);
		rpmtdFreeData(&bodies);
	}
	return ret;
}

int packages_put(struct packages *p, Header h, const char *nevra, struct error *err)
{
	int ret = put_package(p, h, nevra, err);

	if (ret == 0)
		ret = packages_put_signatures(p, h, nevra, err);
	if (ret == 0)
		ret = put_dependencies(p, h, nevra, err);
	if (ret == 0)
		ret = put_files(p, h, nevra, err);
	if (ret == 0)
		ret = put_scriptlets(p, h, nevra, err);
	if (ret == 0)
		ret = put_triggers(p, h, nevra, err);
	return ret;
}

static int take_log(rpmlogRec rec, rpmlogCallbackData data)
{
	struct packages *p = data;
	const char *text = rpmlogRecMessage(rec);

	if (rpmlogRecPriority(rec) <= RPMLOG_ERR && !p->quiet)
		part_fail(&p->part, "librpm: %.*s", (int)strcspn(text, "\n"), text);
	return 0;
}

void packages_begin(struct packages *p)
{
	rpmInitCrypto();
	rpmlogSetCallback(take_log, p);
}

void packages_end(struct packages *p)
{
	openpgp_keys_release(&p->keys);
	rpmlogSetCallback(NULL, NULL);
	rpmlogClose();
	rpmFreeMacros(NULL);
	rpmFreeRpmrc();
	rpmFreeCrypto();
}
