/* SPDX-License-Identifier: MIT */
#include "judge/unit_declared.h"

bool unit_running(struct evidence *ev, const char *name, struct arena *arena,
		  struct unit_running *out, struct findings *findings)
{
	AUTO(cursor) struct cursor c = { 0 };

	*out = (struct unit_running){ .active = "inactive", .file_state = "" };
	out->known = evidence_complete(ev) & EVIDENCE(UNITS);
	if (!out->known)
		return true;
	c = cursor_open(ev,
			"SELECT active, file_state, result FROM unit WHERE name = ?1 "
			"ORDER BY 1, 2, 3",
			1, &name);
	if (!cursor_next(&c))
		return true;
	out->active = arena_strdup(arena, cursor_text(&c, 0));
	out->file_state = arena_strdup(arena, cursor_text(&c, 1));
	out->succeeded = streq(cursor_text(&c, 2), "success");
	if (out->active && out->file_state)
		return true;
	finding_error(findings, "out of memory");
	return false;
}

bool unit_is_active(const struct unit_running *r)
{
	static const char *const states[] = { "active", "activating", "reloading", "refreshing" };

	for (size_t i = 0; r->known && i < ARRAY_SIZE(states); i++)
		if (streq(r->active, states[i]))
			return true;
	return false;
}

const char *unit_file_said(const struct unit_file *u, struct arena *arena)
{
	const char *said = u->by ? arena_printf(arena, "%s (%s)", unit_use_names[u->use], u->by)
				 : unit_use_names[u->use];

	return said ? said : "";
}

/* Both speak of the same links: 1 enabled, 0 not, -1 no word on it (static, indirect ...). */
static int links_of_file(const struct unit_file *u)
{
	if (u->use == UNIT_ENABLED || u->use == UNIT_PRESET)
		return 1;
	return u->use == UNIT_DISABLED || u->use == UNIT_MASKED ? 0 : -1;
}

static int links_of_state(const char *state)
{
	static const char *const on[] = { "enabled", "enabled-runtime", "alias" };
	static const char *const off[] = { "disabled", "masked", "masked-runtime" };

	for (size_t i = 0; i < ARRAY_SIZE(on); i++)
		if (streq(state, on[i]))
			return 1;
	for (size_t i = 0; i < ARRAY_SIZE(off); i++)
		if (streq(state, off[i]))
			return 0;
	return -1;
}

void unit_fact(const char *name, const struct unit_file *u, const struct unit_running *r,
	       struct arena *arena, struct findings *findings)
{
	int files = links_of_file(u);
	int manager = r->known ? links_of_state(r->file_state) : -1;
	struct setting_fact fact = { .object = name,
				     .set = unit_use_names[u->use],
				     .place = u->by ? u->by : u->path,
				     .effective = unit_in_use(u) ? "in use" : "not in use" };

	if (r->known)
		fact.running = arena_printf(arena, "%s, %s", r->active,
					    *r->file_state ? r->file_state : "no unit file");
	finding_setting(findings, &fact);
	if (files >= 0 && manager >= 0 && files != manager)
		finding_fail(findings, name, "the running manager and the files agree",
			     "%s in the files, %s in the manager", unit_file_said(u, arena),
			     r->file_state);
}

/*
 * A Type=oneshot service without RemainAfterExit= is inactive once it has done its work, as
 * audit-rules.service of audit 4 is (systemd.service(5)).
 */
static bool has_done(const char *name, const struct unit_file *u, const struct unit_running *r,
		     struct evidence *ev, struct arena *arena, struct findings *out)
{
	struct unit_value type;
	struct unit_value remains;

	if (!streq(r->active, "inactive") || !r->succeeded || !unit_in_use(u))
		return false;
	return unit_file_value(ev, name, "Service", "Type", arena, &type, out) == 1 &&
	       streq(type.value, "oneshot") &&
	       unit_file_value(ev, name, "Service", "RemainAfterExit", arena, &remains, out) == 0;
}

static void judge_one(const struct unit_wish *w, const char *name, const struct unit_file *u,
		      const struct unit_running *r, struct evidence *ev, struct arena *arena,
		      struct findings *out)
{
	AUTO(buf) struct buf states = BUF_INIT(BUF_LINE);

	if (unit_in_use(u) != w->enabled)
		finding_fail(out, name, w->enabled ? "enabled" : "disabled or masked", "%s",
			     unit_file_said(u, arena));
	for (size_t i = 0; i < w->active.count; i++)
		buf_addf(&states, "%s%s", i ? " or " : "", w->active.items[i]);
	if (r->known && w->active.count && !text_list_has(&w->active, r->active) &&
	    !(text_list_has(&w->active, "active") && has_done(name, u, r, ev, arena, out)))
		finding_fail(out, name, buf_str(&states), "%s", r->active);
	if (r->known && !w->enabled && !w->active.count && unit_is_active(r))
		finding_fail(out, name, "disabled or masked, and not active", "%s", r->active);
	finding_pass(out, name, "%s%s%s", unit_file_said(u, arena), r->known ? ", " : "",
		     r->known ? r->active : "");
}

/* Several that would do, of which two are one too many. */
struct tally {
	struct buf enabled;
	struct buf active;
	size_t enabled_count;
	size_t active_count;
	bool known;
};

static void tally_release(struct tally *t)
{
	buf_release(&t->enabled);
	buf_release(&t->active);
}

static void tally_add(struct tally *t, const struct unit_wish *w, const char *name,
		      const struct unit_file *u, const struct unit_running *r, struct arena *arena)
{
	if (unit_in_use(u))
		buf_addf(&t->enabled, "%s%s %s", t->enabled_count++ ? ", " : "", name,
			 unit_file_said(u, arena));
	if (r->known && text_list_has(&w->active, r->active))
		buf_addf(&t->active, "%s%s", t->active_count++ ? ", " : "", name);
	t->known = t->known || r->known;
}

static void judge_tally(const struct tally *t, const struct unit_wish *w, struct findings *out)
{
	AUTO(buf) struct buf names = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < w->names.count; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", w->names.items[i]);
	if (t->enabled_count != 1)
		finding_fail(out, buf_str(&names), "exactly one enabled", "%zu: %s",
			     t->enabled_count, t->enabled_count ? buf_str(&t->enabled) : "none");
	if (t->known && w->active.count && t->active_count != 1)
		finding_fail(out, buf_str(&names), "exactly one active", "%zu: %s", t->active_count,
			     t->active_count ? buf_str(&t->active) : "none");
	finding_pass(out, buf_str(&names), "%s%s", buf_str(&t->enabled),
		     t->known && w->active.count ? ", active" : "");
}

void unit_declared(const struct unit_wish *w, struct evidence *ev, struct findings *findings)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(tally)
	struct tally t = { .enabled = BUF_INIT(BUF_LINE), .active = BUF_INIT(BUF_LINE) };

	for (size_t i = 0; i < w->names.count; i++) {
		const char *name = w->names.items[i];
		struct unit_file u = { 0 };
		struct unit_running r = { 0 };

		if (!unit_file_find(ev, name, &arena, &u, findings) ||
		    !unit_running(ev, name, &arena, &r, findings))
			return;
		unit_fact(name, &u, &r, &arena, findings);
		if (w->exactly_one == 1)
			tally_add(&t, w, name, &u, &r, &arena);
		else
			judge_one(w, name, &u, &r, ev, &arena, findings);
	}
	if (w->exactly_one == 1)
		judge_tally(&t, w, findings);
}
