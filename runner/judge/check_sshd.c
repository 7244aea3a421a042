/* SPDX-License-Identifier: MIT */
/*
 * Keywords of sshd, with the values that count and the lines they come from.
 *
 * "everywhere" judges the values of every Match block as well: a block can weaken for one user
 * what the file forbids all others.
 */
#include <ctype.h>
#include <inttypes.h>

#include "judge/evr.h"
#include "judge/image.h"
#include "judge/sshd_answer.h"
#include "judge/sshd_said.h"
#include "judge/sshd_value.h"
#include "judge/want.h"
#include "model/coverage.h"
#include "model/kind.h"

struct sshd_args {
	struct text_list option;
	struct text_list any_of_set;
	const char *scope;
	const char *explicit;
	struct want want;
	struct range range;
	int64_t above;
	int is_path;
	const char *parts;
	struct text_list contains;
	struct text_list forbidden;
	struct text_list only;
	struct text_list unless_strict;
};

static const char *const scope_words[] = { "global", "everywhere", NULL };
static const char *const explicit_words[] = { "recorded", "required", NULL };

#define AT(member, T) .offset = FIELD_OF(struct sshd_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "above", .type = FIELD_NUMBER, AT(above, int64_t),
	  .help = "what the number has to be more than; times in seconds" },
	{ .key = "absent-pattern", .type = FIELD_PATTERN, AT(want.absent_pattern, const char *),
	  .help = "what the value must not match" },
	{ .key = "any-of-set", .type = FIELD_LIST, AT(any_of_set, struct text_list),
	  .help = "instead of `option`: keywords of which one at least has to be set, to more than '*'" },
	{ .key = "at-least", .type = FIELD_NUMBER, AT(range.at_least, int64_t),
	  .help = "least number; times in seconds" },
	{ .key = "at-most", .type = FIELD_NUMBER, AT(range.at_most, int64_t),
	  .help = "highest number; times in seconds" },
	{ .key = "contains", .type = FIELD_LIST, AT(contains, struct text_list),
	  .help = "words that have to be among the values" },
	{ .key = "equals", .type = FIELD_TEXT, AT(want.equals, const char *),
	  .help = "the value, in lower case where sshd does not care" },
	{ .key = "explicit", .type = FIELD_WORD, AT(explicit, const char *), .words = explicit_words,
	  .help = "required: a file has to say it, right by default is not enough", .fallback = "recorded" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "globs of words that must not be among the values" },
	{ .key = "forbidden-without-strict-kex", .type = FIELD_LIST, AT(unless_strict, struct text_list),
	  .help = "globs of words that must not be, unless the server is 9.6 or later (CVE-2023-48795)" },
	{ .key = "is-path", .type = FIELD_BOOL, AT(is_path, int),
	  .help = "true: the value names a file that is there" },
	{ .key = "one-of", .type = FIELD_LIST, AT(want.one_of, struct text_list),
	  .help = "the values it may have" },
	{ .key = "only", .type = FIELD_LIST, AT(only, struct text_list),
	  .help = "globs that every word of the value has to match" },
	{ .key = "option", .type = FIELD_LIST, AT(option, struct text_list),
	  .help = "keyword of sshd_config(5), or several that all have to be so" },
	{ .key = "parts-at-most", .type = FIELD_TEXT, AT(parts, const char *),
	  .help = "numbers with colons between, as of MaxStartups: each may be at most this" },
	{ .key = "pattern", .type = FIELD_PATTERN, AT(want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "scope", .type = FIELD_WORD, AT(scope, const char *), .words = scope_words,
	  .help = "everywhere: values in Match blocks have to be right as well", .fallback = "global" },
	{ 0 }
};
/* clang-format on */

/* All that one check looks at. */
struct look {
	const struct sshd_args *args;
	const struct sshd_config *config;
	struct evidence *ev;
	const char *said; /* by the image's own sshd; NULL: nothing */
	struct findings *out;
};

