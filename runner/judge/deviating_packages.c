/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "judge/deviating_packages.h"
#include "judge/evr.h"

void named_packages_release(struct named_packages *p)
{
	free(p->items);
	arena_release(&p->arena);
}

/* "glibc-2.42-5.fc43.src.rpm" is of glibc; "": it is not of that form. */
static const char *source_name(struct arena *arena, const char *source)
{
	static const char *const ends[] = { ".src.rpm", ".nosrc.rpm" };
	size_t len = strlen(source);
	size_t dashes = 0;

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (ends_with(source, ends[i])) {
			len -= strlen(ends[i]);
			while (len && dashes < 2)
				dashes += source[--len] == '-';
			return arena_strndup(arena, source, len);
		}
	return "";
}

static int add(struct named_packages *p, const struct cursor *c, struct error *err)
{
	struct named_package n = { .epoch = cursor_int(c, 1) };

	if (p->count == p->cap) {
		size_t cap = p->cap ? p->cap * 2 : 1024;
		struct named_package *grown = realloc(p->items, cap * sizeof(*grown));

		if (!grown)
			return error_memory(err);
		p->items = grown;
		p->cap = cap;
	}
	n.name = arena_strdup(&p->arena, cursor_text(c, 0));
	n.version = arena_strdup(&p->arena, cursor_text(c, 2));
	n.release = arena_strdup(&p->arena, cursor_text(c, 3));
	n.source = source_name(&p->arena, cursor_text(c, 4));
	if (!n.name || !n.version || !n.release || !n.source)
		return error_memory(err);
	n.evr = n.epoch ? arena_printf(&p->arena, "%lld:%s-%s", (long long)n.epoch, n.version,
				       n.release)
			: arena_printf(&p->arena, "%s-%s", n.version, n.release);
	if (!n.evr)
		return error_memory(err);
	p->items[p->count++] = n;
	return 0;
}

int named_packages_add(struct named_packages *p, struct evidence *ev, bool available,
		       struct error *err)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    available ? "SELECT name, coalesce(epoch, 0), version, release, source "
					"FROM available WHERE arch NOT IN ('src', 'nosrc')"
				      : "SELECT name, coalesce(epoch, 0), version, release, source "
					"FROM package WHERE name <> 'gpg-pubkey'",
			    0, NULL);
	int ret = 0;

	while (!ret && cursor_next(&c))
		ret = add(p, &c, err);
	if (!ret && evidence_failed(ev))
		ret = error_set(err, EIO, "%s", evidence_why(ev));
	return ret;
}

static int newest(const struct named_package *a, const struct named_package *b)
{
	int order = a->epoch == b->epoch ? 0 : a->epoch > b->epoch ? 1 : -1;

	if (!order)
		order = evr_vercmp(a->version, b->version);
	return order ? order : evr_vercmp(a->release, b->release);
}

static int by_name(const void *a, const void *b)
{
	const struct named_package *one = a;
	const struct named_package *two = b;
	int order = strcmp(one->name, two->name);

	if (!order)
		order = newest(two, one);
	return order ? order : strcmp(one->evr, two->evr);
}

void named_packages_sort(struct named_packages *p)
{
	size_t kept = 0;

	if (p->count)
		qsort(p->items, p->count, sizeof(*p->items), by_name);
	for (size_t i = 0; i < p->count; i++)
		if (kept == 0 || !streq(p->items[i].name, p->items[kept - 1].name))
			p->items[kept++] = p->items[i];
	p->count = kept;
}

static int is_named(const void *name, const void *item)
{
	const struct named_package *p = item;

	return strcmp(name, p->name);
}

struct named_package *named_packages_find(const struct named_packages *p, const char *name)
{
	return p->count ? bsearch(name, p->items, p->count, sizeof(*p->items), is_named) : NULL;
}
