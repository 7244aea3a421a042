/* SPDX-License-Identifier: MIT */
#include "solve/install.h"

#include <solv/transaction.h>

#include "solve/jobs.h"
#include "solve/limited.h"
#include "solve/near.h"
#include "solve/problem.h"
#include "solve/same.h"

/* dnf5's: what comes is told as what it is, a change of vendor alone as a reinstallation. */
enum {
	MODE_GOES = SOLVER_TRANSACTION_SHOW_OBSOLETES | SOLVER_TRANSACTION_CHANGE_IS_REINSTALL,
	MODE_COMES = MODE_GOES | SOLVER_TRANSACTION_SHOW_ACTIVE | SOLVER_TRANSACTION_SHOW_ALL,
};

enum { ROUNDS_MAX = 20 }; /* solver runs for one wish */

struct run {
	struct pool *p;
	const struct wish *wish;
	const struct cancel *cancel;
	struct solution *out;
	struct jobs jobs;
	Solver *solver;
	Transaction *transaction;
	Map asked;
};

/* Only what may take part exists from now on. */
static int begin(struct pool *p, const struct wish *wish, struct error *err)
{
	bool empty = wish->kind == WISH_EMPTY;
	Repo *installed = empty ? NULL : p->installed;

	if (p->pool->installed != installed) {
		pool_set_installed(p->pool, installed);
		p->stale = true;
	}
	pool_consider(p, empty ? POOL_BIT(POOL_PRODUCT) | POOL_BIT(POOL_REPOSITORY) : POOL_ANY);
	return installed ? same_settle(p, err) : 0;
}

static void end(struct run *run)
{
	Pool *pool = run->p->pool;

	if (run->transaction)
		transaction_free(run->transaction);
	if (run->solver)
		solver_free(run->solver);
	jobs_release(&run->jobs);
	map_free(&run->asked);
	if (!pool->installed)
		return;
	pool_set_installed(pool, NULL);
	run->p->stale = true;
}

/* "foo is asked for, which nobody provides (foo-1-1.aarch64 is for aarch64 ...)" */
static int missing_text(struct run *run, const char *name, const char **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	const char *dot = strrchr(name, '.');
	Id dep = pool_dependency(run->p, name, err);
	size_t before;

	if (!dep)
		return error_wrap(err, "%s", name);
	buf_addf(&text, "%s is asked for, which nobody provides", name);
	before = text.len;
	near_add(run->p, dep, &text);
	/* "foo.i686", when there is a foo of another architecture */
	if (text.len == before && dot) {
		Id stem = pool_strn2id(run->p->pool, name, (unsigned)(dot - name), 0);

		if (stem)
			near_add_name(run->p, stem, true, &text);
	}
	*out = arena_strdup(&run->out->arena, buf_str(&text));
	return *out ? 0 : error_memory(err);
}

