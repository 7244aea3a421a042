/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "judge/setting/format.h"
#include "judge/want.h"

struct setting_args {
	const char *format;
	struct setting_query query;
	const char *otherwise;
	const char *explicit;
	struct want want;
	struct range range;
	int64_t count_at_least;
	int set;
	int absent;
	int record;
	int readonly;
	int exported;
};

static const char *const separators[] = { "colon", "equals", "space", NULL };
static const char *const winners[] = { "first", "last", NULL };
static const char *const explicit_words[] = { "recorded", "required", NULL };

static const struct field fields[] = {
	{ .key = "absent",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct setting_args, absent, int),
	  .help = "true: nothing may set it" },
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct setting_args, range.at_least, int64_t),
	  .help = "the smallest number it may be" },
	{ .key = "at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct setting_args, range.at_most, int64_t),
	  .help = "the largest number it may be" },
	{ .key = "count-at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct setting_args, count_at_least, int64_t),
	  .help = "how often it has to be set, as servers of time are" },
	{ .key = "default",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, otherwise, const char *),
	  .help = "what the program does when nothing sets it, where the format knows none; "
		  "without this, not set is a fault of lines, and not known of others" },
	{ .key = "drop-ins",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, query.drop_ins, struct text_list),
	  .help = "of lines: folders of *.conf, highest precedence first, read after path by file "
		  "name as systemd does" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, want.equals, const char *),
	  .help = "the value it has to be" },
	{ .key = "explicit",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, explicit, const char *),
	  .help = "required: a file has to say it; recorded: a right default passes",
	  .fallback = "recorded",
	  .words = explicit_words },
	{ .key = "exported",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct setting_args, exported, int),
	  .help = "of shell: true: the variable has to be exported" },
	{ .key = "forbidden",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, want.forbidden, struct text_list),
	  .help = "globs, none of which may match the value" },
	{ .key = "format",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, format, const char *),
	  .help = "whose files they are, and so how they are read",
	  .fallback = "lines",
	  .words = setting_format_names },
	{ .key = "key",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, query.keys, struct text_list),
	  .help = "what is set, letters as they are; several are one question",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, want.one_of, struct text_list),
	  .help = "the values it may be" },
	{ .key = "path",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct setting_args, query.path, struct text_list),
	  .help = "files in the order in which they are read; the last part may be a glob; not "
		  "needed of formats that have their own" },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct setting_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "readonly",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct setting_args, readonly, int),
	  .help = "of shell: true: the variable may not be changed later" },
	{ .key = "record",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct setting_args, record, int),
	  .help = "true: whatever it is, it passes, and the result says what it is" },
	{ .key = "section",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, query.section, const char *),
	  .help = "only lines under [section] count" },
	{ .key = "select",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct setting_args, query.select, const char *),
	  .help = "which ones, where a format has several: of dnf5, ids of repositories or * for "
		  "all that are enabled; of limits, domain and type" },
	{ .key = "separator",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, query.separator, const char *),
	  .help = "of lines: what stands between key and value; equals unless given",
	  .words = separators },
	{ .key = "set",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct setting_args, set, int),
	  .help = "true: it has to be set, whatever the value; the bare word is enough" },
	{ .key = "which",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct setting_args, query.which, const char *),
	  .help = "of lines: which of several assignments wins; the last unless given",
	  .words = winners },
	{ .key = "without-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct setting_args, want.without_bits, int),
	  .help = "the value is a mode that has none of these bits" },
	{ 0 },
};

static const struct setting_format *format_of(const struct setting_args *a)
{
	for (size_t i = 0; setting_formats[i]; i++)
		if (streq(setting_formats[i]->name, a->format))
			return setting_formats[i];
	return NULL;
}

static int check_path(const char *path, bool glob, struct error *err)
{
	const char *wild = strpbrk(path, "*?[\\");

	if (*path != '/')
		return error_input(err, "%s: has to begin with /", path);
	if (wild && (!glob || strchr(wild, '/')))
		return error_input(err, "%s: a glob can be the last part of a path only", path);
	return 0;
}

static int check_query(const struct setting_args *a, const struct setting_format *format,
		       struct error *err)
{
	const struct setting_query *q = &a->query;
	bool lines = streq(a->format, "lines");

	if (format->wants_path && q->path.count == 0)
		return error_input(err, "path: format %s has no files of its own", a->format);
	if (format->wants_section && !q->section)
		return error_input(err, "section: format %s needs one", a->format);
	if (format->wants_select && !q->select)
		return error_input(err, "select: format %s needs %s", a->format, format->select);
	if (q->select && !format->select)
		return error_input(err, "select: format %s has nothing to select from", a->format);
	if (!lines && (q->drop_ins.count || q->separator || q->which))
		return error_input(err, "drop-ins, separator and which are of format lines");
	if ((a->readonly == 1 || a->exported == 1) && !streq(a->format, "shell"))
		return error_input(err, "readonly and exported are of format shell");
	return 0;
}

