/* SPDX-License-Identifier: MIT */
/*
 * Can packages be installed from the repositories, and what would come with them?
 *
 * Nothing that is installed may be removed for them, as dnf refuses that unless it is asked to
 * (dnf5, --allowerasing).
 */
#include <stdlib.h>

#include "judge/image.h"
#include "judge/supply.h"
#include "model/kind.h"
#include "solve/closure.h"
#include "solve/install.h"
#include "solve/reproduce.h"

struct installable_args {
	struct text_list names;
	int product;
	int together;
	const char *onto;
	const char *every;
	const char *reproduces;
	struct text_list except;
	struct text_list forbidden;
	int64_t max_download;
	int64_t max_installed;
	int64_t max_packages;
	int weak;
	int keeps;
};

static const char *const onto_words[] = { "image", "nothing", NULL };
static const char *const reproduces_words[] = { "versions", "exactly", NULL };
static const char *const every_words[] = { "available", "product", NULL };

#define AT(member, T) .offset = FIELD_OF(struct installable_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "every", .type = FIELD_WORD, AT(every, const char *), .words = every_words,
	  .help = "every package of the repositories, or of the product, alone and onto nothing" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of nevras that are not judged, with every and reproduces" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "globs of names that must not come with them" },
	{ .key = "keeps", .type = FIELD_BOOL, AT(keeps, int),
	  .help = "true: what is installed may not be replaced by a package of another name, or an older one", .fallback = "false" },
	{ .key = "max-download", .type = FIELD_NUMBER, AT(max_download, int64_t),
	  .help = "most MiB that would be fetched" },
	{ .key = "max-installed", .type = FIELD_NUMBER, AT(max_installed, int64_t),
	  .help = "most MiB that would be installed" },
	{ .key = "max-packages", .type = FIELD_NUMBER, AT(max_packages, int64_t),
	  .help = "most packages that would come, with those asked for" },
	{ .key = "names", .type = FIELD_LIST, AT(names, struct text_list),
	  .help = "what is installed: packages, capabilities with or without a version, paths" },
	{ .key = "onto", .type = FIELD_WORD, AT(onto, const char *), .words = onto_words,
	  .help = "onto the image, or into an empty root", .fallback = "image" },
	{ .key = "product", .type = FIELD_BOOL, AT(product, int),
	  .help = "true: the product's packages, together", .fallback = "false" },
	{ .key = "reproduces", .type = FIELD_WORD, AT(reproduces, const char *), .words = reproduces_words,
	  .help = "versions: whatever is installed can be had again, and goes together; exactly: and nothing newer, or more, would come" },
	{ .key = "together", .type = FIELD_BOOL, AT(together, int),
	  .help = "true: all names at once; false: each for itself", .fallback = "false" },
	{ .key = "weak", .type = FIELD_BOOL, AT(weak, int),
	  .help = "false: without what is only recommended", .fallback = "true" },
	{ 0 }
};
/* clang-format on */

struct asking {
	const struct installable_args *args;
	struct supply supply;
	struct findings *out;
	unsigned from; /* POOL_BITs of who may come */
};

static int check_args(const void *args, struct error *err)
{
	const struct installable_args *a = args;
	bool limits = a->max_download != NUMBER_UNSET || a->max_installed != NUMBER_UNSET ||
		      a->max_packages != NUMBER_UNSET || a->forbidden.count;

	if ((a->max_download != NUMBER_UNSET && a->max_download < 0) ||
	    (a->max_installed != NUMBER_UNSET && a->max_installed < 0))
		return error_input(err, "max-download, max-installed: less than nothing");
	if ((a->names.count || a->product == 1) + (a->every != NULL) + (a->reproduces != NULL) != 1)
		return error_input(err, "wants one of names (or product), every and reproduces");
	if ((a->every || a->reproduces) && (a->together == 1 || limits))
		return error_input(err, "together, forbidden and max-... go with names or product");
	if (a->except.count && !a->every && !a->reproduces)
		return error_input(err, "except goes with every and reproduces");
	return 0;
}

static void add_size(struct buf *out, const struct solution *s, size_t come)
{
	buf_addf(out, "%zu package%s would come: ", come, come == 1 ? "" : "s");
	supply_add_bytes(out, s->download);
	buf_add(out, " to fetch, ");
	supply_add_bytes(out, s->installed);
	buf_add(out, " installed");
}

static bool comes(const struct step *s)
{
	return s->kind == STEP_INSTALL || s->kind == STEP_UPGRADE || s->kind == STEP_DOWNGRADE;
}

