/* SPDX-License-Identifier: MIT */
#include "scenario/canary.h"

#include <stdio.h>

#include "scenario/steps_text.h"

static void complain(struct visit *v, const char *what, const struct reply *r)
{
	AUTO(buf) struct buf text = BUF_INIT(4096);

	steady_add(&text, buf_str(r->out.len ? &r->out : &r->err));
	visit_break(v, "%s%s%s", what, text.len ? ": " : "", buf_str(&text));
}

static int check(struct visit *v, struct error *err)
{
	static const char *const argv[] = { "azlcts-probe", "canary", "check", NULL };
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret = visit_command(v, argv, 0, &r, err);

	if (r.given && (!r.exited || r.code != 0))
		complain(v, "the guest is not alone: it has the canary of an earlier one", &r);
	return ret;
}

static int prove_instant(struct visit *v, struct error *err)
{
	static const char *const argv[] = { "azlcts-probe", "instant", NULL };
	struct control *c = &v->e->control;
	char line[sizeof(c->instant)];
	bool given;
	int ret = visit_line(v, argv, line, sizeof(line), &given, err);

	line[strcspn(line, " ")] = '\0';
	if (ret || !visit_goes_on(v))
		return ret;
	if (!given)
		visit_break(v, "the guest does not say which boot it goes on from");
	else if (!*c->instant)
		snprintf(c->instant, sizeof(c->instant), "%s", line);
	else if (!streq(c->instant, line))
		visit_break(v, "the guest does not go on from the instant of the others");
	return 0;
}

static int plant(struct visit *v, struct error *err)
{
	/* the same in all guests: it is a difference to the control as well */
	static const char *const argv[] = { "azlcts-probe", "canary", "plant", "guest", NULL };
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret = visit_command(v, argv, 0, &r, err);

	if (r.given && (!r.exited || r.code != 0))
		complain(v, "the canary cannot be planted", &r);
	return ret;
}

int canary_prove(struct visit *v, struct error *err)
{
	int ret = check(v, err);

	if (!ret)
		ret = prove_instant(v, err);
	if (!ret)
		ret = plant(v, err);
	return ret;
}
