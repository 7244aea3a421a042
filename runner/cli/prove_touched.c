/* SPDX-License-Identifier: MIT */
#include "cli/prove_touched.h"

#include "judge/judge.h"

const struct findings *touched_findings(const struct touched *t, const char *id)
{
	for (size_t i = 0; i < t->before.count; i++)
		if (streq(t->before.items[i].id, id))
			return t->before.items[i].findings;
	return NULL;
}

enum outcome touched_before(const struct touched *t, const char *id)
{
	const struct findings *f = touched_findings(t, id);

	return f ? f->outcome : OUTCOME_MISSING;
}

void touched_release(struct touched *t)
{
	results_release(&t->before);
	free(t->passing);
}

static enum outcome judge_one(struct touched *t, const struct check *check)
{
	CLEANUP(findings_release) struct findings found = { 0 };

	judge_check(check, t->ev, &found);
	return found.outcome;
}

static void watch(struct touched *t)
{
	evidence_watch(t->ev);
	if (t->repository)
		evidence_watch(t->repository);
}

static void learn_one(struct touched *t, const struct check *check)
{
	struct dependence *d = &t->passing[t->passing_count];

	if (touched_before(t, check->id) != OUTCOME_PASS)
		return;
	watch(t);
	*d = (struct dependence){ .check = check };
	/* one that does not say the same again depends on what nobody knows */
	if (judge_one(t, check) != OUTCOME_PASS)
		d->rows = UINT64_MAX;
	d->rows |= evidence_tables_read(t->ev);
	if (t->repository)
		d->repository = evidence_tables_read(t->repository);
	t->passing_count++;
}

int touched_learn(struct touched *t, const struct catalogue *c, const struct cancel *cancel,
		  struct error *err)
{
	static const struct text_list all = { 0 };
	size_t total = 0;
	int ret = judge_outcomes(t->ev, c, &all, &t->before, err);

	for (size_t s = 0; s < c->suites_count; s++)
		total += c->suites[s].count;
	t->passing = calloc(total + 1, sizeof(*t->passing));
	if (!t->passing)
		return error_memory(err);
	for (size_t s = 0; s < c->suites_count; s++)
		for (size_t i = 0; i < c->suites[s].count && !ret; i++) {
			learn_one(t, &c->suites[s].checks[i]);
			ret = cancel_check(cancel, err);
		}
	return ret;
}

static bool declared(const struct check *c, const char *id)
{
	for (size_t i = 0; i < c->counter_also.count; i++)
		if (str_glob(c->counter_also.items[i], id))
			return true;
	return false;
}

enum proof touched_judge(struct touched *t, const struct check *check, uint64_t rows,
			 uint64_t repository, struct buf *why)
{
	enum outcome now = judge_one(t, check);
	enum proof proof = PROOF_GOOD;

	if (now != check->counter_outcome) {
		buf_addf(why, "%sits counterexample leaves it at %s", why->len ? "; " : "",
			 outcome_names[now]);
		proof = PROOF_BAD;
	}
	for (size_t i = 0; i < t->passing_count; i++) {
		const struct dependence *d = &t->passing[i];

		if (d->check == check || declared(check, d->check->id) ||
		    !(d->rows & rows || d->repository & repository))
			continue;
		now = judge_one(t, d->check);
		if (now == OUTCOME_PASS)
			continue;
		buf_addf(why, "%salso breaks %s (%s)", why->len ? "; " : "", d->check->id,
			 outcome_names[now]);
		proof = PROOF_BAD;
	}
	return proof;
}

int touched_remember(struct touched *t, uint64_t tables_mask, struct error *err)
{
	int ret = 0;

	evidence_forgive(t->ev); /* the minute of the check before is over, perhaps */
	for (unsigned i = 0; i < TABLE_COUNT && !ret; i++)
		if (tables_mask & UINT64_C(1) << i)
			ret = evidence_table_digest(t->ev, (enum table)i, t->digests[i], err);
	return ret;
}

int touched_compare(struct touched *t, uint64_t *changed, struct error *err)
{
	char now[65];
	int ret = 0;

	*changed = 0;
	evidence_forgive(t->ev);
	for (unsigned i = 0; i < TABLE_COUNT && !ret; i++) {
		if (!t->digests[i][0])
			continue;
		ret = evidence_table_digest(t->ev, (enum table)i, now, err);
		if (!ret && !streq(now, t->digests[i]))
			*changed |= UINT64_C(1) << i;
	}
	return ret;
}
