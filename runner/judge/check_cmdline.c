/* SPDX-License-Identifier: MIT */
#include "judge/boot_entries.h"
#include "model/kind.h"

struct cmdline_args {
	struct text_list at_least;
	struct text_list forbid;
	struct text_list must;
};

static const struct field fields[] = {
	{ .key = "at-least",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct cmdline_args, at_least, struct text_list),
	  .help = "NAME=NUMBER: words whose number has to be as large, as "
		  "audit_backlog_limit=8192" },
	{ .key = "forbid",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct cmdline_args, forbid, struct text_list),
	  .help = "NAME=VALUE that must not be in force, or NAME that must not stand there at "
		  "all" },
	{ .key = "must",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct cmdline_args, must, struct text_list),
	  .help = "NAME=VALUE that has to be in force, or NAME that has to stand there" },
	{ 0 },
};

/* "NAME=VALUE": the two; the value is NULL where there is none. */
struct word {
	char name[128];
	const char *value;
};

static bool split(const char *text, struct word *out)
{
	size_t n = strcspn(text, "=");

	if (n == 0 || n >= sizeof(out->name) || strpbrk(text, " \t\""))
		return false;
	memcpy(out->name, text, n);
	out->name[n] = '\0';
	out->value = text[n] ? text + n + 1 : NULL;
	return true;
}

static int check_list(const char *key, const struct text_list *list, bool number, struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		struct word w;
		int64_t ignored;

		if (!split(list->items[i], &w))
			return error_input(err, "%s: %s: no word of a command line", key,
					   list->items[i]);
		if (number && (!w.value || !str_int(w.value, &ignored)))
			return error_input(err, "%s: %s: NAME=NUMBER", key, list->items[i]);
	}
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct cmdline_args *a = args;
	int ret;

	if (!a->at_least.count && !a->forbid.count && !a->must.count)
		return error_input(err, "at-least, forbid or must is missing");
	ret = check_list("at-least", &a->at_least, true, err);
	if (ret == 0)
		ret = check_list("forbid", &a->forbid, false, err);
	if (ret == 0)
		ret = check_list("must", &a->must, false, err);
	return ret;
}

enum wish { AT_LEAST, FORBID, MUST };

static bool holds(enum wish wish, const struct word *w, const char *value)
{
	int64_t least;
	int64_t is;

	switch (wish) {
	case AT_LEAST:
		return value && str_int(w->value, &least) && str_int(value, &is) && is >= least;
	case FORBID:
		return !value || (w->value && !streq(value, w->value));
	case MUST:
		break;
	}
	return value && (!w->value || streq(value, w->value));
}

static void judge_word(enum wish wish, const char *text, const struct boot_entry *e,
		       struct arena *arena, struct findings *out)
{
	static const char *const words[] = {
		[AT_LEAST] = "at least ", [FORBID] = "no ", [MUST] = ""
	};
	struct word w = { 0 };
	const char *expected = arena_printf(arena, "%s%s", words[wish], text);
	const char *value;

	if (!split(text, &w) || !expected) {
		finding_error(out, "%s", expected ? "a word is too long" : "out of memory");
		return;
	}
	value = boot_entry_word(e, w.name, arena);
	finding_setting(out, &(struct setting_fact){
				     .object = arena_printf(arena, "command line: %s", w.name),
				     .set = e->running ? NULL : value,
				     .place = e->place,
				     .effective = e->running ? NULL
						  : value    ? value
							     : "not there",
				     .running = !e->running ? NULL
						: value	    ? value
							    : "not there" });
	if (holds(wish, &w, value))
		return;
	if (value)
		finding_fail(out, e->place, expected, "%s=%s", w.name, value);
	else
		finding_fail(out, e->place, expected, "no %s", w.name);
}

static void judge_entry(const struct cmdline_args *a, const struct boot_entry *e,
			struct arena *arena, struct findings *out)
{
	const struct text_list *lists[] = {
		[AT_LEAST] = &a->at_least, [FORBID] = &a->forbid, [MUST] = &a->must
	};

	for (enum wish wish = AT_LEAST; wish <= MUST; wish++)
		for (size_t i = 0; i < lists[wish]->count; i++)
			judge_word(wish, lists[wish]->items[i], e, arena, out);
	finding_pass(out, e->place, "%s", e->options);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct cmdline_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	struct boot_entries entries;

	if (!boot_entries_read(ev, &arena, &entries, out))
		return;
	for (size_t i = 0; i < entries.count; i++)
		judge_entry(a, &entries.items[i], &arena, out);
	if (!boot_entries_bootable(&entries) && out->outcome != OUTCOME_FAIL)
		finding_missing(out, "no boot entry was found: nothing says what the next boot's "
				     "command line is");
}

const struct check_kind check_cmdline = {
	.name = "cmdline",
	.summary = "Words of the kernel's command line, in every boot entry and in the running one",
	.example = "{must: [audit=1], forbid: [selinux=0, enforcing=0]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(KERNEL),
	.args_size = sizeof(struct cmdline_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
