/* SPDX-License-Identifier: MIT */
/*
 * A vendor's rule for recognising a distribution, against the image's own identity: accepted by
 * name, accepted by luck, or rejected, and what would turn that.
 */
#include "judge/detection.h"
#include "judge/parts.h"
#include "judge/vendor_facts.h"

struct detection_args {
	const char *class;
	const char *luck;
	const char *tool;
	struct text_list rule;
	struct text_list unknown;
};

static const char *const class_words[] = { "A", "B", "C", "D", "E", NULL };
static const char *const luck_words[] = { "allowed", "refused", NULL };

#define AT(member, T) .offset = FIELD_OF(struct detection_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "class", .type = FIELD_WORD, AT(class, const char *), .words = class_words,
	  .help = "A: knows azurelinux; B: exact list of IDs, an unknown one is an error; C: falls "
		  "back to /etc/system-release or ID_LIKE; D: no detection; E: kernel or "
		  "/proc/version",
	  .required = true },
	{ .key = "luck", .type = FIELD_WORD, AT(luck, const char *), .words = luck_words,
	  .help = "refused: to be taken for another system, or for a file that is there, is no pass",
	  .fallback = "allowed" },
	{ .key = "rule", .type = FIELD_LIST, AT(rule, struct text_list),
	  .help = "steps, the first that matches decides: SUBJECT [MODIFIER] [not] TEST [WORD]... "
		  "[and ...] -> accept NAME, reject TEXT or next; SUBJECT: os-release KEY, file PATH, "
		  "text PATH, proc-version, uname-r, dnf-version, dnf-last-word, command NAME, always; MODIFIER: "
		  "first-line, lower, major, without SUFFIX, before TEXT; TEST: is, prefix, contains, "
		  "matches ERE, exists, absent, least, below; may be left out where it is unknown" },
	{ .key = "tool", .type = FIELD_TEXT, AT(tool, const char *),
	  .help = "the vendor's script or program that decides", .required = true },
	VENDOR_UNKNOWN(struct detection_args),
	{ 0 }
};
/* clang-format on */

/* What follows a step that always holds is never reached, and a rule ends with such a step. */
static int check_order(const struct detection_rule *rule, const struct detection_args *a,
		       struct error *err)
{
	size_t always = rule->count;

	for (size_t i = 0; i < rule->count; i++)
		if (rule->steps[i].tests[0].subject == DETECTION_ALWAYS &&
		    rule->steps[i].end != DETECTION_NEXT && always == rule->count)
			always = i;
	if (always + 1 < rule->count)
		return error_input(err, "step %zu: is never reached, as step %zu always decides",
				   always + 2, always + 1);
	if (always == rule->count && !a->unknown.count)
		return error_input(err, "the last step has to be \"always -> ...\": what the tool "
					"does where none matches; or say in `unknown` that nobody "
					"knows");
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct detection_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	struct detection_rule rule = { 0 };
	int ret = detection_parse(&rule, &a->rule, &arena, err);

	if (!ret && !rule.count && !a->unknown.count)
		ret = error_input(err, "there is neither a rule nor what is unknown of it");
	if (!ret && rule.count)
		ret = check_order(&rule, a, err);
	if (!ret && streq(a->class, "D") && rule.facts_count)
		ret = error_input(err,
				  "class D asks nothing: its rule is \"always -> accept any\"");
	return ret;
}

static const char *const *command(const void *args, size_t i, struct arena *arena)
{
	static const char *const proc_version[] = { "cat", "/proc/version", NULL };
	static const char *const dnf_version[] = { "dnf", "--version", NULL };
	const struct detection_args *a = args;
	struct detection_rule rule = { 0 };
	struct error err = ERROR_INIT;

	if (detection_parse(&rule, &a->rule, arena, &err))
		return NULL;
	for (size_t f = 0; f < rule.facts_count; f++) {
		if (rule.facts[f].subject == DETECTION_PROC_VERSION && i-- == 0)
			return proc_version;
		if ((rule.facts[f].subject == DETECTION_DNF_VERSION ||
		     rule.facts[f].subject == DETECTION_DNF_LAST_WORD) &&
		    i-- == 0)
			return dnf_version;
	}
	return NULL;
}

/* "Azure Linux", "azure-linux", "AZURELINUX": letters alone, small. */
static bool has_letters(const char *text, const char *wanted)
{
	AUTO(buf) struct buf letters = BUF_INIT(BUF_TEXT);

	for (; *text; text++)
		if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
			buf_addc(&letters, (char)(*text | 32));
	return strstr(buf_str(&letters), wanted) != NULL;
}

