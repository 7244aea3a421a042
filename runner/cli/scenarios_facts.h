/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_FACTS_H
#define CLI_SCENARIOS_FACTS_H
/* What package files say of what they add to a system, class by class. */
#include "model/evidence.h"
#include "model/manifest.h"

enum { FACTS_MAX = 400 }; /* of one class; the rest is left out, and said */

struct facts_list {
	const char *items[FACTS_MAX];
	size_t count;
	bool more;
};

struct facts {
	struct arena arena;
	struct facts_list packages;
	struct facts_list started; /* units that want to be enabled, and stay active */
	struct facts_list classes[FOOTPRINT_CLASS_COUNT];
	struct facts_list unsure; /* sentences: what was seen, and could not be made out */
};

int facts_read(struct facts *f, struct evidence *product, struct error *err);
void facts_release(struct facts *f);

#endif
