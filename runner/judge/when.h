/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_WHEN_H
#define JUDGE_WHEN_H
/* Does a check's `when:` hold for this image (model/condition.h)? */
#include "model/suite.h"

enum truth { TRUTH_UNKNOWN, TRUTH_NO, TRUTH_YES };

/*
 * False: the check is not judged, and `out` says why: not-applicable, with the reason code, where
 * the profile lets that reason; missing where it does not, or where the fact is not known.
 */
bool conditions_hold(const struct catalogue *c, const struct check *check, struct evidence *ev,
		     struct findings *out);

#endif
