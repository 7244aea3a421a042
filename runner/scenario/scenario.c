/* SPDX-License-Identifier: MIT */
#include "scenario/scenario.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "scenario/canary.h"
#include "scenario/control.h"
#include "scenario/install.h"
#include "scenario/outside/outside.h"

enum { ERASE_MAX = 100 };

static bool has_step(const struct scenario_text *s, enum step_action action)
{
	for (size_t i = 0; i < s->steps_count; i++)
		if (s->steps[i].action == action)
			return true;
	return false;
}

static bool some_have(const struct scenario_plan *p, enum step_action action)
{
	for (size_t i = 0; i < p->scenarios_count; i++)
		if (has_step(&p->scenarios[i], action))
			return true;
	return false;
}

static int check_plan(const struct scenario_plan *p, struct error *err)
{
	if (some_have(p, STEP_INSTALL) && !p->packages_count)
		return error_input(err, "install: no package was given");
	if (some_have(p, STEP_UPGRADE) && !p->upgrades_count)
		return error_input(err, "upgrade: from what? give the older packages with "
					"--upgrade-from");
	if (some_have(p, STEP_ERASE) && !p->erase->count)
		return error_input(err, "erase: no package was named");
	if (p->erase->count > ERASE_MAX || p->installs->count > ERASE_MAX)
		return error_input(err, "more than %d packages in one scenario", ERASE_MAX);
	return 0;
}

/* --- what the manifest says --- */

static int put_declared(const struct engine *e, const char *class, const char *object, bool keeps,
			struct error *err)
{
	struct row row = row_of(TABLE_declared);

	row_text(&row, e->plan->manifest->product);
	row_text(&row, class);
	row_text(&row, object);
	row_int(&row, keeps);
	return sink_put(e->rows, &row, err);
}

static int put_class(const struct engine *e, unsigned class, struct error *err)
{
	const struct manifest *m = e->plan->manifest;
	const struct text_list *declares = &m->declares[class];
	const struct text_list *keeps = &m->keeps[class];
	const char *name = footprint_class_names[class];
	int ret = 0;

	for (size_t i = 0; i < declares->count && !ret; i++)
		if (!text_list_has(keeps, declares->items[i]))
			ret = put_declared(e, name, declares->items[i], false, err);
	for (size_t i = 0; i < keeps->count && !ret; i++)
		ret = put_declared(e, name, keeps->items[i], true, err);
	return ret;
}

static bool said_already(const struct manifest *m, unsigned class, const char *object)
{
	return text_list_has(&m->declares[class], object) ||
	       text_list_has(&m->keeps[class], object);
}

static int put_list(const struct engine *e, unsigned class, const struct text_list *list,
		    struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < list->count && !ret; i++)
		if (!said_already(e->plan->manifest, class, list->items[i]))
			ret = put_declared(e, footprint_class_names[class], list->items[i], false,
					   err);
	return ret;
}

/* Its own limits, which a check takes where they are the smaller ones. */
static int put_limit(const struct engine *e, const char *what, int64_t limit, struct error *err)
{
	char text[32];

	if (!limit)
		return 0;
	snprintf(text, sizeof(text), "%lld", (long long)limit);
	return put_declared(e, what, text, false, err);
}

static int put_all_declared(const struct engine *e, struct error *err)
{
	int ret = put_list(e, FOOTPRINT_PACKAGE, &e->plan->manifest->packages, err);

	if (!ret)
		ret = put_list(e, FOOTPRINT_UNIT, &e->plan->manifest->units, err);
	for (unsigned i = 0; i < FOOTPRINT_CLASS_COUNT && !ret; i++)
		ret = put_class(e, i, err);
	if (!ret)
		ret = put_limit(e, "memory-mib", e->plan->manifest->memory_mib, err);
	if (!ret)
		ret = put_limit(e, "boot-ms", e->plan->manifest->boot_ms, err);
	return ret;
}

/* --- one scenario --- */

