/* SPDX-License-Identifier: MIT */
/*
 * Rich dependencies.  libsolv's parser calls itself for every parenthesis and every operator, and
 * its solver turns what it read into a normal form, which can grow exponentially: both are bounded
 * here, before libsolv sees the text.
 */
#include <solv/pool_parserpmrichdep.h>

#include "solve/pool_libsolv.h"

enum {
	RICH_BYTES = 8192,    /* the longest that Fedora 43 has is below 1000 */
	RICH_CLAUSES = 20000, /* of the normal form */
};

struct forms {
	double all; /* clauses as an "and" of "or"s */
	double any; /* as an "or" of "and"s */
};

static struct forms forms_of(const Pool *pool, Id dep)
{
	const Reldep *rel = dep_relation(pool, dep);
	struct forms a, b, c = { 1, 1 };
	Id otherwise = 0;
	const Reldep *other;
	Id right;

	if (!rel || rel->flags < 8 || rel->flags == REL_WITH || rel->flags == REL_WITHOUT)
		return (struct forms){ 1, 1 };
	right = rel->evr;
	other = dep_relation(pool, right);
	if (other && other->flags == REL_ELSE) {
		otherwise = other->evr;
		right = other->name;
	}
	a = forms_of(pool, rel->name);
	b = forms_of(pool, right);
	if (otherwise)
		c = forms_of(pool, otherwise);
	switch (rel->flags) {
	case REL_AND:
		return (struct forms){ a.all + b.all, a.any * b.any };
	case REL_OR:
		return (struct forms){ a.all * b.all, a.any + b.any };
	default: /* if, unless: the right one turned round, and the other way as well */
		return (struct forms){ (a.all * b.any + b.any) * (c.all * b.all),
				       (a.any * b.all + b.all) * (c.any * b.any) };
	}
}

Id rich_dependency(Pool *pool, const char *text)
{
	struct forms forms;
	Id dep;

	if (strnlen(text, RICH_BYTES) == RICH_BYTES)
		return 0;
	dep = pool_parserpmrichdep(pool, text);
	if (!dep)
		return 0;
	forms = forms_of(pool, dep);
	return forms.all < RICH_CLAUSES && forms.any < RICH_CLAUSES ? dep : 0;
}
