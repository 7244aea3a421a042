/* SPDX-License-Identifier: MIT */
#include "judge/module_conf.h"
#include "judge/parts.h"
#include "model/kind.h"

struct module_args {
	const char *name;
	int loaded;
	const char *blocked;
	int absent_ok;
};

static const char *const ways[] = { "blacklist", "both", "either", "install", NULL };

static const struct field fields[] = {
	{ .key = "absent-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct module_args, absent_ok, int),
	  .help = "true: a module that no installed kernel has counts as blocked",
	  .fallback = "false" },
	{ .key = "blocked",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct module_args, blocked, const char *),
	  .help = "how modprobe.d(5) has to keep it out: install (by /bin/false or /bin/true), "
		  "blacklist, either or both; module_blacklist= of every boot entry is both, and "
		  "what is built into an installed kernel cannot be kept out",
	  .words = ways },
	{ .key = "loaded",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct module_args, loaded, int),
	  .help = "whether it has to be loaded, or must not be" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct module_args, name, const char *),
	  .help = "the module; '-' and '_' are the same",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct module_args *a = args;

	if (a->loaded < 0 && !a->blocked)
		return error_input(err, "loaded or blocked is missing");
	if (a->absent_ok == 1 && !a->blocked)
		return error_input(err, "absent-ok goes with blocked");
	if (a->name[strcspn(a->name, " \t*?[/")] != '\0')
		return error_input(err, "name: %s: one module, and no path or glob", a->name);
	return 0;
}

static const char *blocked_by(const struct module_facts *m)
{
	if (m->install && m->blacklist)
		return "by install line and blacklist";
	return m->install ? "by install line" : m->blacklist ? "by blacklist" : "by nothing";
}

static void say_setting(const struct module_args *a, const struct module_facts *m,
			const char *running, struct findings *out)
{
	bool gone = a->absent_ok == 1 && m->listed && !m->present;

	finding_setting(out, &(struct setting_fact){ .object = a->name,
						     .set = m->place ? blocked_by(m) : NULL,
						     .place = m->place,
						     .effective = m->builtin ? "built in"
								  : gone     ? "not built"
									     : blocked_by(m),
						     .running = running,
						     .losers = m->losers });
}

static void judge_blocked(const struct module_args *a, struct evidence *ev, const char *running,
			  struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	bool either = streq(a->blocked, "either");
	bool install = streq(a->blocked, "install") || streq(a->blocked, "both");
	bool blacklist = streq(a->blocked, "blacklist") || streq(a->blocked, "both");
	struct module_facts m;

	if (!module_facts_read(ev, a->name, &arena, &m, out))
		return;
	say_setting(a, &m, running, out);
	if (m.builtin) {
		finding_fail(out, a->name, "not in the kernel", "built in: kernel %s", m.builtin);
		return;
	}
	if (a->absent_ok == 1 && !m.present && m.listed) {
		finding_pass(out, a->name, "not built: not in the image");
		return;
	}
	if ((install || (either && !m.blacklist)) && !m.install)
		finding_fail(out, a->name, "install line with /bin/false",
			     m.blacklist ? "only on the blacklist" : "modprobe loads it");
	if (blacklist && !m.blacklist)
		finding_fail(out, a->name, "on the blacklist",
			     m.install ? "only an install line" : "not on it");
	if (a->absent_ok == 1 && !m.listed && out->outcome == OUTCOME_FAIL)
		finding_missing(out,
				"a kernel has no modules.dep: it is not known whether it has "
				"%s",
				a->name);
	finding_pass(out, a->name, "blocked by%s%s", m.install ? " an install line" : "",
		     m.blacklist ? " blacklist" : "");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct module_args *a = args;
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf row = BUF_INIT(BUF_LINE);
	bool live = evidence_complete(ev) & EVIDENCE(KERNEL);
	bool loaded;

	if (!live && !a->blocked) {
		parts_ready(ev, EVIDENCE(KERNEL), out);
		return;
	}
	module_underscores(a->name, &name);
	loaded = live &&
		 evidence_text(ev, &row, "SELECT name FROM module WHERE name = ?1", buf_str(&name));
	if (live && a->loaded >= 0 && loaded != (a->loaded == 1))
		finding_fail(out, a->name, a->loaded ? "loaded" : "not loaded",
			     loaded ? "loaded" : "not loaded");
	if (a->blocked)
		judge_blocked(a, ev, !live ? NULL : loaded ? "loaded" : "not loaded", out);
	else
		finding_pass(out, a->name, loaded ? "loaded" : "not loaded");
}

const struct check_kind check_module = {
	.name = "module",
	.summary = "A kernel module is loaded, is not, or cannot be",
	.example = "{name: usb-storage, loaded: false, blocked: install}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(KERNEL),
	.args_size = sizeof(struct module_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
