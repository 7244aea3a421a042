/* SPDX-License-Identifier: MIT */
#include "solve/clauses.h"

enum { DEPTH_MAX = 400 }; /* decisions on one another */

enum verdict { REFUTED, HOLDS, UNSURE };

struct search {
	const struct clauses *c;
	/* Literals as indices: variable * 2, and 1 more of "not". */
	unsigned *literals;
	size_t variables;
	size_t *occurs; /* clauses of literal l: places[occurs[l]] to places[occurs[l + 1] - 1] */
	size_t *places;
	const bool *active;
	bool *used;	   /* clauses that the refutation stands on */
	size_t *free;	   /* literals of a clause that are not false */
	size_t *satisfied; /* literals of a clause that are true */
	signed char *value;
	bool *needed; /* a decision that a contradiction stands on */
	bool *flag;
	size_t *reason; /* clause that made it so; NO_REASON: decided */
	unsigned *trail;
	size_t trail_count;
	size_t propagated;
	long steps;
};

#define NO_REASON SIZE_MAX

void clauses_release(struct clauses *c)
{
	free(c->literals);
	free(c->starts);
	*c = (struct clauses)CLAUSES_INIT;
}

static bool grow(void *list, size_t *room, size_t want, size_t size)
{
	size_t more = *room ? *room : 64;
	void *old;
	void *bigger;

	while (more < want)
		more *= 2;
	if (more == *room)
		return true;
	memcpy(&old, list, sizeof(old));
	bigger = reallocarray(old, more, size);
	if (!bigger)
		return false;
	memcpy(list, &bigger, sizeof(bigger));
	*room = more;
	return true;
}

void clauses_add(struct clauses *c, const int *literals, size_t n)
{
	if (c->failed)
		return;
	if (!grow(&c->literals, &c->room, c->used + n + 1, sizeof(*c->literals)) ||
	    !grow(&c->starts, &c->starts_room, c->count + 2, sizeof(*c->starts))) {
		c->failed = true;
		return;
	}
	c->starts[c->count] = c->used;
	if (n)
		memcpy(c->literals + c->used, literals, n * sizeof(*literals));
	c->used += n;
	c->count++;
	c->starts[c->count] = c->used;
}

static int by_number(const void *a, const void *b)
{
	int x;
	int y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

/* Numbers of packages become variables from 0 on. */
static bool number_variables(struct search *s)
{
	const struct clauses *c = s->c;
	AUTO_FREE int *numbers = calloc(c->used + 1, sizeof(*numbers));
	size_t n = 0;

	s->literals = calloc(c->used + 1, sizeof(*s->literals));
	if (!numbers || !s->literals)
		return false;
	for (size_t i = 0; i < c->used; i++)
		numbers[i] = abs(c->literals[i]);
	qsort(numbers, c->used, sizeof(*numbers), by_number);
	for (size_t i = 0; i < c->used; i++)
		if (!n || numbers[n - 1] != numbers[i])
			numbers[n++] = numbers[i];
	s->variables = n;
	for (size_t i = 0; i < c->used; i++) {
		int number = abs(c->literals[i]);
		const int *at = bsearch(&number, numbers, n, sizeof(*numbers), by_number);

		s->literals[i] = (unsigned)(at - numbers) * 2 + (c->literals[i] < 0);
	}
	return true;
}

static bool index_occurrences(struct search *s)
{
	const struct clauses *c = s->c;
	AUTO_FREE size_t *fill = NULL;

	s->occurs = calloc(s->variables * 2 + 2, sizeof(*s->occurs));
	s->places = calloc(c->used + 1, sizeof(*s->places));
	fill = calloc(s->variables * 2 + 2, sizeof(*fill));
	if (!s->occurs || !s->places || !fill)
		return false;
	for (size_t i = 0; i < c->used; i++)
		s->occurs[s->literals[i] + 1]++;
	for (size_t l = 0; l < s->variables * 2; l++)
		s->occurs[l + 1] += s->occurs[l];
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = c->starts[i]; j < c->starts[i + 1]; j++) {
			unsigned l = s->literals[j];

			s->places[s->occurs[l] + fill[l]++] = i;
		}
	return true;
}

