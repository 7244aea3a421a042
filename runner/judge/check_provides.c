/* SPDX-License-Identifier: MIT */
/* Capabilities of what is installed: names that others require, old names, renamed ones, paths. */
#include "judge/evr.h"
#include "judge/image.h"
#include "model/kind.h"

struct provides_args {
	const char *name;
	struct text_list names;
	struct text_list by;
	const char *equals;
	const char *at_least;
	int present;
	int obsoletes;
};

#define AT(member, T) .offset = FIELD_OF(struct provides_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "at-least", .type = FIELD_TEXT, AT(at_least, const char *),
	  .help = "the least version, as a package would require it: [epoch:]version[-release]" },
	{ .key = "by", .type = FIELD_LIST, AT(by, struct text_list),
	  .help = "globs of the names of packages that may provide it; any when not given" },
	{ .key = "equals", .type = FIELD_TEXT, AT(equals, const char *),
	  .help = "the version, as a package would require it" },
	{ .key = "name", .type = FIELD_TEXT, AT(name, const char *),
	  .help = "the capability, as system-release(releasever), or a path" },
	{ .key = "names", .type = FIELD_LIST, AT(names, struct text_list),
	  .help = "several of them, each of which is judged" },
	{ .key = "obsoletes", .type = FIELD_BOOL, AT(obsoletes, int),
	  .help = "true: whoever provides it obsoletes the package of that name as well, as who is renamed has to",
	  .fallback = "false" },
	{ .key = "present", .type = FIELD_BOOL, AT(present, int),
	  .help = "false: no package may provide it", .fallback = "true" },
	{ 0 }
};

enum { NEVRA, FLAGS, VERSION, NAME };
/* A path is provided by who owns it. */
static const char query[] =
	"SELECT d.nevra, d.flags, d.version, p.name FROM package_dep d LEFT JOIN package p ON "
	"p.nevra = d.nevra WHERE d.name = ?1 AND d.kind = 'provides' UNION ALL "
	"SELECT f.nevra, '', '', p.name FROM package_file f LEFT JOIN package p ON "
	"p.nevra = f.nevra WHERE f.path = ?1 ORDER BY 1, 3";
static const char obsoletes_query[] =
	"SELECT 1 FROM package_dep WHERE name = ?1 AND kind = 'obsoletes' AND nevra = ?2";
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct provides_args *a = args;

	if (!a->name == !a->names.count)
		return error_input(err, "wants one of name and names");
	if (a->equals && a->at_least)
		return error_input(err, "equals and at-least exclude one another");
	if (a->present == 0 && a->obsoletes == 1)
		return error_input(err, "present: false leaves nobody to obsolete anything");
	return 0;
}

static void add_expected(const struct provides_args *a, struct buf *out)
{
	buf_add(out, a->present == 0 ? "provided by nobody" : "provided");
	if (a->equals || a->at_least)
		buf_addf(out, " as %s%s", a->equals ? "" : "at least ",
			 a->equals ? a->equals : a->at_least);
	for (size_t i = 0; i < a->by.count; i++)
		buf_addf(out, "%s%s", i ? " or " : " by ", a->by.items[i]);
	if (a->obsoletes == 1)
		buf_add(out, ", which obsoletes it");
}

static bool does_obsolete(struct evidence *ev, const char *name, const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, obsoletes_query, 2, (const char *[]){ name, nevra });

	return cursor_next(&c);
}

/* Is it the one?  Else `others` gets what is wrong with it. */
static bool is_right(const struct provides_args *a, struct evidence *ev, const char *name,
		     const struct cursor *c, struct evr_range has, struct buf *others)
{
	const char *nevra = cursor_text(c, NEVRA);
	struct evr_range wanted = { .flags = a->equals	   ? EVR_EQUAL
					     : a->at_least ? EVR_EQUAL | EVR_GREATER
							   : 0,
				    .evr = a->equals ? a->equals : a->at_least };

	buf_add(others, others->len ? ", " : "");
	/* An unversioned Provides does not prove a version, though rpm would take it. */
	if (!evr_overlap(has, wanted) || (wanted.flags && !has.flags))
		buf_addf(others, "%s provides %s", nevra, *has.evr ? has.evr : "no version");
	else if (a->by.count && !image_matches(&a->by, cursor_text(c, NAME)))
		buf_addf(others, "%s provides it", nevra);
	else if (a->obsoletes == 1 && !does_obsolete(ev, name, nevra))
		buf_addf(others, "%s does not obsolete it", nevra);
	else
		return true;
	return false;
}

static void judge_name(const struct provides_args *a, struct evidence *ev, const char *name,
		       struct findings *out)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 1, &name);
	AUTO(buf) struct buf others = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	add_expected(a, &expected);
	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, VERSION) };

		if (!evr_flags(cursor_text(&c, FLAGS), &has.flags)) {
			finding_error(out, "%s: %s: cannot read the flags '%s'",
				      cursor_text(&c, NEVRA), name, cursor_text(&c, FLAGS));
			return;
		}
		if (!is_right(a, ev, name, &c, has, &others))
			continue;
		if (a->present == 0)
			finding_fail(out, name, buf_str(&expected), "%s provides it",
				     cursor_text(&c, NEVRA));
		else
			finding_pass(out, name, "%s%s%s%s%s", cursor_text(&c, NEVRA),
				     has.flags ? " " : "", cursor_text(&c, FLAGS),
				     has.flags ? " " : "", has.evr);
		return;
	}
	if (a->present == 0)
		finding_pass(out, name, "provided by nobody");
	else
		finding_fail(out, name, buf_str(&expected), "%s",
			     others.len ? buf_str(&others) : "by no installed package");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct provides_args *a = args;

	if (a->name)
		judge_name(a, ev, a->name, out);
	for (size_t i = 0; i < a->names.count; i++)
		judge_name(a, ev, a->names.items[i], out);
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
