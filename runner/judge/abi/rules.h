/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_RULES_H
#define JUDGE_ABI_RULES_H
/*
 * The rules of ABI compatibility, A01 to A29, as data: rules.def.  `explain A05` prints one.
 *
 * Severity belongs to a finding, not to a rule: a rule has the severity it usually carries.
 */
#include "base/defs.h"

enum severity {
	SEVERITY_INFO,	 /* an addition, or a change that no binary can feel */
	SEVERITY_POLICY, /* S3: policy, hygiene */
	SEVERITY_RISK,	 /* S2: breaks some consumers, or only on use */
	SEVERITY_BREAK,	 /* S1: an existing binary fails to start, crashes or misbehaves */
	SEVERITY_COUNT,
};
extern const char *const severity_names[SEVERITY_COUNT]; /* "info", "policy", "risk", "break" */

enum abi_rule {
#define RULE(id, severity, title, text, remedy, source) RULE_##id,
#include "judge/abi/rules.def"
#undef RULE
	RULE_COUNT,
};

struct abi_rule_info {
	const char *id; /* "A05" */
	enum severity severity;
	const char *title;  /* one line, no full stop */
	const char *text;   /* what is compared, and when it is worse or better than usual */
	const char *remedy; /* what the maker of the candidate can do */
	const char *source; /* standard, man page, source file, thread */
};
extern const struct abi_rule_info abi_rules[RULE_COUNT];
/* By id, upper or lower case; NULL: none. */
const struct abi_rule_info *abi_rule_find(const char *id);

#endif
