/* SPDX-License-Identifier: MIT */
/*
 * Is a set of packages closed: is there a provider of what each of them requires?
 *
 * It is what repoclosure asks, of packages that need not all be installed together.  Whether the
 * requirements of what is installed are met by what is installed is another question, in which
 * rich dependencies have to hold and not only to have providers: kind `requires`.
 *
 * The solver answers as dnf does.  A path that an installed package requires is met for rpm as well
 * when it leads, through links of the image, to a file that a package owns (rpm, lib/fprint.cc):
 * what the solver does not find is looked up so before it is told.
 */
#include <stdlib.h>

#include "judge/dependency.h"
#include "judge/image.h"
#include "judge/supply.h"
#include "model/kind.h"
#include "solve/closure.h"

struct closure_args {
	const char *of;
	struct text_list from;
	const char *level;
	struct text_list packages;
	struct text_list except;
};

static const char *const level_words[] = { "requires", "recommends", NULL };

#define AT(member, T) .offset = FIELD_OF(struct closure_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of what is required but not judged" },
	{ .key = "from", .type = FIELD_LIST, AT(from, struct text_list), .words = supply_words,
	  .help = "who may provide; not given: installed ones for themselves, available ones for themselves, for a product all" },
	{ .key = "level", .type = FIELD_WORD, AT(level, const char *), .words = level_words,
	  .help = "recommends: what would quietly stay away", .fallback = "requires" },
	{ .key = "of", .type = FIELD_WORD, AT(of, const char *), .words = supply_words,
	  .help = "whose dependencies: available are those of repositories", .fallback = "available" },
	{ .key = "packages", .type = FIELD_LIST, AT(packages, struct text_list),
	  .help = "globs of the nevras whose dependencies are judged", .fallback = "*" },
	{ 0 }
};
/* clang-format on */

struct gaps {
	const struct closure_args *args;
	struct supply supply;
	struct arena texts;
	struct closure_gap *items;
	size_t count;
	size_t room;
};

/* POOL_BITs of what was given beside the evidence: it has to be whole, or nothing is known. */
static unsigned given(const struct evidence *ev)
{
	return (evidence_image(ev) ? POOL_BIT(POOL_INSTALLED) : 0) |
	       (evidence_repository(ev, 0) ? POOL_BIT(POOL_REPOSITORY) : 0);
}

/* POOL_BITs of who is asked, and of who may provide. */
static void who(const struct closure_args *a, struct evidence *ev, unsigned *of, unsigned *from)
{
	struct supply s = SUPPLY_INIT;
	unsigned there = supply_cast(&s, ev);

	*of = supply_bit(a->of);
	*from = 0;
	for (size_t i = 0; i < a->from.count; i++)
		*from |= supply_bit(a->from.items[i]);
	if (!*from)
		*from = *of & POOL_BIT(POOL_PRODUCT) ? POOL_ANY : *of;
	/* "all" is all that there is; what is named has to be there */
	if (*of == POOL_ANY && there)
		*of = there | given(ev);
	if (*from == POOL_ANY && there)
		*from = there | given(ev);
	/* a product is for an image: without one it is not known what is lacking */
	if (a->from.count == 0 && streq(a->of, "product"))
		*from |= POOL_BIT(POOL_INSTALLED);
}

static int note(void *arg, const struct closure_gap *gap)
{
	struct gaps *g = arg;

	if (!image_matches(&g->args->packages, pool_nevra(g->supply.pool, gap->package)) ||
	    image_matches(&g->args->except, gap->what))
		return 0;
	if (g->count == g->room) {
		size_t room = g->room ? g->room * 2 : 64;
		struct closure_gap *more = reallocarray(g->items, room, sizeof(*more));

		if (!more)
			return -ENOMEM;
		g->items = more;
		g->room = room;
	}
	g->items[g->count] = *gap;
	g->items[g->count].what = arena_strdup(&g->texts, gap->what);
	return g->items[g->count++].what ? 0 : -ENOMEM;
}

/* Does rpm find a path that the solver did not? */
static bool rpm_finds(struct gaps *g, const struct closure_gap *gap, unsigned from)
{
	struct evidence *ev = g->supply.installed;

	return *gap->what == '/' && ev && from & POOL_BIT(POOL_INSTALLED) &&
	       evidence_complete(ev) & EVIDENCE(FILES) &&
	       dependency_met(ev, gap->what, "", "") == DEPENDENCY_MET;
}

static int by_text(const void *a, const void *b, void *arg)
{
	const struct closure_gap *one = a;
	const struct closure_gap *two = b;
	struct pool *pool = arg;
	int order = strcmp(pool_nevra(pool, one->package), pool_nevra(pool, two->package));

	return order ? order : strcmp(one->what, two->what);
}

static void tell(struct gaps *g, unsigned from, struct findings *out)
{
	AUTO(buf) struct buf whom = BUF_INIT(BUF_LINE);

	for (size_t i = 0; from != POOL_ANY && supply_words[i]; i++)
		if (from & supply_bit(supply_words[i]) && supply_bit(supply_words[i]) != POOL_ANY)
			buf_addf(&whom, "%s%s", whom.len ? " or " : " among what is ",
				 supply_words[i]);
	if (g->count)
		qsort_r(g->items, g->count, sizeof(*g->items), by_text, g->supply.pool);
	for (size_t i = 0; i < g->count; i++)
		if (!rpm_finds(g, &g->items[i], from))
			finding_fail(out, pool_nevra(g->supply.pool, g->items[i].package),
				     "somebody provides it", "%s %s, which nobody provides%s",
				     g->items[i].kind, g->items[i].what, buf_str(&whom));
}

static void ask(struct gaps *g, unsigned of, unsigned from, struct findings *out)
{
	const struct cancel *cancel = &g->supply.limit.cancel;
	struct error err = ERROR_INIT;
	size_t asked = 0;
	int ret;

	for (package_id id = 1; id < pool_count(g->supply.pool); id++)
		asked += supply_asks(&g->supply, of, id) &&
			 image_matches(&g->args->packages, pool_nevra(g->supply.pool, id));
	if (asked == 0) {
		finding_missing(out, "there is no such package to judge");
		return;
	}
	if (streq(g->args->level, "recommends"))
		ret = closure_recommends(g->supply.pool, of, from, cancel, note, g, &err);
	else
		ret = closure_requires(g->supply.pool, of, from, cancel, note, g, &err);
	if (ret) {
		if (ret == -ENOMEM)
			error_memory(&err);
		supply_failed(&err, out);
		return;
	}
	tell(g, from, out);
	finding_pass(out, g->args->of, "%zu packages: what they %s is there", asked,
		     streq(g->args->level, "recommends") ? "recommend" : "require");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct gaps g = { .args = args, .supply = SUPPLY_INIT };
	unsigned of;
	unsigned from;

	who(args, ev, &of, &from);
	if (supply_open(&g.supply, ev, of | from, out))
		ask(&g, of, from, out);
	supply_release(&g.supply);
	arena_release(&g.texts);
	free(g.items);
}

const struct check_kind check_closure = {
	.name = "closure",
	.summary = "Whatever packages require is provided: of an image, a product, or repositories",
	.example = "{of: available, except: [config(*)]}",
	.args_size = sizeof(struct closure_args),
	.fields = fields,
	.evaluate = evaluate,
};
