/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_COMPARE_MADE_H
#define TESTS_UNIT_COMPARE_MADE_H
/*
 * Two worlds of world_made.h compared: a line for each change but A27,
 *
 *	RULE SEVERITY|declared|unchecked OBJECT [SYMBOL@VERSION] [by CONSUMER [and MORE]]
 */
#include "judge/abi/compare.h"
#include "world_made.h"

static void hear(void *arg, const struct abi_change *k)
{
	struct buf *out = arg;

	if (k->rule == RULE_A27)
		return;
	buf_addf(out, "%s %s %s", abi_rules[k->rule].id,
		 k->unchecked  ? "unchecked"
		 : k->declared ? "declared"
			       : severity_names[k->severity],
		 k->object);
	if (*k->symbol || *k->version)
		buf_addf(out, " %s%s%s", k->symbol, *k->version ? "@" : "", k->version);
	if (*k->consumer)
		buf_addf(out, " by %s", k->consumer);
	if (k->consumers > 1)
		buf_addf(out, " and %zu", k->consumers - 1);
	buf_addc(out, '\n');
}

struct trial {
	const char *old;
	const char *new;
	const char *consumers;
	struct compare_options options;
};

static void listen(const struct trial *t, struct buf *out, struct compare_tally *tally,
		   compare_tell *tell)
{
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world old;
	AUTO(world) struct world new;
	AUTO(world) struct world consumers;
	struct compare_options options = t->options;

	world_made(&old, &names, t->old);
	world_made(&new, &names, t->new);
	world_made(&consumers, &names, t->consumers ? t->consumers : "");
	if (t->consumers)
		options.consumers = &consumers;
	assert_true(compare_worlds(&old, &new, &options, tell, out, tally));
	assert_false(out->failed);
}

static void expect(const struct trial *t, const char *expected)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct compare_tally tally;

	listen(t, &out, &tally, hear);
	assert_string_equal(buf_str(&out), expected);
}
#define EXPECT(expected, ...) expect(&(struct trial){ __VA_ARGS__ }, expected)

#define LIB  "object /usr/lib64/libx.so.1 libx.so.1\n"
#define LIBY "object /usr/lib64/liby.so.1 liby.so.1\n"
#define APP  "object /usr/bin/app\nneeds libx.so.1\n"

#endif
