/* SPDX-License-Identifier: MIT */
#include "judge/of_record.h"

#include "judge/unit_file.h"

enum truth log_of_record(struct evidence *ev, const char *program, struct findings *findings)
{
	AUTO(arena) struct arena arena = { 0 };
	struct unit_file rsyslog = { 0 };

	if (!streq(program, "journald") && !streq(program, "rsyslog")) {
		finding_error(findings, "log:%s: has to be journald or rsyslog", program);
		return TRUTH_UNKNOWN;
	}
	if (!unit_file_find(ev, "rsyslog.service", &arena, &rsyslog, findings))
		return TRUTH_UNKNOWN;
	return unit_in_use(&rsyslog) == streq(program, "rsyslog") ? TRUTH_YES : TRUTH_NO;
}
