/* SPDX-License-Identifier: MIT */
/* Closed and open sets of packages: what is found, and what is not. */
#include "repo_made.h"

#include <solv/solver.h>

#include "solve/closure.h"
#include "solve/pool_libsolv.h"

#define I686 "i686"
#define X86  "x86_64"

typedef int (*closure_question)(struct pool *p, unsigned of, unsigned from,
				const struct cancel *cancel, closure_found found, void *arg,
				struct error *err);

struct gaps {
	struct pool *p;
	struct buf text;
	size_t count;
};

static int add_gap(void *arg, const struct closure_gap *gap)
{
	struct gaps *g = arg;

	g->count++;
	buf_addf(&g->text, "%s: %s\n", pool_nevra(g->p, gap->package), gap->what);
	return 0;
}

static void ask_of(struct pool *p, closure_question question, unsigned of, unsigned from,
		   const char *expected)
{
	struct gaps g = { .p = p, .text = BUF_INIT(BUF_TEXT) };
	struct error err = ERROR_INIT;

	assert_int_equal(question(p, of, from, NULL, add_gap, &g, &err), 0);
	assert_string_equal(buf_str(&g.text), expected);
	buf_release(&g.text);
}

static void ask(struct made_repo *m, closure_question question, const char *change,
		const char *expected)
{
	struct pool *p = made_pool(m, change);

	ask_of(p, question, POOL_ANY, POOL_ANY, expected);
	pool_close(p);
	made_end(m);
}

static void requires_of(const char *dependency, const char *expected)
{
	struct made_repo m;
	char text[512];

	made_begin(&m);
	snprintf(text, sizeof(text), "<rpm:requires>%s</rpm:requires>", dependency);
	made_package(&m, "asks", "1-1", X86, text, NULL);
	made_package(&m, "foo", "2.0-1", X86, PROVIDES(ENTRY("both")), "/usr/share/dict/words");
	made_package(&m, "bar", "1.0-1", "noarch", PROVIDES(ENTRY("both") ENTRY("bar-only")), NULL);
	ask(&m, closure_requires, NULL, expected);
}

static void plain_requires(void **state)
{
	(void)state;
	requires_of(ENTRY("foo"), "");
	requires_of(ENTRY("nothing"), "asks-1-1.x86_64: nothing\n");
	requires_of(ENTRY_V("foo", "GE", "2"), "");
	requires_of(ENTRY_V("foo", "GT", "2.0"), "asks-1-1.x86_64: foo > 2.0\n");
	requires_of(ENTRY("/usr/share/dict/words"), ""); /* only file lists say so */
	requires_of(ENTRY("/usr/share/dict/none"), "asks-1-1.x86_64: /usr/share/dict/none\n");
	requires_of(ENTRY("asks"), ""); /* itself */
	requires_of("<rpm:entry name=\"nothing\" pre=\"1\"/>", "asks-1-1.x86_64: nothing\n");
	requires_of("<rpm:entry name=\"foo\" pre=\"1\"/>" ENTRY("nothing"),
		    "asks-1-1.x86_64: nothing\n");
	requires_of("<rpm:entry name=\"foo\" flags=\"??\" ver=\"1\"/>",
		    "asks-1-1.x86_64: foo ! 1\n");
}

static void rpmlib_requires(void **state)
{
	(void)state;
	requires_of(ENTRY_V("rpmlib(PayloadIsZstd)", "LE", "5.4.18-1"), "");
	requires_of(ENTRY("rpmlib(FileCaps)"), "");
	requires_of(ENTRY_V("rpmlib(FromTheFuture)", "LE", "9-1"),
		    "asks-1-1.x86_64: rpmlib(FromTheFuture) <= 9-1\n");
	requires_of(ENTRY_V("rpmlib(FileCaps)", "GE", "99"),
		    "asks-1-1.x86_64: rpmlib(FileCaps) >= 99\n");
}

