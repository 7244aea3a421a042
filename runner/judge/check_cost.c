/* SPDX-License-Identifier: MIT */
/*
 * What a product costs: memory in use and time of a reboot, less what a guest without it shows.
 *
 * Numbers differ from run to run, so they stand in table volatile and in run.json; findings say the
 * limit alone.
 */
#include <inttypes.h>

#include "model/kind.h"

/* Beyond any that a machine has, so that differences cannot overflow. */
#define NUMBER_LIMIT ((int64_t)1 << 50)

struct cost_args {
	int64_t memory_mib;
	int64_t boot_ms;
};

static const struct field fields[] = {
	{ .key = "boot-ms",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct cost_args, boot_ms, int64_t),
	  .help = "milliseconds that a reboot may take longer than without the product" },
	{ .key = "memory-mib",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct cost_args, memory_mib, int64_t),
	  .help = "MiB of memory that it may take more than a guest without the product" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct cost_args *a = args;

	if (a->memory_mib == NUMBER_UNSET && a->boot_ms == NUMBER_UNSET)
		return error_input(err, "memory-mib, boot-ms: at least one of them");
	if ((a->memory_mib != NUMBER_UNSET && a->memory_mib < 0) ||
	    (a->boot_ms != NUMBER_UNSET && a->boot_ms < 0))
		return error_input(err, "memory-mib, boot-ms: a limit is not negative");
	return 0;
}

/* Of one scenario; false: nobody measured, or the row is no number. */
static bool number_of(struct evidence *ev, const char *scenario, const char *what, int64_t *out)
{
	static const char sql[] =
		"SELECT value FROM volatile WHERE part = 'scenario' AND key = ?1 ORDER BY value";
	AUTO(buf) struct buf key = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	buf_addf(&key, "%s %s", scenario, what);
	return evidence_text(ev, &value, sql, buf_str(&key)) && str_int(buf_str(&value), out) &&
	       *out > -NUMBER_LIMIT && *out < NUMBER_LIMIT;
}

/* The smaller of the check's limit and the manifest's own: row (product, WHAT, number). */
static int64_t limit_of(struct evidence *ev, const char *product, const char *what, int64_t limit)
{
	static const char sql[] = "SELECT object FROM declared WHERE class = ?1 AND product = ?2";
	AUTO(cursor)
	struct cursor c = cursor_open(ev, sql, 2, (const char *[]){ what, product });
	int64_t own;

	while (cursor_next(&c))
		if (str_int(cursor_text(&c, 0), &own) && own >= 0 && own < limit)
			limit = own;
	return limit;
}

static void judge_cost(struct evidence *ev, const char *what, const char *unit, int64_t limit,
		       struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT DISTINCT name, product FROM scenario ORDER BY 1, 2", 0, NULL);
	int64_t base = 0;
	size_t measured = 0;

	if (!number_of(ev, "control", what, &base)) {
		finding_missing(out, "%s of a guest without the product was not measured", what);
		return;
	}
	while (cursor_next(&c)) {
		int64_t mine = limit_of(ev, cursor_text(&c, 1), what, limit);
		AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
		int64_t taken;

		if (!number_of(ev, cursor_text(&c, 0), what, &taken))
			continue;
		measured++;
		buf_addf(&expected, "at most %" PRId64 " %s", mine, unit);
		if (taken - base > mine)
			finding_fail(out, cursor_text(&c, 0), buf_str(&expected),
				     "more than that; run.json has the numbers");
		else
			finding_pass(out, cursor_text(&c, 0), "%s", buf_str(&expected));
	}
	if (!measured)
		finding_missing(out, "%s was measured in no scenario", what);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct cost_args *a = args;

	if (a->memory_mib != NUMBER_UNSET)
		judge_cost(ev, "memory-mib", "MiB", a->memory_mib, out);
	if (a->boot_ms != NUMBER_UNSET)
		judge_cost(ev, "boot-ms", "ms", a->boot_ms, out);
}

const struct check_kind check_cost = {
	.name = "cost",
	.summary = "Memory and boot time that a product takes stay within limits",
	.example = "{memory-mib: 200}",
	.needs = EVIDENCE(SCENARIO),
	.args_size = sizeof(struct cost_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
