/* SPDX-License-Identifier: MIT */
/*
 * What would become of the image if it were brought to what the repositories have?
 *
 * A package that goes, that becomes older, or that somebody else's build replaces, is a finding
 * unless it is allowed.  Somebody else's: release.azl4 sorts below release.fc43 of the same
 * version, so that a repository of another distribution takes packages over without a word
 * (rpmvercmp).
 */
#include "judge/image.h"
#include "judge/pattern.h"
#include "judge/supply.h"
#include "model/kind.h"
#include "solve/install.h"

struct upgrade_args {
	const char *to;
	struct text_list erases;
	struct text_list obsoletes;
	struct text_list downgrades;
	struct text_list except;
	const char *foreign;
	int left_behind;
	int nothing;
};

static const char *const to_words[] = { "newest", "sync", NULL };

#define AT(member, T) .offset = FIELD_OF(struct upgrade_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "downgrades", .type = FIELD_LIST, AT(downgrades, struct text_list),
	  .help = "globs of names that may become older" },
	{ .key = "erases", .type = FIELD_LIST, AT(erases, struct text_list),
	  .help = "globs of names that may be removed" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of names that are not judged, whatever becomes of them" },
	{ .key = "foreign", .type = FIELD_PATTERN, AT(foreign, const char *),
	  .help = "pattern of the release, or the vendor, of packages that must not replace others" },
	{ .key = "left-behind", .type = FIELD_BOOL, AT(left_behind, int),
	  .help = "false: no package stays that repositories do not have", .fallback = "true" },
	{ .key = "nothing", .type = FIELD_BOOL, AT(nothing, int),
	  .help = "true: there is nothing to be done, the image is up to date", .fallback = "false" },
	{ .key = "obsoletes", .type = FIELD_LIST, AT(obsoletes, struct text_list),
	  .help = "globs of names that may be replaced by a package that obsoletes them", .fallback = "*" },
	{ .key = "to", .type = FIELD_WORD, AT(to, const char *), .words = to_words,
	  .help = "newest: as dnf upgrade; sync: to the very versions of the repositories, as dnf distro-sync",
	  .fallback = "newest" },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct upgrade_args *args;
	struct supply supply;
	struct pattern foreign;
	struct findings *out;
};

static int check_args(const void *args, struct error *err)
{
	const struct upgrade_args *a = args;

	if (a->nothing == 1 && (a->erases.count || a->downgrades.count))
		return error_input(err, "nothing: true leaves nothing to be erased or downgraded");
	return 0;
}

static const char *release_of(const char *evr)
{
	const char *dash = strrchr(evr, '-');

	return dash ? dash + 1 : evr;
}

static bool is_foreign(struct judging *j, package_id id)
{
	struct pool *pool = j->supply.pool;

	return j->args->foreign && (pattern_matches(&j->foreign, release_of(pool_evr(pool, id))) ||
				    pattern_matches(&j->foreign, pool_vendor(pool, id)));
}

static void judge_foreign(struct judging *j, package_id comes, package_id goes)
{
	struct pool *pool = j->supply.pool;
	const char *vendor = pool_vendor(pool, comes);

	if (is_foreign(j, comes) && !is_foreign(j, goes))
		finding_fail(j->out, pool_nevra(pool, goes),
			     "stays, or is replaced by its own kind", "%s of %s would replace it",
			     pool_nevra(pool, comes), *vendor ? vendor : "no vendor");
}

/* Kernels come beside the old ones: an installed package of that name, for judge_foreign(); 0:
 * none. */
static package_id beside(struct judging *j, package_id comes)
{
	struct pool *pool = j->supply.pool;

	for (package_id id = 1; j->args->foreign && id < pool_count(pool); id++)
		if (pool_nevra(pool, id) && pool_origin(pool, id) == POOL_INSTALLED &&
		    streq(pool_name(pool, id), pool_name(pool, comes)))
			return id;
	return 0;
}

static void judge_step(struct judging *j, const struct step *s)
{
	const struct upgrade_args *a = j->args;
	struct pool *pool = j->supply.pool;
	bool replaces =
		s->kind == STEP_UPGRADE || s->kind == STEP_DOWNGRADE || s->kind == STEP_REINSTALL;
	package_id goes = replaces ? s->instead : s->package;
	const char *nevra = goes ? pool_nevra(pool, goes) : NULL;

	if (!nevra || image_matches(&a->except, pool_name(pool, goes)))
		return;
	if (a->nothing == 1 && s->kind != STEP_REINSTALL)
		finding_fail(j->out, nevra, "up to date", "%s %s",
			     s->kind == STEP_ERASE ? "would be removed with" : "there is",
			     pool_nevra(pool, s->kind == STEP_OBSOLETED ? s->instead : s->package));
	else if (s->kind == STEP_ERASE && !image_matches(&a->erases, pool_name(pool, goes)))
		finding_fail(j->out, nevra, "stays", "would be removed");
	else if (s->kind == STEP_DOWNGRADE && !image_matches(&a->downgrades, pool_name(pool, goes)))
		finding_fail(j->out, nevra, "does not become older", "%s would replace it",
			     pool_nevra(pool, s->package));
	else if (s->kind == STEP_OBSOLETED && !image_matches(&a->obsoletes, pool_name(pool, goes)))
		finding_fail(j->out, nevra, "stays", "%s obsoletes it",
			     s->instead ? pool_nevra(pool, s->instead) : "a package");
	if (replaces)
		judge_foreign(j, s->package, goes);
	else if (s->kind == STEP_OBSOLETED && s->instead)
		judge_foreign(j, s->instead, goes);
	else if (s->kind == STEP_INSTALL && (goes = beside(j, s->package)))
		judge_foreign(j, s->package, goes);
}

