/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "judge/evr.h"
#include "model/kind.h"

struct provides_args {
	const char *name;
	const char *equals;
	const char *at_least;
};

/* clang-format off */
static const struct field fields[] = {
	{ .key = "at-least", .type = FIELD_TEXT, .offset = FIELD_OF(struct provides_args, at_least, const char *),
	  .help = "the least version, as a package would require it: [epoch:]version[-release]" },
	{ .key = "equals", .type = FIELD_TEXT, .offset = FIELD_OF(struct provides_args, equals, const char *),
	  .help = "the version, as a package would require it" },
	{ .key = "name", .type = FIELD_TEXT, .offset = FIELD_OF(struct provides_args, name, const char *),
	  .help = "the capability, as system-release(releasever)", .required = true },
	{ 0 }
};
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct provides_args *a = args;

	if (a->equals && a->at_least)
		return error_input(err, "equals and at-least exclude one another");
	return 0;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct provides_args *a = args;
	struct evr_range wanted = { .flags = a->equals	   ? EVR_EQUAL
					     : a->at_least ? EVR_EQUAL | EVR_GREATER
							   : 0,
				    .evr = a->equals ? a->equals : a->at_least };
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT nevra, flags, version FROM package_dep WHERE "
				      "name = ?1 AND kind = 'provides' ORDER BY nevra, version",
				      1, &a->name);
	AUTO(buf) struct buf others = BUF_INIT(BUF_LINE);
	char expected[256];

	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, 2) };

		if (!evr_flags(cursor_text(&c, 1), &has.flags)) {
			finding_error(out, "%s: %s: cannot read the flags '%s'", cursor_text(&c, 0),
				      a->name, cursor_text(&c, 1));
			return;
		}
		/* An unversioned Provides does not prove a version, though rpm would take it. */
		if (evr_overlap(has, wanted) && (!wanted.flags || has.flags)) {
			finding_pass(out, a->name, "%s %s %s", cursor_text(&c, 0),
				     cursor_text(&c, 1), has.evr);
			return;
		}
		buf_addf(&others, "%s%s provides %s", others.len ? ", " : "", cursor_text(&c, 0),
			 *has.evr ? has.evr : "no version");
	}
	snprintf(expected, sizeof(expected), "provided%s%s",
		 a->equals     ? " as "
		 : a->at_least ? " as at least "
			       : "",
		 wanted.evr ? wanted.evr : "");
	finding_fail(out, a->name, expected, "%s",
		     others.len ? buf_str(&others) : "by no installed package");
}

const struct check_kind check_provides = {
	.name = "provides",
	.summary = "An installed package provides a capability",
	.example = "{name: system-release(releasever), equals: \"4.0\"}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct provides_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
