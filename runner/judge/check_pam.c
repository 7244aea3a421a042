/* SPDX-License-Identifier: MIT */
#include <strings.h>

#include "judge/authselect.h"
#include "judge/pam_stack.h"
#include "model/kind.h"

struct pam_args {
	struct text_list services;
	struct text_list types;
	struct text_list modules;
	const char *want;
	struct text_list args;
	struct text_list lines;
	struct text_list forbidden;
	int binding;
	int empty_group;
	int profile;
};

static const char *const types[] = { "account", "auth", "password", "session", NULL };
static const char *const wants[] = { "allowed", "always", "present", "reached", NULL };

static const struct field fields[] = {
	{ .key = "args",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, args, struct text_list),
	  .help = "what each line of the module has to have; globs, alternatives as a|b" },
	{ .key = "binding",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct pam_args, binding, int),
	  .help = "true: what the module refuses is refused, as with required and requisite",
	  .fallback = "false" },
	{ .key = "empty-group",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct pam_args, empty_group, int),
	  .help = "true: the group of the line's group= is there, and nobody is in it",
	  .fallback = "false" },
	{ .key = "forbidden-args",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, forbidden, struct text_list),
	  .help = "names of arguments that no line of the module may have, with a value or "
		  "without" },
	{ .key = "lines",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, lines, struct text_list),
	  .help = "arguments, for each of which there has to be a line: preauth, authfail" },
	{ .key = "module",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, modules, struct text_list),
	  .help = "module, as pam_faillock.so",
	  .required = true },
	{ .key = "profile",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct pam_args, profile, int),
	  .help = "true: the profile that authselect has selected names the modules; without "
		  "authselect the services are judged",
	  .fallback = "false" },
	{ .key = "services",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, services, struct text_list),
	  .help = "services whose stacks are looked at; system-auth and password-auth when not "
		  "given" },
	{ .key = "type",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct pam_args, types, struct text_list),
	  .help = "the stacks of these types, each of which has to have the module",
	  .required = true,
	  .words = types },
	{ .key = "want",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct pam_args, want, const char *),
	  .help = "reached: it runs when all before it goes well; always: nothing succeeds without "
		  "it; present: it stands where some way leads; allowed: it may be missing",
	  .fallback = "reached",
	  .words = wants },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct pam_args *a = args;

	if (a->types.count == 0 || a->modules.count == 0)
		return error_input(err, "type, module: an empty list looks at nothing");
	if (a->profile == 1 && (a->args.count || a->lines.count || a->forbidden.count))
		return error_input(err, "profile goes without arguments");
	return 0;
}

/* What is looked at: a module in one stack. */
struct view {
	const struct pam_args *args;
	struct evidence *ev;
	struct findings *out;
	const char *module;
	struct buf *object; /* "su auth: pam_wheel.so" */
};

static bool counts(const struct pam_args *a, const struct pam_line *line)
{
	return streq(a->want, "present")  ? line->possible
	       : streq(a->want, "always") ? line->always
					  : line->reached;
}

/* Does an argument match one of "a|b*"? */
static bool has_arg(const struct pam_line *line, const char *wanted)
{
	AUTO(buf) struct buf glob = BUF_INIT(BUF_LINE);

	for (const char *p = wanted;; p++) {
		size_t n = strcspn(p, "|");

		buf_clear(&glob);
		buf_addn(&glob, p, n);
		for (size_t i = 0; i < line->args.count; i++)
			if (str_glob(buf_str(&glob), line->args.items[i]))
				return true;
		p += n;
		if (!*p)
			return false;
	}
}

static void say_line(const struct pam_line *line, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, strpbrk(line->control, "= ") ? "[%s] %s" : "%s %s", line->control,
		 line->module);
	for (size_t i = 0; i < line->args.count; i++)
		buf_addf(out, " %s", line->args.items[i]);
}

/* pam_wheel(8): the group of group=, else wheel.  Its members by primary group are in it, too. */
static void judge_group(const struct view *v, const struct pam_line *line)
{
	const char *group = pam_line_arg(line, "group");
	AUTO(buf) struct buf gid = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf members = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf owner = BUF_INIT(BUF_LINE);

	if (!group || !*group)
		group = "wheel";
	if (!(evidence_complete(v->ev) & EVIDENCE(ACCOUNTS))) {
		finding_missing(v->out, "the members of %s are not in the evidence", group);
		return;
	}
	if (!evidence_text(v->ev, &gid, "SELECT gid FROM group_ WHERE name = ?1", group)) {
		finding_fail(v->out, group, "a group without members", "there is no such group");
		return;
	}
	evidence_text(v->ev, &members, "SELECT members FROM group_ WHERE name = ?1", group);
	if (members.len)
		finding_fail(v->out, group, "a group without members", "members: %s",
			     buf_str(&members));
	if (evidence_text(v->ev, &owner,
			  "SELECT name FROM account WHERE gid = CAST(?1 AS INTEGER) ORDER BY name",
			  buf_str(&gid)))
		finding_fail(v->out, group, "a group without members", "%s has it as its own",
			     buf_str(&owner));
}

