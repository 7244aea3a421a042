/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "model/kind.h"

struct integrity_args {
	struct text_list paths;
	int required;
};

static const struct field fields[] = {
	{ .key = "paths",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct integrity_args, paths, struct text_list),
	  .help = "files whose integrity value has to be right, globs",
	  .required = true },
	{ .key = "required",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct integrity_args, required, int),
	  .help = "whether there has to be such a file",
	  .fallback = "true" },
	{ 0 },
};

static void judge(const char *path, const char *method, const char *source, const char *stated,
		  const char *computed, struct findings *out)
{
	if (!*stated)
		finding_fail(out, path, "its integrity value", "%s%s", source,
			     *source ? " has none that is well-formed" : "none anywhere");
	else if (!*computed)
		finding_fail(out, path, "the file of the value", "it is not there; %s has one",
			     source);
	else if (!streq(stated, computed))
		finding_fail(out, path, stated, "%s (%s); %s is of another file", computed, method,
			     source);
	else
		finding_pass(out, path, "%s, as %s says", method, source);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct integrity_args *a = args;
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    "SELECT path, method, source, stated, computed FROM integrity "
			    "ORDER BY 1, 3",
			    0, NULL);
	size_t count = 0;

	while (cursor_next(&c)) {
		if (!image_matches(&a->paths, cursor_text(&c, 0)))
			continue;
		count++;
		judge(cursor_text(&c, 0), cursor_text(&c, 1), cursor_text(&c, 2),
		      cursor_text(&c, 3), cursor_text(&c, 4), out);
	}
	if (count > 0)
		return;
	if (a->required)
		finding_fail(out, a->paths.items[0], "a file with an integrity value",
			     "there is none");
	else
		finding_pass(out, a->paths.items[0], "there is none");
}

static int check_args(const void *args, struct error *err)
{
	const struct integrity_args *a = args;

	return a->paths.count ? 0 : error_input(err, "paths: names nothing");
}

const struct check_kind check_integrity = {
	.name = "integrity",
	.summary = "Files are what the integrity values of their FIPS modules say",
	.example = "{paths: [\"/usr/lib64/ossl-modules/fips.so\"]}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct integrity_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
