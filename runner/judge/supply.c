/* SPDX-License-Identifier: MIT */
#include "judge/supply.h"

#include <stdlib.h>

#include "judge/parts.h"

/* What is kept with the evidence, and what it was made of. */
struct kept_pool {
	struct pool *pool;
	struct evidence *of[REPOSITORIES_MAX + 3];
	uint64_t generations[REPOSITORIES_MAX + 3];
	size_t count;
};

static const char kept_name[] = "supply";

const char *const supply_words[] = { "installed", "product", "available", "all", NULL };

unsigned supply_bit(const char *word)
{
	static const unsigned bits[] = { POOL_BIT(POOL_INSTALLED), POOL_BIT(POOL_PRODUCT),
					 POOL_BIT(POOL_REPOSITORY), POOL_ANY };

	for (size_t i = 0; i < ARRAY_SIZE(bits); i++)
		if (streq(word, supply_words[i]))
			return bits[i];
	return 0;
}

static bool is_complete(struct evidence *ev, unsigned part)
{
	return (evidence_complete(ev) & part) != 0;
}

/* Package files, which nobody has installed. */
static bool is_product(struct evidence *ev)
{
	AUTO(buf) struct buf kind = BUF_INIT(BUF_LINE);

	return evidence_text(ev, &kind, "SELECT value FROM meta WHERE key = 'source.kind'", NULL) &&
	       streq(buf_str(&kind), "rpm");
}

unsigned supply_cast(struct supply *s, struct evidence *ev)
{
	struct evidence *image = evidence_image(ev);
	struct evidence *repository;
	unsigned there = 0;

	if (image || is_product(ev))
		s->product = is_complete(ev, EVIDENCE(PACKAGES)) ? ev : NULL;
	else
		image = ev;
	s->installed = image && is_complete(image, EVIDENCE(PACKAGES)) ? image : NULL;
	s->repositories_count = 0;
	if (is_complete(ev, EVIDENCE(REPOSITORY)))
		s->repositories[s->repositories_count++] = ev;
	for (size_t i = 0; (repository = evidence_repository(ev, i)) != NULL; i++)
		if (is_complete(repository, EVIDENCE(REPOSITORY)))
			s->repositories[s->repositories_count++] = repository;
	there |= s->installed ? POOL_BIT(POOL_INSTALLED) : 0;
	there |= s->product ? POOL_BIT(POOL_PRODUCT) : 0;
	there |= s->repositories_count ? POOL_BIT(POOL_REPOSITORY) : 0;
	return there;
}

/* Says why what is wanted is not there. */
static void say_lacking(struct evidence *ev, unsigned lacking, struct findings *out)
{
	struct evidence *image = evidence_image(ev);

	if (lacking & POOL_BIT(POOL_INSTALLED)) {
		if (!image && is_product(ev))
			finding_lacks(out, AGAINST_IMAGE,
				      "no image was given to judge the product on: --image");
		else
			parts_ready(image ? image : ev, EVIDENCE(PACKAGES), out);
	}
	if (lacking & POOL_BIT(POOL_PRODUCT)) {
		if (image || is_product(ev))
			parts_ready(ev, EVIDENCE(PACKAGES), out);
		else
			finding_missing(out, "this is no evidence of package files: collect from "
					     "the product's");
	}
	if (lacking & POOL_BIT(POOL_REPOSITORY) && evidence_part_failed(ev, PART_REPOSITORY))
		parts_ready(ev, EVIDENCE(REPOSITORY), out);
	else if (lacking & POOL_BIT(POOL_REPOSITORY))
		repositories_ready(ev, out);
}

/* The architecture that most packages are of; `out` is cleared first. */
static void find_arch(const struct supply *s, struct buf *out)
{
	static const char packages[] =
		"SELECT arch FROM package WHERE arch NOT IN ('', '(none)', 'noarch', 'src', "
		"'nosrc') GROUP BY arch ORDER BY count(*) DESC, arch LIMIT 1";
	static const char available[] =
		"SELECT arch FROM available WHERE arch NOT IN ('', 'noarch', 'src', 'nosrc') "
		"GROUP BY arch ORDER BY count(*) DESC, arch LIMIT 1";
	bool found = s->installed && evidence_text(s->installed, out, packages, NULL);

	if (!found && s->product)
		found = evidence_text(s->product, out, packages, NULL);
	for (size_t i = 0; i < s->repositories_count && !found; i++)
		found = evidence_text(s->repositories[i], out, available, NULL);
	if (!found) {
		buf_clear(out);
		buf_add(out, "x86_64");
	}
}

static int fill_pool(const struct supply *s, struct pool *pool, struct error *err)
{
	int ret = s->installed ? pool_add_installed(pool, s->installed, err) : 0;

	if (!ret && s->product)
		ret = pool_add_product(pool, s->product, err);
	for (size_t i = 0; i < s->repositories_count && !ret; i++)
		ret = pool_add_repository(pool, s->repositories[i], err);
	return ret ? ret : pool_ready(pool, err);
}

