/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "judge/audit_image.h"
#include "judge/audit_rules.h"
#include "judge/image.h"
#include "model/kind.h"

struct audit_args {
	struct text_list watch;
	struct text_list syscalls;
	struct text_list comparisons;
	struct text_list filters;
	struct text_list exits;
	struct text_list execute;
	struct text_list control;
	int loaded;
};

enum { FILTERS_MAX = 16 };

static const char sudo_log[] = "@sudo-logfile";
static const char *const controls[] = { "-c", "-e 2", NULL };

static const struct field fields[] = {
	{ .key = "comparisons",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, comparisons, struct text_list),
	  .help = "comparisons of fields (-C) that a rule may be narrowed by, as euid!=uid" },
	{ .key = "control",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, control, struct text_list),
	  .help = "what holds of loading: -c goes on after an error, -e 2 forbids changes in the "
		  "end",
	  .words = controls },
	{ .key = "execute",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, execute, struct text_list),
	  .help = "programs whose start is recorded, by path or name, where they are installed; "
		  "set-id: every file with a set-id bit" },
	{ .key = "exits",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, exits, struct text_list),
	  .help = "errors with which the system calls end, as EACCES; none: however they end" },
	{ .key = "filters",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, filters, struct text_list),
	  .help = "fields that a rule may be narrowed by, and by no others, as auid>=1000, "
		  "auid!=unset" },
	{ .key = "loaded",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct audit_args, loaded, int),
	  .help = "true: the rules that run are those of the files",
	  .fallback = "false" },
	{ .key = "syscalls",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, syscalls, struct text_list),
	  .help = "system calls that are recorded, for programs of 32 and of 64 bits" },
	{ .key = "watch",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct audit_args, watch, struct text_list),
	  .help = "PATH:PERMISSIONS, as /etc/sudoers:wa: such access to it is recorded" },
	{ 0 },
};

struct look {
	const struct audit_args *args;
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	struct audit_rules written;
	struct audit_rules running;
	bool runs; /* `running` is known */
	struct audit_field filters[FILTERS_MAX];
	size_t filters_count;
};

/* "PATH:wa"; false: it is not written so. */
static bool split_watch(struct arena *arena, const char *text, const char **path, unsigned *perm)
{
	const char *colon = strrchr(text, ':');

	*perm = colon ? audit_perm_parse(colon + 1) : 0;
	*path = colon ? arena_strndup(arena, text, (size_t)(colon - text)) : NULL;
	return *perm && *path && (**path == '/' || streq(*path, sudo_log));
}

static int check_fields(struct arena *arena, const char *key, const struct text_list *list,
			struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		struct audit_field f;

		if (!audit_field_parse(arena, list->items[i], false, &f))
			return error_input(err, "%s: %s: has to be FIELD, operator, VALUE", key,
					   list->items[i]);
	}
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct audit_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	size_t rules = a->watch.count + a->syscalls.count + a->execute.count;
	int ret;

	if (!rules && !a->control.count && a->loaded != 1)
		return error_input(err, "says not what is recorded: watch, syscalls, execute, "
					"control or loaded");
	if (a->exits.count && !a->syscalls.count)
		return error_input(err, "exits goes with syscalls");
	if (a->filters.count + a->comparisons.count > FILTERS_MAX)
		return error_input(err, "filters and comparisons: at most %d", FILTERS_MAX);
	for (size_t i = 0; i < a->watch.count; i++) {
		const char *path;
		unsigned perm;

		if (!split_watch(&arena, a->watch.items[i], &path, &perm))
			return error_input(err,
					   "watch: %s: has to be PATH:PERMISSIONS, as /etc/x:wa",
					   a->watch.items[i]);
	}
	ret = check_fields(&arena, "filters", &a->filters, err);
	return ret ? ret : check_fields(&arena, "comparisons", &a->comparisons, err);
}

