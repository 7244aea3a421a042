/* SPDX-License-Identifier: MIT */
/* What can be had from the repositories: packages by name, and capabilities whoever provides them.
 */
#include "judge/evr.h"
#include "judge/pattern.h"
#include "judge/supply.h"
#include "model/kind.h"

struct available_args {
	struct text_list names;
	struct text_list provides;
	struct text_list absent;
	const char *at_least;
	const char *at_most;
	const char *vendor;
	const char *release;
	const char *channel;
};

#define AT(member, T) .offset = FIELD_OF(struct available_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "absent", .type = FIELD_LIST, AT(absent, struct text_list),
	  .help = "names of packages that repositories must not have" },
	{ .key = "at-least", .type = FIELD_TEXT, AT(at_least, const char *),
	  .help = "least [epoch:]version[-release] of names, as rpm compares" },
	{ .key = "at-most", .type = FIELD_TEXT, AT(at_most, const char *),
	  .help = "highest [epoch:]version[-release] of names" },
	{ .key = "channel", .type = FIELD_TEXT, AT(channel, const char *),
	  .help = "glob of the URL of the repositories that count; all of them when not given" },
	{ .key = "names", .type = FIELD_LIST, AT(names, struct text_list),
	  .help = "names of packages that there have to be" },
	{ .key = "provides", .type = FIELD_LIST, AT(provides, struct text_list),
	  .help = "capabilities, with or without a version, or paths, that a package has to provide: old names, renamed ones" },
	{ .key = "release", .type = FIELD_PATTERN, AT(release, const char *),
	  .help = "pattern the release of names has to match" },
	{ .key = "vendor", .type = FIELD_PATTERN, AT(vendor, const char *),
	  .help = "pattern the vendor of names has to match" },
	{ 0 }
};

enum { NEVRA, EPOCH, VERSION, RELEASE, VENDOR, ARCH };
static const char query[] =
	"SELECT nevra, epoch, version, release, vendor, arch FROM available WHERE name = ?1 "
	"ORDER BY nevra";
/* clang-format on */

struct looking {
	const struct available_args *args;
	struct supply supply;
	bool counts[REPOSITORIES_MAX + 1]; /* the channel takes it */
	struct pattern vendor;
	struct pattern release;
	struct findings *out;
};

static int check_args(const void *args, struct error *err)
{
	const struct available_args *a = args;

	if (!a->names.count && !a->provides.count && !a->absent.count)
		return error_input(err, "says not what there has to be: names, provides or absent");
	if (!a->names.count && (a->at_least || a->at_most || a->vendor || a->release))
		return error_input(err, "at-least, at-most, vendor and release go with names");
	return 0;
}

/* Why a package of that name is not the one; false: it is. */
static bool is_wrong(const struct looking *l, const struct cursor *c, struct buf *why)
{
	const struct available_args *a = l->args;
	const char *version = cursor_text(c, VERSION);
	const char *release = cursor_text(c, RELEASE);
	int64_t epoch = cursor_int(c, EPOCH);
	size_t start = why->len;

	if (a->at_least && evr_compare(epoch, version, release, a->at_least) < 0)
		buf_addf(why, "%s is older", cursor_text(c, NEVRA));
	else if (a->at_most && evr_compare(epoch, version, release, a->at_most) > 0)
		buf_addf(why, "%s is newer", cursor_text(c, NEVRA));
	else if (a->release && !pattern_matches(&l->release, release))
		buf_addf(why, "%s", cursor_text(c, NEVRA));
	else if (a->vendor && !pattern_matches(&l->vendor, cursor_text(c, VENDOR)))
		buf_addf(why, "%s is of %s", cursor_text(c, NEVRA),
			 cursor_null(c, VENDOR) ? "no vendor" : cursor_text(c, VENDOR));
	if (why->len == start)
		return false;
	buf_add(why, "; ");
	return true;
}

/* Looks for a package of that name that is right; `why` gets the ones that are not. */
static bool find_name(const struct looking *l, const char *name, struct buf *nevra, struct buf *why)
{
	for (size_t i = 0; i < l->supply.repositories_count; i++) {
		AUTO(cursor) struct cursor c = { 0 };

		if (!l->counts[i])
			continue;
		c = cursor_open(l->supply.repositories[i], query, 1, &name);
		while (cursor_next(&c)) {
			if (!pool_takes_arch(l->supply.pool, cursor_text(&c, ARCH)) ||
			    is_wrong(l, &c, why))
				continue;
			buf_add(nevra, cursor_text(&c, NEVRA));
			return true;
		}
	}
	return false;
}

static void add_wanted(const struct available_args *a, struct buf *out)
{
	buf_add(out, "available");
	if (a->at_least)
		buf_addf(out, ", at least %s", a->at_least);
	if (a->at_most)
		buf_addf(out, ", at most %s", a->at_most);
	if (a->release)
		buf_addf(out, ", release matching %s", a->release);
	if (a->vendor)
		buf_addf(out, ", vendor matching %s", a->vendor);
	if (a->channel)
		buf_addf(out, ", in %s", a->channel);
}

static bool package_counts(const struct looking *l, package_id id)
{
	return pool_origin(l->supply.pool, id) == POOL_REPOSITORY &&
	       l->counts[pool_repository(l->supply.pool, id)];
}

/* Adds the first few packages of a list that are in the right repositories. */
static size_t add_packages(const struct looking *l, const package_id *ids, struct buf *out)
{
	enum { SHOWN = 3 };
	size_t n = 0;

	for (; *ids; ids++) {
		if (!package_counts(l, *ids))
			continue;
		if (n < SHOWN)
			buf_addf(out, "%s%s", n ? ", " : "", pool_nevra(l->supply.pool, *ids));
		n++;
	}
	if (n > SHOWN)
		buf_addf(out, " and %zu more", n - SHOWN);
	return n;
}

