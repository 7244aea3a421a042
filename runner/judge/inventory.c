/* SPDX-License-Identifier: MIT */
#include "judge/inventory.h"

#include "judge/arch.h"
#include "judge/evr.h"

const char *const inventory_words[INVENTORY_COUNT] = {
	[INVENTORY_UNDECIDED] = "not-decided",	 [INVENTORY_MISSING] = "missing",
	[INVENTORY_UNSUPPORTED] = "unsupported", [INVENTORY_RENAMED] = "renamed",
	[INVENTORY_AVAILABLE] = "available",	 [INVENTORY_PRESENT] = "present",
};

/* The best package for a name, and how good it is; 0: none. */
struct choice {
	package_id package;
	enum inventory_class class;
	bool other_colour; /* one of 64 bits where one of 32 is meant, or the other way round */
};

/* A 32-bit package and a 64-bit one stand beside each other, not in each other's place. */
static bool same_colour(const char *a, const char *b)
{
	int one = arch_colour(a);
	int two = arch_colour(b);

	return !one || !two || one == two;
}

static bool is_supported(const struct inventory *in, struct pool *pool, package_id id)
{
	size_t i = pool_repository(pool, id);

	if (pool_origin(pool, id) != POOL_REPOSITORY || i >= in->repositories_count)
		return true;
	for (size_t g = 0; g < in->unsupported->count; g++)
		if (str_glob(in->unsupported->items[g], in->repositories[i]))
			return false;
	return true;
}

static enum inventory_class class_of(const struct inventory *in, struct pool *pool, package_id id,
				     const char *name)
{
	if (!is_supported(in, pool, id))
		return INVENTORY_UNSUPPORTED;
	if (!streq(pool_name(pool, id), name))
		return INVENTORY_RENAMED;
	return pool_origin(pool, id) == POOL_INSTALLED ? INVENTORY_PRESENT : INVENTORY_AVAILABLE;
}

/* Of two equally good ones the one in the image, then the newer one, then the first by name. */
static bool is_better(struct pool *pool, package_id a, package_id b)
{
	const struct evr_range one = { EVR_EQUAL, pool_evr(pool, a) };
	int order;

	if ((pool_origin(pool, a) == POOL_INSTALLED) != (pool_origin(pool, b) == POOL_INSTALLED))
		return pool_origin(pool, a) == POOL_INSTALLED;
	order = strcmp(pool_name(pool, a), pool_name(pool, b));
	if (order)
		return order < 0;
	return evr_overlap(one, (struct evr_range){ EVR_GREATER, pool_evr(pool, b) });
}

static void consider(const struct inventory *in, struct pool *pool, const package_id *ids,
		     const char *name, const char *arch, struct choice *best)
{
	for (; ids && *ids; ids++) {
		enum inventory_class class = class_of(in, pool, *ids, name);
		bool fits = same_colour(arch, pool_arch(pool, *ids));

		best->other_colour |= !fits;
		if (!fits || (pool_origin(pool, *ids) == POOL_REPOSITORY &&
			      !pool_takes_arch(pool, pool_arch(pool, *ids))))
			continue;
		if (best->package &&
		    (class < best->class ||
		     (class == best->class && !is_better(pool, *ids, best->package))))
			continue;
		best->package = *ids;
		best->class = class;
	}
}

/* Who has the name, else who has taken its place by obsoleting it. */
static int find(const struct inventory *in, struct pool *pool, const char *name, const char *arch,
		struct choice *best, struct error *err)
{
	const package_id *ids = NULL;
	int ret = pool_providers(pool, name, &ids, err);

	*best = (struct choice){ 0 };
	if (ret)
		return ret;
	consider(in, pool, ids, name, arch, best);
	if (best->package)
		return 0;
	ret = pool_obsoleters(pool, name, &ids, err);
	if (!ret)
		consider(in, pool, ids, name, arch, best);
	return ret;
}

static const char *place_of(const struct inventory *in, struct pool *pool, package_id id)
{
	size_t i = pool_repository(pool, id);

	if (pool_origin(pool, id) != POOL_REPOSITORY)
		return "image";
	return i < in->repositories_count ? in->repositories[i] : "";
}

static bool is_older(struct pool *pool, package_id id, const struct inventory_item *item)
{
	const struct evr_range theirs = { EVR_GREATER, pool_evr(pool, id) };

	return *item->evr && evr_overlap((struct evr_range){ EVR_EQUAL, item->evr }, theirs);
}

static const struct inventory_rename *rename_of(const struct inventory *in, const char *name)
{
	for (size_t i = 0; i < in->renames_count; i++)
		if (streq(in->renames[i].old, name))
			return &in->renames[i];
	return NULL;
}

/* All of the new names have to be somewhere: the item is as good as the worst of them. */
static int by_table(const struct inventory *in, struct pool *pool, struct inventory_item *item,
		    const struct inventory_rename *r, struct error *err)
{
	AUTO(buf) struct buf names = BUF_INIT(BUF_LINE);
	enum inventory_class worst = INVENTORY_RENAMED;

	item->note = r->note;
	for (size_t i = 0; i < r->names.count; i++) {
		struct choice best;
		int ret = find(in, pool, r->names.items[i], item->arch, &best, err);

		if (ret)
			return ret;
		buf_addf(&names, "%s%s", i ? " " : "", r->names.items[i]);
		if (!best.package)
			worst = INVENTORY_MISSING;
		else if (best.class == INVENTORY_UNSUPPORTED && worst == INVENTORY_RENAMED)
			worst = INVENTORY_UNSUPPORTED;
		else
			item->where = place_of(in, pool, best.package);
	}
	if (r->names.count == 0)
		worst = INVENTORY_MISSING;
	item->class = worst;
	item->by = arena_strdup(in->arena, buf_str(&names));
	if (worst == INVENTORY_MISSING)
		item->where = "";
	return item->by && !names.failed ? 0 : error_memory(err);
}

static int judge_item(const struct inventory *in, struct pool *pool, struct inventory_item *item,
		      struct error *err)
{
	const struct inventory_rename *rename;
	struct choice best;
	int ret = find(in, pool, item->name, item->arch, &best, err);

	item->by = item->where = item->note = "";
	if (ret)
		return ret;
	rename = best.package ? NULL : rename_of(in, item->name);
	if (best.package) {
		item->class = best.class;
		item->where = place_of(in, pool, best.package);
		item->by = arena_strdup(in->arena, pool_nevra(pool, best.package));
		item->older = streq(pool_name(pool, best.package), item->name) &&
			      is_older(pool, best.package, item);
		return item->by ? 0 : error_memory(err);
	}
	item->class = INVENTORY_MISSING;
	if (best.other_colour)
		item->note = arch_colour(item->arch) == 1 ? "there is only one of 64 bits"
							  : "there is only one of 32 bits";
	if (rename)
		ret = by_table(in, pool, item, rename, err);
	if (!ret && item->class == INVENTORY_MISSING && in->repositories_count == 0)
		item->class = INVENTORY_UNDECIDED;
	return ret;
}

int inventory_judge(struct inventory *in, struct pool *pool, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < in->count && !ret; i++)
		ret = judge_item(in, pool, &in->items[i], err);
	return ret;
}