static const char *const *command(const void *args, size_t i, struct arena *arena UNUSED)
{
	static const char *const list[] = { "auditctl", "-l", NULL };
	static const char *const state[] = { "/usr/bin/sh", "-c", AUDIT_STATE, NULL };
	const struct audit_args *a = args;

	if (i == 0)
		return list;
	return i == 1 && a->control.count ? state : NULL;
}

static bool read_running(struct look *l)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	l->runs = audit_said(l->ev, "auditctl -l", &text, l->out);
	if (l->runs)
		audit_rules_listed(&l->running, l->ev, buf_str(&text));
	if (!l->running.failed)
		return true;
	finding_error(l->out, "no memory for the audit rules, or too many of them");
	return false;
}

/* What says no for all rules: told once, for the files and for what runs. */
static void judge_all(struct look *l, const struct audit_rules *r)
{
	const struct audit_rule *killer = audit_rules_killer(r);

	if (killer)
		finding_fail(l->out, killer->place, "no rule that keeps all others from counting",
			     "%s", killer->text);
	if (r->stopped)
		finding_fail(l->out, r->source, "lines that auditctl takes", "%s%s", r->stopped,
			     r->lenient ? "" : "; what stands behind it is not loaded");
}

static const char *arch_name(unsigned arch)
{
	return arch == AUDIT_B32 ? "b32" : "b64";
}

/* One question to one set of rules; false, and it is told, when nothing records it. */
static const struct audit_rule *ask(struct look *l, const struct audit_rules *r,
				    const struct audit_want *w, const char *object,
				    const char *expected)
{
	const struct audit_rule *near = NULL;
	const struct audit_rule *rule = audit_rules_find(r, w, &near);
	const char *where = r == &l->running ? "running: " : "";

	if (rule && !rule->never)
		return rule;
	if (rule)
		finding_fail(l->out, object, expected, "%sexcluded by %s: %s", where, rule->place,
			     rule->text);
	else if (near)
		finding_fail(l->out, object, expected, "%s%s: %s%s%s", where, near->place,
			     near->text, near->why ? "; " : " is not enough for it",
			     near->why ? near->why : "");
	else
		finding_fail(l->out, object, expected, "%sno such rule in %s", where, r->source);
	return NULL;
}

static void judge_want(struct look *l, struct audit_want *w, const char *object,
		       const char *expected)
{
	const struct audit_rule *written = NULL;
	const struct audit_rule *runs = NULL;
	bool good = true;

	for (unsigned arch = AUDIT_B32; arch <= AUDIT_B64; arch <<= 1) {
		AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
		const struct audit_rule *found;

		if (w->syscall && !audit_syscall_exists(l->ev, w->syscall, arch == AUDIT_B64))
			continue;
		w->arch = arch;
		buf_addf(&name, "%s, %s", object, arch_name(arch));
		found = ask(l, &l->written, w, buf_str(&name), expected);
		good = good && found;
		if (found)
			written = found;
		if (!l->runs)
			continue;
		found = ask(l, &l->running, w, buf_str(&name), expected);
		good = good && found;
		if (found)
			runs = found;
	}
	finding_setting(l->out, &(struct setting_fact){ .object = object,
							.set = written ? written->text : NULL,
							.place = written ? written->place : NULL,
							.effective = written ? written->text
									     : "not recorded",
							.running = !l->runs ? NULL
								   : runs   ? runs->text
									    : "not recorded" });
	if (good && written)
		finding_pass(l->out, object, "%s: %s", written->place, written->text);
}

static void judge_path(struct look *l, const char *path, unsigned perm, const char *expected)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	struct audit_want w = {
		.path = path, .perm = perm, .filters = l->filters, .count = l->filters_count
	};

	if (image_real_parent(l->ev, path, &real))
		w.path = buf_str(&real);
	w.is_dir = evidence_text(l->ev, &type, "SELECT type FROM file WHERE path = ?1", w.path) &&
		   streq(buf_str(&type), "directory");
	buf_addf(&object, "audit: %s", path);
	judge_want(l, &w, buf_str(&object), expected);
}

