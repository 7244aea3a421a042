/* SPDX-License-Identifier: MIT */
/*
 * One keyword of sshd, with the value that counts and the line it comes from.
 *
 * "everywhere" judges the values of every Match block as well: a block can weaken for one user
 * what the file forbids all others.
 */
#include <ctype.h>
#include <stdio.h>

#include "judge/image.h"
#include "judge/sshd_config.h"
#include "judge/want.h"
#include "model/kind.h"

struct sshd_args {
	const char *option;
	const char *scope;
	struct want want;
	struct range range;
	struct text_list contains;
	struct text_list forbidden;
	struct text_list only;
};

static const char *const scope_words[] = { "global", "everywhere", NULL };

#define AT(member, T) .offset = FIELD_OF(struct sshd_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "absent-pattern", .type = FIELD_PATTERN, AT(want.absent_pattern, const char *),
	  .help = "what the value must not match" },
	{ .key = "at-least", .type = FIELD_NUMBER, AT(range.at_least, int64_t),
	  .help = "least number; times in seconds" },
	{ .key = "at-most", .type = FIELD_NUMBER, AT(range.at_most, int64_t),
	  .help = "highest number; times in seconds" },
	{ .key = "contains", .type = FIELD_LIST, AT(contains, struct text_list),
	  .help = "words that have to be among the values" },
	{ .key = "equals", .type = FIELD_TEXT, AT(want.equals, const char *),
	  .help = "the value, in lower case where sshd does not care" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "globs of words that must not be among the values" },
	{ .key = "one-of", .type = FIELD_LIST, AT(want.one_of, struct text_list),
	  .help = "the values it may have" },
	{ .key = "only", .type = FIELD_LIST, AT(only, struct text_list),
	  .help = "globs that every word of the value has to match" },
	{ .key = "option", .type = FIELD_TEXT, AT(option, const char *),
	  .help = "keyword of sshd_config(5)", .required = true },
	{ .key = "pattern", .type = FIELD_PATTERN, AT(want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "scope", .type = FIELD_WORD, AT(scope, const char *), .words = scope_words,
	  .help = "everywhere: values in Match blocks have to be right as well", .fallback = "global" },
	{ 0 }
};
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct sshd_args *a = args;
	char lower[64] = { 0 };

	for (size_t i = 0; a->option[i] && i + 1 < sizeof(lower); i++)
		lower[i] = (char)tolower((unsigned char)a->option[i]);
	if (!sshd_default(a->option)) {
		const char *near = str_nearest(lower, sshd_keyword, NULL);

		return error_input(err, "option: sshd has no '%s'%s%s%s", a->option,
				   near ? "; did you mean " : "", near ? near : "",
				   near ? "?" : "");
	}
	if (a->contains.count || a->forbidden.count || a->only.count)
		return 0;
	return want_check(&a->want, &a->range, err);
}

/* "2m" and "1h30m" as seconds (misc.c, convtime); what is no time stays as it is. */
static void as_seconds(const char *keyword, const char *value, struct buf *out)
{
	static const char *const times[] = { "logingracetime", "clientaliveinterval" };
	static const char units[] = "smhdw";
	static const int64_t seconds[] = { 1, 60, 3600, 86400, 604800 };
	bool is_time = false;
	int64_t total = 0;

	for (size_t i = 0; i < ARRAY_SIZE(times); i++)
		is_time = is_time || strcasecmp(times[i], keyword) == 0;
	buf_clear(out);
	for (const char *s = value; is_time && *s;) {
		int64_t n = 0;
		size_t digits = strspn(s, "0123456789");
		const char *unit;

		if (digits == 0 || digits > 9)
			is_time = false;
		for (size_t i = 0; i < digits && digits <= 9; i++)
			n = n * 10 + (s[i] - '0');
		s += digits;
		unit = *s ? strchr(units, tolower((unsigned char)*s)) : units;
		if (!unit)
			is_time = false;
		else
			total += n * seconds[unit - units];
		s += *s != '\0';
	}
	if (is_time && *value)
		buf_addf(out, "%lld", (long long)total);
	else
		buf_add(out, value);
}

