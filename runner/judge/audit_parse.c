/* SPDX-License-Identifier: MIT */
/* One line of audit rules, as auditctl(8) takes it. */
#include "judge/audit_rules.h"

#include <stdio.h>

#include "judge/config.h"
#include "judge/image.h"

enum { WORDS_MAX = 256, RULES_MAX = 20000 };

static const char with_argument[] = "aAdSFCefrbmwWkpqR";
static const char alone[] = "Dcilstvh";

static bool grow(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	void *old;
	void *more;

	if (count < *room)
		return true;
	*room = *room ? *room * 2 : 8;
	more = arena_alloc(arena, *room * size);
	memcpy(&old, items, sizeof(old));
	if (more && count)
		memcpy(more, old, count * size);
	memcpy(items, &more, sizeof(more));
	return more != NULL;
}

unsigned audit_perm_parse(const char *text)
{
	static const char letters[] = "rwxa";
	unsigned bits = 0;

	for (; *text; text++) {
		const char *at = strchr(letters, *text);

		if (!at)
			return 0;
		bits |= 1U << (at - letters);
	}
	return bits;
}

/* -1 is written in many ways; names of numbers that everybody knows. */
static const char *plain_value(const char *name, const char *value)
{
	static const struct {
		const char *name;
		const char *from;
		const char *to;
	} same[] = {
		{ "auid", "-1", "unset" },	  { "auid", "4294967295", "unset" },
		{ "uid", "root", "0" },		  { "euid", "root", "0" },
		{ "gid", "root", "0" },		  { "egid", "root", "0" },
		{ "exit", "-13", "-EACCES" },	  { "exit", "-1", "-EPERM" },
		{ "success", "0", "no" },	  { "success", "1", "yes" },
		{ "msgtype", "1300", "SYSCALL" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(same); i++)
		if (streq(same[i].name, name) && streq(same[i].from, value))
			return same[i].to;
	return value;
}

bool audit_field_parse(struct arena *arena, const char *text, bool compared,
		       struct audit_field *out)
{
	static const char *const ops[] = { "!=", ">=", "<=", "&=", "=", ">", "<", "&" };
	size_t len = strcspn(text, "!=<>&");
	int64_t number;

	*out = (struct audit_field){ .compared = compared };
	for (size_t i = 0; i < ARRAY_SIZE(ops) && !out->op; i++)
		if (starts_with(text + len, ops[i]))
			out->op = ops[i];
	if (!out->op || len == 0 || !text[len + strlen(out->op)])
		return false;
	out->name = arena_strndup(arena, text, len);
	if (out->name && streq(out->name, "loginuid"))
		out->name = "auid";
	out->value = arena_strdup(arena, text + len + strlen(out->op));
	if (!out->name || !out->value)
		return false;
	out->value = plain_value(out->name, out->value);
	if (!compared && streq(out->op, ">") && str_int(out->value, &number) &&
	    number < INT64_MAX) {
		out->op = ">=";
		out->value = arena_printf(arena, "%lld", (long long)number + 1);
	}
	return out->value != NULL;
}

static bool set_list(const char *text, struct audit_rule *rule)
{
	static const char *const lists[] = { "exit",	   "task",     "exclude", "user",
					     "filesystem", "io_uring", "entry" };
	bool has_list = false;
	bool has_action = false;

	while (*text) {
		size_t len = strcspn(text, ",");

		for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
			if (strlen(lists[i]) != len || strncmp(text, lists[i], len) != 0)
				continue;
			rule->list = i < LIST_OTHER ? (enum audit_list)i : LIST_OTHER;
			has_list = true;
		}
		if (len == 6 && starts_with(text, "always"))
			has_action = true;
		if (len == 5 && starts_with(text, "never"))
			has_action = rule->never = true;
		text += len + (text[len] == ',');
	}
	return has_list && has_action;
}

