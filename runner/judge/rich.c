/* SPDX-License-Identifier: MIT */
/* The grammar of rich dependencies. */
#include "judge/dependency.h"

enum { RICH_DEPTH = 32 };

struct parser {
	struct arena *arena;
	const char *at;
	int depth;
};

static const char *const op_words[] = {
	[RICH_AND] = "and",	  [RICH_OR] = "or",	[RICH_IF] = "if",
	[RICH_UNLESS] = "unless", [RICH_WITH] = "with", [RICH_WITHOUT] = "without",
};

static void skip_blank(struct parser *p)
{
	p->at += strspn(p->at, " \t");
}

/* Up to a blank, a comma or the ')' that closes the dependency; names have brackets of their own.
 */
static size_t word_length(const char *s)
{
	size_t n = 0;
	int open = 0;

	for (; s[n] && !strchr(" \t,", s[n]); n++) {
		if (s[n] == '(')
			open++;
		else if (s[n] == ')' && open-- <= 0)
			break;
	}
	return n;
}

static char *word(struct parser *p)
{
	size_t n = word_length(p->at);
	char *copy = n ? arena_strndup(p->arena, p->at, n) : NULL;

	p->at += n;
	skip_blank(p);
	return copy;
}

static struct rich *term(struct parser *p)
{
	struct rich *r = arena_alloc(p->arena, sizeof(*r));
	size_t n;

	if (!r)
		return NULL;
	r->name = word(p);
	n = strspn(p->at, "<>=");
	if (r->name && n) {
		const char *flags = arena_strndup(p->arena, p->at, n);

		p->at += n;
		skip_blank(p);
		r->range.evr = word(p);
		if (!flags || !evr_flags(flags, &r->range.flags) || !r->range.evr)
			return NULL;
	}
	return r->name ? r : NULL;
}

static bool keyword(struct parser *p, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(p->at, text, n) != 0 || !strchr(" \t", p->at[n]) || !p->at[n])
		return false;
	p->at += n;
	skip_blank(p);
	return true;
}

static const struct rich *rich(struct parser *p);

static const struct rich *operand(struct parser *p)
{
	const struct rich *r = *p->at == '(' ? rich(p) : term(p);

	skip_blank(p);
	return r;
}

static bool may_chain(enum rich_op op)
{
	return op == RICH_AND || op == RICH_OR || op == RICH_WITH;
}

static const struct rich *join(struct parser *p, enum rich_op op, const struct rich *left,
			       const struct rich *right)
{
	struct rich *r = right ? arena_alloc(p->arena, sizeof(*r)) : NULL;

	if (!r)
		return NULL;
	*r = (struct rich){ .op = op, .left = left, .right = right };
	if ((op == RICH_IF || op == RICH_UNLESS) && keyword(p, "else")) {
		r->otherwise = operand(p);
		if (!r->otherwise)
			return NULL;
	}
	return r;
}

/* What follows the first operand: one operator, or several of the same that may be chained. */
static const struct rich *operators(struct parser *p, const struct rich *left)
{
	enum rich_op op = RICH_TERM;

	for (enum rich_op i = RICH_AND; i <= RICH_WITHOUT && op == RICH_TERM; i++)
		if (keyword(p, op_words[i]))
			op = i;
	if (op == RICH_TERM)
		return NULL;
	do
		left = join(p, op, left, operand(p));
	while (left && may_chain(op) && keyword(p, op_words[op]));
	return left;
}

static const struct rich *rich(struct parser *p)
{
	const struct rich *r;

	if (p->depth++ == RICH_DEPTH)
		return NULL;
	p->at++;
	skip_blank(p);
	r = operand(p);
	if (r && *p->at != ')')
		r = operators(p, r);
	p->depth--;
	if (!r || *p->at != ')')
		return NULL;
	p->at++;
	return r;
}

const struct rich *rich_parse(struct arena *arena, const char *text)
{
	struct parser p = { .arena = arena, .at = text };
	const struct rich *r = *text == '(' ? rich(&p) : NULL;

	skip_blank(&p);
	return *p.at ? NULL : r;
}
