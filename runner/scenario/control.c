/* SPDX-License-Identifier: MIT */
#include "scenario/control.h"

#include <stdio.h>

#include "scenario/canary.h"

static int note(struct visit *v, const char *key, const char *member, int64_t number,
		struct error *err)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	doc_set_int(v->doc, member, number);
	return sink_volatile(v->e->rows, PART_SCENARIO, key, text, err);
}

/* How much memory it takes that nothing happens. */
static int note_memory(struct visit *v, int64_t before, struct error *err)
{
	int64_t now = -1;
	int ret = before < 0 ? 0 : visit_memory(v, &now, err);

	return ret || now < 0 ? ret
			      : note(v, "control memory-mib", "memory_mib", now - before, err);
}

static int go(struct visit *v, bool reboots, struct error *err)
{
	struct control *c = &v->e->control;
	int64_t before = -1;
	int64_t ms = 0;
	int ret = visit_begin(v, NULL, err);

	if (!ret)
		ret = canary_prove(v, err);
	if (!ret)
		ret = visit_memory(v, &before, err);
	if (!ret)
		ret = visit_collect(v, &c->now, err);
	if (!ret)
		ret = note_memory(v, before, err);
	if (ret || !reboots || !visit_goes_on(v))
		return ret;
	progress_say(v->e->progress, "scenario", "control: reboot");
	ret = visit_reboot(v, &ms, err);
	if (!ret && visit_goes_on(v))
		ret = note(v, "control boot-ms", "boot_ms", ms, err);
	return ret ? ret : visit_collect(v, &c->rebooted, err);
}

int control_run(struct engine *e, bool reboots, struct doc *doc, struct error *err)
{
	struct visit v = { .e = e, .name = "control", .doc = doc };
	int ret;

	progress_say(e->progress, "scenario", "control: a guest without the product");
	ret = go(&v, reboots, err);
	visit_end(&v);
	if (ret)
		return ret;
	if (v.broken || v.ended)
		return error_set(err, EIO, "the control guest, without the product: %s", v.why);
	return 0;
}
