/* SPDX-License-Identifier: MIT */
#include "judge/parts.h"
#include "judge/sysctl_conf.h"
#include "judge/sysctl_interfaces.h"
#include "judge/want.h"

struct sysctl_args {
	const char *name;
	const char *explicitly;
	int interfaces;
	int persistent;
	int record;
	struct want want;
	struct range range;
};

static const char *const answers[] = { "recorded", "required", NULL };

static const struct field fields[] = {
	{ .key = "at-least",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct sysctl_args, range.at_least, int64_t),
	  .help = "the smallest number it may be" },
	{ .key = "at-most",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct sysctl_args, range.at_most, int64_t),
	  .help = "the largest number it may be" },
	{ .key = "equals",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct sysctl_args, want.equals, const char *),
	  .help = "the value it has to be, with single spaces" },
	{ .key = "explicit",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct sysctl_args, explicitly, const char *),
	  .help = "judge what is configured as well, and alone where nothing runs; a value that "
		  "nothing but the kernel's default sets: recorded lets it be, required does not",
	  .words = answers },
	{ .key = "interfaces",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct sysctl_args, interfaces, int),
	  .help = "true: what this parameter of net.ipvN.conf.all and that of every interface make "
		  "together has to be so as well",
	  .fallback = "false" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct sysctl_args, name, const char *),
	  .help = "dotted name, as kernel.kptr_restrict",
	  .required = true },
	{ .key = "one-of",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct sysctl_args, want.one_of, struct text_list),
	  .help = "the values it may be" },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct sysctl_args, want.pattern, const char *),
	  .help = "what the value has to match" },
	{ .key = "persistent",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct sysctl_args, persistent, int),
	  .help = "true: sysctl.d has to say so too, as systemd-sysctl reads it, and to agree "
		  "with what is running; as explicit: required",
	  .fallback = "false" },
	{ .key = "record",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct sysctl_args, record, int),
	  .help = "true: say what the value is, whatever it is",
	  .fallback = "false" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct sysctl_args *a = args;

	if (strpbrk(a->name, "*?[ ="))
		return error_input(err, "name: one parameter, and no glob");
	if (a->record == 1)
		return want_anything(&a->want, &a->range)
			       ? error_input(err, "record: true wants nothing of the value")
			       : 0;
	if (a->interfaces == 1 && !sysctl_has_interfaces(a->name))
		return error_input(err, "interfaces: %s is nothing that interfaces have", a->name);
	return want_check(&a->want, &a->range, err);
}

/* The kernel prints tabs where a file may have any white space. */
static void single_spaces(const char *value, struct buf *out)
{
	while (*value) {
		size_t gap = strspn(value, " \t");
		size_t word = strcspn(value + gap, " \t");

		if (word && out->len)
			buf_addc(out, ' ');
		buf_addn(out, value + gap, word);
		value += gap + word;
	}
}

static bool same_value(const char *a, const char *b)
{
	int64_t x;
	int64_t y;

	if (str_int(a, &x) && str_int(b, &y))
		return x == y;
	return streq(a, b);
}

/* Writes the running value; false: the kernel does not have this parameter. */
static bool running_value(struct evidence *ev, const char *name, struct buf *out)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf raw = BUF_INIT(BUF_TEXT);
	bool found;

	found = evidence_text(ev, &raw, "SELECT value FROM sysctl WHERE name = ?1", name);
	if (!found) { /* written with slashes: the evidence has dots */
		sysctl_normalise(name, &path);
		for (const char *p = buf_str(&path); *p; p++)
			buf_addc(&other, *p == '/' ? '.' : *p == '.' ? '/' : *p);
		found = evidence_text(ev, &raw, "SELECT value FROM sysctl WHERE name = ?1",
				      buf_str(&other));
	}
	single_spaces(buf_str(&raw), out);
	return found;
}

/* Counters, and what the kernel derives from the memory it has. */
static bool is_volatile(struct evidence *ev, const char *name)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT 1 FROM volatile WHERE part = 'kernel' AND key = ?1", 1, &name);

	return cursor_next(&c);
}

/* One check being made. */
struct judging {
	const struct sysctl_args *args;
	struct evidence *ev;
	struct findings *out;
	const char *running;  /* NULL: nothing runs */
	const char *expected; /* in words */
};

static bool is_met(const struct judging *j, const char *value)
{
	return want_met(&j->args->want, &j->args->range, value, j->out);
}

static bool is_bad(const void *arg, const char *value)
{
	return !is_met(arg, value);
}

static void say(const struct judging *j, const struct sysctl_setting *set, const char *effective)
{
	finding_setting(j->out, &(struct setting_fact){ .object = j->args->name,
							.set = set->found ? set->value : NULL,
							.place = set->place,
							.effective = effective,
							.running = j->running,
							.losers = set->losers });
}

