/* SPDX-License-Identifier: MIT */
#include "judge/abi/loading.h"

#include <stdio.h>

const struct link_host link_hosts[] = {
#define HOST(plugin, host, symbols, name) { plugin, host, symbols, name },
#include "judge/abi/hosts.def"
#undef HOST
	{ 0 },
};

/* One of the globs between spaces, from *list on, into `out`; false: no more. */
static bool next_glob(const char **list, char *out, size_t size)
{
	size_t len;

	*list += strspn(*list, " ");
	len = strcspn(*list, " ");
	if (len == 0 || len >= size)
		return false;
	memcpy(out, *list, len);
	out[len] = '\0';
	*list += len;
	return true;
}

/* The row for a path: the first one. */
static const struct link_host *policy_of(const char *path)
{
	for (size_t i = 0; link_hosts[i].plugin; i++)
		if (str_glob(link_hosts[i].plugin, path))
			return &link_hosts[i];
	return NULL;
}

static bool serves(const struct object *b, const struct object *plugin, const char *glob)
{
	return b->class == plugin->class && streq(b->machine, plugin->machine) &&
	       str_glob(glob, b->path);
}

static size_t common(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	return n;
}

/*
 * Of several programs of that name the one that lies nearest: two Java machines have their own
 * libraries each.
 */
static const struct object *nearest(const struct world *w, const char *glob,
				    const struct object *plugin, const struct host_list *known)
{
	const struct object *best = NULL;
	size_t count = known ? known->count : w->count;

	for (size_t i = 0; i < count; i++) {
		const struct object *b = &w->items[known ? known->items[i] : i];

		if (serves(b, plugin, glob) &&
		    (!best || common(b->path, plugin->path) > common(best->path, plugin->path)))
			best = b;
	}
	return best;
}

/* Everything that a row's globs could mean; NULL: not to be remembered. */
static const struct host_list *candidates(const struct world *w, const struct link_host *row,
					  struct scope_memo *memo)
{
	struct host_list *list = memo ? memo_hosts(memo, (size_t)(row - link_hosts)) : NULL;
	size_t room = 0;

	if (!list || list->made)
		return list;
	for (size_t i = 0; i < w->count; i++) {
		const char *globs = row->host;
		char glob[256];

		while (next_glob(&globs, glob, sizeof(glob))) {
			if (!str_glob(glob, w->items[i].path))
				continue;
			if (list->count == room) {
				uint32_t *items;

				room = room ? room * 2 : 8;
				items = realloc(list->items, room * sizeof(*items));
				if (!items)
					return NULL;
				list->items = items;
			}
			list->items[list->count++] = (uint32_t)i;
			break;
		}
	}
	list->made = true;
	return list;
}

const struct object *host_find(const struct world *w, const struct object *plugin,
			       struct scope_memo *memo)
{
	const struct link_host *row = policy_of(plugin->path);
	const struct host_list *known = row ? candidates(w, row, memo) : NULL;
	const char *list = row ? row->host : "";
	const struct object *b = NULL;
	char glob[256];

	while (!b && next_glob(&list, glob, sizeof(glob)))
		b = nearest(w, glob, plugin, known);
	return b;
}

const char *host_name(const struct object *plugin)
{
	const struct link_host *row = policy_of(plugin->path);

	return row ? row->name : NULL;
}

bool host_gives(const struct object *plugin, const char *symbol)
{
	const struct link_host *row = policy_of(plugin->path);
	const char *list = row ? row->symbols : "";
	char glob[128];

	while (next_glob(&list, glob, sizeof(glob)))
		if (str_glob(glob, symbol))
			return true;
	return false;
}
