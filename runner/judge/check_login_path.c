/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "judge/image.h"
#include "judge/login_path.h"
#include "judge/path_set.h"
#include "model/coverage.h"
#include "model/kind.h"

struct path_args {
	int mask;
	struct text_list except;
};

static const struct field fields[] = {
	{ .key = "except",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct path_args, except, struct text_list),
	  .help = "globs of folders that are not looked at" },
	{ .key = "mask",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct path_args, mask, int),
	  .help = "bits that none of the folders may have",
	  .fallback = "0022" },
	{ 0 },
};

static void judge_folder(const struct path_args *a, const struct path_entry *e, struct evidence *ev,
			 struct findings *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (!coverage_has(e->text) && !(evidence_complete(ev) & EVIDENCE(FILES))) {
		finding_missing(out, "%s (%s) was not looked at", e->text, e->place);
		return;
	}
	if (!image_real_path(ev, e->text, &real)) {
		if (path_set_known(ev, buf_str(&real), out)) /* where a link led */
			finding_fail(out, e->text, "a folder", "not there (%s)", e->place);
		return;
	}
	c = cursor_open(ev, "SELECT type, mode, uid FROM file WHERE path = ?1", 1,
			(const char *[]){ buf_str(&real) });
	if (!cursor_next(&c))
		return;
	if (!streq(cursor_text(&c, 0), "directory"))
		finding_fail(out, e->text, "a folder", "a %s (%s)", cursor_text(&c, 0), e->place);
	if (cursor_null(&c, 2))
		finding_missing(out, "whose %s is was not collected", e->text);
	else if (cursor_int(&c, 2) != 0)
		finding_fail(out, e->text, "root's", "uid %" PRId64 " (%s)", cursor_int(&c, 2),
			     e->place);
	if (cursor_int(&c, 1) & a->mask)
		finding_fail(out, e->text, "closed to others", "mode %04o (%s)",
			     (unsigned)cursor_int(&c, 1), e->place);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct path_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	struct path_entries path;

	if (!root_path(ev, &arena, &path, out))
		return;
	for (size_t i = 0; i < path.count; i++) {
		const struct path_entry *e = &path.items[i];
		struct setting_fact fact = { .object = "root: PATH", .set = e->text };

		fact.place = e->place;
		finding_setting(out, &fact);
		if (image_matches(&a->except, e->text))
			continue;
		if (!*e->text)
			finding_fail(out, "PATH", "no empty entry", "%s", e->place);
		else if (strchr(e->text, '$') || strchr(e->text, '`'))
			finding_unchecked(out, e->text,
					  "what it stands for is known only when it "
					  "runs (%s)",
					  e->place);
		else if (*e->text != '/')
			finding_fail(out, e->text, "an absolute path", "%s", e->place);
		else
			judge_folder(a, e, ev, out);
	}
	if (path.count == 0)
		finding_pass(out, "PATH", "no file sets it; programs have their own");
	else
		finding_pass(out, "PATH", "%zu entries looked at", path.count);
}

const struct check_kind check_login_path = {
	.name = "login-path",
	.summary = "Every folder of root's PATH is there, root's, and closed to others",
	.example = "{mask: \"0022\"}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct path_args),
	.fields = fields,
	.evaluate = evaluate,
};
