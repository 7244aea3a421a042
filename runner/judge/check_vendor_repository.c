/* SPDX-License-Identifier: MIT */
/*
 * Would a vendor's repository be found from this image, and its packages install?
 *
 * - The URL is what dnf5 makes of the template here.  A repository that was looked at and is beside
 *   the evidence decides whether it is there; without one, only a release or an architecture that
 *   the vendor is known not to publish does, and all else is missing.
 * - Packages have to be in that repository, and what they require in it, in the other ones or in
 *   the image.  Interpreters of scriptlets are among that: rpmbuild makes them requirements.  What
 *   scriptlets call besides stands in no metadata: kind `scriptlets` judges the package itself.
 */
#include "base/url.h"
#include "judge/dnf_vars.h"
#include "judge/image.h"
#include "judge/parts.h"
#include "judge/supply.h"
#include "judge/vendor_facts.h"
#include "solve/install.h"

struct vendor_repository_args {
	struct text_list url;
	struct text_list keys;
	struct text_list packages;
	struct text_list serves;
	struct text_list arches;
	const char *gpgcheck;
	struct text_list unknown;
};

static const char *const gpgcheck_words[] = { "yes", "no", "unknown", NULL };

#define AT(member, T) .offset = FIELD_OF(struct vendor_repository_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "arches", .type = FIELD_LIST, AT(arches, struct text_list),
	  .help = "values of $basearch that the vendor is known to publish" },
	{ .key = "gpgcheck", .type = FIELD_WORD, AT(gpgcheck, const char *), .words = gpgcheck_words,
	  .help = "are signatures checked, as the vendor's instructions have it: no is an offence, unknown is missing" },
	{ .key = "keys", .type = FIELD_LIST, AT(keys, struct text_list),
	  .help = "keys that packages are signed with: URLs, or paths that have to be on the image" },
	{ .key = "packages", .type = FIELD_LIST, AT(packages, struct text_list),
	  .help = "names of packages that the repository (without url: one of those given) has to have, with all that they require" },
	{ .key = "serves", .type = FIELD_LIST, AT(serves, struct text_list),
	  .help = "values of $releasever that the vendor is known to publish" },
	VENDOR_UNKNOWN(struct vendor_repository_args),
	{ .key = "url", .type = FIELD_LIST, AT(url, struct text_list),
	  .help = "base URLs as the vendor writes them, with $releasever, $basearch and $arch" },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct vendor_repository_args *args;
	struct evidence *ev;
	struct findings *out;
	struct supply supply;
};

static int check_args(const void *args, struct error *err)
{
	const struct vendor_repository_args *a = args;

	if (!a->url.count && !a->packages.count && !a->keys.count && !a->unknown.count)
		return error_input(err, "says not what there has to be: url, packages or keys");
	if (!a->url.count && (a->serves.count || a->arches.count))
		return error_input(err, "serves and arches go with url");
	for (size_t i = 0; i < a->keys.count; i++)
		if (*a->keys.items[i] != '/' && !url_is(a->keys.items[i]))
			return error_input(err, "keys: %s: has to be a URL or an absolute path",
					   a->keys.items[i]);
	return 0;
}

static void add_list(struct buf *out, const struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%s", i ? ", " : "", list->items[i]);
}

static bool same_url(const char *a, const char *b)
{
	size_t n = strlen(a);
	size_t m = strlen(b);

	while (n && a[n - 1] == '/')
		n--;
	while (m && b[m - 1] == '/')
		m--;
	return n && n == m && strncmp(a, b, n) == 0;
}

/* The repository beside the evidence that was asked for, or answered, under this URL. */
static struct evidence *beside_of(const struct judging *j, const char *url)
{
	struct evidence *repository;

	for (size_t i = 0; (repository = evidence_repository(j->ev, i)) != NULL; i++) {
		AUTO(cursor)
		struct cursor c = cursor_open(
			repository, "SELECT value FROM repository WHERE key IN ('url', 'base')", 0,
			NULL);

		while (cursor_next(&c))
			if (same_url(cursor_text(&c, 0), url))
				return repository;
	}
	return NULL;
}

static bool uses(const char *template, const char *variable)
{
	const char *name;
	size_t skip;

	for (const char *at = strchr(template, '$'); at; at = strchr(at + 1, '$')) {
		size_t n = dnf_variable(at, &name, &skip);

		if (n == strlen(variable) && strncmp(name, variable, n) == 0)
			return true;
	}
	return false;
}

/* False: the vendor is known not to publish for it, which is said. */
static bool is_published(struct judging *j, const char *url, const char *variable,
			 const struct text_list *published)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);

	if (!published->count || !dnf_variable_value(j->ev, variable, j->out, &value) ||
	    text_list_has(published, buf_str(&value)))
		return true;
	add_list(&all, published);
	finding_fail(j->out, url, "a URL that the vendor publishes",
		     "$%s is %s here, and the vendor publishes %s", variable, buf_str(&value),
		     buf_str(&all));
	return false;
}

/* Nobody looked at it: what is known of the vendor decides, or nothing does. */
static void judge_unseen(struct judging *j, const char *template, const char *url)
{
	static const char *const releases[] = { "releasever", "releasever_major" };
	bool published = is_published(j, url, "basearch", &j->args->arches);

	for (size_t i = 0; i < ARRAY_SIZE(releases); i++)
		if (uses(template, releases[i]))
			published =
				is_published(j, url, releases[i], &j->args->serves) && published;
	if (!published)
		return;
	finding_unchecked(j->out, url, "nobody looked: give --repository %s", url);
	finding_lacks(j->out, AGAINST_REPOSITORIES,
		      "nobody looked at the vendor's repository: give --repository URL");
}

