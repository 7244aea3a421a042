/* SPDX-License-Identifier: MIT */
/* What a product is asked while it is installed, and what it is told: is it active, is it well. */
#include "base/clock.h"
#include "scenario/outside/outside.h"
#include "scenario/steps.h"
#include "scenario/steps_text.h"

enum {
	ACTIVE_SECONDS = 60,   /* until a unit that is being started is active */
	INACTIVE_SECONDS = 10, /* until one that nobody starts is told so */
	STAYS_MS = 3000,       /* that it has to stay so */
	AGAIN_MS = 1000,
	AGAIN_SOON_MS = 125, /* most are well at once, and soon after they are asked */
	WITHIN_S = 30,
	COMMAND_S = 20,
};

struct unit_state {
	char active[32];
	char sub[32];
	char result[32];
	char load[32];
	int64_t restarts;
};

static void read_property(const char *text, const char *key, char *out, size_t size)
{
	size_t n = strlen(key);
	const char *line;
	size_t len;

	*out = '\0';
	while (str_line(&text, &line, &len))
		if (len > n && strncmp(line, key, n) == 0 && line[n] == '=' && len - n - 1 < size) {
			memcpy(out, line + n + 1, len - n - 1);
			out[len - n - 1] = '\0';
		}
}

static int read_unit(struct visit *v, const char *unit, struct unit_state *out, struct said *s,
		     struct error *err)
{
	const char *const argv[] = {
		"systemctl", "show", "--property=LoadState,ActiveState,SubState,Result,NRestarts",
		"--",	     unit,   NULL
	};
	AUTO(reply) struct reply r = REPLY_INIT;
	char restarts[32];
	int ret = visit_command(v, argv, 0, &r, err);
	const char *text = buf_str(&r.out);

	read_property(text, "ActiveState", out->active, sizeof(out->active));
	read_property(text, "SubState", out->sub, sizeof(out->sub));
	read_property(text, "Result", out->result, sizeof(out->result));
	read_property(text, "LoadState", out->load, sizeof(out->load));
	read_property(text, "NRestarts", restarts, sizeof(restarts));
	if (!str_int(restarts, &out->restarts))
		out->restarts = 0;
	buf_clear(&s->observed);
	if (r.given && *out->active)
		buf_addf(&s->observed, "%s (%s)", out->active, out->sub);
	else if (r.given)
		said_reply(s, &r);
	if (*out->load && !streq(out->load, "loaded")) /* not-found, masked, bad-setting */
		buf_addf(&s->observed, ", %s", out->load);
	else if (!streq(out->active, "active") && *out->result && !streq(out->result, "success"))
		buf_addf(&s->observed, ", %s", out->result);
	return ret;
}

static int add_journal(struct visit *v, const char *unit, struct said *s, struct error *err)
{
	const char *const argv[] = { "journalctl", "-b", "-q", "--no-pager", "-o", "cat",
				     "-n",	   "8",	 "-u", unit,	     NULL };
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret = visit_command(v, argv, 0, &r, err);

	if (!r.given || !r.out.len)
		return ret;
	buf_add(&s->observed, ": ");
	steady_add(&s->observed, buf_str(&r.out));
	buf_add(&s->output, buf_str(&r.out));
	return ret;
}

/* Until it is active, or it is plain that it will not be. */
static int wait_active(struct visit *v, const char *unit, struct unit_state *state, struct said *s,
		       struct error *err)
{
	unsigned limit = v->e->plan->manifest->seconds;
	int64_t begun = clock_now_ms();
	int ret;

	limit = limit && limit < ACTIVE_SECONDS ? limit : ACTIVE_SECONDS;
	for (;;) {
		int64_t passed_s;

		ret = read_unit(v, unit, state, s, err);
		if (ret < 0 || !visit_goes_on(v) || streq(state->active, "active") ||
		    streq(state->active, "failed") || streq(state->load, "not-found"))
			return ret;
		passed_s = (clock_now_ms() - begun) / 1000;
		if (passed_s >= limit ||
		    (streq(state->active, "inactive") && passed_s >= INACTIVE_SECONDS))
			return 0;
		ret = visit_pause(v, AGAIN_MS, err);
		if (ret < 0)
			return ret;
	}
}