/* Words that sshd compares without regard to case are put in lower case; two have an old name. */
static void normalise(const char *keyword, const char *value, struct buf *out)
{
	static const char *const words[] = { "yes",
					     "no",
					     "none",
					     "any",
					     "all",
					     "local",
					     "remote",
					     "delayed",
					     "prohibit-password",
					     "without-password",
					     "forced-commands-only",
					     "quiet",
					     "fatal",
					     "error",
					     "info",
					     "verbose",
					     "debug",
					     "debug1",
					     "debug2",
					     "debug3" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (strcasecmp(words[i], value) != 0)
			continue;
		buf_clear(out);
		buf_add(out, streq(words[i], "without-password") ? "prohibit-password" : words[i]);
		return;
	}
	as_seconds(keyword, value, out);
}

/* Algorithm lists may begin with + (add), - (remove) or ^ (put first) of the built-in one. */
static void resolve_list(const char *keyword, const char *value, struct buf *out)
{
	const char *built_in = sshd_algorithms(keyword);
	const char *globs = value + 1;

	if (!built_in || !strchr("+-^", *value) || !*value) {
		normalise(keyword, value, out);
		return;
	}
	buf_clear(out);
	if (*value != '-') {
		buf_addf(out, "%s,%s", built_in, globs);
		return;
	}
	while (*built_in) {
		size_t n = strcspn(built_in, ",");
		AUTO_FREE char *name = strndup(built_in, n);
		AUTO_FREE char *list = strdup(globs);
		bool removed = false;

		for (char *s = list, *next; name && s && *s; s = next) {
			size_t len = strcspn(s, ",");

			next = s + len + (s[len] == ',');
			s[len] = '\0';
			removed = removed || str_glob(s, name);
		}
		if (!removed && name)
			buf_addf(out, "%s%s", out->len ? "," : "", name);
		built_in += n + (built_in[n] == ',');
	}
}

/* Is one of the words (between blanks and commas) matched by a glob of the list? */
static bool has_word(const char *value, const struct text_list *globs, bool all)
{
	while (*value) {
		size_t n = strcspn(value, " ,");
		AUTO_FREE char *word = strndup(value, n);

		if (n && word && image_matches(globs, word) != all)
			return !all;
		value += n + (value[n] != '\0');
	}
	return all;
}

static bool right(const struct sshd_args *a, const char *value, struct findings *out)
{
	for (size_t i = 0; i < a->contains.count; i++) {
		struct text_list one = { .items = &a->contains.items[i], .count = 1 };

		if (!has_word(value, &one, false))
			return false;
	}
	if (a->forbidden.count && has_word(value, &a->forbidden, false))
		return false;
	if (a->only.count && (!*value || !has_word(value, &a->only, true)))
		return false;
	return !want_anything(&a->want, &a->range) || want_met(&a->want, &a->range, value, out);
}

static void add_words(struct buf *b, const char *before, const struct text_list *words)
{
	for (size_t i = 0; i < words->count; i++)
		buf_addf(b, "%s%s",
			 i	  ? ", "
			 : b->len ? " and "
				  : "",
			 i ? "" : before),
			buf_add(b, words->items[i]);
}

/* A value that did not fit is not a value: it would read as not set. */
static bool fits(const struct sshd_args *a, const struct buf *value, struct findings *out)
{
	if (value->failed)
		finding_error(out, "the value of %s is too long to be judged", a->option);
	return !value->failed;
}

static void judge_value(const struct sshd_args *a, const char *value, const char *from,
			const char *match, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

	buf_addf(&object, "%s%s%s", a->option, match ? " in Match " : "", match ? match : "");
	if (right(a, value, out)) {
		finding_pass(out, buf_str(&object), "%s (%s)", *value ? value : "not set", from);
		return;
	}
	want_say(&a->want, &a->range, &expected);
	add_words(&expected, "with ", &a->contains);
	add_words(&expected, "without ", &a->forbidden);
	add_words(&expected, "only ", &a->only);
	finding_fail(out, buf_str(&object), buf_str(&expected), "%s (%s)",
		     *value ? value : "not set", from);
}

