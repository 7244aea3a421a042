/* SPDX-License-Identifier: MIT */
#include "judge/abi/image_world.h"

static const char key[] = "judge/abi/world";

struct kept_world {
	struct names names;
	struct world world;
};

static void release(void *thing)
{
	struct kept_world *k = thing;

	world_release(&k->world);
	names_release(&k->names);
	free(k);
}

const struct world *image_world(struct evidence *ev)
{
	struct kept_world *k = evidence_kept(ev, key);

	if (k)
		return &k->world;
	k = calloc(1, sizeof(*k));
	if (!k)
		return NULL;
	world_init(&k->world, &k->names);
	if (!world_add(&k->world, ev, NULL)) {
		release(k);
		return NULL;
	}
	evidence_keep(ev, key, k, release);
	return &k->world;
}
