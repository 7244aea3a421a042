/* SPDX-License-Identifier: MIT */
/*
 * One setting of sudo, or one tag of what users may do.
 *
 * Defaults that hold for some users, hosts, commands or targets only are no general setting; with
 * scope everywhere each of them has to be right as well.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "judge/evr.h"
#include "judge/sudoers.h"
#include "judge/want.h"
#include "model/kind.h"

struct sudoers_args {
	const char *setting;
	const char *scope;
	const char *explicit;
	int set;
	const char *tag;
	int absent;
	struct range range;
	struct want want;
};

static const char *const scope_words[] = { "global", "everywhere", NULL };
static const char *const explicit_words[] = { "recorded", "required", NULL };

#define AT(member, T) .offset = FIELD_OF(struct sudoers_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "absent", .type = FIELD_BOOL, AT(absent, int),
	  .help = "true: with `tag`, no specification of a user has it" },
	{ .key = "at-least", .type = FIELD_NUMBER, AT(range.at_least, int64_t),
	  .help = "least number it may be; minutes may have a fraction" },
	{ .key = "at-most", .type = FIELD_NUMBER, AT(range.at_most, int64_t),
	  .help = "highest number it may be" },
	{ .key = "default", .type = FIELD_TEXT, AT(setting, const char *),
	  .help = "setting of sudoers(5), as use_pty" },
	{ .key = "equals", .type = FIELD_TEXT, AT(want.equals, const char *),
	  .help = "the value it has to be" },
	{ .key = "explicit", .type = FIELD_WORD, AT(explicit, const char *), .words = explicit_words,
	  .help = "required: a file has to say it, right by default is not enough", .fallback = "recorded" },
	{ .key = "pattern", .type = FIELD_PATTERN, AT(want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "scope", .type = FIELD_WORD, AT(scope, const char *), .words = scope_words,
	  .help = "everywhere: what holds for some users, hosts or commands has to be right as well", .fallback = "global" },
	{ .key = "set", .type = FIELD_BOOL, AT(set, int),
	  .help = "true: it is on, or has a value; false: it is not" },
	{ .key = "tag", .type = FIELD_TEXT, AT(tag, const char *),
	  .help = "instead of `default`: a tag of commands, as NOPASSWD" },
	{ 0 }
};
/* clang-format on */

enum setting_type { FLAG, TEXT, MINUTES };

/* sudo 1.9.17, def_data.in and init_defaults(), as Fedora builds it; NULL: it has none. */
static const struct setting_info {
	const char *name;
	enum setting_type type;
	const char *value;
	const char *since; /* the version of sudo from which the default holds; NULL: any */
} settings[] = {
	{ "always_set_home", FLAG, "off", NULL }, { "authenticate", FLAG, "on", NULL },
	{ "env_reset", FLAG, "on", NULL },	  { "exempt_group", TEXT, NULL, NULL },
	{ "insults", FLAG, "off", NULL },	  { "iolog_dir", TEXT, "/var/log/sudo-io", NULL },
	{ "log_input", FLAG, "off", NULL },	  { "log_output", FLAG, "off", NULL },
	{ "logfile", TEXT, NULL, NULL },	  { "passwd_timeout", MINUTES, "5", NULL },
	{ "requiretty", FLAG, "off", NULL },	  { "rootpw", FLAG, "off", NULL },
	{ "runaspw", FLAG, "off", NULL },	  { "secure_path", TEXT, NULL, NULL },
	{ "targetpw", FLAG, "off", NULL },	  { "timestamp_timeout", MINUTES, "5", NULL },
	{ "use_pty", FLAG, "on", "1.9.14" },	  { "visiblepw", FLAG, "off", NULL },
};

