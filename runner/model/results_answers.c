/* SPDX-License-Identifier: MIT */
#include "model/results.h"

/* The next name after `after` in the order of names; NULL: no more. */
static const char *next_name(const struct results *r, const char *after)
{
	const char *next = NULL;

	for (size_t i = 0; i < r->count; i++) {
		const char *name = r->items[i].answer;

		if (name && (!after || strcmp(name, after) > 0) &&
		    (!next || strcmp(name, next) < 0))
			next = name;
	}
	return next;
}

bool results_answer(const struct results *r, size_t i, struct results_answer *out)
{
	const char *name = next_name(r, NULL);

	while (name && i-- > 0)
		name = next_name(r, name);
	if (!name)
		return false;
	*out = (struct results_answer){ .name = name };
	for (size_t k = 0; k < r->count; k++)
		if (r->items[k].answer && streq(r->items[k].answer, name))
			tally_add(&out->tally, &r->items[k]);
	return true;
}

const char *results_answer_verdict(const struct results_answer *a)
{
	return a->tally.required ? results_verdict(results_exit(&a->tally)) : "recorded";
}
