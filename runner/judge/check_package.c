/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "judge/evr.h"
#include "judge/pattern.h"
#include "model/kind.h"

struct package_args {
	const char *name;
	int present;
	const char *version;
	const char *version_prefix;
	const char *at_least;
	const char *at_most;
	const char *release;
	const char *vendor;
	struct text_list signers;
	const char *arch;
};

#define AT(member, T) .offset = FIELD_OF(struct package_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "arch", .type = FIELD_TEXT, AT(arch, const char *),
	  .help = "architecture" },
	{ .key = "at-least", .type = FIELD_TEXT, AT(at_least, const char *),
	  .help = "least [epoch:]version[-release], as rpm compares; what is left out is not compared" },
	{ .key = "at-most", .type = FIELD_TEXT, AT(at_most, const char *),
	  .help = "highest [epoch:]version[-release], compared the same way" },
	{ .key = "name", .type = FIELD_TEXT, AT(name, const char *),
	  .help = "name of the package", .required = true },
	{ .key = "present", .type = FIELD_BOOL, AT(present, int),
	  .help = "false: it must not be installed", .fallback = "true" },
	{ .key = "release", .type = FIELD_PATTERN, AT(release, const char *),
	  .help = "pattern the release has to match" },
	{ .key = "signer", .type = FIELD_LIST, AT(signers, struct text_list),
	  .help = "key ids that may have signed it, hexadecimal, 16 digits or a whole fingerprint" },
	{ .key = "vendor", .type = FIELD_PATTERN, AT(vendor, const char *),
	  .help = "pattern the vendor has to match" },
	{ .key = "version", .type = FIELD_TEXT, AT(version, const char *),
	  .help = "the exact version" },
	{ .key = "version-prefix", .type = FIELD_TEXT, AT(version_prefix, const char *),
	  .help = "leading parts of the version: 3.5 takes 3.5 and 3.5.4, not 3.50" },
	{ 0 }
};

enum { NEVRA, EPOCH, VERSION, RELEASE, ARCH, VENDOR, SIGNER };
static const char query[] =
	"SELECT nevra, epoch, version, release, arch, vendor, signer FROM package "
	"WHERE name = ?1 ORDER BY nevra";
/* clang-format on */

static bool any_wish(const struct package_args *a)
{
	return a->version || a->version_prefix || a->at_least || a->at_most || a->release ||
	       a->vendor || a->signers.count || a->arch;
}

static int check_args(const void *args, struct error *err)
{
	const struct package_args *a = args;

	if (a->present == 0 && any_wish(a))
		return error_input(err, "present: false stands alone");
	return 0;
}

static bool has_prefix(const char *version, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(version, prefix, n) == 0 && (!version[n] || strchr(".~^+_", version[n]));
}

/* A key id is the end of its fingerprint; rpm 6 gives the one, rpm 4 the other. */
static bool same_key(const char *signer, const char *wanted)
{
	size_t n = strlen(signer);
	size_t m = strlen(wanted);

	if (n < 16 || m < 16)
		return false;
	return n >= m ? strcasecmp(signer + (n - m), wanted) == 0
		      : strcasecmp(signer, wanted + (m - n)) == 0;
}

static bool signed_by(const struct text_list *signers, const char *signer)
{
	for (size_t i = 0; i < signers->count; i++)
		if (same_key(signer, signers->items[i]))
			return true;
	return false;
}

static void judge_version(const struct package_args *a, const struct cursor *c,
			  struct findings *out)
{
	const char *version = cursor_text(c, VERSION);
	const char *release = cursor_text(c, RELEASE);
	int64_t epoch = cursor_int(c, EPOCH);
	const char *why = NULL;
	const char *wanted = NULL;
	char expected[256];

	if (a->version && !streq(version, a->version)) {
		why = "version";
		wanted = a->version;
	} else if (a->version_prefix && !has_prefix(version, a->version_prefix)) {
		why = "version of the line";
		wanted = a->version_prefix;
	} else if (a->at_least && evr_compare(epoch, version, release, a->at_least) < 0) {
		why = "at least";
		wanted = a->at_least;
	} else if (a->at_most && evr_compare(epoch, version, release, a->at_most) > 0) {
		why = "at most";
		wanted = a->at_most;
	} else {
		return;
	}
	snprintf(expected, sizeof(expected), "%s %s", why, wanted);
	finding_fail(out, a->name, expected, "%s", cursor_text(c, NEVRA));
}

static void judge_pattern(const char *object, const char *what, const char *pattern,
			  const char *value, struct findings *out)
{
	AUTO(pattern) struct pattern p = PATTERN_INIT;
	char expected[256];

	if (!pattern || !pattern_init(&p, pattern, out) || pattern_matches(&p, value))
		return;
	snprintf(expected, sizeof(expected), "%s matching %s", what, pattern);
	finding_fail(out, object, expected, "%s", *value ? value : "none");
}

static void judge_one(const struct package_args *a, const struct cursor *c, struct findings *out)
{
	const char *nevra = cursor_text(c, NEVRA);

	judge_version(a, c, out);
	judge_pattern(nevra, "release", a->release, cursor_text(c, RELEASE), out);
	judge_pattern(nevra, "vendor", a->vendor, cursor_text(c, VENDOR), out);
	if (a->arch && !streq(a->arch, cursor_text(c, ARCH)))
		finding_fail(out, nevra, a->arch, "%s", cursor_text(c, ARCH));
	if (a->signers.count && cursor_null(c, SIGNER))
		finding_fail(out, nevra, a->signers.items[0], "not signed");
	else if (a->signers.count && !signed_by(&a->signers, cursor_text(c, SIGNER)))
		finding_fail(out, nevra, a->signers.items[0], "signed by %s",
			     cursor_text(c, SIGNER));
	finding_pass(out, a->name, "%s", nevra);
}

/* Not there under its name: under another one? */
static void fail_absent(const struct package_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT DISTINCT nevra FROM package_dep WHERE name = ?1 AND kind IN ('provides', "
		"'obsoletes') ORDER BY nevra LIMIT 3",
		1, &a->name);
	AUTO(buf) struct buf others = BUF_INIT(BUF_LINE);

	while (cursor_next(&c))
		buf_addf(&others, "%s%s", others.len ? ", " : "", cursor_text(&c, 0));
	finding_fail(out, a->name, "installed", "not installed%s%s%s", others.len ? "; " : "",
		     buf_str(&others), others.len ? " stands in for it" : "");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct package_args *a = args;
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 1, &a->name);
	size_t seen = 0;

	for (; cursor_next(&c); seen++) {
		if (a->present == 0)
			finding_fail(out, a->name, "not installed", "%s", cursor_text(&c, NEVRA));
		else
			judge_one(a, &c, out);
	}
	if (seen == 0 && a->present == 0)
		finding_pass(out, a->name, "not installed");
	else if (seen == 0)
		fail_absent(a, ev, out);
}

const struct check_kind check_package = {
	.name = "package",
	.summary = "A package is installed, in the right version and from the right hands",
	.example = "{name: glibc, version-prefix: \"2.42\", release: '\\.azl4'}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct package_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
