/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "solve/clauses.h"

enum { LITERALS = 8, CLAUSES = 64 };

struct made {
	struct clauses c;
	bool keep[CLAUSES];
};

/* Lists of literals, 0 at the end of each, and one more at the end of all. */
static int core_of(struct made *m, const int *lists)
{
	while (*lists) {
		size_t n = 0;

		while (lists[n])
			n++;
		clauses_add(&m->c, lists, n);
		lists += n + 1;
	}
	return clauses_core(&m->c, m->keep, CLAUSES_STEPS);
}

static size_t kept(const struct made *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->c.count; i++)
		n += m->keep[i];
	return n;
}

static void test_chain(void **state UNUSED)
{
	struct made m = { 0 };

	/* 1; 1 needs 2; 2 needs 3; 3 cannot be.  4 is fine, and 1 needs 4 as well. */
	assert_int_equal(
		core_of(&m, (int[]){ 1, 0, -1, 4, 0, -1, 2, 0, -2, 3, 0, -3, 0, 4, 5, 0, 0 }),
		CORE_SMALLEST);
	assert_int_equal(kept(&m), 4);
	assert_false(m.keep[1]);
	assert_false(m.keep[5]);
	clauses_release(&m.c);
}

static void test_decisions(void **state UNUSED)
{
	struct made m = { 0 };

	/* All four ways of two: no clause follows from one alone. */
	assert_int_equal(core_of(&m, (int[]){ 1, 2, 0, 1, -2, 0, -1, 2, 0, -1, -2, 0, 3, 4, 0, 0 }),
			 CORE_SMALLEST);
	assert_int_equal(kept(&m), 4);
	assert_false(m.keep[4]);
	clauses_release(&m.c);
}

static void test_no_contradiction(void **state UNUSED)
{
	struct made m = { 0 };

	assert_int_equal(core_of(&m, (int[]){ 1, 2, 0, -1, 0, 0 }), CORE_NONE);
	assert_int_equal(kept(&m), 2);
	clauses_release(&m.c);
}

static void test_impossible_clause(void **state UNUSED)
{
	struct made m = { 0 };

	clauses_add(&m.c, (int[]){ 1 }, 1);
	clauses_add(&m.c, NULL, 0);
	assert_int_equal(clauses_core(&m.c, m.keep, CLAUSES_STEPS), CORE_SMALLEST);
	assert_int_equal(kept(&m), 1);
	assert_true(m.keep[1]);
	clauses_release(&m.c);
}

/* What came first is rather left out. */
static void test_preference(void **state UNUSED)
{
	struct made m = { 0 };

	assert_int_equal(core_of(&m, (int[]){ 1, 0, 1, 0, -1, 0, 0 }), CORE_SMALLEST);
	assert_int_equal(kept(&m), 2);
	clauses_release(&m.c);
}

static void test_bounded(void **state UNUSED)
{
	struct made m = { 0 };
	int r;

	/* Eight pigeons, seven holes: exponential for this kind of proof. */
	enum { PIGEONS = 8, HOLES = 7 };
	bool keep[1024];

	for (int p = 0; p < PIGEONS; p++) {
		int somewhere[HOLES];

		for (int h = 0; h < HOLES; h++)
			somewhere[h] = p * HOLES + h + 1;
		clauses_add(&m.c, somewhere, HOLES);
	}
	for (int h = 0; h < HOLES; h++)
		for (int p = 0; p < PIGEONS; p++)
			for (int q = 0; q < p; q++)
				clauses_add(&m.c,
					    (int[]){ -(p * HOLES + h + 1), -(q * HOLES + h + 1) },
					    2);
	r = clauses_core(&m.c, keep, 2000);
	assert_int_equal(r, CORE_NONE);
	for (size_t i = 0; i < m.c.count; i++)
		assert_true(keep[i]);
	clauses_release(&m.c);
}

/* By trying every assignment. */
static bool can_be(const struct clauses *c, const bool *keep, size_t without)
{
	for (unsigned bits = 0; bits < 1U << LITERALS; bits++) {
		bool all = true;

		for (size_t i = 0; all && i < c->count; i++) {
			bool one = !keep[i] || i == without;

			for (size_t j = c->starts[i]; !one && j < c->starts[i + 1]; j++) {
				bool value = bits >> (abs(c->literals[j]) - 1) & 1;

				one = c->literals[j] > 0 ? value : !value;
			}
			all = one;
		}
		if (all)
			return true;
	}
	return false;
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16;
}

/* Against the whole truth, on many small ones. */
static void test_random(void **state UNUSED)
{
	bool all[CLAUSES];
	unsigned seed = 1;
	unsigned contradictory = 0;

	memset(all, true, sizeof(all));
	for (unsigned round = 0; round < 600; round++) {
		struct made m = { 0 };
		size_t count = 20 + next_random(&seed) % 40;
		int r;

		for (size_t i = 0; i < count; i++) {
			int literals[3];
			/* Few of one literal, or everything contradicts at once. */
			size_t n = i % 8 ? 2 + next_random(&seed) % 2 : 1;

			for (size_t j = 0; j < n; j++) {
				literals[j] = 1 + (int)(next_random(&seed) % LITERALS);
				if (next_random(&seed) % 2)
					literals[j] = -literals[j];
			}
			clauses_add(&m.c, literals, n);
		}
		r = clauses_core(&m.c, m.keep, CLAUSES_STEPS);
		if (can_be(&m.c, all, SIZE_MAX)) {
			assert_int_equal(r, CORE_NONE);
		} else {
			assert_int_equal(r, CORE_SMALLEST);
			assert_false(can_be(&m.c, m.keep, SIZE_MAX));
			for (size_t i = 0; i < m.c.count; i++)
				if (m.keep[i])
					assert_true(can_be(&m.c, m.keep, i));
			contradictory++;
		}
		clauses_release(&m.c);
	}
	assert_true(contradictory > 100 && contradictory < 590);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chain),
		cmocka_unit_test(test_decisions),
		cmocka_unit_test(test_no_contradiction),
		cmocka_unit_test(test_impossible_clause),
		cmocka_unit_test(test_preference),
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