static const struct setting_info *info_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (streq(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static const char *setting_name(size_t i, const void *unused UNUSED)
{
	return i < ARRAY_SIZE(settings) ? settings[i].name : NULL;
}

static int check_args(const void *args, struct error *err)
{
	const struct sudoers_args *a = args;
	const char *near;

	if (!a->setting == !a->tag)
		return error_input(err, "either default or tag has to be given");
	if (a->tag)
		return a->absent == 1 ? 0 : error_input(err, "tag: can only be asked to be absent");
	if (!info_of(a->setting)) {
		near = str_nearest(a->setting, setting_name, NULL);
		return error_input(err, "default: '%s' is not known%s%s%s", a->setting,
				   near ? "; did you mean " : "", near ? near : "",
				   near ? "?" : "");
	}
	return a->set >= 0 ? 0 : want_check(&a->want, &a->range, err);
}

/* What one Defaults makes of the setting; NULL: nothing, sudo warns and passes over it. */
static const char *effect(const struct setting_info *info, const struct sudoers_default *d)
{
	if (d->edits)
		return NULL;
	if (info->type == FLAG)
		return d->value ? NULL : d->negated ? "off" : "on";
	if (d->negated)
		return info->type == MINUTES ? "0" : "";
	return d->value;
}

/* A number with a fraction against bounds; text that is no number is outside of any. */
static bool in_range(const struct range *r, const char *value)
{
	char *end;
	double n = strtod(value, &end);

	if (r->at_least == NUMBER_UNSET && r->at_most == NUMBER_UNSET)
		return true;
	if (end == value || *end || strspn(value, "+-.0123456789") != strlen(value))
		return false;
	return (r->at_least == NUMBER_UNSET || n >= (double)r->at_least) &&
	       (r->at_most == NUMBER_UNSET || n <= (double)r->at_most);
}

static bool right(const struct sudoers_args *a, const char *value, struct findings *out)
{
	bool is_set = *value && !streq(value, "off");

	if (a->set >= 0 && is_set != (a->set == 1))
		return false;
	if (!in_range(&a->range, value))
		return false;
	return !want_anything(&a->want, NULL) || want_met(&a->want, NULL, value, out);
}

static void say_expected(const struct sudoers_args *a, struct buf *out)
{
	bool flag = info_of(a->setting)->type == FLAG;

	if (a->set >= 0)
		buf_add(out, flag ? (a->set ? "on" : "off") : (a->set ? "set" : "not set"));
	if (want_anything(&a->want, &a->range)) {
		buf_add(out, out->len ? " and " : "");
		want_say(&a->want, &a->range, out);
	}
}

/* Whose default it is; *value NULL: not known. */
static const char *built_in(const struct setting_info *info, struct evidence *ev,
			    const char **value)
{
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);

	*value = info->value ? info->value : "";
	if (!info->since)
		return "default of sudo";
	if (evidence_complete(ev) & EVIDENCE(PACKAGES))
		evidence_text(ev, &version,
			      "SELECT version FROM package WHERE name = 'sudo' "
			      "ORDER BY name",
			      NULL);
	if (!version.len)
		*value = NULL;
	else if (evr_vercmp(buf_str(&version), info->since) < 0)
		*value = "off";
	return "default of sudo";
}

static const char *shown(const char *value)
{
	return *value ? value : "not set";
}

/* A Defaults that does not count, as the fact has it. */
static void add_loser(struct buf *losers, const struct setting_info *info,
		      const struct sudoers_default *d)
{
	const char *value = effect(info, d);

	buf_addf(losers, "%s%s:%u: ", losers->len ? "\n" : "", d->at.file, d->at.line);
	buf_add(losers, value ? shown(value) : "not as sudo takes it");
	if (d->scope)
		buf_addf(losers, " (only %s)", d->scope);
}

static void judge_scoped(const struct sudoers_args *a, const struct sudoers_default *d,
			 const char *expected, struct findings *out)
{
	const char *value = effect(info_of(a->setting), d);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

	if (!value || right(a, value, out))
		return;
	buf_addf(&object, "Defaults%s %s", d->scope, a->setting);
	finding_fail(out, buf_str(&object), expected, "%s (%s:%u)", shown(value), d->at.file,
		     d->at.line);
}

static void judge_setting(const struct sudoers_args *a, const struct sudoers *s, const char *value,
			  const struct sudoers_default *winner, const char *place,
			  struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	say_expected(a, &expected);
	if (!value) {
		finding_missing(out, "%s is set nowhere, and the default of this sudo is not known",
				a->setting);
		return;
	}
	if (!right(a, value, out))
		finding_fail(out, a->setting, buf_str(&expected), "%s (%s)", shown(value), place);
	if (!winner && streq(a->explicit, "required"))
		finding_fail(out, a->setting, "set in a file", "not set: %s (%s)", shown(value),
			     place);
	for (size_t i = 0; i < s->defaults_count && streq(a->scope, "everywhere"); i++)
		if (s->defaults[i].scope && streq(s->defaults[i].name, a->setting))
			judge_scoped(a, &s->defaults[i], buf_str(&expected), out);
	finding_pass(out, a->setting, "%s (%s)", shown(value), place);
}

static void evaluate_setting(const struct sudoers_args *a, const struct sudoers *s,
			     struct evidence *ev, struct findings *out)
{
	const struct setting_info *info = info_of(a->setting);
	const struct sudoers_default *winner = NULL;
	AUTO(buf) struct buf losers = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf place = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	const char *value;

	for (size_t i = 0; i < s->defaults_count; i++)
		if (streq(s->defaults[i].name, a->setting) && !s->defaults[i].scope &&
		    effect(info, &s->defaults[i]))
			winner = &s->defaults[i];
	for (size_t i = 0; i < s->defaults_count; i++)
		if (streq(s->defaults[i].name, a->setting) && &s->defaults[i] != winner)
			add_loser(&losers, info, &s->defaults[i]);
	if (winner) {
		value = effect(info, winner);
		buf_addf(&place, "%s:%u", winner->at.file, winner->at.line);
	} else {
		buf_add(&place, built_in(info, ev, &value));
	}
	buf_addf(&object, "sudo: %s", a->setting);
	finding_setting(out,
			&(struct setting_fact){ .object = buf_str(&object),
						.set = winner ? shown(value) : NULL,
						.place = buf_str(&place),
						.effective = value ? shown(value) : NULL,
						.losers = losers.len ? buf_str(&losers) : NULL });
	judge_setting(a, s, value, winner, buf_str(&place), out);
}

static void evaluate_tag(const struct sudoers_args *a, const struct sudoers *s,
			 struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	buf_addf(&expected, "no specification with %s", a->tag);
	for (size_t i = 0; i < s->tags_count; i++) {
		const struct sudoers_tag *t = &s->tags[i];
		AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

		if (!streq(t->tag, a->tag))
			continue;
		buf_addf(&object, "%s:%u", t->at.file, t->at.line);
		finding_fail(out, buf_str(&object), buf_str(&expected), "%s", t->spec);
	}
	finding_pass(out, "/etc/sudoers", "no %s", a->tag);
}

/* Is the main file one that sudo reads?  What it passes over is told, and is no fault of its own.
 */
static bool readable(const struct sudoers *s, struct findings *out)
{
	bool good = true;

	for (size_t i = 0; i < s->ignored_count; i++) {
		const struct sudoers_ignored *n = &s->ignored[i];

		if (streq(n->path, "/etc/sudoers")) {
			finding_fail(out, n->path, "a file that sudo reads", "%s: sudo refuses it",
				     n->why);
			good = false;
		} else {
			finding_unchecked(out, n->path, "sudo does not read it: %s", n->why);
		}
	}
	return good;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct sudoers_args *a = args;
	AUTO(sudoers) struct sudoers s = { 0 };

	if (!sudoers_read(&s, ev))
		finding_error(out, "no memory for the configuration of sudo");
	else if (s.why)
		finding_error(out, "%s", s.why);
	else if (!s.present)
		finding_fail(out, "/etc/sudoers", "there",
			     "not there: sudo lets nobody do anything");
	else if (s.broken)
		finding_error(out, "%s: sudo cannot read this line", s.broken);
	else if (!readable(&s, out))
		return;
	else if (a->tag)
		evaluate_tag(a, &s, out);
	else
		evaluate_setting(a, &s, ev, out);
}

const struct check_kind check_sudoers = {
	.name = "sudoers",
	.summary = "A setting of sudo, or a tag of what users may do, as sudo reads sudoers",
	.example = "{default: use_pty, set: true}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct sudoers_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