static void judge_watches(struct look *l)
{
	for (size_t i = 0; i < l->args->watch.count; i++) {
		AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
		const char *text = l->args->watch.items[i];
		const char *path;
		unsigned perm;

		if (!split_watch(&l->arena, text, &path, &perm)) {
			finding_error(l->out, "no memory for a watch");
			return;
		}
		if (streq(path, sudo_log))
			path = audit_sudo_log(l->ev, &l->arena, l->out);
		if (!path)
			continue;
		buf_addf(&expected, "a rule that records access by %s", strrchr(text, ':') + 1);
		judge_path(l, path, perm, buf_str(&expected));
	}
}

static void judge_syscall(struct look *l, const char *name, const char *exit_name)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf error = BUF_INIT(BUF_LINE);
	struct audit_want w = { .syscall = name, .filters = l->filters, .count = l->filters_count };

	buf_addf(&object, "audit: %s", name);
	if (exit_name) {
		buf_addf(&object, " that ends with %s", exit_name);
		buf_addf(&error, "-%s", exit_name);
		w.exit = buf_str(&error);
	}
	judge_want(l, &w, buf_str(&object), "a rule that records it");
}

static void judge_syscalls(struct look *l)
{
	const struct text_list *exits = &l->args->exits;

	for (size_t i = 0; i < l->args->syscalls.count; i++) {
		if (exits->count == 0)
			judge_syscall(l, l->args->syscalls.items[i], NULL);
		for (size_t k = 0; k < exits->count; k++)
			judge_syscall(l, l->args->syscalls.items[i], exits->items[k]);
	}
}

static const char start[] = "a rule that records its being started";

static void judge_set_id(struct look *l)
{
	AUTO(cursor)
	struct cursor c = cursor_open(l->ev,
				      "SELECT path FROM file WHERE type = 'file' AND mode & 3072 "
				      "ORDER BY path",
				      0, NULL); /* 06000 */
	size_t count = 0;

	for (; cursor_next(&c); count++)
		judge_path(l, cursor_text(&c, 0), AUDIT_X, start);
	if (count == 0)
		finding_pass(l->out, "set-id", "no file has a set-id bit");
}

/* Where a program is; false: it is not installed. */
static bool find_program(struct look *l, const char *name, struct buf *path)
{
	static const char *const folders[] = { "/usr/bin/", "/usr/sbin/" };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	buf_add(path, name);
	for (size_t i = 0; *name != '/' && i < ARRAY_SIZE(folders); i++) {
		buf_clear(path);
		buf_addf(path, "%s%s", folders[i], name);
		if (image_real_path(l->ev, buf_str(path), &real))
			return true;
	}
	return image_real_path(l->ev, buf_str(path), &real);
}

static void judge_programs(struct look *l)
{
	for (size_t i = 0; i < l->args->execute.count; i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		const char *name = l->args->execute.items[i];

		if (streq(name, "set-id"))
			judge_set_id(l);
		else if (find_program(l, name, &path))
			judge_path(l, buf_str(&path), AUDIT_X, start);
		else
			finding_pass(l->out, name, "not installed");
	}
}

static void judge_continue(struct look *l)
{
	const struct audit_rules *r = &l->written;

	finding_setting(l->out,
			&(struct setting_fact){ .object = "audit: -c",
						.set = r->continues ? "-c" : NULL,
						.place = r->c_place,
						.effective = r->continues ? "-c" : "stops" });
	if (r->continues)
		finding_pass(l->out, "-c", "%s", r->c_place);
	else
		finding_fail(l->out, "-c", "set, so that one bad rule does not keep out the rest",
			     "not set in %s", r->source);
}

