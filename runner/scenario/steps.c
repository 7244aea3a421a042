/* SPDX-License-Identifier: MIT */
#include "scenario/steps.h"

#include <stdio.h>

#include "base/clock.h"
#include "scenario/footprint.h"
#include "scenario/install.h"
#include "scenario/steps_text.h"

enum { OBJECT_MAX = 512, MOVES_MAX = 4096 };

enum move_outcome { MOVE_NOT_RUN, MOVE_PASSED, MOVE_FAILED, MOVE_ERROR };

static const char *const outcome_names[] = {
	[MOVE_NOT_RUN] = "not-run",
	[MOVE_PASSED] = "passed",
	[MOVE_FAILED] = "failed",
	[MOVE_ERROR] = "error",
};

/* --- from steps to moves --- */

struct maker {
	struct arena *arena;
	const struct scenario_plan *plan;
	const struct package_tool *tool;
	struct moves *out;
};

static const char *joined(struct arena *arena, const struct text_list *words, const char *between)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < words->count; i++)
		buf_addf(&b, "%s%s", i ? between : "", words->items[i]);
	if (b.len > OBJECT_MAX)
		return arena_printf(arena, "%.*s...", OBJECT_MAX, buf_str(&b));
	return b.failed ? NULL : arena_strdup(arena, buf_str(&b));
}

static const char *health_object(struct arena *arena, const struct health *h)
{
	if (h->type == HEALTH_COMMAND)
		return joined(arena, &h->argv, " ");
	if (h->type == HEALTH_PLATFORM)
		return "platform";
	return h->what;
}

static const char *health_expected(struct arena *arena, const struct health *h)
{
	unsigned within = h->within_s ? h->within_s : 30;
	const char *before = h->contains ? ", with '" : "";
	const char *text = h->contains ? h->contains : "";
	const char *after = h->contains ? "'" : "";

	switch (h->type) {
	case HEALTH_HTTP:
		return arena_printf(arena, "answers within %u s%s%s%s", within, before, text,
				    after);
	case HEALTH_PORT:
		return arena_printf(arena, "accepts connections within %u s", within);
	case HEALTH_LOG:
		return arena_printf(arena, "logged within %u s%s%s", within, h->unit ? " by " : "",
				    h->unit ? h->unit : "");
	case HEALTH_COMMAND:
		return arena_printf(arena, "exit status %u within %u s%s%s%s", h->exit, within,
				    before, text, after);
	case HEALTH_PLATFORM:
		return arena_printf(arena, "told within %u s that the machine is ready", within);
	}
	return "";
}

static int add(struct maker *k, struct move m, struct error *err)
{
	if (!m.object || !m.expected)
		return error_memory(err);
	if (k->out->count == MOVES_MAX)
		return error_input(err, "more than %d things to do in one scenario", MOVES_MAX);
	k->out->items[k->out->count++] = m;
	return 0;
}

static int add_health(struct maker *k, const struct manifest *m, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < m->health_count && !ret; i++)
		ret = add(k,
			  (struct move){ .action = STEP_HEALTH,
					 .health = &m->health[i],
					 .object = health_object(k->arena, &m->health[i]),
					 .expected = health_expected(k->arena, &m->health[i]) },
			  err);
	return ret;
}

static int add_configure(struct maker *k, const struct manifest *m, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < m->configure_count && !ret; i++)
		ret = add(k,
			  (struct move){ .action = STEP_CONFIGURE,
					 .argv = &m->configure[i],
					 .object = joined(k->arena, &m->configure[i], " "),
					 .expected = "exit status 0" },
			  err);
	return ret;
}

static int add_units(struct maker *k, const struct manifest *m, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < m->units.count && !ret; i++)
		ret = add(k,
			  (struct move){ .action = STEP_ACTIVE,
					 .unit = m->units.items[i],
					 .object = m->units.items[i],
					 .expected = "active, and stays so" },
			  err);
	return ret;
}

