/* SPDX-License-Identifier: MIT */
#include "judge/parts.h"
#include "judge/unit_declared.h"
#include "model/kind.h"

struct unit_args {
	const char *name;
	struct unit_wish wish;
	struct text_list active;
	struct text_list sub;
	struct text_list file_state;
	struct text_list load;
	const char *preset;
	int absent_ok;
	int present;
};

static const char *const presets[] = { "disabled", "enabled", NULL };

static const struct field fields[] = {
	{ .key = "absent-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct unit_args, absent_ok, int),
	  .help = "true: there need not be such a unit",
	  .fallback = "false" },
	{ .key = "active",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct unit_args, active, struct text_list),
	  .help = "active states it may be in, as active or inactive" },
	{ .key = "enabled",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct unit_args, wish.enabled, int),
	  .help = "true: its files have to start it at boot or on demand, by links, presets of "
		  "the first boot or what activates it; false: they must not; active is then "
		  "judged only where it has been booted" },
	{ .key = "exactly-one",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct unit_args, wish.exactly_one, int),
	  .help = "true: one of names has to be so, and no other",
	  .fallback = "false" },
	{ .key = "file-state",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct unit_args, file_state, struct text_list),
	  .help = "what its file may be: enabled, disabled, static, masked ..." },
	{ .key = "load",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct unit_args, load, struct text_list),
	  .help = "load states it may be in: loaded, masked, not-found ..." },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct unit_args, name, const char *),
	  .help = "whole name, as sshd.service" },
	{ .key = "names",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct unit_args, wish.names, struct text_list),
	  .help = "several names, in place of one; needs enabled" },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct unit_args, present, int),
	  .help = "false: there must be no such unit",
	  .fallback = "true" },
	{ .key = "preset",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct unit_args, preset, const char *),
	  .help = "what the vendor's presets have to say",
	  .words = presets },
	{ .key = "sub",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct unit_args, sub, struct text_list),
	  .help = "states of its own type it may be in: running, exited, waiting ..." },
	{ 0 },
};

static int check_declared(const struct unit_args *a, struct error *err)
{
	if (a->sub.count || a->file_state.count || a->load.count || a->preset || !a->present ||
	    a->absent_ok == 1)
		return error_input(err, "enabled goes with active alone");
	if (a->wish.exactly_one == 1 && (a->wish.names.count < 2 || !a->wish.enabled))
		return error_input(err, "exactly-one wants names, and enabled: true");
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct unit_args *a = args;
	bool asks = a->active.count || a->sub.count || a->file_state.count || a->load.count ||
		    a->preset;

	if (!a->name == !a->wish.names.count)
		return error_input(err, "one of name and names is wanted");
	for (size_t i = 0; i < a->wish.names.count; i++)
		if (!strchr(a->wish.names.items[i], '.'))
			return error_input(err, "names: %s: needs its type",
					   a->wish.names.items[i]);
	if (a->name && !strchr(a->name, '.'))
		return error_input(err, "name: %s: needs its type, as %s.service", a->name,
				   a->name);
	if (a->wish.enabled >= 0)
		return check_declared(a, err);
	if (!a->name || a->wish.exactly_one == 1)
		return error_input(err, "names and exactly-one want enabled");
	if (!a->present && (asks || a->absent_ok == 1))
		return error_input(err, "present: false stands alone");
	if (a->absent_ok == 1 && !asks)
		return error_input(err, "absent-ok goes with a state");
	return 0;
}

static void judge_state(const struct unit_args *a, const char *what, const struct text_list *states,
			const char *state, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (states->count == 0 || text_list_has(states, state))
		return;
	buf_addf(&expected, "%s ", what);
	for (size_t i = 0; i < states->count; i++)
		buf_addf(&expected, "%s%s", i ? " or " : "", states->items[i]);
	finding_fail(out, a->name, buf_str(&expected), "%s %s", what, *state ? state : "none");
}

static void judge_row(const struct unit_args *a, const struct cursor *c, struct findings *out)
{
	const struct text_list preset = { .items = &a->preset, .count = a->preset != NULL };
	const char *load = cursor_text(c, 0);

	/* Something names it, but there is no unit file: systemd knows the name only. */
	if (streq(load, "not-found") && !text_list_has(&a->load, "not-found")) {
		if (a->present && a->absent_ok != 1)
			finding_fail(out, a->name, "there", "not there");
		else
			finding_pass(out, a->name, "not there");
		return;
	}
	if (!a->present) {
		finding_fail(out, a->name, "not there", "%s, %s", load, cursor_text(c, 1));
		return;
	}
	if (a->load.count == 0 && !streq(load, "loaded") && !streq(load, "masked"))
		finding_fail(out, a->name, "load loaded", "load %s", load);
	judge_state(a, "load", &a->load, load, out);
	judge_state(a, "active", &a->active, cursor_text(c, 1), out);
	judge_state(a, "sub", &a->sub, cursor_text(c, 2), out);
	judge_state(a, "file", &a->file_state, cursor_text(c, 3), out);
	judge_state(a, "preset", &preset, cursor_text(c, 4), out);
	finding_pass(out, a->name, "%s, %s (%s), file %s", load, cursor_text(c, 1),
		     cursor_text(c, 2), *cursor_text(c, 3) ? cursor_text(c, 3) : "none");
}

static void judge_running(const struct unit_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT load, active, sub, file_state, preset FROM unit WHERE name = ?1 "
		"ORDER BY 1, 2, 3, 4, 5",
		1, &a->name);
	bool found = false;

	while (cursor_next(&c)) {
		judge_row(a, &c, out);
		found = true;
	}
	if (found)
		return;
	if (a->present && a->absent_ok != 1)
		finding_fail(out, a->name, "there", "not there");
	else
		finding_pass(out, a->name, "not there");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct unit_args *a = args;
	struct unit_wish wish = a->wish;

	if (wish.enabled < 0) {
		if (parts_ready(ev, EVIDENCE(UNITS), out))
			judge_running(a, ev, out);
		return;
	}
	wish.active = a->active;
	if (a->name)
		wish.names = (struct text_list){ .items = &a->name, .count = 1 };
	if (parts_ready(ev, EVIDENCE(CONFIG), out))
		unit_declared(&wish, ev, out);
}

/* What it needs depends on what is asked: the running manager's word, or the files'. */
const struct check_kind check_unit = {
	.name = "unit",
	.summary = "A systemd unit is there and in this state",
	.example = "{name: sshd.service, active: active, file-state: enabled}",
	.uses = EVIDENCE(UNITS) | EVIDENCE(CONFIG),
	.args_size = sizeof(struct unit_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
