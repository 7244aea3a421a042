/* SPDX-License-Identifier: MIT */
#include "judge/unit_declared.h"
#include "model/kind.h"

struct absent_args {
	struct text_list packages;
	struct text_list units;
};

static const struct field fields[] = {
	{ .key = "packages",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct absent_args, packages, struct text_list),
	  .help = "names of packages; one that only provides such a name counts through its units, "
		  "or where no units are given" },
	{ .key = "units",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct absent_args, units, struct text_list),
	  .help = "units of them; an installed package is let be while none of these is enabled, "
		  "activated or active" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct absent_args *a = args;

	if (!a->packages.count && !a->units.count)
		return error_input(err, "packages or units are wanted");
	for (size_t i = 0; i < a->units.count; i++)
		if (!strchr(a->units.items[i], '.'))
			return error_input(err, "units: %s: needs its type", a->units.items[i]);
	return 0;
}

/* What starts one unit; the count of those that are there at all grows. */
static bool judge_unit(struct evidence *ev, const char *name, size_t *there, bool *running,
		       struct arena *arena, struct findings *out)
{
	struct unit_file u = { 0 };
	struct unit_running r = { 0 };

	if (!unit_file_find(ev, name, arena, &u, out) || !unit_running(ev, name, arena, &r, out))
		return false;
	*running = r.known;
	if (u.use != UNIT_ABSENT || unit_is_active(&r)) {
		(*there)++;
		unit_fact(name, &u, &r, arena, out);
	}
	if (unit_in_use(&u))
		finding_fail(out, name, "neither enabled nor active", "%s%s%s",
			     unit_file_said(&u, arena), r.known ? ", " : "",
			     r.known ? r.active : "");
	else if (unit_is_active(&r))
		finding_fail(out, name, "neither enabled nor active", "%s, though %s", r.active,
			     unit_file_said(&u, arena));
	return true;
}

/* Packages of that name, and those that provide it: rpm -q and rpm -q --whatprovides differ. */
static void find_packages(const struct absent_args *a, struct evidence *ev, struct buf *found)
{
	for (size_t i = 0; i < a->packages.count; i++) {
		AUTO(cursor)
		struct cursor c =
			cursor_open(ev,
				    "SELECT nevra, 0 FROM package WHERE name = ?1 UNION "
				    "SELECT p.nevra, 1 FROM package AS p, package_dep AS d WHERE "
				    "d.nevra = p.nevra AND d.kind = 'provides' AND d.name = ?1 AND "
				    "p.name <> ?1 ORDER BY 2, 1",
				    1, &a->packages.items[i]);

		while (cursor_next(&c))
			buf_addf(found, "%s%s%s%s%s", found->len ? ", " : "", cursor_text(&c, 0),
				 cursor_int(&c, 1) ? " (provides " : "",
				 cursor_int(&c, 1) ? a->packages.items[i] : "",
				 cursor_int(&c, 1) ? ")" : "");
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct absent_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf found = BUF_INIT(BUF_TEXT);
	bool database = evidence_complete(ev) & EVIDENCE(PACKAGES);
	const char *object = a->packages.count ? a->packages.items[0] : a->units.items[0];
	bool running = false;
	size_t there = 0;

	if (!database && !a->units.count) {
		finding_missing(out, "no evidence of packages, and there are no units to look for");
		return;
	}
	if (database)
		find_packages(a, ev, &found);
	for (size_t i = 0; i < a->units.count; i++)
		if (!judge_unit(ev, a->units.items[i], &there, &running, &arena, out))
			return;
	if (found.len && !a->units.count)
		finding_fail(out, object, "not installed", "%s", buf_str(&found));
	finding_pass(out, object, "%s%s; %zu of %zu units there, none in use%s",
		     !a->packages.count ? "no package asked for"
		     : !database	? "no package database, judged by unit files alone"
		     : found.len	? "installed: "
					: "not installed",
		     buf_str(&found), there, a->units.count,
		     running ? ", none active" : ", as declared");
}

const struct check_kind check_absent = {
	.name = "absent",
	.summary = "A service is not installed, or nothing starts it",
	.example = "{packages: [avahi], units: [avahi-daemon.socket, avahi-daemon.service]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(PACKAGES) | EVIDENCE(UNITS),
	.args_size = sizeof(struct absent_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
