/* SPDX-License-Identifier: MIT */
/*
 * Is every Requires of what is installed met by what is installed, as rpm sees it?  Unlike
 * `closure`, which asks whether providers exist, rich dependencies have to hold, and no solver is
 * needed.
 */
#include <stdio.h>

#include "judge/dependency.h"
#include "judge/image.h"
#include "model/kind.h"

struct requires_args {
	struct text_list packages;
	struct text_list except;
};

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct requires_args, except, struct text_list),
	  .help = "globs of what is required but not judged" },
	{ .key = "packages", .type = FIELD_LIST, .offset = FIELD_OF(struct requires_args, packages, struct text_list),
	  .help = "globs of the nevras whose requires are judged", .fallback = "*" },
	{ 0 }
};

enum { NEVRA, NAME, FLAGS, VERSION };
static const char query[] =
	"SELECT nevra, name, flags, version FROM package_dep WHERE kind = 'requires' "
	"ORDER BY name, flags, version, nevra";
/* clang-format on */

static enum dependency met(struct evidence *ev, const struct cursor *c)
{
	return dependency_met(ev, cursor_text(c, NAME), cursor_text(c, FLAGS),
			      cursor_text(c, VERSION));
}

static void tell(const struct cursor *c, enum dependency answer, struct findings *out)
{
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_LINE);

	buf_add(&wanted, cursor_text(c, NAME));
	if (*cursor_text(c, FLAGS))
		buf_addf(&wanted, " %s %s", cursor_text(c, FLAGS), cursor_text(c, VERSION));
	if (answer == DEPENDENCY_UNREADABLE)
		finding_error(out, "%s: cannot read the dependency %s", cursor_text(c, NEVRA),
			      buf_str(&wanted));
	else if (answer == DEPENDENCY_NOT_MET)
		finding_fail(out, cursor_text(c, NEVRA), buf_str(&wanted),
			     "provided by no installed package");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct requires_args *a = args;
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 0, NULL);
	AUTO(buf) struct buf last = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf here = BUF_INIT(BUF_LINE);
	enum dependency answer = DEPENDENCY_UNREADABLE;
	size_t judged = 0;

	while (cursor_next(&c)) {
		if (!image_matches(&a->packages, cursor_text(&c, NEVRA)) ||
		    image_matches(&a->except, cursor_text(&c, NAME)))
			continue;
		/* many packages require the same: it is looked up once */
		buf_clear(&here);
		buf_addf(&here, "%s %s %s", cursor_text(&c, NAME), cursor_text(&c, FLAGS),
			 cursor_text(&c, VERSION));
		if (judged == 0 || here.failed || !streq(buf_str(&here), buf_str(&last)))
			answer = met(ev, &c);
		buf_clear(&last);
		buf_add(&last, buf_str(&here));
		tell(&c, answer, out);
		judged++;
	}
	if (judged == 0)
		finding_error(out, "the evidence has no dependency to judge");
	else
		finding_pass(out, "dependencies", "%zu are met", judged);
}

const struct check_kind check_requires = {
	.name = "requires",
	.summary = "Whatever an installed package requires is provided by one in the image",
	.example = "{except: [config(*)]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(PACKAGES),
	.args_size = sizeof(struct requires_args),
	.fields = fields,
	.evaluate = evaluate,
};