static int by_text(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

/* What nobody has, and what the solver could not do. */
static int put_problems(struct run *run, struct error *err)
{
	struct text_list solver = { 0 };
	size_t missing = (size_t)run->jobs.missing.count;
	const char **all;
	int r = 0;

	if (solver_problem_count(run->solver))
		r = problems_in_words(run->p, run->solver, &run->out->arena, &solver, err);
	if (r < 0)
		return r;
	all = arena_alloc(&run->out->arena, (solver.count + missing + 1) * sizeof(*all));
	if (!all)
		return error_memory(err);
	for (size_t i = 0; i < missing; i++) {
		r = missing_text(run, run->wish->names.items[run->jobs.missing.elements[i]],
				 &all[i], err);
		if (r < 0)
			return r;
	}
	if (solver.count)
		memcpy(all + missing, solver.items, solver.count * sizeof(*all));
	qsort(all, missing + solver.count, sizeof(*all), by_text);
	run->out->problems = (struct text_list){ all, missing + solver.count };
	return 0;
}

static bool step_kind(Id type, enum step_kind *out)
{
	switch (type) {
	case SOLVER_TRANSACTION_INSTALL:
	case SOLVER_TRANSACTION_OBSOLETES:
		*out = STEP_INSTALL;
		return true;
	case SOLVER_TRANSACTION_REINSTALL:
		*out = STEP_REINSTALL;
		return true;
	case SOLVER_TRANSACTION_UPGRADE:
		*out = STEP_UPGRADE;
		return true;
	case SOLVER_TRANSACTION_DOWNGRADE:
		*out = STEP_DOWNGRADE;
		return true;
	case SOLVER_TRANSACTION_ERASE:
		*out = STEP_ERASE;
		return true;
	case SOLVER_TRANSACTION_OBSOLETED:
		*out = STEP_OBSOLETED;
		return true;
	default:
		return false;
	}
}

static enum step_why step_why(struct run *run, Id id, enum step_kind kind)
{
	bool all = run->wish->kind == WISH_UPGRADE || run->wish->kind == WISH_SYNC;
	Id rule = 0;

	if (MAPTST(&run->asked, id))
		return STEP_ASKED;
	if (all && (kind == STEP_UPGRADE || kind == STEP_DOWNGRADE || kind == STEP_REINSTALL))
		return STEP_ASKED;
	if (solver_describe_decision(run->solver, id, &rule) == SOLVER_REASON_WEAKDEP)
		return STEP_RECOMMENDED;
	return STEP_REQUIRED;
}

static void count_sizes(struct run *run, const struct step *s)
{
	struct solution *out = run->out;
	struct pool *p = run->p;
	int64_t size = pool_installed_size(p, s->package);

	if (s->kind == STEP_ERASE || s->kind == STEP_OBSOLETED) {
		out->installed -= size;
		return;
	}
	out->installed += size;
	if (s->instead)
		out->installed -= pool_installed_size(p, s->instead);
	if (pool_origin(p, s->package) == POOL_REPOSITORY)
		out->download += pool_download_size(p, s->package);
}

static void put_step(struct run *run, Id id)
{
	const Pool *pool = run->p->pool;
	bool goes = pool->installed && pool->solvables[id].repo == pool->installed;
	struct step s = { .package = id };
	Id type = transaction_type(run->transaction, id, goes ? MODE_GOES : MODE_COMES);

	if (!step_kind(type, &s.kind))
		return;
	s.why = step_why(run, id, s.kind);
	if (s.kind != STEP_INSTALL && s.kind != STEP_ERASE)
		s.instead = transaction_obs_pkg(run->transaction, id);
	run->out->steps[run->out->steps_count++] = s;
	count_sizes(run, &s);
}

static int by_nevra(const void *a, const void *b, void *p)
{
	const struct step *x = a;
	const struct step *y = b;
	int d = strcmp(pool_nevra(p, x->package), pool_nevra(p, y->package));

	if (d)
		return d;
	d = (int)x->kind - (int)y->kind;
	return d ? d : x->package - y->package;
}

static int put_steps(struct run *run, struct error *err)
{
	struct solution *out = run->out;
	size_t n;

	run->transaction = solver_create_transaction(run->solver);
	n = (size_t)run->transaction->steps.count;
	out->steps = arena_alloc(&out->arena, (n + 1) * sizeof(*out->steps));
	if (!out->steps)
		return error_memory(err);
	map_init(&run->asked, run->p->pool->nsolvables);
	for (int i = 0; i < run->jobs.asked.count; i++)
		map_put(&run->asked, run->jobs.asked.elements[i]);
	for (size_t i = 0; i < n; i++)
		put_step(run, run->transaction->steps.elements[i]);
	qsort_r(out->steps, out->steps_count, sizeof(*out->steps), by_nevra, run->p);
	out->possible = true;
	return 0;
}

/* Solves, again for as long as there are problems that leave to remove something may end. */
static int solve_rounds(struct run *run, int *problems, struct error *err)
{
	bool all = run->wish->kind == WISH_UPGRADE || run->wish->kind == WISH_SYNC;

	for (unsigned round = 0;; round++) {
		int r;

		if (run->solver)
			solver_free(run->solver);
		run->solver = jobs_solver(run->p, run->wish);
		r = limited_solve(run->p, run->solver, &run->jobs.queue, run->cancel, problems,
				  err);
		if (r < 0)
			return r;
		if (!*problems || !all || run->wish->no_erase || round == ROUNDS_MAX ||
		    !jobs_allow_erasing(&run->jobs, run->p, run->solver))
			return 0;
	}
}

static int solve(struct run *run, struct error *err)
{
	int problems = 0;
	int r = jobs_make(&run->jobs, run->p, run->wish, err);

	if (r == 0)
		r = cancel_check(run->cancel, err);
	if (r == 0)
		r = solve_rounds(run, &problems, err);
	if (r < 0)
		return r;
	return problems || run->jobs.missing.count ? put_problems(run, err) : put_steps(run, err);
}

int solution_find(struct pool *p, const struct wish *wish, const struct cancel *cancel,
		  struct solution *out, struct error *err)
{
	struct solution found = { 0 };
	struct run run = { .p = p, .wish = wish, .cancel = cancel, .out = &found };
	int r;

	jobs_init(&run.jobs);
	map_init(&run.asked, 0);
	r = begin(p, wish, err);
	if (r == 0)
		r = solve(&run, err);
	end(&run);
	if (r < 0) {
		solution_release(&found);
		return r;
	}
	*out = found;
	return 0;
}

void solution_release(struct solution *s)
{
	arena_release(&s->arena);
	*s = (struct solution){ 0 };
}