static void search_release(struct search *s)
{
	free(s->literals);
	free(s->occurs);
	free(s->places);
	free(s->used);
	free(s->free);
	free(s->satisfied);
	free(s->value);
	free(s->needed);
	free(s->flag);
	free(s->reason);
	free(s->trail);
}

static bool search_init(struct search *s, const struct clauses *c, long steps)
{
	*s = (struct search){ .c = c, .steps = steps };
	if (!number_variables(s) || !index_occurrences(s))
		return false;
	s->used = calloc(c->count + 1, sizeof(*s->used));
	s->free = calloc(c->count + 1, sizeof(*s->free));
	s->satisfied = calloc(c->count + 1, sizeof(*s->satisfied));
	s->value = calloc(s->variables + 1, sizeof(*s->value));
	s->needed = calloc(s->variables + 1, sizeof(*s->needed));
	s->flag = calloc(s->variables + 1, sizeof(*s->flag));
	s->reason = calloc(s->variables + 1, sizeof(*s->reason));
	s->trail = calloc(s->variables + 1, sizeof(*s->trail));
	return s->used && s->free && s->satisfied && s->value && s->needed && s->flag &&
	       s->reason && s->trail;
}

/* Makes a literal true. */
static void assign(struct search *s, unsigned literal, size_t reason)
{
	s->value[literal / 2] = literal & 1 ? -1 : 1;
	s->reason[literal / 2] = reason;
	s->trail[s->trail_count++] = literal;
}

static bool assigned(const struct search *s, unsigned literal)
{
	return s->value[literal / 2] != 0;
}

/* The literals that the contradiction in a clause stands on, back to the decisions. */
static void explain(struct search *s, size_t clause)
{
	const size_t *starts = s->c->starts;

	memset(s->flag, 0, s->variables * sizeof(*s->flag));
	s->used[clause] = true;
	for (size_t i = starts[clause]; i < starts[clause + 1]; i++)
		s->flag[s->literals[i] / 2] = true;
	for (size_t t = s->trail_count; t-- > 0;) {
		unsigned variable = s->trail[t] / 2;
		size_t reason = s->reason[variable];

		if (!s->flag[variable])
			continue;
		if (reason == NO_REASON) {
			s->needed[variable] = true;
			continue;
		}
		s->used[reason] = true;
		for (size_t i = starts[reason]; i < starts[reason + 1]; i++)
			s->flag[s->literals[i] / 2] = true;
	}
	s->steps -= (long)s->variables + 1;
}

/* The literal of a clause that is still free. */
static bool free_literal(struct search *s, size_t clause, unsigned *out)
{
	for (size_t i = s->c->starts[clause]; i < s->c->starts[clause + 1]; i++) {
		s->steps--;
		if (!assigned(s, s->literals[i])) {
			*out = s->literals[i];
			return true;
		}
	}
	return false;
}

/* A literal became true: counts, and finds what follows; NO_REASON, or the clause that is false. */
static size_t count_in(struct search *s, unsigned literal)
{
	size_t wrong = NO_REASON;
	unsigned next;

	for (size_t i = s->occurs[literal]; i < s->occurs[literal + 1]; i++)
		s->satisfied[s->places[i]]++;
	literal ^= 1;
	for (size_t i = s->occurs[literal]; i < s->occurs[literal + 1]; i++) {
		size_t clause = s->places[i];

		s->steps--;
		s->free[clause]--;
		if (wrong != NO_REASON || !s->active[clause] || s->satisfied[clause])
			continue;
		if (!s->free[clause])
			wrong = clause;
		else if (s->free[clause] == 1 && free_literal(s, clause, &next))
			assign(s, next, clause);
	}
	return wrong;
}

static size_t propagate(struct search *s)
{
	while (s->propagated < s->trail_count) {
		size_t wrong = count_in(s, s->trail[s->propagated++]);

		if (wrong != NO_REASON)
			return wrong;
	}
	return NO_REASON;
}