int ask_active(struct visit *v, const struct move *m, struct said *s, struct error *err)
{
	struct unit_state first = { 0 };
	struct unit_state then = { 0 };
	int ret = wait_active(v, m->unit, &first, s, err);

	if (!ret && visit_goes_on(v) && streq(first.active, "active")) {
		ret = visit_pause(v, STAYS_MS, err);
		if (!ret)
			ret = read_unit(v, m->unit, &then, s, err);
		if (ret < 0 || !visit_goes_on(v))
			return ret;
		s->passed = streq(then.active, "active") && then.restarts == first.restarts;
		if (!s->passed) {
			buf_clear(&s->observed);
			buf_addf(&s->observed, "was active, and %s a few seconds later",
				 streq(then.active, "active") ? "had been started again"
							      : then.active);
		}
	}
	if (!ret && visit_goes_on(v) && !s->passed)
		ret = add_journal(v, m->unit, s, err);
	return ret;
}

/* --- health --- */

static bool has_text(const struct reply *r, const char *text)
{
	return !text || strstr(buf_str(&r->out), text) || strstr(buf_str(&r->err), text);
}

static void judge_reply(const struct reply *r, const struct health *h, struct said *s)
{
	buf_clear(&s->observed);
	buf_clear(&s->output);
	said_reply(s, r);
	s->passed = r->exited && r->code == (int64_t)h->exit && has_text(r, h->contains);
	if (s->passed) {
		buf_clear(&s->observed);
		buf_addf(&s->observed, "exit status %u%s%s%s", h->exit,
			 h->contains ? ", with '" : "", h->contains ? h->contains : "",
			 h->contains ? "'" : "");
	} else if (r->exited && r->code == (int64_t)h->exit) {
		buf_clear(&s->observed);
		buf_add(&s->observed, "without that text: ");
		steady_add(&s->observed, buf_str(&r->out));
	}
}

static int ask_command(struct visit *v, const char *const *argv, unsigned limit,
		       const struct health *h, struct said *s, struct error *err)
{
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret = visit_command(v, argv, limit, &r, err);

	if (ret >= 0 && r.given)
		judge_reply(&r, h, s);
	return ret;
}

static int ask_http(struct visit *v, const struct health *h, struct said *s, struct error *err)
{
	const char *const argv[] = { "azlcts-probe", "http", h->what, NULL };
	struct health answer = *h;
	int ret;

	answer.exit = 0;
	ret = ask_command(v, argv, 0, &answer, s, err);
	if (s->passed) {
		buf_clear(&s->observed);
		buf_addf(&s->observed, "answered%s%s%s", h->contains ? " with '" : "",
			 h->contains ? h->contains : "", h->contains ? "'" : "");
	}
	return ret;
}

static int ask_port(struct visit *v, const struct health *h, struct said *s, struct error *err)
{
	const char *const argv[] = { "azlcts-probe", "connect",	  "tcp",
				     "localhost",    h->what + 4, NULL };
	const struct health answer = { .exit = 0 };
	int ret = ask_command(v, argv, 0, &answer, s, err);

	if (s->passed) {
		buf_clear(&s->observed);
		buf_add(&s->observed, "accepts connections");
	}
	return ret;
}

static int ask_log(struct visit *v, const struct health *h, struct said *s, struct error *err)
{
	AUTO(buf) struct buf pattern = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf cursor = BUF_INIT(BUF_LINE);
	AUTO(reply) struct reply r = REPLY_INIT;
	const char *argv[20] = { "journalctl",		 "-b", "-q", "--no-pager", "-o", "cat",
				 "--case-sensitive=yes", "-g" };
	size_t n = 8;
	int ret;

	buf_addf(&pattern, "\\Q%s\\E", h->what);
	argv[n++] = buf_str(&pattern);
	if (*v->cursor) {
		buf_addf(&cursor, "--after-cursor=%s", v->cursor);
		argv[n++] = buf_str(&cursor);
	}
	if (h->unit) {
		argv[n++] = "-u";
		argv[n++] = h->unit;
	}
	if (pattern.failed || cursor.failed)
		return error_memory(err);
	ret = visit_command(v, argv, 0, &r, err);
	if (ret < 0 || !r.given)
		return ret;
	/* only lines that fit come; no limit of them, for -n goes back from the end, past the
	 * cursor */
	s->passed = ((r.exited && r.code == 0) || streq(r.end, "too-much")) &&
		    strstr(buf_str(&r.out), h->what);
	buf_clear(&s->observed);
	buf_clear(&s->output);
	buf_add(&s->output, buf_str(&r.out));
	buf_add(&s->output, buf_str(&r.err));
	if (s->passed)
		buf_add(&s->observed, "logged");
	else if (r.err.len)
		steady_add(&s->observed, buf_str(&r.err));
	else
		buf_add(&s->observed, "the journal has no such line");
	return 0;
}