static bool add_syscalls(struct audit_rules *r, struct audit_rule *rule, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, ",");
		const char *name = arena_strndup(&r->arena, text, len);

		if (!name || !config_push(&r->arena, &rule->syscalls, &rule->syscalls_room, name))
			r->failed = true;
		if (name && streq(name, "all"))
			rule->all = true;
		text += len + (text[len] == ',');
	}
	return rule->syscalls.count > 0;
}

static bool set_path(struct audit_rules *r, struct evidence *ev, struct audit_rule *rule,
		     const char *path, bool is_dir)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);
	size_t len = strlen(path);
	char *bare;

	if (*path != '/' || rule->path)
		return false;
	while (len > 1 && path[len - 1] == '/')
		len--;
	bare = arena_strndup(&r->arena, path, len);
	if (bare && image_real_parent(ev, bare, &real))
		bare = arena_strdup(&r->arena, buf_str(&real));
	if (!bare) {
		r->failed = true;
		return true;
	}
	rule->path = bare;
	rule->is_dir = is_dir || path[len] == '/' ||
		       (rule->watch &&
			evidence_text(ev, &type, "SELECT type FROM file WHERE path = ?1", bare) &&
			streq(buf_str(&type), "directory"));
	return true;
}

static bool set_arch(struct audit_rule *rule, const struct audit_field *f)
{
	static const char *const b32[] = { "b32", "i386", "i486", "i586", "i686", "arm" };
	static const char *const b64[] = { "b64", "x86_64", "aarch64" };
	unsigned arch = 0;

	for (size_t i = 0; i < ARRAY_SIZE(b32); i++)
		if (streq(f->value, b32[i]))
			arch = AUDIT_B32;
	for (size_t i = 0; i < ARRAY_SIZE(b64); i++)
		if (streq(f->value, b64[i]))
			arch = AUDIT_B64;
	if (streq(f->op, "!="))
		arch = AUDIT_BOTH & ~arch;
	rule->arches = arch;
	return arch != 0;
}

static bool add_field(struct audit_rules *r, struct evidence *ev, struct audit_rule *rule,
		      const char *text, bool compared)
{
	struct audit_field f;

	if (!audit_field_parse(&r->arena, text, compared, &f))
		return false;
	if (streq(f.name, "key"))
		return true;
	if (streq(f.name, "arch"))
		return set_arch(rule, &f);
	if (streq(f.name, "path") || streq(f.name, "dir"))
		return set_path(r, ev, rule, f.value, streq(f.name, "dir"));
	if (streq(f.name, "perm")) {
		rule->perm = audit_perm_parse(f.value);
		return rule->perm != 0;
	}
	if (!grow(&r->arena, &rule->fields, rule->count, &rule->room, sizeof(f))) {
		r->failed = true;
		return true;
	}
	rule->fields[rule->count++] = f;
	return true;
}

/* Splits in place at blanks; a '#' begins no comment within a line. */
static size_t split(char *line, char *words[WORDS_MAX])
{
	size_t n = 0;
	char *save = NULL;

	for (char *w = strtok_r(line, " \t", &save); w && n < WORDS_MAX;
	     w = strtok_r(NULL, " \t", &save))
		words[n++] = w;
	return n;
}

/* What one line asks for. */
struct line {
	struct audit_rule rule;
	char action; /* a, A, d, w, W: a rule; D; 0: a control */
};

/* One option with its argument, "" for none; false: auditctl does not take it. */
static bool take(struct audit_rules *r, struct evidence *ev, struct line *l, char option,
		 const char *argument, const char *place)
{
	switch (option) {
	case 'a':
	case 'A':
	case 'd':
		l->action = option;
		return set_list(argument, &l->rule);
	case 'w':
	case 'W':
		l->action = option;
		l->rule.watch = true;
		return set_path(r, ev, &l->rule, argument, false);
	case 'p':
		l->rule.perm = audit_perm_parse(argument);
		return l->rule.perm != 0;
	case 'S':
		return add_syscalls(r, &l->rule, argument);
	case 'F':
	case 'C':
		return add_field(r, ev, &l->rule, argument, option == 'C');
	case 'D':
		l->action = option;
		return true;
	case 'e':
		if (r->enabled && streq(r->enabled, "2")) /* it stays so until the next boot */
			return true;
		r->enabled = arena_strdup(&r->arena, argument);
		r->e_place = arena_strdup(&r->arena, place);
		r->failed = r->failed || !r->enabled || !r->e_place;
		return true;
	case 'c':
		r->continues = true;
		r->c_place = arena_strdup(&r->arena, place);
		r->lenient = true;
		return true;
	case 'i':
		r->lenient = true;
		return true;
	default:
		return true;
	}
}

