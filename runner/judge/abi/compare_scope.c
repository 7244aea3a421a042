/* SPDX-License-Identifier: MIT */
/* What an object loads, and what a reference binds to. */
#include "judge/abi/comparison.h"

static const struct abi_export *with_version(const struct abi_export *group, size_t count,
					     uint32_t version)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (group[middle].version < version)
			low = middle + 1;
		else
			count = middle;
	}
	return &group[low];
}

const struct abi_export *object_export(const struct object *b, uint32_t name, uint32_t version)
{
	size_t count = 0;
	const struct abi_export *group = object_exports(b, name, &count);
	const struct abi_export *e = group ? with_version(group, count, version) : NULL;

	return e && e < group + count && e->version == version ? e : NULL;
}

bool object_needs(const struct object *b, uint32_t soname)
{
	for (size_t i = 0; i < b->needed_count; i++)
		if (b->needed[i] == soname)
			return true;
	return false;
}

/* Appends what `asker` needs and is not yet in the queue. */
static size_t queue_needed(struct comparison *c, const struct object *asker, size_t count)
{
	const struct finder *f = &c->finder[NEW];

	for (size_t i = 0; i < asker->needed_count; i++) {
		const struct object *found = finder_library(f, asker->needed[i], asker);
		size_t at;

		if (!found) /* by the run path of whoever needs it */
			found = finder_any(f, asker->needed[i], asker);
		if (!found)
			continue;
		at = (size_t)(found - c->world[NEW]->items);
		if (c->seen[at] == c->stamp)
			continue;
		c->seen[at] = c->stamp;
		c->queue[count++] = found;
	}
	return count;
}

const struct object **closure_of(struct comparison *c, const struct object *b, bool self)
{
	const struct object **out;
	size_t count = 0;

	c->stamp++;
	if (self) {
		c->seen[b - c->world[NEW]->items] = c->stamp;
		c->queue[count++] = b;
	} else {
		count = queue_needed(c, b, count);
	}
	for (size_t next = 0; next < count; next++)
		count = queue_needed(c, c->queue[next], count);
	out = arena_alloc(&c->arena, (count + 1) * sizeof(*out));
	if (out)
		memcpy(out, c->queue, count * sizeof(*out));
	else
		c->failed = true;
	return out;
}

const struct object *moved_to(struct comparison *c, struct pair *p, uint32_t name, uint32_t version)
{
	if (!p->resolved) {
		p->closure = closure_of(c, p->new, true);
		p->resolved = true;
	}
	for (const struct object **b = p->closure; b && *b; b++)
		if (*b != p->new &&object_definition(*b, name, version))
			return *b;
	return NULL;
}

bool glibc_is_modern(const struct comparison *c, const struct object *like)
{
	uint32_t soname = names_find(c->names, "libc.so.6");
	const struct object *libc =
		soname == NAME_NONE ? NULL : finder_library(&c->finder[NEW], soname, like);

	if (!libc || libc->verdefs_count == 0)
		return true;
	for (size_t i = 0; i < libc->verdefs_count; i++) {
		const char *node = names_text(c->names, libc->verdefs[i].version);
		int64_t minor;

		if (starts_with(node, "GLIBC_2.") && str_int(node + strlen("GLIBC_2."), &minor) &&
		    minor >= 41)
			return true;
	}
	return false;
}