/* What is asked stands alone where nothing can be asked beside it. */
static int check_wish(const struct setting_args *a, struct error *err)
{
	bool value = want_anything(&a->want, &a->range);
	bool more = a->set == 1 || a->count_at_least != NUMBER_UNSET || a->readonly == 1 ||
		    a->exported == 1;

	if ((a->absent == 1) + (a->record == 1) + (value || more) > 1)
		return error_input(err, "absent and record leave nothing else to ask");
	if (a->absent == 1 || a->record == 1)
		return 0;
	if (a->count_at_least != NUMBER_UNSET && a->count_at_least < 1)
		return error_input(err, "count-at-least: 1 at least");
	return more && !value ? 0 : want_check(&a->want, &a->range, err);
}

static int check_args(const void *args, struct error *err)
{
	const struct setting_args *a = args;
	const struct setting_format *format = format_of(a);
	int ret;

	if (!format)
		return error_input(err, "format: there is no %s", a->format);
	if (a->query.keys.count == 0)
		return error_input(err, "key: an empty list asks nothing");
	ret = check_query(a, format, err);
	for (size_t i = 0; i < a->query.path.count && !ret; i++)
		ret = check_path(a->query.path.items[i], true, err);
	for (size_t i = 0; i < a->query.drop_ins.count && !ret; i++)
		ret = check_path(a->query.drop_ins.items[i], false, err);
	if (!ret && format->check)
		ret = format->check(&a->query, err);
	return ret ? ret : check_wish(a, err);
}

/* One object being judged. */
struct judged {
	const struct setting_args *a;
	const struct setting_object *object;
	const struct assignment *winner; /* NULL: nothing sets it */
	const char *set;		 /* by a file; NULL: nothing does, or back to the default */
	const char *value;		 /* in effect; NULL: not known */
	struct buf name;
	struct buf place;
	struct buf expected;
};

static void judged_release(struct judged *j)
{
	buf_release(&j->name);
	buf_release(&j->place);
	buf_release(&j->expected);
}

static void say_place(struct judged *j)
{
	const char *whose = j->object->fallback ? j->object->whose : NULL;

	if (j->set) {
		buf_add(&j->place, j->winner->place);
		return;
	}
	if (j->winner)
		buf_addf(&j->place, "set back to the default in %s", j->winner->place);
	else
		buf_add(&j->place, j->value ? "not set, and this is the default" : "not set");
	if (j->value && whose)
		buf_addf(&j->place, " of %s", whose);
}

static void say_wish(struct judged *j)
{
	const struct setting_args *a = j->a;

	want_say(&a->want, &a->range, &j->expected);
	if (a->absent == 1)
		buf_add(&j->expected, "not set");
	if (a->set == 1 && !j->expected.len)
		buf_add(&j->expected, "set");
	if (a->count_at_least != NUMBER_UNSET)
		buf_addf(&j->expected, "%sset at least %" PRId64 " times",
			 j->expected.len ? ", " : "", a->count_at_least);
	if (a->readonly == 1)
		buf_addf(&j->expected, "%sread-only", j->expected.len ? ", " : "");
	if (a->exported == 1)
		buf_addf(&j->expected, "%sexported", j->expected.len ? ", " : "");
}

static void judged_init(struct judged *j, const struct setting_args *a,
			const struct setting_object *object)
{
	*j = (struct judged){ .a = a,
			      .object = object,
			      .name = BUF_INIT(BUF_LINE),
			      .place = BUF_INIT(BUF_LINE),
			      .expected = BUF_INIT(BUF_LINE) };
	if (object->winner < object->count)
		j->winner = &object->items[object->winner];
	j->set = j->winner ? j->winner->value : NULL;
	j->value = j->set ? j->set : object->fallback ? object->fallback : a->otherwise;
	if (object->name)
		buf_addf(&j->name, "%s: ", object->name);
	for (size_t i = 0; i < a->query.keys.count; i++)
		buf_addf(&j->name, "%s%s", i ? ", " : "", a->query.keys.items[i]);
	say_place(j);
	say_wish(j);
}

static int64_t times_set(const struct setting_object *object)
{
	int64_t n = 0;

	for (size_t i = 0; i < object->count; i++)
		n += object->items[i].value != NULL;
	return n;
}

