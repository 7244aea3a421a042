/* SPDX-License-Identifier: MIT */
/* Small random worlds, each solved and then looked at in every way there is; and a long chain. */
#include "pool_made.h"

#include "solve/install.h"

enum { PACKAGES = 9, FACTS = 3, WORLDS = 1500 };

/* Package i is "pi"; a fact is about another one, or, beyond the last, about what nobody has. */
struct world {
	unsigned facts[PACKAGES][FACTS]; /* kind * 16 + package + 16; 0: none */
};

enum { REQUIRES, CONFLICTS, REQUIRES_IF, KINDS };

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16;
}

static void make_world(struct world *w, unsigned *seed, struct buf *text)
{
	memset(w, 0, sizeof(*w));
	for (unsigned i = 0; i < PACKAGES; i++) {
		buf_addf(text, "p%u 1-1 x86_64\n", i);
		for (unsigned f = 0; f < FACTS; f++) {
			unsigned kind = next_random(seed) % 8;
			unsigned other = next_random(seed) % (PACKAGES + 1);

			kind = kind < 4	   ? REQUIRES
			       : kind == 4 ? CONFLICTS
			       : kind == 5 ? REQUIRES_IF
					   : KINDS;
			if (kind == KINDS || other == i)
				continue;
			w->facts[i][f] = 1 + kind * 16 + other;
			if (kind == REQUIRES_IF)
				buf_addf(text, " requires (p%u if p%u)\n", other,
					 (i + 1) % PACKAGES);
			else
				buf_addf(text, " %s p%u\n",
					 kind == REQUIRES ? "requires" : "conflicts", other);
		}
	}
}

/* May exactly these be installed? */
static bool holds(const struct world *w, unsigned set)
{
	for (unsigned i = 0; i < PACKAGES; i++)
		for (unsigned f = 0; f < FACTS && (set >> i & 1); f++) {
			unsigned fact = w->facts[i][f] - 1;
			bool there = w->facts[i][f] && (set >> (fact % 16) & 1);
			bool condition = set >> ((i + 1) % PACKAGES) & 1;

			if (!w->facts[i][f])
				continue;
			if (fact / 16 == CONFLICTS ? there
						   : !there && (fact / 16 == REQUIRES || condition))
				return false;
		}
	return true;
}

static bool can_have(const struct world *w, unsigned asked)
{
	for (unsigned set = 0; set < 1U << PACKAGES; set++)
		if ((set & asked) == asked && holds(w, set))
			return true;
	return false;
}

static unsigned solved_set(struct pool *p, const struct solution *s)
{
	unsigned set = 0;

	for (size_t i = 0; i < s->steps_count; i++) {
		assert_int_equal(s->steps[i].kind, STEP_INSTALL);
		set |= 1U << (unsigned)(pool_name(p, s->steps[i].package)[1] - '0');
	}
	return set;
}

/* Every line of a reason speaks of a package; none is said twice in one reason. */
static void check_reasons(const struct solution *s)
{
	assert_int_not_equal(s->problems.count, 0);
	for (size_t i = 0; i < s->problems.count; i++) {
		const char *text = s->problems.items[i];
		const char *line;
		size_t len;

		assert_non_null(strstr(text, "p"));
		while (str_line(&text, &line, &len)) {
			const char *again;

			assert_true(len > 0);
			again = memmem(text, strlen(text), line, len);
			assert_true(!again || (again[len] != '\n' && again[len] != '\0'));
		}
	}
}

static void test_worlds(void **state UNUSED)
{
	const struct cancel never = CANCEL_NEVER;
	unsigned seed = 7;
	unsigned possible = 0;

	for (unsigned round = 0; round < WORLDS; round++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		CLEANUP(pool_cleanup) struct pool *p = NULL;
		CLEANUP(solution_release) struct solution s = { 0 };
		char names[2][4];
		const char *list[2] = { names[0], names[1] };
		struct wish wish = { .kind = WISH_EMPTY, .names = { list, 2 } };
		struct error err = ERROR_INIT;
		unsigned asked = 0;
		struct world w;

		make_world(&w, &seed, &text);
		for (unsigned i = 0; i < 2; i++) {
			unsigned n = next_random(&seed) % PACKAGES;

			snprintf(names[i], sizeof(names[i]), "p%u", n % 10);
			asked |= 1U << n;
		}
		p = made_pool(NULL, NULL, buf_str(&text));
		assert_int_equal(solution_find(p, &wish, &never, &s, &err), 0);
		assert_int_equal(s.possible, can_have(&w, asked));
		if (s.possible) {
			unsigned set = solved_set(p, &s);

			assert_true((set & asked) == asked && holds(&w, set));
			possible++;
		} else {
			check_reasons(&s);
		}
	}
	assert_true(possible > WORLDS / 10 && possible < WORLDS * 9 / 10);
}

/* A reason of thousands of facts is bounded in time and in lines. */
static void test_long_chain(void **state UNUSED)
{
	enum { LONG = 3000 };
	const struct cancel never = CANCEL_NEVER;
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	CLEANUP(pool_cleanup) struct pool *p = NULL;
	CLEANUP(solution_release) struct solution s = { 0 };
	const char *name = "p0";
	const struct wish wish = { .kind = WISH_EMPTY, .names = { &name, 1 } };
	struct error err = ERROR_INIT;
	const char *lines;
	const char *line;
	size_t count = 0;
	size_t len;

	for (unsigned i = 0; i < LONG; i++)
		buf_addf(&text, "p%u 1-1 x86_64\n requires p%u\n", i, i + 1);
	p = made_pool(NULL, NULL, buf_str(&text));
	assert_int_equal(solution_find(p, &wish, &never, &s, &err), 0);
	assert_int_equal(s.problems.count, 1);
	lines = s.problems.items[0];
	assert_true(starts_with(lines, "p0-1-1.x86_64 requires p1, which only p1-1-1.x86_64 "
				       "provides\n"));
	assert_non_null(strstr(lines, "\n(2970 more of these)\n"));
	assert_true(ends_with(lines, "\np2999-1-1.x86_64 requires p3000, which nobody provides"));
	while (str_line(&lines, &line, &len))
		count++;
	assert_int_equal(count, 31);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_worlds),
					    cmocka_unit_test(test_long_chain) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