/* Is a package of that name, for this machine, in the repository (NULL: in any)? */
static bool has_package(struct judging *j, const char *name, struct evidence *repository,
			struct buf *nevra)
{
	struct pool *pool = j->supply.pool;

	for (size_t i = 0; i < j->supply.repositories_count; i++) {
		AUTO(cursor) struct cursor c = { 0 };

		if (repository && j->supply.repositories[i] != repository)
			continue;
		c = cursor_open(j->supply.repositories[i],
				"SELECT nevra, arch FROM available WHERE name = ?1 ORDER BY nevra",
				1, &name);
		while (cursor_next(&c))
			if (pool_takes_arch(pool, cursor_text(&c, 1))) {
				buf_clear(nevra);
				buf_add(nevra, cursor_text(&c, 0));
				return true;
			}
	}
	return false;
}

/* As `dnf install NAME`, with nothing removed for it. */
static void judge_package(struct judging *j, const char *name, struct evidence *repository,
			  const char *where)
{
	const struct wish wish = { .kind = WISH_INSTALL, .names = { &name, 1 }, .no_erase = true };
	CLEANUP(solution_release) struct solution s = { 0 };
	AUTO(buf) struct buf nevra = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	buf_addf(&expected, "in %s", where);
	if (!has_package(j, name, repository, &nevra)) {
		finding_fail(j->out, name, buf_str(&expected),
			     "no package of that name for the "
			     "image's architecture");
		return;
	}
	if (solution_find(j->supply.pool, &wish, &j->supply.limit.cancel, &s, &err)) {
		supply_failed(&err, j->out);
		return;
	}
	for (size_t i = 0; !s.possible && i < s.problems.count; i++)
		finding_fail(j->out, name, "can be installed", "%s", s.problems.items[i]);
	if (s.possible)
		finding_pass(j->out, name, "%s: %zu packages would come", buf_str(&nevra),
			     s.steps_count);
	else if (!s.problems.count)
		finding_error(j->out, "%s: cannot be installed, and the solver says not why", name);
}

static void judge_packages(struct judging *j, struct evidence *repository, const char *where)
{
	const struct text_list *names = &j->args->packages;
	const unsigned wanted = POOL_BIT(POOL_REPOSITORY) | POOL_BIT(POOL_INSTALLED);

	if (!names->count || (!j->supply.pool && !supply_open(&j->supply, j->ev, wanted, j->out)))
		return;
	for (size_t i = 0; i < names->count; i++)
		judge_package(j, names->items[i], repository, where);
}

static void judge_seen(struct judging *j, const char *url, struct evidence *repository)
{
	const char *why = evidence_part_failed(repository, PART_REPOSITORY);

	if (why) {
		finding_fail(j->out, url, "answers, with all its metadata", "%s", why);
		return;
	}
	if (!(evidence_complete(repository) & EVIDENCE(REPOSITORY))) {
		finding_missing(j->out, "%s: its evidence is not complete", url);
		return;
	}
	finding_pass(j->out, url, "answers");
	judge_packages(j, repository, url);
}

static void judge_template(struct judging *j, const char *template)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct evidence *repository;

	if (!dnf_expand(j->ev, template, false, j->out, &url)) {
		if (evidence_complete(j->ev) & EVIDENCE(PACKAGES))
			finding_fail(j->out, template, "variables that have a value here",
				     "dnf leaves one of them as it is written");
		return; /* else it is said what was not collected */
	}
	url_clean(buf_str(&url), &shown);
	if (!url_has_scheme(buf_str(&shown), "https") && !url_has_scheme(buf_str(&shown), "http") &&
	    !url_has_scheme(buf_str(&shown), "file")) {
		finding_fail(j->out, template, "a URL", "'%s'", buf_str(&shown));
		return;
	}
	repository = beside_of(j, buf_str(&shown));
	if (repository)
		judge_seen(j, buf_str(&shown), repository);
	else
		judge_unseen(j, template, buf_str(&shown));
}

static void judge_key(struct judging *j, const char *key)
{
	AUTO(buf) struct buf where = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const char *path;

	if (!dnf_expand(j->ev, key, true, j->out, &where))
		return;
	path = buf_str(&where) + (starts_with(buf_str(&where), "file://") ? 7 : 0);
	if (*path != '/')
		finding_unchecked(j->out, path, "a key that nobody fetched");
	else if (image_real_path(j->ev, path, &real))
		finding_pass(j->out, path, "there");
	else
		finding_fail(j->out, path, "a key on the image", "not there");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct vendor_repository_args *a = args;
	struct judging j = { .args = a, .ev = ev, .out = out, .supply = SUPPLY_INIT };

	for (size_t i = 0; i < a->url.count; i++)
		judge_template(&j, a->url.items[i]);
	if (!a->url.count && a->packages.count)
		judge_packages(&j, NULL, "one of the repositories");
	for (size_t i = 0; i < a->keys.count; i++)
		judge_key(&j, a->keys.items[i]);
	if (a->gpgcheck && streq(a->gpgcheck, "no"))
		finding_fail(out, a->url.count ? a->url.items[0] : "gpgcheck",
			     "signatures are checked", "the vendor's instructions switch it off");
	else if (a->gpgcheck && streq(a->gpgcheck, "unknown") && out->outcome != OUTCOME_FAIL)
		finding_missing(out, "whether the vendor's instructions check signatures");
	vendor_unknown(&a->unknown, out);
	supply_release(&j.supply);
}

const struct check_kind check_vendor_repository = {
	.name = "vendor-repository",
	.summary = "A vendor's repository is there for this image, and its packages would install",
	.example = "{url: 'https://example.com/rpm/$releasever/$basearch', packages: [agent], "
		   "serves: ['8', '9']}",
	.needs = EVIDENCE(FILES),
	.uses = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct vendor_repository_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