static int make_pool(const struct supply *s, struct pool **out, struct error *err)
{
	AUTO_POOL struct pool *pool = NULL;
	AUTO(buf) struct buf arch = BUF_INIT(BUF_LINE);
	int ret;

	find_arch(s, &arch);
	ret = pool_new(&pool, buf_str(&arch), err);
	if (!ret)
		ret = fill_pool(s, pool, err);
	if (!ret)
		*out = TAKE(pool);
	return ret;
}

static void drop_kept(void *thing)
{
	struct kept_pool *k = thing;

	pool_close(k->pool);
	free(k);
}

static void note_source(struct kept_pool *k, struct evidence *ev)
{
	if (!ev)
		return;
	k->of[k->count] = ev;
	k->generations[k->count++] = evidence_generation(ev);
}

static void note_sources(struct kept_pool *k, const struct supply *s)
{
	note_source(k, s->installed);
	note_source(k, s->product);
	for (size_t i = 0; i < s->repositories_count; i++)
		note_source(k, s->repositories[i]);
}

/* The pool that was made before, if it would come out the same again. */
static struct pool *kept_pool(struct evidence *ev, const struct supply *s)
{
	const struct kept_pool *k = evidence_kept(ev, kept_name);
	struct kept_pool now = { 0 };

	note_sources(&now, s);
	if (!k || k->count != now.count || memcmp(k->of, now.of, sizeof(now.of)) != 0 ||
	    memcmp(k->generations, now.generations, sizeof(now.generations)) != 0)
		return NULL;
	return k->pool;
}

static bool keep_pool(struct supply *s, struct evidence *ev, struct findings *out)
{
	struct kept_pool *k = calloc(1, sizeof(*k));
	struct error err = ERROR_INIT;

	if (!k) {
		finding_error(out, "no memory for the packages");
		return false;
	}
	note_sources(k, s);
	if (make_pool(s, &k->pool, &err)) {
		free(k);
		supply_failed(&err, out);
		return false;
	}
	evidence_keep(ev, kept_name, k, drop_kept);
	s->pool = k->pool;
	return true;
}

bool supply_open(struct supply *s, struct evidence *ev, unsigned wanted, struct findings *out)
{
	unsigned lacking = wanted & ~supply_cast(s, ev);
	struct error err = ERROR_INIT;

	if (lacking) {
		say_lacking(ev, lacking, out);
		return false;
	}
	if (wanted & POOL_BIT(POOL_REPOSITORY) && evidence_repository(ev, 0) &&
	    !repositories_ready(ev, out))
		return false;
	if (cancel_limit_open(&s->limit, evidence_cancel(ev), SUPPLY_SECONDS * 1000, &err)) {
		supply_failed(&err, out);
		return false;
	}
	s->pool = kept_pool(ev, s);
	return s->pool || keep_pool(s, ev, out);
}

void supply_failed(const struct error *err, struct findings *out)
{
	if (err->code == ECANCELED)
		finding_error(out, "the solver was stopped: interrupted, or longer than %d s",
			      SUPPLY_SECONDS);
	else
		finding_error(out, "the solver cannot answer: %s", err->text);
}

void supply_release(struct supply *s)
{
	cancel_limit_release(&s->limit);
}

bool supply_asks(const struct supply *s, unsigned origins, package_id id)
{
	const char *arch;

	if (!pool_nevra(s->pool, id) || !(POOL_BIT(pool_origin(s->pool, id)) & origins))
		return false;
	arch = pool_arch(s->pool, id);
	if (pool_origin(s->pool, id) == POOL_REPOSITORY)
		return pool_takes_arch(s->pool, arch);
	return !streq(arch, "src") && !streq(arch, "nosrc");
}

size_t supply_count(const struct supply *s, unsigned origins)
{
	size_t count = 0;

	for (package_id id = 1; id < pool_count(s->pool); id++)
		count += supply_asks(s, origins, id);
	return count;
}

bool supply_stocked(const struct supply *s, struct findings *out)
{
	AUTO(buf) struct buf arch = BUF_INIT(BUF_LINE);

	for (package_id id = 1; id < pool_count(s->pool); id++)
		if (supply_asks(s, POOL_BIT(POOL_REPOSITORY), id))
			return true;
	find_arch(s, &arch);
	finding_missing(out, "the repositories have no package for %s", buf_str(&arch));
	return false;
}

void supply_add_bytes(struct buf *out, int64_t bytes)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
	const char *sign = bytes < 0 ? "-" : "";
	double n = bytes < 0 ? -(double)bytes : (double)bytes;
	size_t unit = 0;

	for (; n >= 1024 && unit + 1 < ARRAY_SIZE(units); unit++)
		n /= 1024;
	buf_addf(out, unit ? "%s%.1f %s" : "%s%.0f %s", sign, n, units[unit]);
}
