/* SPDX-License-Identifier: MIT */
#include "solve/problem.h"

#include <solv/rules.h>

#include "base/str.h"
#include "solve/clauses.h"
#include "solve/fact.h"
#include "solve/same.h"

#define GOES_BACK SIZE_MAX

/* A rule of a problem, as a sentence. */
struct sentence {
	const char *text;
	Queue literals;
	bool said;
};

struct problem {
	struct pool *p;
	Solver *solver;
	struct arena *arena;
	Queue rules;
	bool same; /* the same package installed and elsewhere is one */
	struct sentence *sentences;
	size_t count;
};

static void problem_release(struct problem *b)
{
	for (size_t i = 0; i < b->count; i++)
		queue_free(&b->sentences[i].literals);
	queue_free(&b->rules);
}

/*
 * Which rules rather to do without: policies (the newest only, no other architecture) before what
 * is asked for, and that before what packages say.
 */
static int rule_weight(Solver *solver, Id rule)
{
	switch (solver_ruleclass(solver, rule)) {
	case SOLVER_RULE_BEST:
	case SOLVER_RULE_YUMOBS:
	case SOLVER_RULE_INFARCH:
	case SOLVER_RULE_DISTUPGRADE:
	case SOLVER_RULE_CHOICE:
	case SOLVER_RULE_RECOMMENDS:
		return 0;
	case SOLVER_RULE_UPDATE:
	case SOLVER_RULE_FEATURE:
		return 1;
	case SOLVER_RULE_JOB:
		return 2;
	default:
		return 3;
	}
}

static int by_weight(const void *a, const void *b, void *solver)
{
	Id x;
	Id y;
	int d;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	d = rule_weight(solver, x) - rule_weight(solver, y);
	return d ? d : (x > y) - (x < y);
}

/*
 * The literals of a rule.  `same`: with the same package installed and elsewhere taken for one;
 * false: nothing is left of the rule, which says that the two are not installed together.
 */
static bool rule_literals(struct problem *b, Id rule, bool same, Queue *out)
{
	solver_ruleliterals(b->solver, rule, out);
	/* "Not the system itself": cannot be. */
	if (out->count == 1 && out->elements[0] == -SYSTEMSOLVABLE)
		queue_empty(out);
	if (!same)
		return true;
	for (int i = 0; i < out->count; i++) {
		Id literal = out->elements[i];
		Id id = same_installed(b->p, abs(literal));

		out->elements[i] = literal < 0 ? -id : id;
	}
	return out->count != 2 || out->elements[0] > 0 || out->elements[0] != out->elements[1];
}

/* Which rules contradict one another, and no more: `keep`. */
static int find_core(struct problem *b, bool same, bool *keep)
{
	CLEANUP(clauses_release) struct clauses clauses = CLAUSES_INIT;
	AUTO_FREE bool *kept = calloc((size_t)b->rules.count + 1, sizeof(*kept));
	AUTO_FREE int *rule_of = calloc((size_t)b->rules.count + 1, sizeof(*rule_of));
	Queue literals;
	int r;

	if (!kept || !rule_of)
		return -ENOMEM;
	queue_init(&literals);
	for (int i = 0; i < b->rules.count; i++) {
		if (!rule_literals(b, b->rules.elements[i], same, &literals))
			continue;
		rule_of[clauses.count] = i;
		clauses_add(&clauses, literals.elements, (size_t)literals.count);
	}
	queue_free(&literals);
	r = clauses_core(&clauses, kept, CLAUSES_STEPS);
	for (size_t i = 0; r >= 0 && i < clauses.count; i++)
		keep[rule_of[i]] = kept[i];
	return r;
}

/*
 * Leaves in b->rules those that contradict one another.  Only where that the same package cannot
 * come twice is what the contradiction is about are the two told apart.
 */
