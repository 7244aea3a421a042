/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_INSTALL_MADE_H
#define TESTS_UNIT_INSTALL_MADE_H
/* A wish solved over made packages, as text. */
#include "pool_made.h"

#include "solve/install.h"

struct solved {
	struct pool *p;
	struct solution s;
	struct buf text; /* steps, one a line; or problems, a blank line between */
};

static void solved_release(struct solved *v)
{
	solution_release(&v->s);
	pool_close(v->p);
	buf_release(&v->text);
}
#define SOLVED CLEANUP(solved_release) struct solved

static void write_steps(struct solved *v)
{
	static const char *const kinds[] = { "install",	  "reinstall", "upgrade",
					     "downgrade", "erase",     "obsoleted" };
	static const char *const whys[] = { "asked", "required", "recommended" };

	for (size_t i = 0; i < v->s.steps_count; i++) {
		const struct step *t = &v->s.steps[i];

		buf_addf(&v->text, "%s %s", kinds[t->kind], pool_nevra(v->p, t->package));
		if (t->instead)
			buf_addf(&v->text, " (%s)", pool_nevra(v->p, t->instead));
		buf_addf(&v->text, " %s\n", whys[t->why]);
	}
}

static struct solved solve_wish(struct pool *p, const struct wish *wish)
{
	const struct cancel never = CANCEL_NEVER;
	struct solved v = { .p = p, .text = BUF_INIT(BUF_TEXT) };
	struct error err = ERROR_INIT;
	int r = solution_find(p, wish, &never, &v.s, &err);

	if (r < 0)
		fail_msg("%s", err.text);
	if (v.s.possible) {
		assert_int_equal(v.s.problems.count, 0);
		write_steps(&v);
	} else {
		assert_int_equal(v.s.steps_count, 0);
		assert_int_not_equal(v.s.problems.count, 0);
	}
	for (size_t i = 0; i < v.s.problems.count; i++)
		buf_addf(&v.text, "%s%s\n", i ? "\n" : "", v.s.problems.items[i]);
	/* The pool is as it was for whoever asks next. */
	assert_null(p->pool->installed);
	return v;
}

static UNUSED struct solved solve(enum wish_kind kind, const char *installed,
				  const char *repository, const char *name)
{
	const struct wish wish = { .kind = kind, .names = { &name, name ? 1 : 0 } };

	return solve_wish(made_pool(installed, NULL, repository), &wish);
}

#endif