static int check_keywords(const struct text_list *keywords, struct error *err)
{
	for (size_t k = 0; k < keywords->count; k++) {
		const char *option = keywords->items[k];
		char lower[64] = { 0 };
		const char *near;

		if (sshd_default(option))
			continue;
		for (size_t i = 0; option[i] && i + 1 < sizeof(lower); i++)
			lower[i] = (char)tolower((unsigned char)option[i]);
		near = str_nearest(lower, sshd_keyword, NULL);
		return error_input(err, "option: sshd has no '%s'%s%s%s", option,
				   near ? "; did you mean " : "", near ? near : "",
				   near ? "?" : "");
	}
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct sshd_args *a = args;
	int64_t three[3];

	if ((a->option.count > 0) == (a->any_of_set.count > 0))
		return error_input(err, "either option or any-of-set has to be given");
	if (check_keywords(&a->option, err) < 0 || check_keywords(&a->any_of_set, err) < 0)
		return -1;
	if (a->any_of_set.count)
		return 0;
	if (a->parts && !sshd_parts(a->parts, three))
		return error_input(err, "parts-at-most: numbers with colons between, as 10:30:60");
	if (a->contains.count || a->forbidden.count || a->only.count || a->unless_strict.count ||
	    a->above != NUMBER_UNSET || a->is_path == 1 || a->parts)
		return 0;
	return want_check(&a->want, &a->range, err);
}

/* sshd opens the file of a banner as root, and says nothing when there is none. */
static bool is_path(const struct look *l, const char *value)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (*value != '/')
		return false;
	if (image_real_path(l->ev, value, &real))
		return true;
	if (!coverage_has(value) && !(evidence_complete(l->ev) & EVIDENCE(FILES)))
		finding_missing(l->out, "whether %s is there was not looked at", value);
	return false;
}

/*
 * Strict key exchange is in 9.6 and later, and cannot be turned off.  A distribution may have put
 * it into an older one: then it is not known.
 */
static bool strict_kex(const struct look *l)
{
	AUTO(cursor) struct cursor c = { 0 };
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);

	if (evidence_complete(l->ev) & EVIDENCE(PACKAGES))
		evidence_text(
			l->ev, &version,
			"SELECT version FROM package WHERE name = 'openssh-server' ORDER BY 1",
			NULL);
	if (version.len && evr_vercmp(buf_str(&version), "9.6") >= 0)
		return true;
	finding_missing(l->out,
			"whether sshd%s%s has strict key exchange (CVE-2023-48795) is not known",
			version.len ? " " : "", buf_str(&version));
	return false;
}

static bool lists_right(const struct look *l, const char *value)
{
	const struct sshd_args *a = l->args;

	for (size_t i = 0; i < a->contains.count; i++) {
		struct text_list one = { .items = &a->contains.items[i], .count = 1 };

		if (!sshd_has_word(value, &one, false))
			return false;
	}
	if (a->forbidden.count && sshd_has_word(value, &a->forbidden, false))
		return false;
	if (a->unless_strict.count && sshd_has_word(value, &a->unless_strict, false) &&
	    !strict_kex(l))
		return false;
	return !a->only.count || (*value && sshd_has_word(value, &a->only, true));
}

