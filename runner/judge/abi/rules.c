/* SPDX-License-Identifier: MIT */
#include "judge/abi/rules.h"

#include <strings.h>

const char *const severity_names[SEVERITY_COUNT] = {
	[SEVERITY_INFO] = "info",
	[SEVERITY_POLICY] = "policy",
	[SEVERITY_RISK] = "risk",
	[SEVERITY_BREAK] = "break",
};

const struct abi_rule_info abi_rules[RULE_COUNT] = {
/* clang-format off */
#define RULE(name, level, heading, words, what_to_do, where)                                       \
	[RULE_##name] = { #name, SEVERITY_##level, heading, words, what_to_do, where },
#include "judge/abi/rules.def"
#undef RULE
	/* clang-format on */
};

const struct abi_rule_info *abi_rule_find(const char *id)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (strcasecmp(abi_rules[i].id, id) == 0)
			return &abi_rules[i];
	return NULL;
}
