/* SPDX-License-Identifier: MIT */
#include "solve/fact.h"

#include <solv/rules.h>

#include "solve/near.h"
#include "solve/same.h"

enum { NAMES_MAX = 3 }; /* packages that are named before "and 7 more" */

struct words {
	struct pool *p;
	Solver *solver;
	struct buf *out;
	Queue literals; /* of the rule */
	bool alone;
};

static void add_package(const struct words *w, Id id)
{
	const Pool *pool = w->p->pool;

	buf_addf(w->out, "%s%s",
		 pool->installed && pool->solvables[id].repo == pool->installed ? "installed " : "",
		 pool_nevra(w->p, id));
}

static void add_dependency(const struct words *w, Id dep)
{
	near_add_dependency(w->p, dep, w->out);
}

static int by_nevra(const void *a, const void *b, void *p)
{
	Id x;
	Id y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return strcmp(pool_nevra(p, x), pool_nevra(p, y));
}

/* The rule's literals that say "is installed" (or "is not"), but `other`, in the order of texts. */
static void packages_of(const struct words *w, bool installed, Id other, Queue *out)
{
	int n = 0;

	queue_init(out);
	for (int i = 0; i < w->literals.count; i++) {
		Id literal = w->literals.elements[i];
		Id id = same_installed(w->p, abs(literal));

		if ((literal > 0) == installed && id != other && id != SYSTEMSOLVABLE)
			queue_push(out, id);
	}
	if (out->count)
		qsort_r(out->elements, (size_t)out->count, sizeof(Id), by_nevra, w->p);
	/* The same package in two repositories is one. */
	for (int i = 0; i < out->count; i++)
		if (!n || !streq(pool_nevra(w->p, out->elements[n - 1]),
				 pool_nevra(w->p, out->elements[i])))
			out->elements[n++] = out->elements[i];
	queue_truncate(out, n);
}

/* "a", "a <word> b", "a, b <word> c", "a, b, c <word> 4 more" */
static void add_packages(const struct words *w, const Queue *q, const char *word)
{
	int named = q->count <= NAMES_MAX + 1 ? q->count : NAMES_MAX;

	for (int i = 0; i < named; i++) {
		if (i)
			buf_addf(w->out, i == q->count - 1 ? " %s " : ", ", word);
		add_package(w, q->elements[i]);
	}
	if (named < q->count)
		buf_addf(w->out, " %s %d more", word, q->count - named);
}

/* "a requires b, which ..." */
static void say_requires(const struct words *w, Id from, Id dep)
{
	Queue conditions;
	Queue providers;

	packages_of(w, false, from, &conditions);
	packages_of(w, true, from, &providers);
	add_package(w, from);
	buf_add(w->out, " requires ");
	add_dependency(w, dep);
	if (conditions.count) {
		buf_add(w->out, ": with ");
		add_packages(w, &conditions, "and");
		if (providers.count) {
			buf_add(w->out, " it needs ");
			add_packages(w, &providers, "or");
		} else {
			buf_add(w->out, " it needs what nobody provides");
		}
	} else if (providers.count) {
		buf_addf(w->out, ", which %s", providers.count == 1 ? "only " : "");
		add_packages(w, &providers, "and");
		buf_add(w->out, providers.count == 1 ? " provides" : " provide");
	} else {
		buf_add(w->out, ", which nobody provides");
		near_add(w->p, dep, w->out);
	}
	queue_free(&conditions);
	queue_free(&providers);
}

static void say_not_installable(const struct words *w, Id id)
{
	const Pool *pool = w->p->pool;
	const Solvable *s = pool->solvables + id;

	add_package(w, id);
	buf_addc(w->out, ' ');
	if (!near_runs(w->p, s->arch))
		near_add_arch(w->p, s->arch, w->out);
	else if (near_left_out(w->p, id))
		buf_add(w->out, s->repo == w->p->installed ? "is installed, but in no repository"
							   : "is left out");
	else
		buf_add(w->out, "cannot be installed");
}

