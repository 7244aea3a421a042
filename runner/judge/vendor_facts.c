/* SPDX-License-Identifier: MIT */
#include "judge/vendor_facts.h"

void vendor_unknown(const struct text_list *unknown, struct findings *out)
{
	AUTO(buf) struct buf all = BUF_INIT(FINDING_TEXT_MAX);

	if (!unknown->count)
		return;
	for (size_t i = 0; i < unknown->count; i++) {
		finding_unchecked(out, unknown->items[i], "nobody could find it out");
		buf_addf(&all, "%s%s", i ? "; " : "", unknown->items[i]);
	}
	if (out->outcome == OUTCOME_FAIL) /* what is known is enough to say no */
		return;
	finding_missing(out, "not known of the vendor: %s",
			all.failed ? unknown->items[0] : buf_str(&all));
}