static bool right(const struct look *l, const char *value)
{
	const struct sshd_args *a = l->args;
	int64_t number;

	if (a->above != NUMBER_UNSET && (!str_int(value, &number) || number <= a->above))
		return false;
	if (a->is_path == 1 && !is_path(l, value))
		return false;
	if (a->parts && !sshd_parts_at_most(value, a->parts))
		return false;
	return lists_right(l, value) && (!want_anything(&a->want, &a->range) ||
					 want_met(&a->want, &a->range, value, l->out));
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

static void say_expected(const struct sshd_args *a, struct buf *expected)
{
	want_say(&a->want, &a->range, expected);
	if (a->above != NUMBER_UNSET)
		buf_addf(expected, "%smore than %" PRId64, expected->len ? " and " : "", a->above);
	if (a->is_path == 1)
		buf_addf(expected, "%sa file that is there", expected->len ? " and " : "");
	if (a->parts)
		buf_addf(expected, "%seach part at most %s", expected->len ? " and " : "",
			 a->parts);
	add_words(expected, "with ", &a->contains);
	add_words(expected, "without ", &a->forbidden);
	add_words(expected, "without ", &a->unless_strict);
	add_words(expected, "only ", &a->only);
}

static void name_of(const struct sshd_answer *n, struct buf *object)
{
	buf_addf(object, "%s%s%s", n->keyword, n->match ? " in Match " : "",
		 n->match ? n->match : "");
}

static const char *shown(const char *value)
{
	return *value ? value : "not set";
}

static void tell(const struct look *l, const struct sshd_answer *n, const char *running)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

	buf_add(&object, "sshd: ");
	name_of(n, &object);
	finding_setting(l->out, &(struct setting_fact){
					.object = buf_str(&object),
					.set = n->set ? buf_str(&n->value) : NULL,
					.place = buf_str(&n->place),
					.effective = shown(buf_str(&n->value)),
					.running = running ? shown(running) : NULL,
					.losers = n->losers.len ? buf_str(&n->losers) : NULL });
}

/* What sshd itself says of it; false: nothing, or it did not see the command line. */
static bool running_value(const struct look *l, const struct sshd_answer *n, struct buf *out)
{
	AUTO(buf) struct buf raw = BUF_INIT(BUF_LINE);

	if (!l->said || n->match || n->option)
		return false;
	if (!sshd_said_value(l->said, n->keyword, &raw))
		return !raw.failed && sshd_collects(n->keyword); /* not set, not printed */
	sshd_value(n->keyword, buf_str(&raw), out);
	return true;
}

/* Two readers of one configuration have to come to the same end. */
static void judge_running(const struct look *l, const struct sshd_answer *n, const char *running)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

	if (sshd_said_same(n->keyword, buf_str(&n->value), running))
		return;
	name_of(n, &object);
	finding_fail(l->out, buf_str(&object), "what the files say is what sshd says",
		     "sshd says %s; the files %s (%s)", *running ? running : "that it is not set",
		     n->value.len ? buf_str(&n->value) : "do not set it", buf_str(&n->place));
}

static void judge_answer(const struct look *l, const struct sshd_answer *n)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf running = BUF_INIT(BUF_LINE);
	const char *value = buf_str(&n->value);
	const char *place = buf_str(&n->place);
	bool runs;

	if (n->value.failed) { /* a value that did not fit is not a value: it would read as not set
				*/
		finding_error(l->out, "the value of %s is too long to be judged", n->keyword);
		return;
	}
	name_of(n, &object);
	runs = running_value(l, n, &running);
	tell(l, n, runs ? buf_str(&running) : NULL);
	say_expected(l->args, &expected);
	if (!right(l, value))
		finding_fail(l->out, buf_str(&object), buf_str(&expected), "%s (%s%s)",
			     shown(value), place, buf_str(&n->against));
	if (!n->set && streq(l->args->explicit, "required"))
		finding_fail(l->out, buf_str(&object), "set in a file", "not set: %s (%s)",
			     shown(value), place);
	if (runs)
		judge_running(l, n, buf_str(&running));
	finding_pass(l->out, buf_str(&object), "%s (%s%s)", shown(value), place,
		     buf_str(&n->against));
}

static void judge_option(const struct look *l, const char *keyword)
{
	struct sshd_answer n = SSHD_ANSWER(keyword, NULL);

	sshd_find_global(l->config, &n);
	judge_answer(l, &n);
	sshd_answer_release(&n);
	if (!streq(l->args->scope, "everywhere"))
		return;
	for (size_t i = 0; i < l->config->count; i++) {
		struct sshd_answer block = SSHD_ANSWER(keyword, l->config->items[i].match);

		if (sshd_begins_block(keyword, l->config, i)) {
			sshd_find_in_block(l->config, &block);
			judge_answer(l, &block);
		}
		sshd_answer_release(&block);
	}
}

