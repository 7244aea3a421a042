/* SPDX-License-Identifier: MIT */
/*
 * What public certificates say of a module, as data with a date.  A record: what a module is worth
 * technically is another question, and a certificate answers it no more than its absence does.
 */
#include "model/kind.h"

#include <stdio.h>

enum { COLUMNS = 8 };
enum certificate_column { MODULE, VERSION, STANDARD, CERTIFICATE, STATUS, SHA256, SEEN, SOURCE };

struct module_validation_args {
	const struct data_file *certificates;
	const char *module;
	struct text_list packages;
	const char *path;
	const char *require;
};

static const char *const require_words[] = { "nothing", "active", NULL };
static const char *const statuses[] = { "none", "in-process", "active", "historical", "revoked" };

static const struct field fields[] = {
	{ .key = "certificates",
	  .type = FIELD_FILE,
	  .offset = FIELD_OF(struct module_validation_args, certificates, const struct data_file *),
	  .help = "table of certificates: module, version, standard, certificate, status, sha256, "
		  "seen, source; tabs between, - for what is not known",
	  .folder = "certificates",
	  .required = true },
	{ .key = "module",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct module_validation_args, module, const char *),
	  .help = "the module's name in the table",
	  .required = true },
	{ .key = "packages",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct module_validation_args, packages, struct text_list),
	  .help = "packages that have it; the first that is installed says its version",
	  .required = true },
	{ .key = "path",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct module_validation_args, path, const char *),
	  .help = "the module's file, whose digest a certificate can be of" },
	{ .key = "require",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct module_validation_args, require, const char *),
	  .help = "what a policy asks for; nothing: it is only recorded",
	  .fallback = "nothing",
	  .words = require_words },
	{ 0 },
};

struct line {
	char text[COLUMNS][200];
};

/* The next line with all its columns; 0: no more, -1: malformed. */
static int next(const struct data_file *f, size_t *at, struct line *out)
{
	const char *s = f->text + *at;
	const char *end = f->text + f->len;

	while (s < end && (*s == '#' || *s == '\n')) {
		while (s < end && *s != '\n')
			s++;
		s += s < end;
	}
	if (s >= end)
		return 0;
	for (size_t column = 0; column < COLUMNS; column++) {
		size_t n = 0;

		while (s + n < end && s[n] != '\t' && s[n] != '\n')
			n++;
		if (n == 0 || n >= sizeof(out->text[0]))
			return -1;
		memcpy(out->text[column], s, n);
		out->text[column][n] = '\0';
		if (column + 1 < COLUMNS && (s + n >= end || s[n] != '\t'))
			return -1;
		s += n + (s + n < end);
	}
	*at = (size_t)(s - f->text);
	return 1;
}

static int check_args(const void *args, struct error *err)
{
	const struct module_validation_args *a = args;
	struct line line;
	size_t at = 0;
	int got;

	while ((got = next(a->certificates, &at, &line)) > 0) {
		bool known = false;

		for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
			known = known || streq(line.text[STATUS], statuses[i]);
		if (!known)
			return error_input(err, "%s: %s: no such status", a->certificates->name,
					   line.text[STATUS]);
	}
	return got < 0 ? error_input(err, "%s: a line has not %d columns", a->certificates->name,
				     COLUMNS)
		       : 0;
}

/* What the image has: the version of the module's package, and the digest of its file. */
struct present {
	struct buf version;
	struct buf sha256;
};

static bool find_present(const struct module_validation_args *a, struct evidence *ev,
			 struct present *p)
{
	for (size_t i = 0; i < a->packages.count; i++)
		if (evidence_text(ev, &p->version,
				  "SELECT version FROM package WHERE name = ?1 ORDER BY 1 DESC",
				  a->packages.items[i]))
			/* A library that has lost its module is none. */
			return !a->path ||
			       evidence_text(
				       ev, &p->sha256,
				       "SELECT coalesce(sha256, '') FROM file WHERE path = ?1",
				       a->path);
	return false;
}

/* How exactly a line is about what is present. */
enum { MATCH_NONE, MATCH_NAME, MATCH_VERSION, MATCH_HASH };

static int matches(const struct line *line, const struct present *p)
{
	if (!str_glob(line->text[VERSION], buf_str(&p->version)))
		return MATCH_NONE;
	if (p->sha256.len > 0 && streq(line->text[SHA256], buf_str(&p->sha256)))
		return MATCH_HASH;
	/* "*": which versions it is of, the table does not know. */
	return streq(line->text[VERSION], "*") ? MATCH_NAME : MATCH_VERSION;
}

static void report(const struct module_validation_args *a, const struct present *p,
		   const struct line *best, int match, struct findings *out)
{
	static const char *const words[] = { "none", "name-only", "version-only", "exact-hash" };
	bool active = match == MATCH_HASH && streq(best->text[STATUS], "active");
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);

	buf_addf(&said, "validation=%s certificate=%s standard=%s match=%s version=%s as-of=%s",
		 match > MATCH_NAME ? best->text[STATUS] : "none",
		 match ? best->text[CERTIFICATE] : "-", match ? best->text[STANDARD] : "-",
		 words[match], buf_str(&p->version), match ? best->text[SEEN] : "-");
	/* A version alone is not what was tested: only the very bytes are. */
	if (streq(a->require, "active") && !active)
		finding_fail(out, a->module, "an active certificate of exactly this module", "%s",
			     buf_str(&said));
	else
		finding_pass(out, a->module, "%s", buf_str(&said));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct module_validation_args *a = args;
	struct present p = { BUF_INIT(BUF_LINE), BUF_INIT(BUF_LINE) };
	struct line line, best = { 0 };
	int match = MATCH_NONE;
	size_t at = 0;

	if (!find_present(a, ev, &p)) {
		finding_pass(out, a->module, "not installed");
	} else {
		while (next(a->certificates, &at, &line) > 0) {
			int m = streq(line.text[MODULE], a->module) ? matches(&line, &p)
								    : MATCH_NONE;

			if (m > match || (m == match && m && streq(line.text[STATUS], "active"))) {
				match = m;
				best = line;
			}
		}
		report(a, &p, &best, match, out);
	}
	buf_release(&p.version);
	buf_release(&p.sha256);
}

const struct check_kind check_module_validation = {
	.name = "module-validation",
	.summary = "What a dated table of FIPS 140 certificates says of a module: a record",
	.example = "{certificates: fips-140.tsv, module: openssl-fips, packages: "
		   "[openssl-fips-provider]}",
	.needs = EVIDENCE(PACKAGES) | EVIDENCE(FILES),
	.args_size = sizeof(struct module_validation_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