static void judge_line(const struct view *v, const struct pam_line *line)
{
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);
	const struct pam_args *a = v->args;
	const char *object = buf_str(v->object);
	struct setting_fact fact = { .object = object, .place = line->place };

	say_line(line, &said);
	fact.set = buf_str(&said);
	fact.effective = line->always ? "always run" : "run when all before it goes well";
	finding_setting(v->out, &fact);
	for (size_t i = 0; i < a->args.count; i++)
		if (!has_arg(line, a->args.items[i]))
			finding_fail(v->out, object, a->args.items[i], "%s (%s)", buf_str(&said),
				     line->place);
	if (a->binding == 1 && !line->binds)
		finding_fail(v->out, object, "what it refuses is refused", "%s (%s)",
			     buf_str(&said), line->place);
	if (a->empty_group == 1)
		judge_group(v, line);
	finding_pass(v->out, object, "%s (%s)", buf_str(&said), line->place);
}

/* An argument that opens a door does so wherever some way leads to it. */
static void judge_forbidden(const struct view *v, const struct pam_line *line)
{
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < v->args->forbidden.count; i++) {
		const char *name = v->args->forbidden.items[i];

		if (!pam_line_arg(line, name))
			continue;
		say_line(line, &said);
		buf_clear(&expected);
		buf_addf(&expected, "without %s", name);
		finding_fail(v->out, buf_str(v->object), buf_str(&expected), "%s (%s)",
			     buf_str(&said), line->place);
	}
}

static void judge_module(const struct view *v, const struct pam_stack *stack, bool *lines)
{
	const struct pam_line *stepped = NULL;
	size_t found = 0;

	for (size_t i = 0; i < stack->count; i++) {
		const struct pam_line *line = &stack->items[i];

		if (!streq(line->module, v->module))
			continue;
		if (line->possible)
			judge_forbidden(v, line);
		if (!counts(v->args, line)) {
			stepped = line;
			continue;
		}
		found++;
		judge_line(v, line);
		for (size_t j = 0; j < v->args->lines.count; j++)
			lines[j] |= has_arg(line, v->args->lines.items[j]);
	}
	if (found)
		return;
	if (streq(v->args->want, "allowed"))
		finding_pass(v->out, buf_str(v->object), "not in the stack");
	else if (!stepped)
		finding_fail(v->out, buf_str(v->object), v->args->want, "not in the stack");
	else
		finding_fail(v->out, buf_str(v->object), v->args->want, "it stands in %s, but %s",
			     stepped->place,
			     stepped->possible ? "the stack can step over it"
					       : "no way leads to it");
}

static bool judge_service(const struct pam_args *a, const char *service, const char *module,
			  struct evidence *ev, struct findings *out)
{
	enum { LINES_ASKED = 64 };
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	struct view view = { a, ev, out, module, &object };
	bool lines[LINES_ASKED] = { false };
	struct pam_stack stack;

	for (size_t i = 0; i < a->types.count; i++) {
		buf_clear(&object);
		buf_addf(&object, "%s %s: %s", service, a->types.items[i], module);
		if (!pam_stack_read(ev, service, a->types.items[i], &arena, &stack, out))
			return false;
		if (!stack.present) {
			finding_fail(out, service, "a PAM service", "there is none of this name");
			return true;
		}
		judge_module(&view, &stack, lines);
	}
	buf_clear(&object);
	buf_addf(&object, "%s: %s", service, module);
	for (size_t i = 0; i < a->lines.count && i < LINES_ASKED; i++)
		if (!lines[i])
			finding_fail(out, buf_str(&object), a->lines.items[i],
				     "no line with it is %s", a->want);
	return true;
}

/* Of a profile: the module stands in the stack of one of the types, whichever. */
static bool judge_any_type(const struct pam_args *a, const char *service, const char *module,
			   struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	struct pam_stack stack;

	for (size_t i = 0; i < a->types.count; i++) {
		if (!pam_stack_read(ev, service, a->types.items[i], &arena, &stack, out))
			return false;
		for (size_t j = 0; j < stack.count; j++)
			if (streq(stack.items[j].module, module) && counts(a, &stack.items[j])) {
				finding_pass(out, service, "%s (%s)", module, stack.items[j].place);
				return true;
			}
	}
	finding_fail(out, service, module, stack.present ? "not in the stacks" : "no such service");
	return true;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	static const char *const usual[] = { "system-auth", "password-auth" };
	const struct pam_args *a = args;
	struct text_list services = { usual, ARRAY_SIZE(usual) };

	if (a->services.count)
		services = a->services;
	if (a->profile == 1 && authselect_judged(ev, &a->modules, &services, out))
		return;
	for (size_t i = 0; i < services.count; i++)
		for (size_t j = 0; j < a->modules.count; j++) {
			const char *service = services.items[i];
			const char *module = a->modules.items[j];

			if (!(a->profile == 1 ? judge_any_type(a, service, module, ev, out)
					      : judge_service(a, service, module, ev, out)))
				return;
		}
}

const struct check_kind check_pam = {
	.name = "pam",
	.summary = "PAM modules are reached in the stacks of services, with these arguments",
	.example = "{type: password, module: pam_pwhistory.so, args: [use_authtok]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(ACCOUNTS),
	.args_size = sizeof(struct pam_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