/* Does this test, which holds, know Azure Linux by its name? */
static bool is_by_name(const struct detection_test *t, const struct detection_fact *f)
{
	bool file = f->subject == DETECTION_FILE || f->subject == DETECTION_COMMAND;

	if (t->negated || t->how == DETECTION_ABSENT ||
	    !has_letters(file ? f->arg : f->value, "azurelinux"))
		return false;
	for (size_t i = 0; i < t->words.count; i++)
		if (has_letters(t->words.items[i], "azure"))
			return true;
	return file;
}

static void add_facts(const struct detection_rule *rule, const struct detection_step *step,
		      struct buf *out)
{
	for (size_t i = 0; i < step->count; i++) {
		buf_add(out, i ? ", " : "");
		detection_say(&rule->facts[step->tests[i].fact], out);
	}
}

static void judge_accepted(const struct detection_args *a, const struct detection_rule *rule,
			   const struct detection_step *step, struct findings *out)
{
	AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
	bool by_name = false, asked = step->tests[0].subject != DETECTION_ALWAYS;

	for (size_t i = 0; asked && i < step->count; i++)
		by_name = by_name || is_by_name(&step->tests[i], &rule->facts[step->tests[i].fact]);
	if (!rule->facts_count) {
		finding_pass(out, a->tool, "asks nothing, takes any system");
		return;
	}
	buf_add(&seen, by_name ? "by name: " : "by luck: ");
	if (asked)
		add_facts(rule, step, &seen);
	else
		buf_add(&seen, "no step knows it");
	buf_addf(&seen, "; taken for %s", step->text);
	if (!by_name && a->luck && streq(a->luck, "refused"))
		finding_fail(out, a->tool, "accepted by name", "%s", buf_str(&seen));
	else
		finding_pass(out, a->tool, "%s", buf_str(&seen));
}

/* Everything it had looked at up to where it ended. */
static void add_seen(const struct detection_rule *rule, size_t number, struct buf *out)
{
	size_t next = 0;

	for (size_t i = 0; i < number; i++) {
		const struct detection_step *step = &rule->steps[i];

		/* facts are numbered in the order in which they are first asked for */
		for (size_t j = 0; j < step->count && step->end != DETECTION_NEXT; j++) {
			if (step->tests[j].subject == DETECTION_ALWAYS ||
			    step->tests[j].fact < next)
				continue;
			buf_add(out, next ? ", " : "; ");
			next = step->tests[j].fact + 1;
			detection_say(&rule->facts[step->tests[j].fact], out);
		}
	}
}

static void judge_rejected(const struct detection_args *a, const struct detection_rule *rule,
			   const struct detection_walk *w, struct arena *arena,
			   struct findings *out)
{
	AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf turn = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	add_seen(rule, w->number, &seen);
	if (detection_turn(rule, arena, &turn, out))
		buf_addf(&expected, "accepted, as it would be %s", buf_str(&turn));
	else
		buf_add(&expected, "accepted; no single change that was tried does that");
	finding_fail(out, a->tool, buf_str(&expected), "rejected at step %zu of %zu: %s%s",
		     w->number, rule->count, w->step->text, buf_str(&seen));
}

static void judge_rule(const struct detection_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);
	struct detection_rule rule = { 0 };
	struct error err = ERROR_INIT;
	struct detection_walk w;

	if (detection_parse(&rule, &a->rule, &arena, &err)) {
		finding_error(out, "%s", err.text);
		return;
	}
	detection_look(&rule, ev, &arena);
	w = detection_walk(&rule, rule.facts, out);
	if (w.unknown) {
		detection_say(w.unknown, &said);
		finding_missing(out, "step %zu of %s asks for it: %s", w.number, a->tool,
				buf_str(&said));
	} else if (!w.step) {
		finding_missing(out, "no step of %s matches", a->tool);
	} else if (w.step->end == DETECTION_ACCEPT) {
		judge_accepted(a, &rule, w.step, out);
	} else {
		judge_rejected(a, &rule, &w, &arena, out);
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct detection_args *a = args;

	if (a->rule.count)
		judge_rule(a, ev, out);
	vendor_unknown(&a->unknown, out);
}

const struct check_kind check_detection = {
	.name = "detection",
	.summary = "A vendor's rule for recognising a distribution accepts the image",
	.example = "{class: B, tool: install.sh, rule: [\"os-release ID is fedora rhel -> accept "
		   "Fedora\", \"always -> reject unsupported\"]}",
	.needs = EVIDENCE(FILES),
	.uses = EVIDENCE(KERNEL) | EVIDENCE(COMMANDS),
	.args_size = sizeof(struct detection_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