struct near {
	const struct looking *l;
	char first; /* only names that begin so; NUL: all */
};

/* The i-th name of all packages in the pool; "" is near to nothing. */
static const char *candidate(size_t i, const void *arg)
{
	const struct near *n = arg;
	struct pool *pool = n->l->supply.pool;
	package_id id = (package_id)i + 1;
	const char *name;

	if (i + 1 >= (size_t)pool_count(pool))
		return NULL;
	if (!pool_nevra(pool, id) || !package_counts(n->l, id))
		return "";
	name = pool_name(pool, id);
	return !n->first || *name == n->first ? name : "";
}

/* Of names that are as near, people mean the one that begins the same. */
static const char *nearest(const struct looking *l, const char *name)
{
	struct near n = { .l = l, .first = *name };
	const char *found = str_nearest(name, candidate, &n);

	if (found && *found)
		return found;
	n.first = '\0';
	found = str_nearest(name, candidate, &n);
	return found ? found : "";
}

/* Who has it under another name: who provides it, who obsoletes it, the nearest name. */
static void add_instead(const struct looking *l, const char *name, struct buf *out)
{
	AUTO(buf) struct buf who = BUF_INIT(BUF_LINE);
	const package_id *ids;
	const char *near;
	struct error ignored = ERROR_INIT;

	if (!pool_providers(l->supply.pool, name, &ids, &ignored) && add_packages(l, ids, &who))
		buf_addf(out, "no package of that name, but %s provides it", buf_str(&who));
	else if (!pool_obsoleters(l->supply.pool, name, &ids, &ignored) &&
		 add_packages(l, ids, &who))
		buf_addf(out, "no package of that name, but %s obsoletes it", buf_str(&who));
	else if (*(near = nearest(l, name)))
		buf_addf(out, "no package of that name; the nearest is %s", near);
	else
		buf_add(out, "no package of that name");
}

static void judge_name(struct looking *l, const char *name)
{
	AUTO(buf) struct buf nevra = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf why = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_LINE);

	if (find_name(l, name, &nevra, &why)) {
		finding_pass(l->out, name, "%s", buf_str(&nevra));
		return;
	}
	add_wanted(l->args, &wanted);
	if (why.len)
		why.data[why.len -= 2] = '\0'; /* the last "; " */
	else
		add_instead(l, name, &why);
	finding_fail(l->out, name, buf_str(&wanted), "%s", buf_str(&why));
}

static void judge_absent(struct looking *l, const char *name)
{
	for (size_t i = 0; i < l->supply.repositories_count; i++) {
		AUTO(cursor) struct cursor c = { 0 };

		if (!l->counts[i])
			continue;
		c = cursor_open(l->supply.repositories[i], query, 1, &name);
		while (cursor_next(&c))
			if (pool_takes_arch(l->supply.pool, cursor_text(&c, ARCH)))
				finding_fail(l->out, name, "not available", "%s",
					     cursor_text(&c, NEVRA));
	}
	finding_pass(l->out, name, "not available");
}

static bool judge_provides(struct looking *l, const char *dependency)
{
	AUTO(buf) struct buf who = BUF_INIT(BUF_LINE);
	const package_id *ids;
	struct error err = ERROR_INIT;

	if (pool_providers(l->supply.pool, dependency, &ids, &err)) {
		supply_failed(&err, l->out);
		return false;
	}
	if (add_packages(l, ids, &who))
		finding_pass(l->out, dependency, "%s", buf_str(&who));
	else
		finding_fail(l->out, dependency, "provided by a package",
			     "by none that is available");
	return true;
}

/* Which repositories the channel takes; false: none, which is said. */
static bool choose_channel(struct looking *l)
{
	const char *channel = l->args->channel;
	bool any = false;

	for (size_t i = 0; i < l->supply.repositories_count; i++) {
		AUTO(cursor)
		struct cursor c =
			cursor_open(l->supply.repositories[i],
				    "SELECT value FROM repository WHERE key = 'url'", 0, NULL);

		l->counts[i] = !channel;
		while (channel && cursor_next(&c))
			l->counts[i] |= str_glob(channel, cursor_text(&c, 0));
		any |= l->counts[i];
	}
	if (!any)
		finding_missing(l->out, "no repository has a URL like %s: --repository",
				channel ? channel : "*");
	return any;
}

static void look(struct looking *l)
{
	const struct available_args *a = l->args;

	for (size_t i = 0; i < a->names.count; i++)
		judge_name(l, a->names.items[i]);
	for (size_t i = 0; i < a->absent.count; i++)
		judge_absent(l, a->absent.items[i]);
	for (size_t i = 0; i < a->provides.count; i++)
		if (!judge_provides(l, a->provides.items[i]))
			return;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct available_args *a = args;
	struct looking l = { .args = args,
			     .supply = SUPPLY_INIT,
			     .vendor = PATTERN_INIT,
			     .release = PATTERN_INIT,
			     .out = out };

	if ((!a->vendor || pattern_init(&l.vendor, a->vendor, out)) &&
	    (!a->release || pattern_init(&l.release, a->release, out)) &&
	    supply_open(&l.supply, ev, POOL_BIT(POOL_REPOSITORY), out) &&
	    supply_stocked(&l.supply, out) && choose_channel(&l))
		look(&l);
	supply_release(&l.supply);
	pattern_release(&l.vendor);
	pattern_release(&l.release);
}

const struct check_kind check_available = {
	.name = "available",
	.summary = "Repositories have packages, or whatever provides a name",
	.example = "{names: [nginx, podman], provides: [python, /usr/bin/yum], absent: [tdnf]}",
	.args_size = sizeof(struct available_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