static int reduce(struct problem *b, struct error *err)
{
	AUTO_FREE bool *keep = calloc((size_t)b->rules.count + 1, sizeof(*keep));
	int n = 0;
	int r;

	if (!keep)
		return error_memory(err);
	qsort_r(b->rules.elements, (size_t)b->rules.count, sizeof(Id), by_weight, b->solver);
	r = find_core(b, true, keep);
	b->same = r != CORE_NONE;
	if (r == CORE_NONE)
		r = find_core(b, false, keep);
	if (r < 0)
		return error_memory(err);
	for (int i = 0; i < b->rules.count; i++)
		if (keep[i])
			b->rules.elements[n++] = b->rules.elements[i];
	queue_truncate(&b->rules, n);
	return 0;
}

/* Metadata is foreign: nothing in it moves a cursor, or begins a line of its own. */
static char *clean(struct arena *arena, const struct buf *text)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	char *copy;

	buf_add_clean(&out, buf_str(text), text->len);
	copy = arena_strdup(arena, buf_str(&out));
	for (char *c = copy; c && *c; c++)
		if (*c == '\n')
			*c = ' ';
	return copy;
}

static int write_sentences(struct problem *b, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	size_t n = (size_t)b->rules.count;

	b->sentences = arena_alloc(b->arena, (n + 1) * sizeof(*b->sentences));
	if (!b->sentences)
		return error_memory(err);
	for (size_t i = 0; i < n; i++) {
		struct sentence *s = &b->sentences[i];

		queue_init(&s->literals);
		b->count++;
		rule_literals(b, b->rules.elements[i], b->same, &s->literals);
		buf_clear(&text);
		fact_add(b->p, b->solver, b->rules.elements[i], n == 1, &text);
		s->text = clean(b->arena, &text);
		if (!s->text)
			return error_memory(err);
	}
	return 0;
}

/* Is everything there that a rule speaks of: "if a and b are installed, then ..."? */
static bool follows(const struct sentence *s, const Map *there)
{
	for (int i = 0; i < s->literals.count; i++) {
		Id literal = s->literals.elements[i];

		if (literal < 0 && literal != -SYSTEMSOLVABLE && !MAPTST(there, -literal))
			return false;
	}
	return true;
}

static int by_text(const void *a, const void *b)
{
	const struct sentence *const *x = a;
	const struct sentence *const *y = b;

	return strcmp((*x)->text, (*y)->text);
}

/* The sentences that follow now, in the order of texts; then all others, should none follow. */
static size_t next_sentences(struct problem *b, const Map *there, struct sentence **out)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		if (!b->sentences[i].said && follows(&b->sentences[i], there))
			out[n++] = &b->sentences[i];
	for (size_t i = 0; !n && i < b->count; i++)
		if (!b->sentences[i].said)
			out[n++] = &b->sentences[i];
	qsort(out, n, sizeof(*out), by_text);
	return n;
}

/* The sentences in their order, without what goes without saying or was just said. */
static size_t order_sentences(struct problem *b, struct sentence **next, const char **lines)
{
	size_t count = 0;
	Map there;
	size_t n;

	map_init(&there, b->p->pool->nsolvables);
	while ((n = next_sentences(b, &there, next)))
		for (size_t i = 0; i < n; i++) {
			next[i]->said = true;
			for (int j = 0; j < next[i]->literals.count; j++)
				if (next[i]->literals.elements[j] > 0)
					map_put(&there, next[i]->literals.elements[j]);
			if (next[i]->text[0] && !(i && streq(next[i]->text, next[i - 1]->text)))
				lines[count++] = next[i]->text;
		}
	map_free(&there);
	return count;
}

/* From what is asked for to where it ends; of many sentences the first and the last. */
static int join_sentences(struct problem *b, struct buf *out, struct error *err)
{
	AUTO_FREE struct sentence **next = calloc(b->count + 1, sizeof(struct sentence *));
	AUTO_FREE const char **lines = calloc(b->count + 1, sizeof(*lines));
	size_t cut = 0;
	size_t count;

	if (!next || !lines)
		return error_memory(err);
	count = order_sentences(b, next, lines);
	if (count > PROBLEM_LINES_MAX)
		cut = count - PROBLEM_LINES_MAX;
	for (size_t i = 0; i < count; i++) {
		if (cut && i == PROBLEM_LINES_MAX / 2) {
			buf_addf(out, "\n(%zu more of these)", cut);
			i += cut;
		}
		buf_addf(out, "%s%s", i ? "\n" : "", lines[i]);
	}
	return 0;
}

