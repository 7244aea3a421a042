/* SPDX-License-Identifier: MIT */
/* What checks make of the evidence and hand on to one another. */
#include "model/evidence_db.h"

static void drop(struct evidence *ev, size_t i)
{
	if (ev->kept[i].name)
		ev->kept[i].release(ev->kept[i].thing);
	ev->kept[i].name = NULL;
}

void evidence_db_changes(struct evidence *ev)
{
	for (size_t i = 0; i < KEPT_MAX; i++)
		drop(ev, i);
	ev->generation++;
}

uint64_t evidence_generation(const struct evidence *ev)
{
	return ev->generation;
}

void *evidence_kept(const struct evidence *ev, const char *name)
{
	for (size_t i = 0; i < KEPT_MAX; i++)
		if (ev->kept[i].name && streq(ev->kept[i].name, name))
			return ev->kept[i].thing;
	return NULL;
}

/* The place of a thing of that name, else a free one, else the first. */
static size_t place_for(const struct evidence *ev, const char *name)
{
	size_t free_one = 0;

	for (size_t i = KEPT_MAX; i-- > 0;) {
		if (ev->kept[i].name && streq(ev->kept[i].name, name))
			return i;
		if (!ev->kept[i].name)
			free_one = i;
	}
	return free_one;
}

void evidence_keep(struct evidence *ev, const char *name, void *thing, void (*release)(void *thing))
{
	size_t i = place_for(ev, name);

	drop(ev, i);
	ev->kept[i].name = name;
	ev->kept[i].thing = thing;
	ev->kept[i].release = release;
}

void evidence_watch(struct evidence *ev)
{
	evidence_db_changes(ev);
	ev->tables_read = ev->tables_written = 0;
}

uint64_t evidence_tables_read(const struct evidence *ev)
{
	return ev->tables_read;
}

uint64_t evidence_tables_written(const struct evidence *ev)
{
	return ev->tables_written;
}
