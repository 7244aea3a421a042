/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_SCENARIO_MADE_H
#define TESTS_UNIT_SCENARIO_MADE_H
/*
 * A machine without QEMU, whose guests answer by rules: the first one that fits the guest and the
 * command.  What no rule says, a guest does as it should.
 */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "scenario/footprint.h"
#include "scenario/scenario.h"

struct made_rule {
	unsigned guest;	    /* from 1, the control; 0: all */
	const char *begins; /* of the command; NULL ends the list, "reboot": a reboot */
	enum machine_end machine;
	int error;	 /* ... or an errno */
	const char *end; /* NULL: exited */
	int code;
	const char *out;
	bool installed; /* only when the product is there */
};

struct machine {
	const struct made_rule *rules;
	unsigned guests;
	unsigned running;
	unsigned blind; /* the guest whose parts cannot be collected; 0: none */
};

struct machine_guest {
	struct machine *m;
	unsigned number;
	bool installed;
	char version[8];
};

static int made_restore(struct machine_guest **out, struct machine *m,
			const struct machine_grant *grants UNUSED, size_t count UNUSED,
			const char *medium UNUSED, struct error *err UNUSED)
{
	struct machine_guest *g = calloc(1, sizeof(*g));

	assert_non_null(g);
	*g = (struct machine_guest){ .m = m, .number = ++m->guests };
	m->running++;
	*out = g;
	return 0;
}

static void made_end(struct machine_guest *g)
{
	if (!g)
		return;
	g->m->running--;
	free(g);
}

static const struct made_rule *made_find(const struct machine_guest *g, const char *command)
{
	for (const struct made_rule *r = g->m->rules; r && r->begins; r++)
		if ((!r->guest || r->guest == g->number) && (!r->installed || g->installed) &&
		    starts_with(command, r->begins))
			return r;
	return NULL;
}

/* What a guest does by itself. */
static void made_behave(struct machine_guest *g, const char *command, int *code, char out[256])
{
	if (starts_with(command, "dnf5") && strstr(command, " install ")) {
		g->installed = true;
		snprintf(g->version, sizeof(g->version), "%s", strstr(command, "p-2") ? "2" : "1");
	} else if (starts_with(command, "dnf5") && strstr(command, " remove ")) {
		g->installed = false;
	} else if (starts_with(command, "rpm -q")) {
		*code = g->installed ? 0 : 1;
		snprintf(out, 256, g->installed ? "p-%s-1\n" : "not installed\n", g->version);
	} else if (streq(command, "azlcts-probe instant")) {
		snprintf(out, 256, "boot-1\n");
	} else if (streq(command, "azlcts-probe memory")) {
		snprintf(out, 256, "%d\n", g->installed ? 150 : 100);
	} else if (starts_with(command, "systemctl show")) {
		snprintf(out, 256,
			 "ActiveState=active\nSubState=running\nResult=success\n"
			 "NRestarts=0\n");
	} else if (streq(command, "p") || starts_with(command, "p ") ||
		   starts_with(command, "azlcts-probe http") ||
		   starts_with(command, "azlcts-probe connect")) {
		*code = g->installed ? 0 : 1;
	} else if (strstr(command, "--show-cursor")) {
		snprintf(out, 256, "-- cursor: s=1;i=2\n");
	}
}

static void made_row(struct machine_guest *g, const struct made_rule *rule, const char *command,
		     const struct sink *sink)
{
	struct row row = row_of(TABLE_command);
	struct error err = ERROR_INIT;
	char out[256] = "";
	int code = 0;

	if (rule)
		code = rule->code;
	else
		made_behave(g, command, &code, out);
	row_text(&row, command);
	row_text(&row, rule && rule->end ? rule->end : "exited");
	row_int(&row, code);
	row_text(&row, rule && rule->out ? rule->out : out);
	row_text(&row, "");
	assert_int_equal(sink_put(sink, &row, &err), 0);
}

static int made_ask(struct machine_guest *g, const struct machine_ask *ask, const struct sink *sink,
		    struct machine_answer *out, struct error *err)
{
	static const char why[] = "Kernel panic - not syncing: made";

	*out = (struct machine_answer){ .end = MACHINE_ANSWERED, .ms = 1 };
	for (size_t i = 0; i < ask->commands_count; i++) {
		struct buf words = BUF_INIT(BUF_LINE);
		const struct made_rule *rule;

		for (const char *const *w = ask->commands[i]; *w; w++)
			buf_addf(&words, "%s%s", words.len ? " " : "", *w);
		/* a transaction may leave things running, a question may not */
		if (starts_with(buf_str(&words), "dnf5") || starts_with(buf_str(&words), "rpm -q"))
			assert_int_equal(ask->lasting, starts_with(buf_str(&words), "dnf5"));
		rule = made_find(g, buf_str(&words));
		if (rule && rule->error) {
			buf_release(&words);
			return error_set(err, rule->error, "made to fail");
		}
		if (rule && rule->machine != MACHINE_ANSWERED) {
			out->end = rule->machine;
			snprintf(out->why, sizeof(out->why), "%s", why);
			buf_release(&words);
			return 0;
		}
		made_row(g, rule, buf_str(&words), sink);
		buf_release(&words);
	}
	for (unsigned i = 0; i < PART_COUNT; i++) {
		if (!(ask->parts & PART_BIT(i)))
			continue;
		if (g->m->blind == g->number)
			assert_int_equal(sink_failed(sink, (enum part)i, "no room", err), 0);
		else
			assert_int_equal(sink_complete(sink, (enum part)i, err), 0);
	}
	return 0;
}

static int made_reboot(struct machine_guest *g, struct machine_answer *out,
		       struct error *err UNUSED)
{
	const struct made_rule *rule = made_find(g, "reboot");

	*out = (struct machine_answer){ .end = rule ? rule->machine : MACHINE_ANSWERED,
					.why = "made",
					.ms = g->installed ? 700 : 500 };
	snprintf(out->refused, sizeof(out->refused), "%s", rule && rule->out ? rule->out : "");
	return 0;
}

static const struct machine_kind made_machine = {
	.restore = made_restore,
	.ask = made_ask,
	.reboot = made_reboot,
	.end = made_end,
};

#endif
