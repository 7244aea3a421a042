/* SPDX-License-Identifier: MIT */
#include "report/answers.h"

#include "report/html.h"

/* "not-conformant, 30 of 32 required proved" */
static void say(const struct results_answer *a, struct buf *out)
{
	size_t settled = a->tally.by[OUTCOME_PASS] + a->tally.by[OUTCOME_NOT_APPLICABLE];

	buf_add(out, results_answer_verdict(a));
	if (a->tally.required)
		buf_addf(out, ", %zu of %zu required pass or do not apply", settled,
			 a->tally.required);
	else
		buf_addf(out, ", and not judged: %zu checks", a->tally.total);
}

void answers_text(const struct results *r, struct buf *out)
{
	struct results_answer a;

	for (size_t i = 0; results_answer(r, i, &a); i++) {
		buf_addf(out, "  %s: ", a.name);
		say(&a, out);
		buf_addc(out, '\n');
	}
}

void answers_html(const struct results *r, struct buf *out)
{
	struct results_answer a;

	if (!results_answer(r, 0, &a))
		return;
	buf_add(out, "<h2 class=\"apart\">Answers that stand apart</h2>\n<dl class=\"facts\">");
	for (size_t i = 0; results_answer(r, i, &a); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

		say(&a, &text);
		html_element(out, "dt", NULL, a.name);
		html_element(out, "dd", NULL, buf_str(&text));
	}
	buf_add(out, "</dl>\n");
}
