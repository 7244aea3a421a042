/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_VENDOR_FACTS_H
#define JUDGE_VENDOR_FACTS_H
/*
 * What kinds about a vendor's software share: a fact that nobody could find is never a pass.
 */
#include "model/kind.h"

/* The table entry of field `unknown` of an args structure S that has a struct text_list of it. */
#define VENDOR_UNKNOWN(S)                                                                      \
	{                                                                                      \
		.key = "unknown", .type = FIELD_LIST,                                          \
		.offset = FIELD_OF(S, unknown, struct text_list),                              \
		.help = "what nobody could find out, a text each: the check is missing then, " \
			"where nothing that is known fails",                                   \
	}

/*
 * Says it, last of all: each text is listed as not checked, and what has not failed by what is
 * known is missing.
 */
void vendor_unknown(const struct text_list *unknown, struct findings *out);

#endif
