/* SPDX-License-Identifier: MIT */
#include "model/results.h"

void results_release(struct results *r)
{
	for (size_t i = 0; i < r->count; i++) {
		doc_free(r->items[i].references);
		if (r->items[i].findings)
			findings_release(r->items[i].findings);
	}
	arena_release(&r->arena);
	*r = (struct results){ 0 };
}

void tally_add(struct tally *t, const struct result *item)
{
	enum outcome outcome = item->findings ? item->findings->outcome : OUTCOME_MISSING;

	t->total++;
	t->required += item->required;
	if (item->required)
		t->by[outcome]++;
	else
		t->others[outcome]++;
}

void results_tally(const struct results *r, struct tally *t)
{
	*t = (struct tally){ 0 };
	for (size_t i = 0; i < r->count; i++)
		tally_add(t, &r->items[i]);
}

void results_required(const struct results *r, char out[SHA256_HEX])
{
	struct sha256 h;

	sha256_init(&h);
	for (size_t i = 0; i < r->count; i++) {
		if (!r->items[i].required)
			continue;
		sha256_add(&h, r->items[i].id, strlen(r->items[i].id));
		sha256_add(&h, "\n", 1);
	}
	sha256_hex(&h, out);
}

int results_exit(const struct tally *t)
{
	size_t settled = t->by[OUTCOME_PASS] + t->by[OUTCOME_NOT_APPLICABLE];

	if (t->required == 0)
		return EXIT_INCOMPLETE; /* nothing selected proves nothing */
	if (t->by[OUTCOME_FAIL] > 0)
		return EXIT_NOT_CONFORMANT;
	if (t->by[OUTCOME_ERROR] > 0)
		return EXIT_INFRASTRUCTURE;
	if (t->by[OUTCOME_MISSING] > 0 || settled != t->required || t->by[OUTCOME_PASS] == 0)
		return EXIT_INCOMPLETE; /* counted, not assumed */
	return EXIT_CONFORMANT;
}

const char *results_verdict(int exit_status)
{
	switch (exit_status) {
	case EXIT_CONFORMANT:
		return "conformant";
	case EXIT_NOT_CONFORMANT:
		return "not-conformant";
	case EXIT_INCOMPLETE:
		return "incomplete";
	default:
		return "no-verdict";
	}
}