static void rich_requires(void **state)
{
	(void)state;
	requires_of(ENTRY("(foo and bar)"), "");
	requires_of(ENTRY("(foo and nothing)"), "asks-1-1.x86_64: (foo and nothing)\n");
	requires_of(ENTRY("(nothing or bar)"), "");
	requires_of(ENTRY("(nothing or none)"), "asks-1-1.x86_64: (nothing or none)\n");
	requires_of(ENTRY("(nothing if none)"), "");
	requires_of(ENTRY("(nothing if foo)"), "asks-1-1.x86_64: (nothing if foo)\n");
	requires_of(ENTRY("(nothing if foo else bar)"), "");
	requires_of(ENTRY("(foo if nothing else none)"),
		    "asks-1-1.x86_64: (foo if nothing else none)\n");
	requires_of(ENTRY("(foo unless bar)"), "");
	requires_of(ENTRY("(nothing unless bar)"), "asks-1-1.x86_64: (nothing unless bar)\n");
	requires_of(ENTRY("(both with bar-only)"), "");
	requires_of(ENTRY("(foo with bar-only)"), "asks-1-1.x86_64: (foo with bar-only)\n");
	requires_of(ENTRY("(both without bar-only)"), "");
	requires_of(ENTRY("(bar-only without both)"), "asks-1-1.x86_64: (bar-only without both)\n");
}

static void weak(void **state)
{
	struct made_repo m;

	(void)state;
	made_begin(&m);
	made_package(&m, "a", "1-1", X86, RECOMMENDS(ENTRY("b") ENTRY("nothing")), NULL);
	made_package(&m, "b", "1-1", X86, SUPPLEMENTS(ENTRY("(a and none)")), NULL);
	ask(&m, closure_recommends, NULL, "a-1-1.x86_64: nothing\nb-1-1.x86_64: (a and none)\n");
}

/* Two packages that need one another, a library of both architectures, an alternative. */
static void sound(struct made_repo *m)
{
	made_begin(m);
	made_package(m, "app", "1-1", X86,
		     REQUIRES(ENTRY_V("lib", "EQ", "2") ENTRY("data") ENTRY("(smtp or none)")),
		     NULL);
	made_package(m, "data", "1-1", "noarch", REQUIRES(ENTRY("app")), NULL);
	made_package(m, "lib", "2-1", X86, "", NULL);
	made_package(m, "lib", "2-1", I686, "", NULL);
	made_package(m, "app32", "1-1", I686, REQUIRES(ENTRY("lib")), NULL);
	made_package(m, "exim", "1-1", X86, PROVIDES(ENTRY("smtp")) CONFLICTS(ENTRY("smtp")), NULL);
	made_package(m, "postfix", "1-1", X86, PROVIDES(ENTRY("smtp")) CONFLICTS(ENTRY("smtp")),
		     NULL);
	made_package(m, "old", "1-1", X86, "", NULL);
	made_package(m, "new", "1-1", X86, OBSOLETES(ENTRY("old")), NULL);
	made_package(m, "cond", "1-1", X86, REQUIRES(ENTRY("(none if nothing)") ENTRY("postfix")),
		     NULL);
}

static void all_installable(void **state)
{
	struct made_repo m;

	(void)state;
	sound(&m);
	ask(&m, closure_installable, NULL, "");
}

/* A gap of closure_installable() for this package, and no other. */
static void only_gap(struct made_repo *m, const char *change, const char *const *packages)
{
	struct pool *p = made_pool(m, change);
	struct gaps g = { .p = p, .text = BUF_INIT(BUF_TEXT) };
	struct error err = ERROR_INIT;
	const char *text;

	assert_int_equal(closure_installable(p, POOL_ANY, POOL_ANY, NULL, add_gap, &g, &err), 0);
	for (text = buf_str(&g.text); *packages; packages++) {
		text = strstr(text, *packages);
		if (!text)
			fail_msg("%s is not among: %s", *packages, buf_str(&g.text));
		g.count--;
	}
	if (g.count)
		fail_msg("other gaps: %s", buf_str(&g.text));
	buf_release(&g.text);
	pool_close(p);
	made_end(m);
}

