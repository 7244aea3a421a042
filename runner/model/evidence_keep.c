/* SPDX-License-Identifier: MIT */
/* What checks make of the evidence and hand on to one another. */
#include "model/evidence_db.h"

void evidence_db_changes(struct evidence *ev)
{
	if (ev->kept.name)
		ev->kept.release(ev->kept.thing);
	ev->kept.name = NULL;
	ev->kept.thing = NULL;
}

void *evidence_kept(const struct evidence *ev, const char *name)
{
	return ev->kept.name && streq(ev->kept.name, name) ? ev->kept.thing : NULL;
}

void evidence_keep(struct evidence *ev, const char *name, void *thing, void (*release)(void *thing))
{
	evidence_db_changes(ev);
	ev->kept.name = name;
	ev->kept.thing = thing;
	ev->kept.release = release;
}