static int add_step(struct maker *k, const struct step *step, struct error *err)
{
	const struct manifest *m = k->plan->manifest;
	struct move move = { .action = step->action };

	switch (step->action) {
	case STEP_CONFIGURE:
		return add_configure(k, m, err);
	case STEP_ACTIVE:
		return add_units(k, m, err);
	case STEP_HEALTH:
		return add_health(k, m, err);
	case STEP_RUN:
		move.health = &step->run;
		move.object = joined(k->arena, &step->run.argv, " ");
		move.expected = step->run.contains
					? arena_printf(k->arena, "exit status %u, with '%s'",
						       step->run.exit, step->run.contains)
					: arena_printf(k->arena, "exit status %u", step->run.exit);
		break;
	case STEP_REBOOT:
		move.object = "guest";
		move.expected = "its user space is there again";
		break;
	default:
		move.object = joined(
			k->arena, step->action == STEP_INSTALL ? k->plan->installs : k->plan->erase,
			", ");
		move.expected = arena_printf(k->arena, "%s by %s",
					     step->action == STEP_ERASE	    ? "erased"
					     : step->action == STEP_UPGRADE ? "upgraded"
									    : "installed",
					     package_tool_name(k->tool));
		break;
	}
	return add(k, move, err);
}

int moves_make(struct arena *arena, const struct scenario_plan *plan,
	       const struct package_tool *tool, const struct scenario_text *text, struct moves *out,
	       struct error *err)
{
	struct maker k = { .arena = arena, .plan = plan, .tool = tool, .out = out };
	int ret = 0;

	*out = (struct moves){ .items = arena_alloc(arena, MOVES_MAX * sizeof(*out->items)) };
	if (!out->items)
		return error_memory(err);
	for (size_t i = 0; i < text->steps_count && !ret; i++)
		ret = add_step(&k, &text->steps[i], err);
	return ret;
}

/* --- what comes of them --- */

static int put_step(struct visit *v, size_t position, const struct move *m,
		    enum move_outcome outcome, const struct said *s, int64_t ms, struct error *err)
{
	struct row row = row_of(TABLE_step);
	struct doc *d = doc_add(doc_get(v->doc, "steps"), doc_object());

	doc_set_text(d, "action", step_action_names[m->action]);
	doc_set_text(d, "object", m->object);
	doc_set_text(d, "outcome", outcome_names[outcome]);
	if (ms >= 0)
		doc_set_int(d, "ms", ms);
	if (s && s->output.len)
		doc_set_text(d, "output", buf_str(&s->output));
	row_text(&row, v->name);
	row_int(&row, (int64_t)position);
	row_text(&row, step_action_names[m->action]);
	row_text(&row, m->object);
	row_text(&row, outcome_names[outcome]);
	row_text(&row, m->expected);
	row_text(&row, s ? buf_str(&s->observed) : "");
	return sink_put(v->e->rows, &row, err);
}

static int put_number(struct visit *v, const char *what, int64_t number, struct error *err)
{
	char key[256];
	char value[32];

	snprintf(key, sizeof(key), "%s %s", v->name, what);
	snprintf(value, sizeof(value), "%lld", (long long)number);
	doc_set_int(v->doc, streq(what, "boot-ms") ? "boot_ms" : "memory_mib", number);
	return sink_volatile(v->e->rows, PART_SCENARIO, key, value, err);
}

static int reboot(struct visit *v, const struct move *m UNUSED, struct said *s, struct error *err)
{
	bool again = v->rebooted;
	int ret = visit_reboot(v, &s->ms, err);

	s->passed = !ret && visit_goes_on(v);
	if (!s->passed)
		return ret;
	if (*v->refused && !v->e->control.refused) {
		buf_add(&s->observed, "it would not reboot, and was reset: ");
		steady_add(&s->observed, v->refused);
		s->passed = false;
		return 0;
	}
	buf_add(&s->observed, "it is");
	return again ? 0 : put_number(v, "boot-ms", s->ms, err);
}