static bool read_options(struct audit_rules *r, struct evidence *ev, struct line *l, char **words,
			 size_t n, const char *place)
{
	for (size_t i = 0; i < n; i++) {
		const char *w = words[i];

		if (starts_with(w, "--")) { /* --backlog_wait_time N */
			i += i + 1 < n && *words[i + 1] != '-';
			continue;
		}
		if (w[0] != '-' || !w[1])
			return false;
		if (strchr(alone, w[1])) {
			if (w[2] || !take(r, ev, l, w[1], "", place))
				return false;
			continue;
		}
		if (!strchr(with_argument, w[1]) || (!w[2] && i + 1 == n))
			return false;
		if (!take(r, ev, l, w[1], w[2] ? w + 2 : words[++i], place))
			return false;
	}
	return true;
}

static void complete(struct audit_rule *rule)
{
	if (rule->watch && !rule->perm)
		rule->perm = AUDIT_ALL;
	if (rule->syscalls.count == 0)
		rule->all = true;
	if (!rule->arches) /* without an architecture names are those of the 64-bit table */
		rule->arches = rule->all ? AUDIT_BOTH : AUDIT_B64;
}

static void insert(struct audit_rules *r, const struct audit_rule *rule, bool first)
{
	if (r->count >= RULES_MAX ||
	    !grow(&r->arena, &r->items, r->count, &r->room, sizeof(*rule))) {
		r->failed = true;
		return;
	}
	if (first && r->count)
		memmove(r->items + 1, r->items, r->count * sizeof(*rule));
	r->items[first ? 0 : r->count] = *rule;
	r->count++;
}

static void remove_same(struct audit_rules *r, const struct audit_rule *rule)
{
	for (size_t i = 0; i < r->count; i++) {
		if (!streq(r->items[i].meaning, rule->meaning))
			continue;
		memmove(r->items + i, r->items + i + 1, (r->count - i - 1) * sizeof(*rule));
		r->count--;
		return;
	}
}

void audit_rules_add(struct audit_rules *r, struct evidence *ev, const char *place,
		     const char *line)
{
	AUTO(buf) struct buf copy = BUF_INIT(BUF_LINE);
	struct line l = { .rule = { .place = arena_strdup(&r->arena, place),
				    .text = arena_strdup(&r->arena, line) } };
	bool locked = r->enabled && streq(r->enabled, "2");
	char *words[WORDS_MAX];
	size_t n;

	buf_add(&copy, line);
	if (!l.rule.place || !l.rule.text || copy.failed) {
		r->failed = true;
		return;
	}
	if (r->stopped && !r->lenient) /* nothing behind it is read */
		return;
	n = copy.len ? split(copy.data, words) : 0;
	if (n == 0)
		return;
	if (!read_options(r, ev, &l, words, n, place)) {
		if (!r->stopped)
			r->stopped = arena_printf(&r->arena, "%s: %s", place, line);
		return;
	}
	complete(&l.rule);
	l.rule.meaning = audit_rule_meaning(&l.rule, &r->arena);
	if (!l.rule.meaning) {
		r->failed = true;
		return;
	}
	if (locked)
		l.rule.why = "it stands behind -e 2, where nothing can be loaded any more";
	if (l.action == 'D' && !locked && n == 1)
		r->count = 0;
	else if ((l.action == 'd' || l.action == 'W') && !locked)
		remove_same(r, &l.rule);
	else if (l.action == 'a' || l.action == 'A' || l.action == 'w')
		insert(r, &l.rule, l.action == 'A');
}
