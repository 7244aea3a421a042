/* SPDX-License-Identifier: MIT */
#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"
#include "judge/want.h"

struct setting_args {
	struct text_list path;
	struct text_list drop_ins;
	const char *section;
	const char *key;
	const char *separator;
	const char *which;
	const char *otherwise;
	struct want want;
	struct range range;
};

static const char *const separators[] = { "colon", "equals", "space", NULL };
static const char *const winners[] = { "first", "last", NULL };

static const struct field fields[] = {
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct setting_args, range.at_least, int64_t),
	  .help = "the smallest number it may be" },
	{ .key = "at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct setting_args, range.at_most, int64_t),
	  .help = "the largest number it may be" },
	{ .key = "default",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, otherwise, const char *),
	  .help = "what the program does when nothing sets it; without this, not set is a fault" },
	{ .key = "drop-ins",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, drop_ins, struct text_list),
	  .help = "folders of *.conf, highest precedence first, read after path by file name as "
		  "systemd does" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, want.equals, const char *),
	  .help = "the value it has to be" },
	{ .key = "key",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, key, const char *),
	  .help = "what is set, letters as they are",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, want.one_of, struct text_list),
	  .help = "the values it may be" },
	{ .key = "path",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, path, struct text_list),
	  .help = "files in the order in which they are read; the last part may be a glob",
	  .required = true },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct setting_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "section",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, section, const char *),
	  .help = "only lines under [section] count" },
	{ .key = "separator",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, separator, const char *),
	  .help = "what stands between key and value",
	  .fallback = "equals",
	  .words = separators },
	{ .key = "which",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, which, const char *),
	  .help = "which of several assignments wins",
	  .fallback = "last",
	  .words = winners },
	{ 0 },
};

static int check_path(const char *path, bool glob, struct error *err)
{
	const char *wild = strpbrk(path, "*?[\\");

	if (*path != '/')
		return error_input(err, "%s: has to begin with /", path);
	if (wild && (!glob || strchr(wild, '/')))
		return error_input(err, "%s: a glob can be the last part of a path only", path);
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct setting_args *a = args;
	int ret = 0;

	if (a->path.count == 0)
		return error_input(err, "path: an empty list looks at nothing");
	for (size_t i = 0; i < a->path.count && !ret; i++)
		ret = check_path(a->path.items[i], true, err);
	for (size_t i = 0; i < a->drop_ins.count && !ret; i++)
		ret = check_path(a->drop_ins.items[i], false, err);
	return ret ? ret : want_check(&a->want, &a->range, err);
}

/* What has been found so far. */
struct state {
	const struct setting_args *args;
	bool found;
	struct buf value;
	struct buf place;
	size_t files;
};

static void state_release(struct state *s)
{
	buf_release(&s->value);
	buf_release(&s->place);
}

/* The value behind "key<separator>", or NULL when the line sets something else. */
static const char *value_of(const struct setting_args *a, const char *line)
{
	size_t n = strlen(a->key);
	const char *rest = line + n;
	size_t gap;

	if (!starts_with(line, a->key))
		return NULL;
	gap = strspn(rest, " \t");
	if (streq(a->separator, "space"))
		return gap || !*rest ? rest + gap : NULL;
	if (rest[gap] != (streq(a->separator, "colon") ? ':' : '='))
		return NULL;
	rest += gap + 1;
	return rest + strspn(rest, " \t");
}

/* A pair of quotes around the whole value is the shell's, not the value's. */
static void set_value(struct buf *out, const char *value)
{
	size_t n = strlen(value);

	buf_clear(out);
	if (n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value)
		buf_addn(out, value + 1, n - 2);
	else
		buf_add(out, value);
}

/* "[name]" of this section, or of another. */
static bool is_section(const char *line, const char *name)
{
	size_t n = strlen(name);

	return line[0] == '[' && strncmp(line + 1, name, n) == 0 && streq(line + 1 + n, "]");
}

static void take_text(struct state *s, const char *path, const char *text)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { .rest = text };
	bool inside = !s->args->section;

	while (config_line(&lines, false, &line)) {
		const char *value;

		if (config_is_comment(buf_str(&line)))
			continue;
		if (s->args->section && buf_str(&line)[0] == '[') {
			inside = is_section(buf_str(&line), s->args->section);
			continue;
		}
		value = inside ? value_of(s->args, buf_str(&line)) : NULL;
		if (!value || (s->found && streq(s->args->which, "first")))
			continue;
		s->found = true;
		set_value(&s->value, value);
		buf_clear(&s->place);
		buf_addf(&s->place, "%s:%u", path, lines.number);
	}
	s->value.failed = s->value.failed || line.failed;
}

static bool take_files(struct state *s, struct evidence *ev, const struct text_list *paths,
		       struct findings *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < paths->count; i++) {
		int there = config_text(ev, paths->items[i], &text, out);

		if (there < 0)
			return false;
		if (there == 0)
			continue;
		s->files++;
		take_text(s, paths->items[i], buf_str(&text));
	}
	return true;
}

static bool take_all(struct state *s, struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	struct text_list found;

	for (size_t i = 0; i < s->args->path.count; i++) {
		if (!image_glob(ev, s->args->path.items[i], &arena, &found)) {
			finding_error(out, "%s could not be expanded", s->args->path.items[i]);
			return false;
		}
		if (!take_files(s, ev, &found, out))
			return false;
	}
	if (s->args->drop_ins.count == 0)
		return true;
	return config_fragments(ev, &s->args->drop_ins, &arena, &found, out) &&
	       take_files(s, ev, &found, out);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct setting_args *a = args;
	AUTO(state)
	struct state s = { .args = a, .value = BUF_INIT(BUF_TEXT), .place = BUF_INIT(BUF_LINE) };
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	const char *place;

	if (!take_all(&s, ev, out))
		return;
	if (s.value.failed) {
		finding_error(out, "a line is too long to be read");
		return;
	}
	want_say(&a->want, &a->range, &expected);
	if (!s.found && !a->otherwise) {
		finding_fail(out, a->key, buf_str(&expected),
			     s.files ? "not set in %s" : "not set: there is no %s",
			     a->path.items[a->path.count - 1]);
		return;
	}
	if (!s.found)
		set_value(&s.value, a->otherwise);
	place = s.found ? buf_str(&s.place) : "not set, and this is the default";
	if (want_met(&a->want, &a->range, buf_str(&s.value), out))
		finding_pass(out, a->key, "%s (%s)", buf_str(&s.value), place);
	else
		finding_fail(out, a->key, buf_str(&expected), "%s (%s)",
			     s.value.len ? buf_str(&s.value) : "empty", place);
}

const struct check_kind check_setting = {
	.name = "setting",
	.summary = "A key has this value where configuration files are read one over the other",
	.example = "{path: /etc/login.defs, key: PASS_MAX_DAYS, separator: space, at-most: 365}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct setting_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