/* Where the journal ends: a log line that is asked for has to come later. */
static int note_journal(struct visit *v, struct error *err)
{
	static const char *const argv[] = { "journalctl",    "-b", "-q", "-n", "0", "--no-pager",
					    "--show-cursor", NULL };
	static const char mark[] = "-- cursor: ";
	char line[sizeof(v->cursor)];
	bool given;
	int ret = visit_line(v, argv, line, sizeof(line), &given, err);

	/* no place in it: journalctl refuses that word, rather than to tell what came before */
	snprintf(v->cursor, sizeof(v->cursor), "%s",
		 given && starts_with(line, mark) ? line + strlen(mark) : "unknown");
	return ret;
}

static int run_move(struct visit *v, const struct move *m, struct said *s, struct error *err)
{
	int ret;

	switch (m->action) {
	case STEP_INSTALL:
		ret = note_journal(v, err);
		return ret ? ret : install_packages(v, m, s, err);
	case STEP_UPGRADE:
		ret = note_journal(v, err);
		return ret ? ret : upgrade_packages(v, m, s, err);
	case STEP_ERASE:
		return erase_packages(v, m, s, err);
	case STEP_REBOOT:
		return reboot(v, m, s, err);
	case STEP_ACTIVE:
		return ask_active(v, m, s, err);
	case STEP_HEALTH:
		return ask_health(v, m, s, err);
	default:
		return run_command(v, m, s, err);
	}
}

static bool has_span(enum step_action action)
{
	return action == STEP_INSTALL || action == STEP_REBOOT || action == STEP_UPGRADE ||
	       action == STEP_ERASE;
}

/* `told` stays false where nothing could be seen. */
static int look_at_footprint(struct visit *v, const struct move *m, bool *told, struct error *err)
{
	AUTO_EVIDENCE struct evidence *after = NULL;
	struct error why = ERROR_INIT;
	struct footprint f = { .scenario = v->name,
			       .span = step_action_names[m->action],
			       .before = v->e->plan->before,
			       .brought = v->e->plan->brought,
			       .control =
				       v->rebooted ? v->e->control.rebooted : v->e->control.now };
	int ret = visit_collect(v, &after, err);

	if (ret || !after)
		return ret;
	f.after = after;
	ret = footprint_write(&f, v->e->rows, &why);
	if (ret == -ECANCELED || ret == -ENOMEM || ret == -ENOSPC) {
		*err = why;
		return ret;
	}
	*told = !ret;
	if (ret)
		visit_break(v, "footprint: %s", why.text);
	return 0;
}

/* It went wrong, which is known: that nothing more can be seen changes nothing about it. */
static int look_at_failure(struct visit *v, const struct move *m, bool *told, struct error *err)
{
	int ret = look_at_footprint(v, m, told, err);

	if (!ret && v->broken)
		doc_set_text(v->doc, "footprint", v->why);
	v->broken = false;
	return ret;
}

/* What the product takes once it is there, before it is sent anywhere. */
static int look_at_memory(struct visit *v, struct error *err)
{
	int64_t before = v->memory_mib;
	int64_t now;
	int ret;

	if (before < 0 || !visit_goes_on(v))
		return 0;
	v->memory_mib = -1; /* once */
	ret = visit_memory(v, &now, err);
	return ret || now < 0 ? ret : put_number(v, "memory-mib", now - before, err);
}

/* A guest that has come to its end says nothing more; why is what was observed. */
static enum move_outcome judge(struct visit *v, struct said *s)
{
	if (visit_goes_on(v))
		return s->passed ? MOVE_PASSED : MOVE_FAILED;
	buf_clear(&s->observed);
	if (v->broken)
		buf_add(&s->observed, v->why);
	else
		steady_add(&s->observed, v->why);
	return v->broken ? MOVE_ERROR : MOVE_FAILED;
}