static int start_outside(struct engine *e, struct outside **out, struct error *err)
{
	const struct manifest *m = e->plan->manifest;
	AUTO(buf) struct buf os_name = BUF_INIT(BUF_LINE);
	char folder[PATH_MAX];
	struct outside_options o = { .work_dir = folder };

	*out = NULL;
	if (!m->grants_repository && !m->grants_platform)
		return 0;
	snprintf(folder, sizeof(folder), "%s/o%u", e->plan->work_dir, e->guests);
	if (mkdir(folder, 0700) < 0)
		return error_errno(err, "create folder %s", folder);
	o.repositories = m->grants_repository ? e->plan->repositories : NULL;
	o.platform = m->grants_platform ? &m->platform : NULL;
	if (evidence_text(e->plan->before, &os_name,
			  "SELECT value FROM os_release WHERE key = 'PRETTY_NAME'", NULL))
		o.os_name = buf_str(&os_name);
	return outside_start(out, &o, err);
}

static int put_scenario(const struct visit *v, bool passed, struct error *err)
{
	const char *outcome = v->broken ? "error" : passed ? "passed" : "failed";
	struct row row = row_of(TABLE_scenario);

	doc_set_text(v->doc, "outcome", outcome);
	if (v->broken || v->ended)
		doc_set_text(v->doc, "why", v->why);
	row_text(&row, v->name);
	row_text(&row, v->e->plan->manifest->product);
	row_text(&row, outcome);
	row_text(&row, v->broken ? v->why : "");
	return sink_put(v->e->rows, &row, err);
}

static int visit_and_run(struct visit *v, const struct moves *moves, bool *passed,
			 struct error *err)
{
	struct outside *outside;
	int64_t begun = clock_now_ms();
	int ret = start_outside(v->e, &outside, err);

	if (!ret)
		ret = visit_begin(v, outside, err);
	if (!ret)
		ret = canary_prove(v, err);
	if (!ret)
		ret = visit_memory(v, &v->memory_mib, err);
	doc_set_int(v->doc, "restore_ms", clock_now_ms() - begun);
	return ret ? ret : moves_run(v, moves, passed, err);
}

static int run_scenario(struct engine *e, const struct scenario_text *text, struct doc *doc,
			struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	struct visit v = { .e = e, .name = text->name, .doc = doc };
	struct moves moves;
	int64_t begun = clock_now_ms();
	bool passed = false;
	int ret = moves_make(&arena, e->plan, e->tool, text, &moves, err);

	if (ret)
		return ret;
	doc_set_text(doc, "name", text->name);
	progress_say(e->progress, "scenario", "%s: a guest from the instant", text->name);
	ret = visit_and_run(&v, &moves, &passed, err);
	visit_end(&v);
	doc_set_int(doc, "ms", clock_now_ms() - begun);
	return ret ? error_wrap(err, "scenario %s", text->name) : put_scenario(&v, passed, err);
}

static int run_all(struct engine *e, struct doc *run, struct error *err)
{
	const struct scenario_plan *p = e->plan;
	struct doc *list;
	int ret = control_run(e, some_have(p, STEP_REBOOT), doc_set(run, "control", doc_object()),
			      err);

	if (!ret && p->control_done)
		ret = p->control_done(p->control_arg, err);
	list = doc_set(run, "scenarios", doc_list());
	for (size_t i = 0; i < p->scenarios_count && !ret; i++) {
		ret = e->cancel ? cancel_check(e->cancel, err) : 0;
		if (!ret)
			ret = run_scenario(e, &p->scenarios[i], doc_add(list, doc_object()), err);
	}
	return ret;
}

int scenario_run(const struct scenario_plan *plan, const struct machine_kind *kind,
		 struct machine *machine, const struct sink *rows, struct doc *run,
		 const struct progress *progress, const struct cancel *cancel, struct error *err)
{
	struct engine e = { .plan = plan,
			    .kind = kind,
			    .machine = machine,
			    .rows = rows,
			    .progress = progress,
			    .cancel = cancel,
			    .tool = package_tool_find(plan->before) };
	int ret = check_plan(plan, err);

	if (!ret)
		ret = put_all_declared(&e, err);
	if (!ret)
		ret = run_all(&e, run, err);
	evidence_free(e.control.now);
	evidence_free(e.control.rebooted);
	return ret;
}