/* Back to a trail of that length. */
static void undo(struct search *s, size_t length)
{
	while (s->trail_count > length) {
		unsigned literal = s->trail[--s->trail_count];

		s->value[literal / 2] = 0;
		if (s->trail_count >= s->propagated)
			continue;
		s->propagated = s->trail_count;
		for (size_t i = s->occurs[literal]; i < s->occurs[literal + 1]; i++)
			s->satisfied[s->places[i]]--;
		literal ^= 1;
		for (size_t i = s->occurs[literal]; i < s->occurs[literal + 1]; i++)
			s->free[s->places[i]]++;
		s->steps--;
	}
}

/* A literal of a clause that is not yet true, what can be installed before what must not. */
static bool choose(struct search *s, unsigned *out)
{
	for (size_t i = 0; i < s->c->count; i++) {
		s->steps--;
		if (!s->active[i] || s->satisfied[i])
			continue;
		for (size_t j = s->c->starts[i]; j < s->c->starts[i + 1]; j++) {
			s->steps--;
			if (assigned(s, s->literals[j]))
				continue;
			*out = s->literals[j];
			if (!(*out & 1))
				return true;
		}
		return true;
	}
	return false;
}

static enum verdict decide(struct search *s, unsigned depth)
{
	size_t wrong = propagate(s);
	unsigned literal = 0;

	if (wrong != NO_REASON) {
		explain(s, wrong);
		return REFUTED;
	}
	if (s->steps <= 0)
		return UNSURE;
	if (!choose(s, &literal))
		return HOLDS;
	if (depth == DEPTH_MAX)
		return UNSURE;
	for (unsigned turn = 0; turn < 2; turn++) {
		size_t length = s->trail_count;
		enum verdict v;

		s->needed[literal / 2] = false;
		assign(s, literal ^ turn, NO_REASON);
		v = decide(s, depth + 1);
		undo(s, length);
		if (v != REFUTED)
			return v;
		if (!s->needed[literal / 2])
			return REFUTED; /* false whatever it is */
	}
	return REFUTED;
}

/* Can these clauses be true together?  If not, s->used are those of the refutation. */
static enum verdict check(struct search *s, const bool *active)
{
	const struct clauses *c = s->c;
	enum verdict v = HOLDS;
	unsigned literal;

	s->active = active;
	memset(s->used, 0, c->count * sizeof(*s->used));
	for (size_t i = 0; i < c->count; i++) {
		s->free[i] = c->starts[i + 1] - c->starts[i];
		s->satisfied[i] = 0;
	}
	for (size_t i = 0; i < c->count; i++) {
		if (!active[i])
			continue;
		if (!s->free[i]) {
			s->used[i] = true;
			return REFUTED;
		}
		if (s->free[i] == 1 && free_literal(s, i, &literal))
			assign(s, literal, i);
	}
	v = decide(s, 0);
	undo(s, 0);
	return v;
}

int clauses_core(const struct clauses *c, bool *keep, long steps)
{
	CLEANUP(search_release) struct search s = { 0 };
	AUTO_FREE bool *trial = calloc(c->count + 1, sizeof(*trial));
	bool sure = true;

	for (size_t i = 0; i < c->count; i++)
		keep[i] = true;
	if (!trial || c->failed || !search_init(&s, c, steps))
		return -ENOMEM;
	if (check(&s, keep) != REFUTED)
		return CORE_NONE;
	memcpy(keep, s.used, c->count * sizeof(*keep));
	for (size_t i = 0; i < c->count; i++) {
		enum verdict v;

		if (!keep[i])
			continue;
		memcpy(trial, keep, c->count * sizeof(*trial));
		trial[i] = false;
		v = check(&s, trial);
		if (v == REFUTED)
			memcpy(keep, s.used, c->count * sizeof(*keep));
		else if (v == UNSURE)
			sure = false;
	}
	return sure ? CORE_SMALLEST : CORE_LARGER;
}
