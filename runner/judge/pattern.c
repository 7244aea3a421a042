/* SPDX-License-Identifier: MIT */
#include "judge/pattern.h"

bool pattern_init(struct pattern *p, const char *text, struct findings *out)
{
	p->ready = regcomp(&p->re, text, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) == 0;
	if (!p->ready)
		finding_error(out, "the pattern %s could not be compiled", text);
	return p->ready;
}

bool pattern_matches(const struct pattern *p, const char *text)
{
	return p->ready && regexec(&p->re, text, 0, NULL, 0) == 0;
}

void pattern_release(struct pattern *p)
{
	if (p->ready)
		regfree(&p->re);
	p->ready = false;
}