static int ask_platform(struct visit *v, struct said *s)
{
	char what[256] = "";
	char by[64] = "";

	buf_clear(&s->observed);
	s->passed = v->outside && outside_ready(v->outside, by);
	if (s->passed)
		buf_addf(&s->observed, "ready, says %s", *by ? by : "the guest");
	else if (v->outside && outside_failure(v->outside, what))
		steady_add(&s->observed, what);
	else
		buf_add(&s->observed,
			v->outside ? "the platform was told nothing" : "there is no platform");
	return 0;
}

static int ask_once(struct visit *v, const struct health *h, struct said *s, struct error *err)
{
	unsigned limit = h->within_s && h->within_s < COMMAND_S ? h->within_s : COMMAND_S;

	switch (h->type) {
	case HEALTH_HTTP:
		return ask_http(v, h, s, err);
	case HEALTH_PORT:
		return ask_port(v, h, s, err);
	case HEALTH_LOG:
		return ask_log(v, h, s, err);
	case HEALTH_COMMAND:
		return ask_command(v, h->argv.items, limit, h, s, err);
	case HEALTH_PLATFORM:
		return ask_platform(v, s);
	}
	return 0;
}

int ask_health(struct visit *v, const struct move *m, struct said *s, struct error *err)
{
	unsigned within = m->health->within_s ? m->health->within_s : WITHIN_S;
	int64_t end = clock_now_ms() + (int64_t)within * 1000;

	for (int pause = AGAIN_SOON_MS;; pause = pause * 2 < AGAIN_MS ? pause * 2 : AGAIN_MS) {
		bool last = clock_now_ms() >= end;
		int ret = ask_once(v, m->health, s, err);

		if (ret < 0 || !visit_goes_on(v) || s->passed || last)
			return ret;
		ret = visit_pause(v, pause, err);
		if (ret < 0)
			return ret;
	}
}

/* All of it: what comes in another version of one package is still to be asked for. */
static bool in_image(struct visit *v)
{
	const struct text_list *names = v->e->plan->installs;

	for (size_t i = 0; i < names->count; i++) {
		AUTO(buf) struct buf there = BUF_INIT(BUF_LINE);

		if (!evidence_text(v->e->plan->before, &there,
				   "SELECT 1 FROM package WHERE name = ?1 LIMIT 1",
				   names->items[i]))
			return false;
	}
	return names->count > 0;
}

/* The journal and the platform are asked for what comes later alone. */
static int ask_one_before(struct visit *v, struct move *m, struct error *err)
{
	static const char sql[] = "SELECT 1 FROM unit WHERE name = ?1 AND active = 'active'";
	AUTO(buf) struct buf there = BUF_INIT(BUF_LINE);
	AUTO(said) struct said s = SAID_INIT;
	int ret = 0;

	if (m->action == STEP_ACTIVE) {
		m->held = evidence_text(v->e->plan->before, &there, sql, m->unit);
	} else if (m->action == STEP_HEALTH && m->health->type != HEALTH_LOG &&
		   m->health->type != HEALTH_PLATFORM) {
		ret = ask_once(v, m->health, &s, err);
		m->held = s.passed;
	}
	return ret;
}

int ask_before(struct visit *v, const struct moves *moves, struct error *err)
{
	bool installs = false;
	int ret = 0;

	for (size_t i = 0; i < moves->count; i++)
		installs |= moves->items[i].action == STEP_INSTALL;
	if (!installs || in_image(v))
		return 0;
	for (size_t i = 0; i < moves->count && !ret && visit_goes_on(v); i++) {
		struct move *m = &moves->items[i];
		size_t k = 0;

		while (moves->items[k].health != m->health || moves->items[k].unit != m->unit)
			k++; /* i at last: once is enough after an install, a reboot ... */
		if (k < i)
			m->held = moves->items[k].held;
		else
			ret = ask_one_before(v, m, err);
	}
	return ret;
}

int run_command(struct visit *v, const struct move *m, struct said *s, struct error *err)
{
	static const struct health plain = { .exit = 0 };
	unsigned limit = v->e->plan->manifest->seconds;
	const struct health *h = m->health ? m->health : &plain;
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret;

	if (h->within_s)
		limit = h->within_s;
	ret = visit_change(v, m->argv ? m->argv->items : h->argv.items, limit ? limit : 300, NULL,
			   0, &r, err);
	if (ret >= 0 && r.given)
		judge_reply(&r, h, s);
	return ret;
}