static void say_same_name(const struct words *w, Id from, Id to)
{
	const Pool *pool = w->p->pool;
	Queue both;

	/* The solver's order of the two is by number. */
	queue_init(&both);
	queue_push2(&both, from, to);
	qsort_r(both.elements, 2, sizeof(Id), by_nevra, w->p);
	buf_addf(w->out, "two %s of %s cannot be installed together: ",
		 pool->solvables[from].evr == pool->solvables[to].evr ? "builds" : "versions",
		 pool_name(w->p, from));
	add_packages(w, &both, "and");
	queue_free(&both);
}

static void say_obsoletes(const struct words *w, Id from, Id dep, Id to)
{
	const Pool *pool = w->p->pool;

	add_package(w, from);
	buf_add(w->out, " obsoletes ");
	add_dependency(w, dep);
	if (to == 0)
		return;
	if (pool->installed && pool->solvables[to].repo == pool->installed) {
		buf_add(w->out, ": ");
		add_package(w, to);
		buf_add(w->out, " would have to go");
	} else {
		buf_add(w->out, ", and so cannot be installed together with ");
		add_package(w, to);
	}
}

static void say_conflicts(const struct words *w, Id from, Id dep, Id to)
{
	add_package(w, from);
	buf_add(w->out, " conflicts with ");
	add_dependency(w, dep);
	if (to == from) {
		buf_add(w->out, ", which it provides itself");
	} else if (to) {
		buf_add(w->out, ", which is provided by ");
		add_package(w, to);
	} else {
		Queue conditions;

		packages_of(w, false, from, &conditions);
		if (conditions.count) {
			buf_add(w->out, ": with ");
			add_packages(w, &conditions, "and");
		}
		queue_free(&conditions);
	}
}

/* Of one clause that has several reasons: which to tell.  0 is told first. */
static int reason_rank(Id type)
{
	static const Id order[] = {
		SOLVER_RULE_PKG_NOT_INSTALLABLE, SOLVER_RULE_PKG_NOTHING_PROVIDES_DEP,
		SOLVER_RULE_PKG_REQUIRES,	 SOLVER_RULE_PKG_SELF_CONFLICT,
		SOLVER_RULE_PKG_SAME_NAME,	 SOLVER_RULE_PKG_CONFLICTS,
		SOLVER_RULE_PKG_OBSOLETES,	 SOLVER_RULE_PKG_INSTALLED_OBSOLETES,
	};

	for (size_t i = 0; i < ARRAY_SIZE(order); i++)
		if (order[i] == type)
			return (int)i;
	return (int)ARRAY_SIZE(order);
}

static void say_reason(const struct words *w, const Id *reason)
{
	Id from = same_installed(w->p, reason[1]);
	Id to = reason[2] ? same_installed(w->p, reason[2]) : 0;
	Id dep = reason[3];

	switch (reason[0]) {
	case SOLVER_RULE_PKG_NOT_INSTALLABLE:
		say_not_installable(w, from);
		break;
	case SOLVER_RULE_PKG_NOTHING_PROVIDES_DEP:
	case SOLVER_RULE_PKG_REQUIRES:
		say_requires(w, from, dep);
		break;
	case SOLVER_RULE_PKG_SELF_CONFLICT:
		say_conflicts(w, from, dep, from);
		break;
	case SOLVER_RULE_PKG_CONFLICTS:
		say_conflicts(w, from, dep, to == SYSTEMSOLVABLE ? 0 : to);
		break;
	case SOLVER_RULE_PKG_SAME_NAME:
		say_same_name(w, from, to);
		break;
	case SOLVER_RULE_PKG_OBSOLETES:
	case SOLVER_RULE_PKG_IMPLICIT_OBSOLETES:
	case SOLVER_RULE_PKG_INSTALLED_OBSOLETES:
		say_obsoletes(w, from, dep, to);
		break;
	default:
		buf_addf(w->out, "%s",
			 solver_ruleinfo2str(w->solver, (SolverRuleinfo)reason[0], from, to, dep));
	}
}

