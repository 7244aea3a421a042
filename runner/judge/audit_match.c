/* SPDX-License-Identifier: MIT */
/* What audit rules mean: which of them decides about an event, and which are the same. */
#include "judge/audit_rules.h"

#include <stdlib.h>

enum { MEANING_WORDS_MAX = 512 };

static bool same_comparison(const struct audit_field *a, const struct audit_field *b)
{
	if (!streq(a->op, b->op))
		return false;
	return (streq(a->name, b->name) && streq(a->value, b->value)) ||
	       (streq(a->name, b->value) && streq(a->value, b->name));
}

/* Does what `filter` lets through pass `f`, too? */
static bool implied(const struct audit_field *f, const struct audit_field *filter)
{
	int64_t have;
	int64_t asked;

	if (f->compared != filter->compared)
		return false;
	if (f->compared)
		return same_comparison(f, filter);
	if (!streq(f->name, filter->name) || !streq(f->op, filter->op))
		return false;
	if (streq(f->value, filter->value))
		return true;
	return str_int(f->value, &have) && str_int(filter->value, &asked) &&
	       ((streq(f->op, ">=") && have <= asked) || (streq(f->op, "<=") && have >= asked));
}

static bool allowed(const struct audit_field *f, const struct audit_want *w)
{
	if (w->exit && streq(f->name, "exit") && streq(f->op, "=") && streq(f->value, w->exit))
		return true;
	if (w->exit && streq(f->name, "success") && streq(f->op, "=") && streq(f->value, "no"))
		return true;
	/* Numbers of users and groups have no sign, and unset is the largest. */
	if (!f->compared && streq(f->op, ">=") && streq(f->value, "0") &&
	    (ends_with(f->name, "uid") || ends_with(f->name, "gid")))
		return true;
	for (size_t i = 0; i < w->count; i++)
		if (implied(f, &w->filters[i]))
			return true;
	return false;
}

/* Is the rule about this path, or about a folder above it? */
static bool about_path(const struct audit_rule *rule, const struct audit_want *w)
{
	size_t len = rule->path ? strlen(rule->path) : 0;

	if (!rule->path)
		return true;
	if (streq(rule->path, w->path)) /* path= on a folder sees its own inode alone */
		return !w->is_dir || rule->is_dir || rule->watch;
	if (!rule->is_dir)
		return false;
	return streq(rule->path, "/") ||
	       (strncmp(rule->path, w->path, len) == 0 && w->path[len] == '/');
}

/* One that records has to have all of them; one of "never" takes away each that it has. */
static bool about_perm(const struct audit_rule *rule, const struct audit_want *w)
{
	if (!rule->perm)
		return true;
	return rule->never ? w->perm & rule->perm : !(w->perm & ~rule->perm);
}

static bool about(const struct audit_rule *rule, const struct audit_want *w)
{
	if (rule->list != LIST_EXIT)
		return false;
	if (w->syscall)
		return text_list_has(&rule->syscalls, w->syscall);
	return rule->path && streq(rule->path, w->path);
}

/* Does the rule match every event that is asked for? */
static bool covers(const struct audit_rule *rule, const struct audit_want *w)
{
	if (rule->list != LIST_EXIT || rule->why || !(rule->arches & w->arch))
		return false;
	if (w->syscall) {
		if (rule->path || rule->perm)
			return false;
		if (!rule->all && !text_list_has(&rule->syscalls, w->syscall))
			return false;
	} else if (!rule->all || !about_path(rule, w) || !about_perm(rule, w)) {
		return false;
	}
	for (size_t i = 0; i < rule->count; i++)
		if (!allowed(&rule->fields[i], w))
			return false;
	return true;
}

const struct audit_rule *audit_rules_find(const struct audit_rules *r, const struct audit_want *w,
					  const struct audit_rule **near)
{
	for (size_t i = 0; i < r->count; i++) {
		if (covers(&r->items[i], w))
			return &r->items[i];
		if (about(&r->items[i], w))
			*near = &r->items[i];
	}
	return NULL;
}

const struct audit_rule *audit_rules_killer(const struct audit_rules *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct audit_rule *rule = &r->items[i];

		if (rule->why)
			continue;
		if (rule->list == LIST_TASK && rule->never)
			return rule;
		if (rule->list == LIST_EXCLUDE && rule->count == 1 &&
		    streq(rule->fields[0].name, "msgtype") && streq(rule->fields[0].op, "=") &&
		    streq(rule->fields[0].value, "SYSCALL"))
			return rule;
	}
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static void add_sorted(struct buf *out, const char **words, size_t n)
{
	qsort(words, n, sizeof(*words), by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !streq(words[i], words[i - 1]))
			buf_addf(out, " %s", words[i]);
}

/* A comparison is the same both ways. */
static const char *field_text(const struct audit_field *f, struct arena *arena)
{
	bool turn = f->compared && strcmp(f->name, f->value) > 0;

	return arena_printf(arena, "%s%s%s%s", f->compared ? "-C:" : "", turn ? f->value : f->name,
			    f->op, turn ? f->name : f->value);
}

const char *audit_rule_meaning(const struct audit_rule *rule, struct arena *arena)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	const char *words[MEANING_WORDS_MAX];
	size_t n = 0;

	buf_addf(&out, "list %d %s arch %u", (int)rule->list, rule->never ? "never" : "always",
		 rule->arches);
	if (rule->path)
		buf_addf(&out, " path %s", rule->path);
	if (rule->perm)
		buf_addf(&out, " perm %u", rule->perm);
	if (rule->all)
		buf_add(&out, " all");
	for (size_t i = 0; !rule->all && i < rule->syscalls.count && n < MEANING_WORDS_MAX; i++)
		words[n++] = rule->syscalls.items[i];
	add_sorted(&out, words, n);
	n = 0;
	for (size_t i = 0; i < rule->count && n < MEANING_WORDS_MAX; i++) {
		words[n] = field_text(&rule->fields[i], arena);
		if (!words[n++])
			return NULL;
	}
	add_sorted(&out, words, n);
	return out.failed ? NULL : arena_strdup(arena, buf_str(&out));
}