/* "*" and "*@*" let everybody in: a list that holds one of them limits nobody. */
static bool limits(const struct sshd_answer *n)
{
	const char *s = buf_str(&n->value);
	bool any = *s != '\0';

	if (!n->set || tolower((unsigned char)n->keyword[0]) == 'd')
		return n->set && any;
	while (*s) {
		size_t len = strcspn(s, " ");

		if (len && strspn(s, "*@") == len)
			return false;
		s += len + (s[len] == ' ');
	}
	return any;
}

/* One list of those that are asked for; a block's own counts there instead of the global one. */
static bool judge_list(const struct look *l, const char *keyword, const char *match,
		       struct buf *seen)
{
	struct sshd_answer n = SSHD_ANSWER(keyword, match);
	AUTO(buf) struct buf running = BUF_INIT(BUF_LINE);
	bool runs;
	bool good;

	if (match)
		sshd_find_in_block(l->config, &n);
	if (!n.set) {
		n.match = NULL;
		sshd_find_global(l->config, &n);
	}
	if (n.value.failed)
		finding_error(l->out, "the value of %s is too long to be judged", keyword);
	good = limits(&n);
	if (n.set) {
		buf_addf(seen, "%s%s %s (", seen->len ? "; " : "", keyword, buf_str(&n.value));
		buf_addf(seen, "%s)", buf_str(&n.place));
	}
	runs = !match && running_value(l, &n, &running);
	if (!match || n.match)
		tell(l, &n, runs ? buf_str(&running) : NULL);
	if (runs)
		judge_running(l, &n, buf_str(&running));
	sshd_answer_release(&n);
	return good;
}

static void judge_lists(const struct look *l, const char *match)
{
	const struct text_list *keywords = &l->args->any_of_set;
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
	bool good = false;

	for (size_t i = 0; i < keywords->count; i++) {
		good = judge_list(l, keywords->items[i], match, &seen) || good;
		buf_addf(&object, "%s%s", i ? "|" : "", keywords->items[i]);
	}
	if (match)
		buf_addf(&object, " in Match %s", match);
	if (good)
		finding_pass(l->out, buf_str(&object), "%s", buf_str(&seen));
	else
		finding_fail(l->out, buf_str(&object), "one of them set, and not to everybody",
			     "%s", seen.len ? buf_str(&seen) : "not set");
}

static void judge_any_of_set(const struct look *l)
{
	const struct text_list *keywords = &l->args->any_of_set;

	judge_lists(l, NULL);
	if (!streq(l->args->scope, "everywhere"))
		return;
	for (size_t i = 0; i < l->config->count; i++) {
		size_t k = 0;

		while (k < keywords->count && !sshd_begins_block(keywords->items[k], l->config, i))
			k++;
		if (k < keywords->count)
			judge_lists(l, l->config->items[i].match);
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct sshd_args *a = args;
	AUTO(sshd_config) struct sshd_config c = { 0 };
	AUTO(buf) struct buf said = BUF_INIT(BUF_TEXT);
	struct look l = { .args = a, .config = &c, .ev = ev, .out = out };

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
	if (c.refused) {
		finding_fail(out, "/etc/ssh/sshd_config", "a configuration that sshd takes",
			     "%s: sshd does not start", c.refused);
		return;
	}
	l.said = sshd_said(ev, &said) ? buf_str(&said) : NULL;
	for (size_t i = 0; i < a->option.count; i++)
		judge_option(&l, a->option.items[i]);
	if (a->any_of_set.count)
		judge_any_of_set(&l);
}

static const char *const *command(const void *args UNUSED, size_t i, struct arena *arena UNUSED)
{
	return sshd_said_command(i);
}

const struct check_kind check_sshd = {
	.name = "sshd",
	.summary = "An option of the SSH server, as sshd reads its files and says itself",
	.example = "{option: PermitRootLogin, one-of: [\"no\", prohibit-password]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(COMMANDS) | EVIDENCE(PACKAGES),
	.args_size = sizeof(struct sshd_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