/* What packages say of one another; the reasons for one clause may be many. */
static void say_package_rule(const struct words *w, Id rule)
{
	AUTO(buf) struct buf best = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct words other = *w;
	Queue reasons;
	int rank = 0;

	other.out = &text;
	queue_init(&reasons);
	solver_allruleinfos(w->solver, rule, &reasons);
	for (int i = 0; i + 3 < reasons.count; i += 4) {
		int r = reason_rank(reasons.elements[i]);

		buf_clear(&text);
		if (best.len && r > rank)
			continue;
		say_reason(&other, reasons.elements + i);
		if (best.len && r == rank && strcmp(buf_str(&text), buf_str(&best)) >= 0)
			continue;
		rank = r;
		buf_clear(&best);
		buf_add(&best, buf_str(&text));
	}
	queue_free(&reasons);
	buf_add(w->out, buf_str(&best));
}

static void say_asked(const struct words *w, Id rule)
{
	Queue q;
	Id what = 0;
	Id how = solver_rule2job(w->solver, rule, &what);
	Id select = how & SOLVER_SELECTMASK;

	packages_of(w, true, 0, &q);
	if (q.count == 0 &&
	    (select == SOLVER_SOLVABLE_NAME || select == SOLVER_SOLVABLE_PROVIDES)) {
		add_dependency(w, what);
		buf_add(w->out, " is asked for, which nobody provides");
		near_add(w->p, what, w->out);
	} else if (q.count != 1 || w->alone) {
		if (select == SOLVER_SOLVABLE_NAME || select == SOLVER_SOLVABLE_PROVIDES) {
			add_dependency(w, what);
			buf_add(w->out, " is asked for: ");
			add_packages(w, &q, "or");
		} else {
			add_packages(w, &q, "or");
			buf_add(w->out, " is asked for");
		}
	}
	queue_free(&q);
}

static void say_stays(const struct words *w, Id installed)
{
	Queue q;

	packages_of(w, true, installed, &q);
	if (q.count) {
		add_package(w, installed);
		buf_add(w->out, " must stay, or become ");
		add_packages(w, &q, "or");
	} else if (w->alone) {
		add_package(w, installed);
		buf_add(w->out, " must stay");
	}
	queue_free(&q);
}

static void say_best(const struct words *w, Id installed)
{
	Queue q;

	packages_of(w, true, installed, &q);
	add_packages(w, &q, "or");
	if (q.count && installed > 0) {
		buf_add(w->out, " is the newest for ");
		add_package(w, installed);
	} else if (q.count) {
		buf_add(w->out, " is the newest that is asked for");
	}
	queue_free(&q);
}

static void say_policy(const struct words *w, Id rule)
{
	Id from = 0;
	Id to = 0;
	Id dep = 0;
	SolverRuleinfo type = solver_ruleinfo(w->solver, rule, &from, &to, &dep);

	switch (type) {
	case SOLVER_RULE_UPDATE:
	case SOLVER_RULE_FEATURE:
		say_stays(w, from);
		break;
	case SOLVER_RULE_BEST:
		say_best(w, from);
		break;
	case SOLVER_RULE_DISTUPGRADE:
		add_package(w, from);
		buf_add(w->out, " is not what the repositories have");
		near_add_name(w->p, w->p->pool->solvables[from].name, false, w->out);
		break;
	case SOLVER_RULE_INFARCH:
		add_package(w, from);
		buf_add(w->out, " is of a lesser architecture than another of that name");
		break;
	case SOLVER_RULE_YUMOBS:
		add_package(w, from);
		buf_add(w->out, " obsoletes ");
		add_dependency(w, dep);
		buf_add(w->out, ", as others do: one of them is to replace it");
		break;
	default:
		buf_addf(w->out, "%s", solver_ruleinfo2str(w->solver, type, from, to, dep));
	}
}

void fact_add(struct pool *p, Solver *solver, Id rule, bool alone, struct buf *out)
{
	struct words w = { .p = p, .solver = solver, .out = out, .alone = alone };

	queue_init(&w.literals);
	solver_ruleliterals(solver, rule, &w.literals);
	switch (solver_ruleclass(solver, rule)) {
	case SOLVER_RULE_PKG:
		say_package_rule(&w, rule);
		break;
	case SOLVER_RULE_JOB:
		say_asked(&w, rule);
		break;
	default:
		say_policy(&w, rule);
	}
	queue_free(&w.literals);
}
