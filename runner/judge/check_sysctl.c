/* SPDX-License-Identifier: MIT */
#include "judge/sysctl_conf.h"
#include "judge/want.h"

struct sysctl_args {
	const char *name;
	int persistent;
	struct want want;
	struct range range;
};

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
		  "with what is running",
	  .fallback = "false" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct sysctl_args *a = args;

	if (strpbrk(a->name, "*?[ ="))
		return error_input(err, "name: one parameter, and no glob");
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

static void judge_configured(const struct sysctl_args *a, struct evidence *ev, const char *running,
			     const char *expected, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	struct sysctl_setting set = { 0 };

	if (!sysctl_configured(ev, a->name, &arena, &set, out))
		return;
	if (!set.found) {
		finding_fail(out, a->name, expected,
			     "configured nowhere in sysctl.d; %s only happens to run", running);
		return;
	}
	single_spaces(set.value, &value);
	if (!want_met(&a->want, &a->range, buf_str(&value), out))
		finding_fail(out, a->name, expected, "%s configured in %s", buf_str(&value),
			     set.place);
	if (!same_value(running, buf_str(&value)))
		finding_fail(out, a->name, "the configured value is the running one",
			     "%s runs, %s is configured in %s", running, buf_str(&value),
			     set.place);
	finding_pass(out, a->name, "%s, configured in %s", running, set.place);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct sysctl_args *a = args;
	AUTO(buf) struct buf running = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	want_say(&a->want, &a->range, &expected);
	if (!running_value(ev, a->name, &running)) {
		if (is_volatile(ev, a->name))
			finding_missing(out, "%s differs from boot to boot and is no evidence",
					a->name);
		else
			finding_fail(out, a->name, buf_str(&expected),
				     "the kernel has no such parameter");
		return;
	}
	if (!want_met(&a->want, &a->range, buf_str(&running), out))
		finding_fail(out, a->name, buf_str(&expected), "%s running", buf_str(&running));
	if (a->persistent == 1)
		judge_configured(a, ev, buf_str(&running), buf_str(&expected), out);
	else
		finding_pass(out, a->name, "%s running", buf_str(&running));
}

const struct check_kind check_sysctl = {
	.name = "sysctl",
	.summary = "A kernel parameter has this value, and keeps it over a boot",
	.example = "{name: kernel.kptr_restrict, at-least: 1, persistent: true}",
	.needs = EVIDENCE(KERNEL) | EVIDENCE(FILES),
	.args_size = sizeof(struct sysctl_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