static int look(struct visit *v, const struct move *of, const struct move *m, bool passed,
		bool *told, struct error *err)
{
	int ret;

	if (!visit_goes_on(v))
		return 0;
	if (!passed)
		return look_at_failure(v, of, told, err);
	ret = of->action == STEP_ERASE || m->action == STEP_ERASE ? 0 : look_at_memory(v, err);
	return ret ? ret : look_at_footprint(v, of, told, err);
}

/*
 * A footprint is told when all that follows from its step has been asked: what runs has been
 * started by then.  One that went wrong, and an erase, are looked at as they are.  A step that
 * passed, and what came of it could not be seen any more, is not one without a footprint.
 */
static int look_when_due(struct visit *v, const struct move *m, const struct move **span, bool last,
			 bool passed, struct error *err)
{
	const struct move *of = *span;
	bool told = false;
	int ret;

	if (!of || (passed && !last && of->action != STEP_ERASE))
		return 0;
	*span = NULL;
	ret = look(v, of, m, passed, &told, err);
	if (ret || told || v->broken || (of == m && !passed))
		return ret;
	return footprint_unknown(v->name, step_action_names[of->action],
				 "the guest could not be looked at any more", v->e->rows, err);
}

struct going {			 /* on from move to move */
	const struct move *span; /* whose footprint is still to be told */
	bool passed;		 /* all so far */
};

static int run_one(struct visit *v, const struct moves *moves, size_t i, struct going *go,
		   struct error *err)
{
	const struct move *m = &moves->items[i];
	bool last = i + 1 == moves->count || has_span(m[1].action);
	AUTO(said) struct said s = SAID_INIT;
	int64_t begun = clock_now_ms();
	enum move_outcome outcome;
	int ret;

	progress_say(v->e->progress, "scenario", "%s: %s %s", v->name, step_action_names[m->action],
		     m->object);
	if (has_span(m->action))
		go->span = m;
	ret = run_move(v, m, &s, err);
	if (ret < 0)
		return ret;
	if (m->held && s.passed) {
		s.passed = false;
		buf_clear(&s.observed);
		buf_add(&s.observed, "it was so before the product came, and says nothing of it");
	}
	outcome = judge(v, &s);
	ret = look_when_due(v, m, &go->span, last, outcome == MOVE_PASSED, err);
	if (ret < 0)
		return ret;
	if (outcome == MOVE_PASSED) /* the guest may have ended since */
		outcome = judge(v, &s);
	go->passed = outcome == MOVE_PASSED;
	return put_step(v, i, m, outcome, &s, clock_now_ms() - begun, err);
}

int moves_run(struct visit *v, const struct moves *moves, bool *passed, struct error *err)
{
	int ret = ask_before(v, moves, err);
	struct going go = { .passed = visit_goes_on(v) };

	doc_set(v->doc, "steps", doc_list());
	for (size_t i = 0; i < moves->count && !ret; i++)
		ret = go.passed ? run_one(v, moves, i, &go, err)
				: put_step(v, i, &moves->items[i], MOVE_NOT_RUN, NULL, -1, err);
	*passed = go.passed;
	return ret;
}

void said_reply(struct said *s, const struct reply *r)
{
	AUTO(buf) struct buf tail = BUF_INIT(BUF_LINE);

	if (r->exited)
		buf_addf(&s->observed, "exit status %lld", (long long)r->code);
	else if (streq(r->end, "signaled"))
		buf_addf(&s->observed, "killed by signal %lld", (long long)r->code);
	else if (streq(r->end, "timed-out"))
		buf_addf(&s->observed, "was not done within %u s", r->seconds);
	else if (streq(r->end, "not-found"))
		buf_add(&s->observed, "could not be started");
	else
		buf_add(&s->observed, r->end);
	if (!r->exited || r->code != 0) {
		steady_add(&tail, buf_str(r->err.len ? &r->err : &r->out));
		buf_addf(&s->observed, "%s%s", tail.len ? ": " : "", buf_str(&tail));
	}
	buf_add(&s->output, buf_str(&r->out));
	buf_add(&s->output, buf_str(&r->err));
}