static void judge_limit(const char *object, const char *what, int64_t most, int64_t is,
			struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf observed = BUF_INIT(BUF_LINE);

	if (most == NUMBER_UNSET || (is >> 20) < most || is == most << 20)
		return;
	buf_addf(&expected, "at most %lld MiB %s", (long long)most, what);
	supply_add_bytes(&observed, is);
	finding_fail(out, object, buf_str(&expected), "%s", buf_str(&observed));
}

/* Of a solution that is possible: what it brings, and whether that may be. */
static void judge_solution(struct asking *k, const char *object, const struct solution *s)
{
	const struct installable_args *a = k->args;
	AUTO(buf) struct buf size = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	size_t come = 0;

	for (size_t i = 0; i < s->steps_count; i++) {
		const struct step *step = &s->steps[i];
		package_id id = step->package;

		come += comes(step);
		if (a->keeps == 1 && step->kind == STEP_DOWNGRADE && step->instead)
			finding_fail(k->out, object, "what is installed does not become older",
				     "%s would be replaced by %s",
				     pool_nevra(k->supply.pool, step->instead),
				     pool_nevra(k->supply.pool, id));
		if (a->keeps == 1 && step->kind == STEP_OBSOLETED)
			finding_fail(k->out, object, "what is installed stays",
				     "%s would be replaced by %s", pool_nevra(k->supply.pool, id),
				     step->instead ? pool_nevra(k->supply.pool, step->instead)
						   : "nothing");
		if (comes(step) && step->why != STEP_ASKED &&
		    image_matches(&a->forbidden, pool_name(k->supply.pool, id)))
			finding_fail(k->out, object, "without that package", "%s would come: %s",
				     pool_nevra(k->supply.pool, id),
				     step->why == STEP_RECOMMENDED ? "it is recommended"
								   : "it is required");
	}
	add_size(&size, s, come);
	judge_limit(object, "to fetch", a->max_download, s->download, k->out);
	judge_limit(object, "installed", a->max_installed, s->installed, k->out);
	if (a->max_packages != NUMBER_UNSET && (int64_t)come > a->max_packages) {
		buf_addf(&expected, "at most %lld packages", (long long)a->max_packages);
		finding_fail(k->out, object, buf_str(&expected), "%s", buf_str(&size));
	}
	finding_pass(k->out, object, "%s", buf_str(&size));
}

static bool ask_one(struct asking *k, const char *object, const struct wish *wish)
{
	CLEANUP(solution_release) struct solution s = { 0 };
	struct error err = ERROR_INIT;

	if (solution_find(k->supply.pool, wish, &k->supply.limit.cancel, &s, &err)) {
		supply_failed(&err, k->out);
		return false;
	}
	for (size_t i = 0; !s.possible && i < s.problems.count; i++)
		finding_fail(k->out, object, "can be installed", "%s", s.problems.items[i]);
	if (s.possible)
		judge_solution(k, object, &s);
	else if (s.problems.count == 0)
		finding_error(k->out, "%s: cannot be installed, and the solver says not why",
			      object);
	return true;
}

/* Ids of the product's packages, 0 at the end; the caller frees them.  NULL: no memory. */
static package_id *product_packages(const struct supply *s)
{
	struct pool *pool = s->pool;
	package_id *ids = calloc((size_t)pool_count(pool) + 1, sizeof(*ids));
	size_t n = 0;

	for (package_id id = 1; ids && id < pool_count(pool); id++)
		if (supply_asks(s, POOL_BIT(POOL_PRODUCT), id))
			ids[n++] = id;
	return ids;
}

static void ask_together(struct asking *k, struct wish wish)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	AUTO_FREE package_id *ids = product_packages(&k->supply);

	if (!ids) {
		finding_error(k->out, "no memory for the product's packages");
		return;
	}
	if (k->args->product == 1 && !*ids) {
		finding_missing(k->out, "there is no package that could be installed");
		return;
	}
	if (k->args->product == 1) {
		wish.packages = ids;
		buf_add(&object, "product");
	}
	wish.names = k->args->names;
	for (size_t i = 0; i < wish.names.count; i++)
		buf_addf(&object, "%s%s", object.len ? ", " : "", wish.names.items[i]);
	ask_one(k, buf_str(&object), &wish);
}