static bool is_it(const struct sshd_args *a, const struct sshd_setting *s)
{
	return strcasecmp(s->keyword, a->option) == 0;
}

/* What stands under "Match all" is all that counts, where there is any. */
static bool counts(const struct sshd_args *a, const struct sshd_config *c, size_t i)
{
	bool overridden = false;

	for (size_t k = 0; k < c->count; k++)
		overridden = overridden || (is_it(a, &c->items[k]) && !c->items[k].match &&
					    c->items[k].overrides);
	return is_it(a, &c->items[i]) && !c->items[i].match && c->items[i].overrides == overridden;
}

/* All values of a keyword that collects, with the lines they come from. */
static void judge_collected(const struct sshd_args *a, const struct sshd_config *c,
			    struct findings *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf from = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < c->count; i++) {
		const struct sshd_setting *s = &c->items[i];

		if (!counts(a, c, i))
			continue;
		buf_addf(&value, "%s%s", value.len ? " " : "", s->value);
		buf_addf(&from, "%s%s:%u", from.len ? ", " : "", s->file, s->line);
	}
	if (!fits(a, &value, out))
		return;
	if (!value.len)
		judge_value(a, sshd_default(a->option), "default of OpenSSH 10.0", NULL, out);
	else
		judge_value(a, buf_str(&value), buf_str(&from), NULL, out);
}

static void judge_first(const struct sshd_args *a, const struct sshd_config *c,
			struct findings *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf from = BUF_INIT(BUF_LINE);
	size_t first = 0;

	while (first < c->count && !counts(a, c, first))
		first++;
	if (first == c->count) {
		normalise(a->option, sshd_default(a->option), &value);
		judge_value(a, buf_str(&value), "default of OpenSSH 10.0", NULL, out);
		return;
	}
	resolve_list(a->option, c->items[first].value, &value);
	buf_addf(&from, "%s:%u", c->items[first].file, c->items[first].line);
	for (size_t i = 0; i < c->count; i++)
		if (i != first && is_it(a, &c->items[i]) && !c->items[i].match)
			buf_addf(&from, ", not %s at %s:%u", c->items[i].value, c->items[i].file,
				 c->items[i].line);
	if (fits(a, &value, out))
		judge_value(a, buf_str(&value), buf_str(&from), NULL, out);
}

static void judge_blocks(const struct sshd_args *a, const struct sshd_config *c,
			 struct findings *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf from = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < c->count; i++) {
		const struct sshd_setting *s = &c->items[i];

		if (!is_it(a, s) || !s->match)
			continue;
		buf_clear(&from);
		buf_addf(&from, "%s:%u", s->file, s->line);
		resolve_list(a->option, s->value, &value);
		if (fits(a, &value, out))
			judge_value(a, buf_str(&value), buf_str(&from), s->match, out);
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct sshd_args *a = args;
	AUTO(sshd_config) struct sshd_config c = { 0 };

	if (!sshd_config_read(&c, ev)) {
		finding_error(out, "no memory for the configuration of sshd");
		return;
	}
	if (!c.present) {
		finding_fail(out, "/etc/ssh/sshd_config", "there",
			     "not there: sshd does not start");
		return;
	}
	if (c.why) {
		finding_error(out, "%s", c.why);
		return;
	}
	if (sshd_collects(a->option))
		judge_collected(a, &c, out);
	else
		judge_first(a, &c, out);
	if (streq(a->scope, "everywhere"))
		judge_blocks(a, &c, out);
}

const struct check_kind check_sshd = {
	.name = "sshd",
	.summary = "An option of the SSH server, as sshd reads its files",
	.example = "{option: PermitRootLogin, one-of: [\"no\", prohibit-password]}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct sshd_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