static void seeded(void **state)
{
	struct made_repo m;

	(void)state;
	sound(&m);
	only_gap(&m, "DELETE FROM available WHERE name = 'data'",
		 (const char *[]){ "app-1-1.x86_64: ", NULL });
	sound(&m); /* the other architecture's does for app32 alone */
	only_gap(&m, "DELETE FROM available WHERE name = 'lib' AND arch = 'x86_64'",
		 (const char *[]){ NULL });
	sound(&m);
	made_package(&m, "needs-old", "1-1", X86, REQUIRES(ENTRY("old") ENTRY("new")), NULL);
	only_gap(&m, NULL, (const char *[]){ "needs-old-1-1.x86_64: ", NULL });
	sound(&m);
	made_package(&m, "torn", "1-1", X86, REQUIRES(ENTRY("exim") ENTRY("postfix")), NULL);
	made_package(&m, "on-torn", "1-1", X86, REQUIRES(ENTRY("torn")), NULL);
	only_gap(&m, NULL,
		 (const char *[]){
			 "torn-1-1.x86_64: ",
			 "on-torn-1-1.x86_64: on-torn-1-1.x86_64 requires torn, which only "
			 "torn-1-1.x86_64 provides\n",
			 NULL });
	sound(&m);
	made_package(&m, "hates", "1-1", X86,
		     REQUIRES(ENTRY("app")) CONFLICTS(ENTRY_V("lib", "GE", "1")), NULL);
	only_gap(&m, NULL, (const char *[]){ "hates-1-1.x86_64: ", NULL });
	sound(&m);
	made_package(&m, "newer", "1-1", X86, REQUIRES(ENTRY_V("data", "GT", "1")), NULL);
	only_gap(&m, NULL, (const char *[]){ "newer-1-1.x86_64: ", NULL });
	sound(&m);
	made_package(&m, "unless", "1-1", X86, REQUIRES(ENTRY("(old unless app)") ENTRY("app")),
		     NULL);
	only_gap(&m, NULL, (const char *[]){ "unless-1-1.x86_64: ", NULL });
	sound(&m);
	made_package(&m, "cond2", "1-1", X86, REQUIRES(ENTRY("(none if app)") ENTRY("app")), NULL);
	only_gap(&m, NULL, (const char *[]){ "cond2-1-1.x86_64: ", NULL });
}

/* Packages of one name, of two architectures: together, unless their versions differ. */
static void two_colours(void **state)
{
	struct made_repo m;

	(void)state;
	made_begin(&m);
	made_package(&m, "lib", "1-1", X86, PROVIDES(ENTRY("lib(64)")), NULL);
	made_package(&m, "lib", "1-1", I686, PROVIDES(ENTRY("lib(32)")), NULL);
	made_package(&m, "both", "1-1", X86, REQUIRES(ENTRY("lib(64)") ENTRY("lib(32)")), NULL);
	/* "unless" is a question for the solver */
	made_package(&m, "asked", "1-1", X86,
		     REQUIRES(ENTRY("lib(64)") ENTRY("lib(32)") ENTRY("(both unless none)")), NULL);
	ask(&m, closure_installable, NULL, "");
	made_begin(&m);
	made_package(&m, "lib", "1-1", X86, PROVIDES(ENTRY("lib(64)")), NULL);
	made_package(&m, "lib", "2-1", X86, PROVIDES(ENTRY("lib(32)")), NULL);
	made_package(&m, "both", "1-1", X86, REQUIRES(ENTRY("lib(64)") ENTRY("lib(32)")), NULL);
	only_gap(&m, NULL, (const char *[]){ "both-1-1.x86_64: ", NULL });
}

static void other_architectures(void **state)
{
	struct made_repo m;

	(void)state;
	made_begin(&m); /* nobody here is offered them */
	made_package(&m, "arm", "1-1", "aarch64", REQUIRES(ENTRY("nothing")), NULL);
	made_package(&m, "source", "1-1", "src", REQUIRES(ENTRY("nothing")), NULL);
	made_package(&m, "doc", "1-1", "noarch", "", NULL);
	made_package(&m, "needs-arm", "1-1", X86, REQUIRES(ENTRY("arm")), NULL);
	ask(&m, closure_requires, NULL, "needs-arm-1-1.x86_64: arm\n");
}

