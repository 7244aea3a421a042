/* SPDX-License-Identifier: MIT */
/*
 * All installed packages at once.  gpg-pubkey entries are keys that the rpm database keeps as if
 * they were packages (rpm(8)): they are never judged.
 */
#include <stdio.h>

#include "judge/image.h"
#include "judge/pattern.h"
#include "model/kind.h"

struct packages_args {
	struct text_list installed;
	struct text_list forbidden;
	struct text_list except;
	struct text_list signers;
	struct text_list arches;
	struct text_list several;
	const char *vendor;
	const char *release;
	const char *duplicates;
	int is_signed;
};

static const char *const duplicates_words[] = { "allow", "refuse", NULL };

#define AT(member, T) .offset = FIELD_OF(struct packages_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "arches", .type = FIELD_LIST, AT(arches, struct text_list),
	  .help = "architectures they may have; noarch is always one" },
	{ .key = "duplicates", .type = FIELD_WORD, AT(duplicates, const char *), .words = duplicates_words,
	  .help = "refuse: no name and architecture is installed twice", .fallback = "allow" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of names that are not judged" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "globs of names that must not be installed" },
	{ .key = "installed", .type = FIELD_LIST, AT(installed, struct text_list),
	  .help = "names that have to be installed" },
	{ .key = "release", .type = FIELD_PATTERN, AT(release, const char *),
	  .help = "pattern that every release has to match" },
	{ .key = "several", .type = FIELD_LIST, AT(several, struct text_list),
	  .help = "globs of names that may be installed more than once, as kernels may" },
	{ .key = "signed", .type = FIELD_BOOL, AT(is_signed, int),
	  .help = "true: every package carries a signature" },
	{ .key = "signers", .type = FIELD_LIST, AT(signers, struct text_list),
	  .help = "globs of the key ids that may have signed, lower case hexadecimal" },
	{ .key = "vendor", .type = FIELD_PATTERN, AT(vendor, const char *),
	  .help = "pattern that every vendor has to match" },
	{ 0 }
};

enum { NEVRA, NAME, RELEASE, ARCH, VENDOR, SIGNER, TIMES };
static const char query[] =
	"SELECT nevra, name, release, arch, vendor, signer, (SELECT count(*) FROM package q "
	"WHERE q.name = p.name AND q.arch = p.arch) FROM package p "
	"WHERE name <> 'gpg-pubkey' ORDER BY nevra";
/* clang-format on */

struct patterns {
	struct pattern vendor;
	struct pattern release;
};

static int check_args(const void *args, struct error *err)
{
	const struct packages_args *a = args;

	if (a->is_signed == 0)
		return error_input(err, "signed: nobody can want packages to be unsigned");
	if (a->is_signed == 1 || a->signers.count || a->arches.count || a->vendor || a->release ||
	    a->installed.count || a->forbidden.count || streq(a->duplicates, "refuse"))
		return 0;
	return error_input(err, "says not what the packages have to be");
}

static void judge_signature(const struct packages_args *a, const struct cursor *c,
			    struct findings *out)
{
	const char *nevra = cursor_text(c, NEVRA);

	if (a->is_signed != 1 && !a->signers.count)
		return;
	if (cursor_null(c, SIGNER) || !*cursor_text(c, SIGNER))
		finding_fail(out, nevra, "signed", "no signature");
	else if (a->signers.count && !image_matches(&a->signers, cursor_text(c, SIGNER)))
		finding_fail(out, nevra, "signed by a key of this release", "signed by %s",
			     cursor_text(c, SIGNER));
}

static void judge_one(const struct packages_args *a, const struct patterns *p,
		      const struct cursor *c, struct findings *out)
{
	const char *nevra = cursor_text(c, NEVRA);
	const char *name = cursor_text(c, NAME);
	const char *arch = cursor_text(c, ARCH);

	judge_signature(a, c, out);
	if (image_matches(&a->forbidden, name))
		finding_fail(out, nevra, "not installed", "installed");
	if (a->vendor && !pattern_matches(&p->vendor, cursor_text(c, VENDOR)))
		finding_fail(out, nevra, a->vendor, "vendor %s",
			     *cursor_text(c, VENDOR) ? cursor_text(c, VENDOR) : "none");
	if (a->release && !pattern_matches(&p->release, cursor_text(c, RELEASE)))
		finding_fail(out, nevra, a->release, "release %s", cursor_text(c, RELEASE));
	if (a->arches.count && !streq(arch, "noarch") && !text_list_has(&a->arches, arch))
		finding_fail(out, nevra, a->arches.items[0], "architecture %s", arch);
	if (streq(a->duplicates, "refuse") && cursor_int(c, TIMES) > 1 &&
	    !image_matches(&a->several, name))
		finding_fail(out, nevra, "installed once", "%lld of that name and architecture",
			     (long long)cursor_int(c, TIMES));
}

static void judge_installed(const struct packages_args *a, struct evidence *ev,
			    struct findings *out)
{
	for (size_t i = 0; i < a->installed.count; i++) {
		AUTO(cursor)
		struct cursor c = cursor_open(ev, "SELECT 1 FROM package WHERE name = ?1", 1,
					      &a->installed.items[i]);

		if (!cursor_next(&c))
			finding_fail(out, a->installed.items[i], "installed", "not installed");
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct packages_args *a = args;
	AUTO(pattern) struct pattern vendor = PATTERN_INIT;
	AUTO(pattern) struct pattern release = PATTERN_INIT;
	struct patterns p;
	AUTO(cursor) struct cursor c = { 0 };
	size_t judged = 0;

	if ((a->vendor && !pattern_init(&vendor, a->vendor, out)) ||
	    (a->release && !pattern_init(&release, a->release, out)))
		return;
	p = (struct patterns){ .vendor = vendor, .release = release };
	c = cursor_open(ev, query, 0, NULL);
	while (cursor_next(&c)) {
		if (image_matches(&a->except, cursor_text(&c, NAME)))
			continue;
		judge_one(a, &p, &c, out);
		judged++;
	}
	judge_installed(a, ev, out);
	if (judged == 0)
		finding_error(out, "the evidence has no package to judge");
	else
		finding_pass(out, "packages", "%zu looked at", judged);
}

const struct check_kind check_packages = {
	.name = "packages",
	.summary =
		"Every installed package comes from the right hands, and the right ones are there",
	.example = "{signed: true, vendor: '^Microsoft Corporation$', release: '\\.azl4'}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct packages_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
