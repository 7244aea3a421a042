/* SPDX-License-Identifier: MIT */
#include "judge/config.h"
#include "judge/image.h"
#include "judge/path_set.h"
#include "judge/pattern.h"
#include "model/kind.h"

struct line_args {
	struct text_list path;
	const char *match;
	const char *absent;
	const char *in;
	int comments;
	int absent_ok;
};

static const char *const where[] = { "any", "each", NULL };

static const struct field fields[] = {
	{ .key = "absent",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct line_args, absent, const char *),
	  .help = "what no line of these files may match" },
	{ .key = "absent-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct line_args, absent_ok, int),
	  .help = "true: with `absent`, there need not be such a file",
	  .fallback = "false" },
	{ .key = "comments",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct line_args, comments, int),
	  .help = "true: lines that begin with # or ; count too",
	  .fallback = "false" },
	{ .key = "in",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct line_args, in, const char *),
	  .help = "whether `match` has to be in any or in each of the files",
	  .fallback = "any",
	  .words = where },
	{ .key = "match",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct line_args, match, const char *),
	  .help = "what a line has to match; white space at its ends is cut off before" },
	{ .key = "path",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct line_args, path, struct text_list),
	  .help = "files that are read; the last part may be a glob",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct line_args *a = args;

	if (!a->match && !a->absent)
		return error_input(err, "match or absent is missing");
	if (a->match && a->absent_ok == 1)
		return error_input(err, "absent-ok goes with absent alone");
	if (a->path.count == 0)
		return error_input(err, "path: an empty list looks at nothing");
	for (size_t i = 0; i < a->path.count; i++) {
		const char *path = a->path.items[i];
		const char *wild = strpbrk(path, "*?[\\");

		if (*path != '/')
			return error_input(err, "%s: has to begin with /", path);
		if (wild && strchr(wild, '/'))
			return error_input(err, "%s: a glob can be the last part of a path only",
					   path);
	}
	return 0;
}

struct state {
	const struct line_args *args;
	struct pattern match;
	struct pattern absent;
	size_t files;
	bool matched; /* `match` was seen in a file */
};

static void state_release(struct state *s)
{
	pattern_release(&s->match);
	pattern_release(&s->absent);
}

static void judge_file(struct state *s, const char *path, const char *text, struct findings *out)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	struct config_lines lines = { .rest = text };
	bool matched = false;

	if (s->args->absent)
		buf_addf(&expected, "no line matching %s", s->args->absent);
	while (config_line(&lines, false, &line)) {
		if (s->args->comments != 1 && config_is_comment(buf_str(&line)))
			continue;
		if (s->args->match && pattern_matches(&s->match, buf_str(&line)))
			matched = true;
		if (s->args->absent && pattern_matches(&s->absent, buf_str(&line)))
			finding_fail(out, path, buf_str(&expected), "line %u: %s", lines.number,
				     buf_str(&line));
	}
	if (line.failed)
		finding_error(out, "%s: a line is too long to be read", path);
	if (s->args->match && !matched && streq(s->args->in, "each")) {
		buf_clear(&expected);
		buf_addf(&expected, "a line matching %s", s->args->match);
		finding_fail(out, path, buf_str(&expected), "no such line");
	}
	s->matched = s->matched || matched;
}

static bool judge_files(struct state *s, struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < s->args->path.count; i++) {
		struct text_list found;

		if (!path_set_known(ev, s->args->path.items[i], out))
			return false;
		if (!image_glob(ev, s->args->path.items[i], &arena, &found)) {
			finding_error(out, "%s could not be expanded", s->args->path.items[i]);
			return false;
		}
		for (size_t j = 0; j < found.count; j++) {
			int there = config_text(ev, found.items[j], &text, out);

			if (there < 0)
				return false;
			if (there == 0)
				continue;
			s->files++;
			judge_file(s, found.items[j], buf_str(&text), out);
		}
	}
	return true;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct line_args *a = args;
	AUTO(state) struct state s = { .args = a };
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (a->match && !pattern_init(&s.match, a->match, out))
		return;
	if (a->absent && !pattern_init(&s.absent, a->absent, out))
		return;
	if (!judge_files(&s, ev, out))
		return;
	if (a->match)
		buf_addf(&expected, "a line matching %s", a->match);
	else
		buf_addf(&expected, "a file without lines matching %s", a->absent);
	if (s.files == 0 && a->absent_ok != 1)
		finding_fail(out, a->path.items[0], buf_str(&expected), "there is no such file");
	else if (s.files > 0 && a->match && !s.matched && streq(a->in, "any"))
		finding_fail(out, a->path.items[0], buf_str(&expected),
			     "no such line in %zu file%s", s.files, s.files == 1 ? "" : "s");
	finding_pass(out, a->path.items[0], "%zu file%s read", s.files, s.files == 1 ? "" : "s");
}

const struct check_kind check_line = {
	.name = "line",
	.summary = "Text files have a line, or do not have one",
	.example = "{path: [/etc/sudoers, /etc/sudoers.d/*], absent: NOPASSWD}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct line_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