static void judge_immutable(struct look *l)
{
	AUTO(buf) struct buf running = BUF_INIT(BUF_LINE);
	const struct audit_rules *r = &l->written;
	bool runs = audit_said_enabled(l->ev, &running, l->out);

	finding_setting(l->out,
			&(struct setting_fact){ .object = "audit: -e",
						.set = r->enabled,
						.place = r->e_place,
						.effective = r->enabled,
						.running = runs ? buf_str(&running) : NULL });
	if (!r->enabled)
		finding_fail(l->out, "-e 2", "the last control rule", "no -e in %s", r->source);
	else if (!streq(r->enabled, "2"))
		finding_fail(l->out, "-e 2", "the last control rule", "-e %s at %s", r->enabled,
			     r->e_place);
	if (runs && !streq(buf_str(&running), "2"))
		finding_fail(l->out, "-e 2", "the running rules cannot be changed", "enabled is %s",
			     buf_str(&running));
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].why)
			finding_fail(l->out, r->items[i].place, "loaded before -e 2", "%s; %s",
				     r->items[i].text, r->items[i].why);
	if (r->enabled)
		finding_pass(l->out, "-e 2", "%s", r->e_place);
}

static void judge_control(struct look *l)
{
	if (text_list_has(&l->args->control, "-c"))
		judge_continue(l);
	if (text_list_has(&l->args->control, "-e 2"))
		judge_immutable(l);
}

static bool has_meaning(const struct audit_rules *r, const char *meaning)
{
	for (size_t i = 0; i < r->count; i++)
		if (!r->items[i].why && streq(r->items[i].meaning, meaning))
			return true;
	return false;
}

static void judge_loaded(struct look *l)
{
	if (!l->runs) {
		finding_missing(l->out, "what rules run is not known: auditctl -l was not run, or "
					"did not say");
		return;
	}
	for (size_t i = 0; i < l->written.count; i++) {
		const struct audit_rule *rule = &l->written.items[i];

		if (!rule->why && !has_meaning(&l->running, rule->meaning))
			finding_fail(l->out, rule->place, "loaded",
				     "%s is not among the rules "
				     "that run",
				     rule->text);
	}
	for (size_t i = 0; i < l->running.count; i++)
		if (!has_meaning(&l->written, l->running.items[i].meaning))
			finding_fail(l->out, "auditctl -l", "the rules of the files",
				     "%s runs, and no file has it", l->running.items[i].text);
	finding_pass(l->out, "auditctl -l", "%zu rules run, as %s has them", l->running.count,
		     l->written.source);
}

static bool read_filters(struct look *l)
{
	const struct text_list *lists[] = { &l->args->filters, &l->args->comparisons };

	for (size_t k = 0; k < ARRAY_SIZE(lists); k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			if (!audit_field_parse(&l->arena, lists[k]->items[i], k == 1,
					       &l->filters[l->filters_count++]))
				return false;
	return true;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct audit_args *a = args;
	struct look l = { .args = a, .ev = ev, .out = out };

	if (!read_filters(&l)) {
		finding_error(out, "no memory for filters");
	} else if (audit_rules_written(&l.written, ev, out) && read_running(&l)) {
		if (a->watch.count || a->syscalls.count || a->execute.count) {
			judge_all(&l, &l.written);
			judge_all(&l, &l.running);
		}
		judge_watches(&l);
		judge_syscalls(&l);
		judge_programs(&l);
		judge_control(&l);
		if (a->loaded == 1)
			judge_loaded(&l);
	}
	audit_rules_release(&l.written);
	audit_rules_release(&l.running);
	arena_release(&l.arena);
}

const struct check_kind check_audit = {
	.name = "audit",
	.summary = "Something is recorded by the audit rules, as they are written and as they run",
	.example = "{watch: [\"/etc/sudoers:wa\"]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(COMMANDS) | EVIDENCE(KERNEL) | EVIDENCE(PACKAGES),
	.args_size = sizeof(struct audit_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