/* Numbers without meaning, the same on every machine. */
static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void random_dependencies(struct buf *b, uint64_t *seed, unsigned count)
{
	static const char *const rich[] = { "(p%u and p%u)",	    "(p%u or p%u)",
					    "(p%u if p%u)",	    "(p%u unless p%u)",
					    "(p%u if p%u else p3)", "(p%u or (p%u and p5))" };

	buf_add(b, "<rpm:requires>");
	for (unsigned n = (unsigned)(next(seed) % 4); n; n--) {
		buf_add(b, "<rpm:entry name=\"");
		if (next(seed) % 3)
			buf_addf(b, "p%u", (unsigned)(next(seed) % count));
		else {
			const char *form = rich[next(seed) % ARRAY_SIZE(rich)];
			const char *second = strstr(form, "p%u") + 3;
			unsigned x = (unsigned)(next(seed) % count);

			buf_addf(b, "%.*s%u%.*s%u%s", (int)(second - form - 2), form, x,
				 (int)(strstr(second, "%u") - second), second,
				 (unsigned)(next(seed) % count), strstr(second, "%u") + 2);
		}
		buf_add(b, "\"/>");
	}
	buf_add(b, "</rpm:requires>");
	if (next(seed) % 3 == 0)
		buf_addf(b, "<rpm:conflicts><rpm:entry name=\"p%u\"/></rpm:conflicts>",
			 (unsigned)(next(seed) % count));
	if (next(seed) % 8 == 0)
		buf_addf(b, "<rpm:obsoletes><rpm:entry name=\"p%u\"/></rpm:obsoletes>",
			 (unsigned)(next(seed) % count));
}

static int count_gap(void *arg, const struct closure_gap *gap)
{
	bool *bad = arg;

	bad[gap->package] = true;
	return 0;
}

/* The solver alone. */
static void solve_each(struct pool *p, bool *bad)
{
	Solver *solver = solver_create(p->pool);
	Queue job;

	solver_set_flag(solver, SOLVER_FLAG_IGNORE_RECOMMENDED, 1);
	queue_init(&job);
	for (package_id id = 1; id < pool_count(p); id++) {
		queue_empty(&job);
		queue_push2(&job, SOLVER_INSTALL | SOLVER_SOLVABLE, id);
		bad[id] = pool_nevra(p, id) && solver_solve(solver, &job);
	}
	queue_free(&job);
	solver_free(solver);
}

/* Proofs by bags say the same as the solver: what one alone cannot be, it is never a part of. */
static void same_as_solver(void **state)
{
	enum { COUNT = 24, ROUNDS = 60 };
	uint64_t seed = 20260101;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		AUTO(buf) struct buf deps = BUF_INIT(BUF_TEXT);
		struct error err = ERROR_INIT;
		struct made_repo m;
		bool bad[COUNT + 8] = { false };
		bool alone[COUNT + 8] = { false };
		struct pool *p;

		made_begin(&m);
		for (unsigned i = 0; i < COUNT; i++) {
			char name[16];

			snprintf(name, sizeof(name), "p%u",
				 i - i % 5 / 4); /* some have two versions */
			buf_clear(&deps);
			random_dependencies(&deps, &seed, COUNT);
			made_package(&m, name, i % 5 == 4 ? "2-1" : "1-1", X86, buf_str(&deps),
				     NULL);
		}
		p = made_pool(&m, NULL);
		assert_true(pool_count(p) < COUNT + 8);
		assert_int_equal(
			closure_installable(p, POOL_ANY, POOL_ANY, NULL, count_gap, bad, &err), 0);
		solve_each(p, alone);
		assert_memory_equal(bad, alone, sizeof(bad));
		pool_close(p);
		made_end(&m);
	}
}

static int stop(void *arg, const struct closure_gap *gap)
{
	(void)gap;
	++*(int *)arg;
	return -ECANCELED;
}

static void stopped(void **state)
{
	struct error err = ERROR_INIT;
	struct made_repo m;
	struct pool *p;
	int calls = 0;

	(void)state;
	made_begin(&m);
	made_package(&m, "a", "1-1", X86, REQUIRES(ENTRY("none")), NULL);
	made_package(&m, "b", "1-1", X86, REQUIRES(ENTRY("none")), NULL);
	p = made_pool(&m, NULL);
	assert_int_equal(closure_requires(p, POOL_ANY, POOL_ANY, NULL, stop, &calls, &err),
			 -ECANCELED);
	assert_int_equal(calls, 1);
	assert_int_equal(closure_installable(p, POOL_ANY, POOL_ANY, NULL, stop, &calls, &err),
			 -ECANCELED);
	assert_int_equal(calls, 2);
	pool_close(p);
	made_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_requires),  cmocka_unit_test(rpmlib_requires),
		cmocka_unit_test(rich_requires),   cmocka_unit_test(weak),
		cmocka_unit_test(all_installable), cmocka_unit_test(seeded),
		cmocka_unit_test(two_colours),	   cmocka_unit_test(other_architectures),
		cmocka_unit_test(same_as_solver),  cmocka_unit_test(stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
