/* SPDX-License-Identifier: MIT */
/*
 * The solver alone, for tests/bench/closure.py and tests/system/closure.sh.
 *
 *	collect EVIDENCE PRIMARY [FILELISTS]	a repository's metadata made evidence
 *	requires|recommends EVIDENCE...		gaps, one a line: nevra, tab, dependency
 *	installable EVIDENCE...			nevra, tab, the first line of why
 *	solver EVIDENCE...			the same, each package put to the solver
 *	time EVIDENCE				seconds of each step as JSON
 */
#include <solv/solver.h>
#include <stdio.h>
#include <time.h>

#include "model/evidence.h"
#include "solve/closure.h"
#include "solve/pool_libsolv.h"
#include "solve/repodata.h"

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int collect(const char *path, const char *primary, const char *filelists, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	size_t packages = 0;
	int ret = evidence_create(&ev, path, err);

	if (!ret)
		ret = repodata_put(primary, filelists, evidence_sink(ev), &packages, err);
	if (!ret)
		ret = sink_complete(evidence_sink(ev), PART_REPOSITORY, err);
	return ret ? ret : evidence_commit(ev, err);
}

static int load(struct pool *p, char **paths, struct error *err)
{
	int ret = 0;

	for (; *paths && !ret; paths++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;

		ret = evidence_open(&ev, *paths, err);
		if (!ret)
			ret = pool_add_repository(p, ev, err);
	}
	return ret ? ret : pool_ready(p, err);
}

struct telling {
	struct pool *p;
	size_t count;
	bool quiet;
};

static int tell(void *arg, const struct closure_gap *gap)
{
	struct telling *t = arg;

	t->count++;
	if (!t->quiet)
		printf("%s\t%.*s\n", pool_nevra(t->p, gap->package), (int)strcspn(gap->what, "\n"),
		       gap->what);
	return 0;
}

static void solve_each(struct pool *p, struct telling *t)
{
	Solver *solver = solver_create(p->pool);
	Queue job;

	solver_set_flag(solver, SOLVER_FLAG_IGNORE_RECOMMENDED, 1);
	solver_set_flag(solver, SOLVER_FLAG_NO_INFARCHCHECK, 1);
	queue_init(&job);
	for (package_id id = 1; id < pool_count(p); id++) {
		struct closure_gap gap = { .package = id, .what = "" };

		if (!pool_nevra(p, id))
			continue;
		queue_empty(&job);
		queue_push2(&job, SOLVER_INSTALL | SOLVER_SOLVABLE, id);
		if (solver_solve(solver, &job))
			tell(t, &gap);
	}
	queue_free(&job);
	solver_free(solver);
}

static int ask(const char *what, struct pool *p, struct telling *t, struct error *err)
{
	if (streq(what, "requires"))
		return closure_requires(p, POOL_ANY, POOL_ANY, NULL, tell, t, err);
	if (streq(what, "recommends"))
		return closure_recommends(p, POOL_ANY, POOL_ANY, NULL, tell, t, err);
	if (streq(what, "installable"))
		return closure_installable(p, POOL_ANY, POOL_ANY, NULL, tell, t, err);
	if (!streq(what, "solver"))
		return error_input(err, "%s?", what);
	solve_each(p, t);
	return 0;
}

static int times(char **paths, struct error *err)
{
	static const char *const steps[] = { "requires", "recommends", "installable", "solver" };
	AUTO_POOL struct pool *p = NULL;
	double began = now();
	int ret = pool_new(&p, "x86_64", err);

	if (!ret)
		ret = load(p, paths, err);
	printf("{\"load\": %.6f", now() - began);
	for (size_t i = 0; !ret && i < ARRAY_SIZE(steps); i++) {
		struct telling t = { .p = p, .quiet = true };

		began = now();
		ret = ask(steps[i], p, &t, err);
		printf(", \"%s\": %.6f, \"%s_gaps\": %zu", steps[i], now() - began, steps[i],
		       t.count);
		fflush(stdout);
	}
	printf(", \"packages\": %d}\n", pool_count(p) - 2);
	return ret;
}

static int act(int argc, char **argv, struct error *err)
{
	AUTO_POOL struct pool *p = NULL;
	struct telling t = { 0 };
	int ret;

	if (argc < 3)
		return error_input(err, "usage: closure WHAT EVIDENCE...");
	if (streq(argv[1], "collect"))
		return argc < 4 ? error_input(err, "which primary?")
				: collect(argv[2], argv[3], argv[4], err);
	if (streq(argv[1], "time"))
		return times(argv + 2, err);
	ret = pool_new(&p, "x86_64", err);
	if (!ret)
		ret = load(p, argv + 2, err);
	t.p = p;
	return ret ? ret : ask(argv[1], p, &t, err);
}

int main(int argc, char **argv)
{
	struct error err = ERROR_INIT;

	if (act(argc, argv, &err) == 0)
		return 0;
	fprintf(stderr, "closure: %s\n", err.text);
	return 3;
}