/* The fact is told right or wrong: who won, and over whom. */
static void tell(const struct judged *j, struct findings *out)
{
	const struct setting_object *object = j->object;
	AUTO(buf) struct buf losers = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < object->count; i++)
		if (i != object->winner)
			buf_addf(&losers, "%s%s: %s", losers.len ? "\n" : "",
				 object->items[i].place,
				 object->items[i].value ? object->items[i].value
							: "back to the default");
	finding_setting(out, &(struct setting_fact){
				     .object = buf_str(&j->name),
				     .set = j->set,
				     .place = buf_str(&j->place),
				     .effective = j->value,
				     .losers = losers.len ? buf_str(&losers) : NULL,
			     });
}

static const char *shown(const char *value)
{
	return !value ? "nothing" : *value ? value : "empty";
}

/* What does not ask for a value: false when it is not as it should be, and that was said. */
static bool judge_presence(struct judged *j, struct findings *out)
{
	const struct setting_args *a = j->a;
	const char *name = buf_str(&j->name);
	const char *expected = buf_str(&j->expected);

	if (a->count_at_least != NUMBER_UNSET && times_set(j->object) < a->count_at_least) {
		finding_fail(out, name, expected, "set %" PRId64 " times", times_set(j->object));
		return false;
	}
	if (!j->set && (a->set == 1 || a->readonly == 1 || a->exported == 1)) {
		finding_fail(out, name, expected, "%s", buf_str(&j->place));
		return false;
	}
	if (!j->set && streq(a->explicit, "required") && want_anything(&a->want, &a->range)) {
		finding_fail(out, name, expected, "%s (%s); a file has to say it", shown(j->value),
			     buf_str(&j->place));
		return false;
	}
	if (a->readonly == 1 && !(j->winner->flags & ASSIGNED_READONLY))
		finding_fail(out, name, expected, "%s can be changed later (%s)", shown(j->set),
			     buf_str(&j->place));
	if (a->exported == 1 && !(j->winner->flags & ASSIGNED_EXPORTED))
		finding_fail(out, name, expected, "%s is not exported (%s)", shown(j->set),
			     buf_str(&j->place));
	return true;
}

static void judge_value(struct judged *j, struct findings *out)
{
	const struct setting_args *a = j->a;
	const char *name = buf_str(&j->name);
	bool asked = want_anything(&a->want, &a->range);

	if (asked && !j->value && j->object->unset) {
		finding_fail(out, name, buf_str(&j->expected), "%s", j->object->unset);
		return;
	}
	if (asked && !j->value) {
		finding_missing(out, "nothing sets %s, and what holds then is not known", name);
		return;
	}
	if (asked && !want_met(&a->want, &a->range, j->value, out))
		finding_fail(out, name, buf_str(&j->expected), "%s (%s)", shown(j->value),
			     buf_str(&j->place));
	else if (j->value)
		finding_pass(out, name, "%s (%s)", *j->value ? j->value : "set",
			     buf_str(&j->place));
	else
		finding_pass(out, name, "%s", buf_str(&j->place));
}

static void judge(const struct setting_args *a, const struct setting_object *object,
		  struct findings *out)
{
	AUTO(judged) struct judged j;

	judged_init(&j, a, object);
	tell(&j, out);
	if (a->absent == 1 && j.set)
		finding_fail(out, buf_str(&j.name), "not set", "%s (%s)", shown(j.set),
			     buf_str(&j.place));
	else if (a->absent == 1)
		finding_pass(out, buf_str(&j.name), "%s", buf_str(&j.place));
	else if (judge_presence(&j, out))
		judge_value(&j, out);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct setting_args *a = args;
	const struct setting_format *format = format_of(a);
	AUTO(arena) struct arena arena = { 0 };
	struct setting_objects objects = { 0 };

	if (!format->resolve(&a->query, ev, &arena, &objects, out)) {
		if (out->outcome == OUTCOME_MISSING && !out->reason)
			finding_error(out, "no memory");
		return;
	}
	if (objects.count == 0 && format->nothing)
		finding_pass(out, a->query.keys.items[0], "%s", format->nothing);
	else if (objects.count == 0)
		finding_missing(out, "there is nothing that %s selects",
				a->query.select ? a->query.select : a->format);
	for (size_t i = 0; i < objects.count; i++)
		judge(a, &objects.items[i], out);
}

const struct check_kind check_setting = {
	.name = "setting",
	.summary = "A key has this value where configuration files are read as their program does",
	.example = "{path: /etc/login.defs, key: PASS_MAX_DAYS, separator: space, at-most: 365}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(PACKAGES), /* whose version says what holds where nothing is set */
	.args_size = sizeof(struct setting_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