static bool goes_away(const struct solution *s, package_id id)
{
	for (size_t i = 0; i < s->steps_count; i++)
		if (s->steps[i].instead == id ||
		    (s->steps[i].package == id &&
		     (s->steps[i].kind == STEP_ERASE || s->steps[i].kind == STEP_OBSOLETED)))
			return true;
	return false;
}

static bool repositories_have(struct judging *j, const char *name)
{
	const struct supply *s = &j->supply;
	bool found = false;

	for (size_t i = 0; i < s->repositories_count && !found; i++) {
		AUTO(cursor)
		struct cursor c = cursor_open(s->repositories[i],
					      "SELECT DISTINCT arch FROM available WHERE name = ?1",
					      1, &name);

		while (!found && cursor_next(&c))
			found = pool_takes_arch(s->pool, cursor_text(&c, 0));
	}
	return found;
}

/* Installed packages of which no repository has any version: nobody will ever mend them. */
static void judge_left_behind(struct judging *j, const struct solution *s)
{
	struct pool *pool = j->supply.pool;

	for (package_id id = 1; id < pool_count(pool); id++)
		if (pool_nevra(pool, id) && pool_origin(pool, id) == POOL_INSTALLED &&
		    !streq(pool_name(pool, id), "gpg-pubkey") &&
		    !image_matches(&j->args->except, pool_name(pool, id)) &&
		    !repositories_have(j, pool_name(pool, id)) && !goes_away(s, id))
			finding_fail(j->out, pool_nevra(pool, id), "in a repository",
				     "would stay, and no repository has it");
}

static void judge_solution(struct judging *j, const struct solution *s)
{
	AUTO(buf) struct buf size = BUF_INIT(BUF_LINE);
	size_t counts[STEP_OBSOLETED + 1] = { 0 };

	for (size_t i = 0; i < s->steps_count; i++) {
		counts[s->steps[i].kind]++;
		judge_step(j, &s->steps[i]);
	}
	if (j->args->left_behind == 0)
		judge_left_behind(j, s);
	supply_add_bytes(&size, s->download);
	buf_add(&size, " to fetch, ");
	supply_add_bytes(&size, s->installed);
	finding_pass(j->out, "image",
		     "%zu upgraded, %zu downgraded, %zu new, %zu removed, %zu obsoleted: %s more "
		     "installed",
		     counts[STEP_UPGRADE], counts[STEP_DOWNGRADE], counts[STEP_INSTALL],
		     counts[STEP_ERASE], counts[STEP_OBSOLETED], buf_str(&size));
}

static void ask(struct judging *j)
{
	const struct wish wish = { .kind = streq(j->args->to, "sync") ? WISH_SYNC : WISH_UPGRADE };
	CLEANUP(solution_release) struct solution s = { 0 };
	struct error err = ERROR_INIT;

	if (solution_find(j->supply.pool, &wish, &j->supply.limit.cancel, &s, &err)) {
		supply_failed(&err, j->out);
		return;
	}
	for (size_t i = 0; !s.possible && i < s.problems.count; i++)
		finding_fail(j->out, "image", "can be upgraded", "%s", s.problems.items[i]);
	if (s.possible)
		judge_solution(j, &s);
	else if (s.problems.count == 0)
		finding_error(j->out, "cannot be upgraded, and the solver says not why");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct judging j = {
		.args = args, .supply = SUPPLY_INIT, .foreign = PATTERN_INIT, .out = out
	};

	if ((!j.args->foreign || pattern_init(&j.foreign, j.args->foreign, out)) &&
	    supply_open(&j.supply, ev, POOL_BIT(POOL_INSTALLED) | POOL_BIT(POOL_REPOSITORY), out) &&
	    supply_stocked(&j.supply, out))
		ask(&j);
	supply_release(&j.supply);
	pattern_release(&j.foreign);
}

const struct check_kind check_upgrade = {
	.name = "upgrade",
	.summary = "The image can be brought to what the repositories have, and nothing is lost",
	.example = "{to: newest, foreign: '\\.fc[0-9]+'}",
	.against = AGAINST_REPOSITORIES,
	.args_size = sizeof(struct upgrade_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