/* Nothing says anything: the kernel's default will be the value. */
static void judge_default(const struct judging *j, struct sysctl_setting *set)
{
	const char *name = j->args->name;
	const char *value = sysctl_default(j->ev, name);
	bool required = j->args->explicitly ? streq(j->args->explicitly, "required")
					    : j->args->persistent == 1;

	set->place = value ? "the kernel's default" : NULL;
	say(j, set, value);
	if (!required && !value)
		finding_missing(j->out, "configured nowhere, and no default of %s is known", name);
	else if (!required && is_met(j, value))
		finding_pass(j->out, name, "%s by the kernel's default: configured nowhere", value);
	else if (j->running)
		finding_fail(j->out, name, j->expected,
			     "configured nowhere in sysctl.d; %s only happens to run", j->running);
	else
		finding_fail(j->out, name, j->expected, "configured nowhere in sysctl.d%s%s",
			     value ? "; the kernel's default is " : "", value ? value : "");
}

static void judge_configured(const struct judging *j)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	const char *name = j->args->name;
	struct sysctl_setting set = { 0 };

	if (!sysctl_configured(j->ev, name, &arena, &set, j->out))
		return;
	if (!set.found) {
		const char *losers = set.losers;

		if (!sysctl_of_command_line(j->ev, name, &arena, is_bad, j, &set, j->out))
			return;
		set.losers = losers;
	}
	if (!set.found) {
		judge_default(j, &set);
		return;
	}
	single_spaces(set.value, &value);
	set.value = buf_str(&value);
	say(j, &set, set.value);
	if (!is_met(j, set.value))
		finding_fail(j->out, name, j->expected, "%s configured in %s", set.value,
			     set.place);
	if (j->running && !same_value(j->running, set.value))
		finding_fail(j->out, name, "the configured value is the running one",
			     "%s runs, %s is configured in %s", j->running, set.value, set.place);
	finding_pass(j->out, name, "%s, configured in %s", set.value, set.place);
}

static void use_interface(void *arg, const struct interface_value *v)
{
	const struct judging *j = arg;
	AUTO(buf) struct buf number = BUF_INIT(BUF_LINE);
	bool running = streq(v->place, "running");

	buf_addf(&number, "%lld", (long long)v->effective);
	finding_setting(j->out,
			&(struct setting_fact){ .object = v->name,
						.set = running ? NULL : v->own,
						.place = v->place,
						.effective = running ? NULL : buf_str(&number),
						.running = running ? buf_str(&number) : NULL });
	if (!is_met(j, buf_str(&number)))
		finding_fail(j->out, v->name, j->expected, "%s by %s; %s: %s", v->own, v->place,
			     v->combined, buf_str(&number));
}

static void judge_interfaces(const struct judging *j)
{
	AUTO(arena) struct arena arena = { 0 };
	struct judging copy = *j;

	sysctl_each_interface(j->ev, j->args->name, &arena, use_interface, &copy, j->out);
}

/* What is there, whatever it is. */
static void judge_record(const struct judging *j)
{
	AUTO(arena) struct arena arena = { 0 };
	struct sysctl_setting set = { 0 };
	const char *value;

	if (!sysctl_configured(j->ev, j->args->name, &arena, &set, j->out))
		return;
	value = set.found ? set.value : sysctl_default(j->ev, j->args->name);
	if (!set.found && value)
		set.place = "the kernel's default";
	say(j, &set, value);
	if (j->running)
		finding_pass(j->out, j->args->name, "%s running", j->running);
	else if (value)
		finding_pass(j->out, j->args->name, "%s by %s", value, set.place);
	else
		finding_missing(j->out, "configured nowhere, and no default of %s is known",
				j->args->name);
}

static void judge_value(const struct judging *j)
{
	const char *name = j->args->name;

	if (j->running && !is_met(j, j->running))
		finding_fail(j->out, name, j->expected, "%s running", j->running);
	if (j->args->explicitly || j->args->persistent == 1)
		judge_configured(j);
	else if (j->running)
		finding_pass(j->out, name, "%s running", j->running);
	else
		parts_ready(j->ev, EVIDENCE(KERNEL), j->out);
	if (j->args->interfaces == 1)
		judge_interfaces(j);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct sysctl_args *a = args;
	AUTO(buf) struct buf running = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	struct judging j = { .args = a, .ev = ev, .out = out };
	bool live = evidence_complete(ev) & EVIDENCE(KERNEL);

	want_say(&a->want, &a->range, &expected);
	j.expected = buf_str(&expected);
	if (live && running_value(ev, a->name, &running))
		j.running = buf_str(&running);
	if (live && !j.running && is_volatile(ev, a->name))
		finding_missing(out, "%s differs from boot to boot and is no evidence", a->name);
	else if (live && !j.running && a->record == 1)
		finding_pass(out, a->name, "the kernel has no such parameter");
	else if (live && !j.running)
		finding_fail(out, a->name, j.expected, "the kernel has no such parameter");
	else if (a->record == 1)
		judge_record(&j);
	else
		judge_value(&j);
}

const struct check_kind check_sysctl = {
	.name = "sysctl",
	.summary = "A kernel parameter has this value, and keeps it over a boot",
	.example = "{name: kernel.kptr_restrict, at-least: 1, persistent: true}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(KERNEL),
	.args_size = sizeof(struct sysctl_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
