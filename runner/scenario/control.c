/* SPDX-License-Identifier: MIT */
#include "scenario/control.h"

#include <stdio.h>

#include "scenario/canary.h"
#include "scenario/control_kept.h"

static int note(struct visit *v, const char *key, const char *member, int64_t number,
		struct error *err)
{
	char text[32];

	if (number == CONTROL_UNKNOWN)
		return 0;
	snprintf(text, sizeof(text), "%lld", (long long)number);
	doc_set_int(v->doc, member, number);
	return sink_volatile(v->e->rows, PART_SCENARIO, key, text, err);
}

static int note_all(struct visit *v, struct error *err)
{
	const struct control *c = &v->e->control;
	int ret = note(v, "control memory-mib", "memory_mib", c->memory_mib, err);

	return ret ? ret : note(v, "control boot-ms", "boot_ms", c->boot_ms, err);
}

static int go_on(struct visit *v, const struct control_files *files, struct error *err)
{
	struct control *c = &v->e->control;
	int ret;

	progress_say(v->e->progress, "scenario", "control: reboot");
	ret = visit_reboot(v, &c->boot_ms, err);
	c->refused = *v->refused;
	v->keep = files->write ? files->rebooted : NULL;
	return ret ? ret : visit_collect(v, &c->rebooted, err);
}

/* How much memory it takes that nothing happens is known once something was collected. */
static int go(struct visit *v, bool reboots, const struct control_files *files, struct error *err)
{
	struct control *c = &v->e->control;
	int64_t before = -1;
	int64_t now = -1;
	int ret = visit_memory(v, &before, err);

	v->keep = files->write ? files->now : NULL;
	if (!ret)
		ret = visit_collect(v, &c->now, err);
	if (!ret && before >= 0)
		ret = visit_memory(v, &now, err);
	if (now >= 0)
		c->memory_mib = now - before;
	return ret || !reboots || !visit_goes_on(v) ? ret : go_on(v, files, err);
}

/* Guests go on from the very boot that the evidence before is of. */
static void note_instant(struct engine *e)
{
	AUTO(buf) struct buf boot_id = BUF_INIT(BUF_LINE);

	if (evidence_text(e->plan->before, &boot_id,
			  "SELECT value FROM volatile WHERE key = 'kernel.random.boot_id'", NULL))
		snprintf(e->control.instant, sizeof(e->control.instant), "%s", buf_str(&boot_id));
}

int control_run(struct engine *e, bool reboots, struct doc *doc, struct error *err)
{
	CLEANUP(control_files_release) struct control_files files = { 0 };
	struct visit v = { .e = e, .name = "control", .doc = doc };
	bool kept = false;
	int ret = control_files_name(&files, e->plan, err);

	note_instant(e);
	e->control.memory_mib = e->control.boot_ms = CONTROL_UNKNOWN;
	if (!ret)
		ret = control_load(&files, reboots, &e->control, &kept, err);
	if (ret)
		return ret;
	progress_say(e->progress, "scenario", "control: a guest without the product");
	doc_set_bool(doc, "kept", kept);
	ret = visit_begin(&v, NULL, err);
	if (!ret)
		ret = canary_prove(&v, err);
	if (!ret && !kept)
		ret = go(&v, reboots, &files, err);
	visit_end(&v);
	if (ret)
		return ret;
	if (v.broken || v.ended)
		return error_set(err, EIO, "the control guest, without the product: %s", v.why);
	if (!kept)
		ret = control_save(&files, &e->control, err);
	return ret ? ret : note_all(&v, err);
}