static void ask_names(struct asking *k, bool onto_nothing)
{
	const struct text_list *names = &k->args->names;
	struct wish wish = { .kind = onto_nothing ? WISH_EMPTY : WISH_INSTALL,
			     .no_weak = k->args->weak == 0,
			     .no_erase = true };

	if (k->args->together == 1 || k->args->product == 1) {
		ask_together(k, wish);
		return;
	}
	for (size_t i = 0; i < names->count; i++) {
		wish.names = (struct text_list){ &names->items[i], 1 };
		if (!ask_one(k, names->items[i], &wish))
			return;
	}
}

static int cannot(void *arg, const struct closure_gap *gap)
{
	struct asking *k = arg;
	const char *nevra = pool_nevra(k->supply.pool, gap->package);

	if (!image_matches(&k->args->except, nevra))
		finding_fail(k->out, nevra, "can be installed", "%s", gap->what);
	return 0;
}

static void ask_every(struct asking *k, unsigned of)
{
	struct error err = ERROR_INIT;
	size_t count = supply_count(&k->supply, of);

	if (count == 0)
		finding_missing(k->out, "there is no package to judge");
	else if (closure_installable(k->supply.pool, of, k->from, &k->supply.limit.cancel, cannot,
				     k, &err))
		supply_failed(&err, k->out);
	else
		finding_pass(k->out, k->args->every, "%zu packages can be installed, each alone",
			     count);
}

static int differs(void *arg, const struct difference *d)
{
	struct asking *k = arg;
	struct pool *pool = k->supply.pool;
	const char *nevra = d->package ? pool_nevra(pool, d->package) : "image";
	bool exactly = streq(k->args->reproduces, "exactly");

	if (d->package && image_matches(&k->args->except, nevra))
		return 0;
	switch (d->kind) {
	case DIFFERENCE_MISSING:
		finding_fail(k->out, nevra, "in a repository", "%s%s",
			     d->other ? "there is only " : "no version of it is there",
			     d->other ? pool_nevra(pool, d->other) : "");
		break;
	case DIFFERENCE_NEWER:
		if (exactly)
			finding_fail(k->out, nevra, "the newest there is", "%s would come",
				     pool_nevra(pool, d->other));
		break;
	case DIFFERENCE_EXTRA:
		if (exactly)
			finding_fail(k->out, nevra, "not installed, and not wanted",
				     "would come: it is %s",
				     d->why == STEP_RECOMMENDED ? "recommended" : "required");
		break;
	case DIFFERENCE_PROBLEM:
		finding_fail(k->out, nevra, "can be installed again", "%s", d->problem);
		break;
	}
	return 0;
}

static void ask_reproduces(struct asking *k)
{
	struct error err = ERROR_INIT;
	size_t count = supply_count(&k->supply, POOL_BIT(POOL_INSTALLED));

	if (count == 0)
		finding_missing(k->out, "there is no package to judge");
	else if (solution_reproduce(k->supply.pool, &k->supply.limit.cancel, differs, k, &err))
		supply_failed(&err, k->out);
	else
		finding_pass(k->out, "image", "%zu packages can be had again", count);
}

/* POOL_BITs of what the question cannot do without. */
static unsigned wanted_bits(const struct installable_args *a, struct evidence *ev)
{
	unsigned wanted = a->every ? supply_bit(a->every) : 0;

	if (a->reproduces || (!a->every && streq(a->onto, "image")))
		wanted |= POOL_BIT(POOL_INSTALLED);
	if (a->product == 1)
		wanted |= POOL_BIT(POOL_PRODUCT);
	/* what was given has to be whole, whether it is needed or not */
	if (a->names.count || a->reproduces || evidence_repository(ev, 0))
		wanted |= POOL_BIT(POOL_REPOSITORY);
	return wanted;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct installable_args *a = args;
	struct asking k = { .args = args, .supply = SUPPLY_INIT, .out = out };
	unsigned of = a->every ? supply_bit(a->every) : 0;

	k.from = (of | POOL_BIT(POOL_REPOSITORY)) & supply_cast(&k.supply, ev);
	if (supply_open(&k.supply, ev, wanted_bits(a, ev), out)) {
		if (a->every)
			ask_every(&k, of);
		else if (a->reproduces)
			ask_reproduces(&k);
		else
			ask_names(&k, streq(a->onto, "nothing"));
	}
	supply_release(&k.supply);
}

const struct check_kind check_installable = {
	.name = "installable",
	.summary = "Packages, a product or a whole repository can be installed",
	.example = "{names: [nginx, \"postgresql-server >= 16\"], together: true, forbidden: "
		   "[\"*-x11\"]}",
	.args_size = sizeof(struct installable_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