static int problem_text(struct pool *p, Solver *solver, Id number, struct arena *arena,
			const char **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	CLEANUP(problem_release) struct problem b = { .p = p, .solver = solver, .arena = arena };
	int r;

	queue_init(&b.rules);
	solver_findallproblemrules(solver, number, &b.rules);
	r = reduce(&b, err);
	if (r == 0)
		r = write_sentences(&b, err);
	if (r == 0)
		r = join_sentences(&b, &text, err);
	if (r < 0)
		return r;
	*out = arena_strdup(arena,
			    text.len ? buf_str(&text) : "the requests contradict one another");
	return *out && !text.failed ? 0 : error_memory(err);
}

static int by_string(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static bool has_line(const char *text, const char *line, size_t len)
{
	const char *other;
	size_t n;

	while (str_line(&text, &other, &n))
		if (n == len && strncmp(other, line, n) == 0)
			return true;
	return false;
}

/* Has `text` every line of `reason`, and more: does it fail for that reason? */
static bool goes_back_to(const char *text, const char *reason)
{
	const char *line;
	size_t len;

	if (streq(text, reason))
		return false;
	while (str_line(&reason, &line, &len))
		if (!has_line(text, line, len))
			return false;
	return true;
}

/* The first reason of a problem that has none itself, by its number; n: there is none. */
static size_t reason_of(const char **texts, size_t n, const size_t *others, size_t problem)
{
	for (size_t i = 0; i < n; i++)
		if (others[i] != GOES_BACK && goes_back_to(texts[problem], texts[i]))
			return i;
	return n;
}

/*
 * Of problems in the order of texts leaves each once, and those that no other one is the reason
 * for; `others[i]` counts what goes back to the i-th.
 */
static size_t keep_reasons(const char **texts, size_t n, size_t *others)
{
	size_t once = 0;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!once || !streq(texts[once - 1], texts[i]))
			texts[once++] = texts[i];
	/* The reason of a reason is one as well, so what was marked is not missed. */
	for (size_t i = 0; i < once; i++)
		if (reason_of(texts, once, others, i) < once)
			others[i] = GOES_BACK;
	for (size_t i = 0; i < once; i++)
		if (others[i] == GOES_BACK)
			others[reason_of(texts, once, others, i)]++;
	for (size_t i = 0; i < once; i++) {
		if (others[i] == GOES_BACK)
			continue;
		texts[count] = texts[i];
		others[count++] = others[i];
	}
	return count;
}

int problems_in_words(struct pool *p, Solver *solver, struct arena *arena, struct text_list *out,
		      struct error *err)
{
	size_t all = solver_problem_count(solver);
	size_t n = all < PROBLEMS_READ ? all : PROBLEMS_READ;
	const char **texts = arena_alloc(arena, (n + 1) * sizeof(*texts));
	AUTO_FREE size_t *others = calloc(n + 1, sizeof(*others));
	size_t count;
	int r = 0;

	if (!texts || !others)
		return error_memory(err);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = problem_text(p, solver, (Id)i + 1, arena, &texts[i], err);
	if (r < 0)
		return r;
	qsort(texts, n, sizeof(*texts), by_string);
	count = keep_reasons(texts, n, others);
	all = count + (all - n);
	if (count > PROBLEMS_MAX)
		count = PROBLEMS_MAX;
	for (size_t i = 0; i < count; i++) {
		if (others[i])
			texts[i] = arena_printf(arena, "%s\n(%zu more problem%s back to this)",
						texts[i], others[i],
						others[i] == 1 ? " goes" : "s go");
		if (!texts[i])
			return error_memory(err);
	}
	if (all > count) {
		texts[count] = arena_printf(arena, "(%zu more problem%s)", all - count,
					    all - count == 1 ? "" : "s");
		if (!texts[count++])
			return error_memory(err);
	}
	*out = (struct text_list){ texts, count };
	return 0;
}
